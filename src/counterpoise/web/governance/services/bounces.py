"""Read what comes back from other mail servers, and write down which letter was not delivered (RFC 3464)."""

import re
from collections.abc import Iterator
from datetime import datetime
from email import message_from_bytes
from email.message import Message
from email.policy import compat32

from django.db import transaction

from counterpoise.web.governance.models import Letter, LetterState
from counterpoise.web.governance.services.sending import fail

__all__ = ["Report", "read_report", "take_bounce"]

_NAME = re.compile(r"<[0-9a-f]{40}@[^<>\s]+>")
_CODE = re.compile(r"\b[245]\.\d{1,3}\.\d{1,3}\b")
_LONGEST = 2_000_000


class Report:
    """What a report says.

    Attributes
    ----------
    names
        The names of e-mails that it speaks of.
    failed
        Whether it says that one was not delivered and will not be.
    code
        The code that it gives for that, such as ``5.1.1``.
    """

    def __init__(self, names: frozenset[str], *, failed: bool, code: str) -> None:
        self.names = names
        self.failed = failed
        self.code = code


def read_report(raw: bytes) -> Report:
    """Read a message that came back. What is no report says that nothing failed.

    Parameters
    ----------
    raw
        The message, as the mail server has it; of one that is very long only the beginning is read.
    """
    message = message_from_bytes(raw[:_LONGEST], policy=compat32)
    names: set[str] = set()
    failed, code = False, ""
    for part in message.walk():
        if part is message:
            continue
        kind = part.get_content_type()
        if kind == "message/delivery-status":
            for action, status, envelope in _fields(part):
                failed = failed or action == "failed"
                code = code or (status if action == "failed" else "")
                names.update(_of_envelope(envelope))
        elif kind in {"message/rfc822", "text/rfc822-headers", "message/global", "message/global-headers"}:
            names.update(_NAME.findall(_head(part)))
    return Report(frozenset(names), failed=failed, code=code)


def _fields(part: Message) -> Iterator[tuple[str, str, str]]:
    blocks = part.get_payload()
    if not isinstance(blocks, list):
        return
    envelope = ""
    for block in blocks:
        if not isinstance(block, Message):
            continue
        envelope = str(block.get("Original-Envelope-Id", envelope))
        action = str(block.get("Action", "")).strip().lower()
        found = _CODE.search(str(block.get("Status", "")))
        yield action, found.group() if found else "", envelope


def _of_envelope(envelope: str) -> Iterator[str]:
    name = envelope.strip().strip("<>")
    if re.fullmatch(r"[0-9a-f]{40}", name):
        yield name


def _head(part: Message) -> str:
    inside = part.get_payload()
    if isinstance(inside, list) and inside and isinstance(inside[0], Message):
        return str(inside[0].get("Message-ID", ""))
    text = inside if isinstance(inside, str) else ""
    found = re.search(r"(?im)^message-id:\s*(<[^<>\s]+>)", text)
    return found.group(1) if found else ""


@transaction.atomic
def take_bounce(raw: bytes, *, at: datetime) -> int:
    """Write down which letters a report says were not delivered; return how many.

    A report about a letter that this site never sent, or that somebody made up, changes nothing else.

    Parameters
    ----------
    raw
        The message that came back.
    at
        Now.
    """
    report = read_report(raw)
    if not report.failed:
        return 0
    count = 0
    sent = Letter.objects.select_for_update().filter(state__in=[LetterState.ACCEPTED, LetterState.UNKNOWN])
    for name in report.names:
        # One e-mail can tell of several groups: each has a letter of its own, and all came back with it.
        for letter in sent.filter(message_id=name) if "@" in name else sent.filter(message_id__startswith=f"<{name}@"):
            fail(letter, problem=report.code or "failed", at=at)
            count += 1
    return count
