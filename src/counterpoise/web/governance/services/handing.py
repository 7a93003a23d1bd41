"""Hand a letter to the mail server of the site, in two steps, so that it is known what is known.

SMTP cannot promise that a letter is taken exactly once. The server takes it when it gets the last full stop; whoever
stops between that and the server's answer does not know whether it was taken. So the text goes first, and can be sent
again as often as needed. The full stop goes last, after it was written down that it goes.
"""

import re
import smtplib
import ssl
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from hashlib import sha256

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from counterpoise.web.governance.models import Letter
from counterpoise.web.governance.services.composing import Content

__all__ = ["STOP", "Line", "NotTakenError", "Postage", "message_id", "stop_token", "text_of", "to_message"]

STOP = "counterpoise.letters.stop"
"""What the links that stop letters are signed for."""

# A header such as a link may not be broken into encoded words: programs that read it would find no link.
_POLICY = SMTP.clone(max_line_length=900)
_LINE_END = b"\r\n"
_DOT = re.compile(rb"(?m)^\.")


class NotTakenError(Exception):
    """The mail server did not take a letter.

    Attributes
    ----------
    code
        Always ``"not_taken"``.
    final
        Whether it never will: then it counts as not delivered.
    reply
        The number of its answer; 0 where there was none.
    """

    code = "not_taken"

    def __init__(self, reply: int, *, final: bool) -> None:
        self.reply = reply
        self.final = final
        super().__init__(str(reply))


@dataclass(frozen=True, slots=True, kw_only=True)
class Postage:
    """What the mail server is given.

    Attributes
    ----------
    sender, to
        From whom and to whom.
    name
        The letter's name in reports of the mail server.
    data
        The letter.
    """

    sender: str
    to: str
    name: str
    data: bytes


def message_id(letter: Letter) -> str:
    """Return the name of a letter's e-mail: always the same, so that servers that compare can drop a second one."""
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">")
    return f"<{sha256(letter.key.encode()).hexdigest()[:40]}@{host}>"


def stop_token(person: str) -> str:
    """Return what stands in the link that stops letters to somebody; only this site can make it."""
    return signing.Signer(salt=STOP).sign(person)


def text_of(content: Content) -> str:
    """Return the letter as plain text."""
    with translation.override(content.language):
        blocks = [content.opening]
        blocks += ["\n".join([part.heading, "-" * min(len(part.heading), 60), *part.lines]) for part in content.parts]
        if content.link:
            blocks.append(content.link)
        foot = [_("Sent on: %(day)s.") % {"day": content.made}]
        if content.decided:
            foot.insert(0, _("Date of the decision: %(day)s.") % {"day": content.decided})
        if content.size:
            given = {"size": content.size, "root": content.root}
            foot.append(_("The record then had %(size)s entries. Its checkpoint begins with %(root)s.") % given)
        blocks.append("\n".join(foot))
    return "\n\n".join(blocks) + "\n"


def to_message(letter: Letter, content: Content, *, to: str, made: str = "") -> EmailMessage:
    """Return the e-mail of a letter.

    Parameters
    ----------
    letter, content
        The letter and what it says.
    to
        The address.
    made
        The time of sending, as e-mail writes it.
    """
    stop = f"{settings.COUNTERPOISE_ADDRESS}{reverse('governance:stop', args=[stop_token(str(letter.person_id))])}"
    message = EmailMessage(policy=_POLICY)
    message["Subject"] = content.subject
    message["From"] = settings.DEFAULT_FROM_EMAIL
    message["To"] = Address(addr_spec=to)
    message["Date"] = made or format_datetime(letter.due_at)
    message["Message-ID"] = message_id(letter)
    message["Auto-Submitted"] = "auto-generated"
    message["List-Unsubscribe"] = f"<{stop}>"
    message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    with translation.override(content.language):
        end = _("Fewer letters: %(link)s") % {"link": stop}
    message.set_content(f"{text_of(content)}\n-- \n{end}\n", cte="quoted-printable")
    message["Content-Language"] = content.language
    return message


class Line:
    """An open line to the mail server; a letter is offered first, and finished with its last full stop."""

    def __init__(self) -> None:
        host, port, wait = settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT
        secure = ssl.create_default_context()
        try:
            if settings.EMAIL_USE_SSL:
                self._smtp: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=wait, context=secure)
            else:
                self._smtp = smtplib.SMTP(host, port, timeout=wait)
            self._smtp.ehlo()
            if settings.EMAIL_USE_TLS:
                self._smtp.starttls(context=secure)
                self._smtp.ehlo()
            if settings.EMAIL_HOST_USER:
                self._smtp.login(settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD)
        except (OSError, smtplib.SMTPException) as error:
            raise NotTakenError(getattr(error, "smtp_code", 0), final=False) from error

    def close(self) -> None:
        """Hang up at once; what was offered and not finished is dropped by the server."""
        self._smtp.close()

    def offer(self, postage: Postage) -> None:
        """Send everything of a letter but its end: the server has it and must not deliver it yet.

        Raises
        ------
        NotTakenError
            It does not want this letter, or not now.
        """
        more = [f"ENVID={postage.name}", "RET=HDRS"] if self._smtp.has_extn("dsn") else []
        try:
            self._heard(*self._smtp.mail(postage.sender, more))
            self._asked(*self._smtp.rcpt(postage.to))
            self._heard(*self._smtp.docmd("DATA"), wanted=354)
            lines = _LINE_END.join(postage.data.splitlines())
            self._smtp.send(_DOT.sub(b"..", lines) + _LINE_END)
        except (OSError, smtplib.SMTPException, UnicodeError) as error:
            raise NotTakenError(0, final=isinstance(error, UnicodeError)) from error

    def finish(self) -> None:
        """Send the last full stop and wait for the answer.

        Raises
        ------
        NotTakenError
            It answered that it does not take it.
        OSError
            It did not answer: nobody knows whether it took it.
        """
        self._smtp.send(b".\r\n")
        try:
            reply, _text = self._smtp.getreply()
        except smtplib.SMTPServerDisconnected as error:
            raise ConnectionResetError("the mail server went away before it answered") from error
        self._asked(reply, b"")

    def _asked(self, reply: int, _text: bytes) -> None:
        if not 200 <= reply < 300:
            raise NotTakenError(reply, final=500 <= reply < 600)

    def _heard(self, reply: int, _text: bytes, *, wanted: int = 250) -> None:
        # What goes wrong here lies with the server or with our sign-in, never with the reader's address.
        if reply != wanted:
            raise NotTakenError(reply, final=False)

    def forget(self) -> None:
        """Make the line ready for the next letter after one that was not wanted.

        Raises
        ------
        NotTakenError
            The line is broken.
        """
        try:
            self._asked(*self._smtp.rset())
        except (OSError, smtplib.SMTPException) as error:
            raise NotTakenError(0, final=False) from error
