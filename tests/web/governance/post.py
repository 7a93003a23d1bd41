"""A mail server of our own on this machine, and what it got."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message
from email.policy import default

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

Step = Callable[[str], None]


@dataclass
class Office:
    """Takes letters, and does something at each step of taking one.

    Attributes
    ----------
    got
        The letters that it took, in order.
    refuses
        For an address, what it answers instead of taking a letter to it.
    answer
        What it answers when it has a letter whole.
    at_step
        Called with each step: ``connect``, ``ehlo``, ``mail``, ``rcpt``, ``data``, ``taken``, ``answered``, ``quit``.
    slow
        How many seconds it takes over each letter.
    """

    got: list[Message] = field(default_factory=list)
    refuses: dict[str, str] = field(default_factory=dict)
    answer: str = "250 taken"
    at_step: Step = lambda _step: None
    slow: float = 0.0

    async def handle_EHLO(  # noqa: N802 - aiosmtpd's own name
        self, _server: SMTP, session: Session, _envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        session.host_name = hostname
        self.at_step("ehlo")
        return responses

    async def handle_MAIL(  # noqa: N802 - aiosmtpd's own name
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        self.at_step("mail")
        return "250 fine"

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's own name
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        envelope.rcpt_options.extend(options)
        self.at_step("rcpt")
        if address in self.refuses:
            return self.refuses[address]
        envelope.rcpt_tos.append(address)
        return "250 fine"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - as above
        if self.slow:
            await asyncio.sleep(self.slow)
        if self.answer.startswith("2"):
            assert isinstance(envelope.content, bytes)
            self.got.append(message_from_bytes(envelope.content, policy=default))
        self.at_step("taken")
        return self.answer

    def to(self, address: str) -> list[Message]:
        """Return the letters to an address."""
        return [each for each in self.got if each["To"] == address]

    def names(self) -> list[str]:
        """Return the names of the letters, in order."""
        return [str(each["Message-ID"]) for each in self.got]


class _Server(SMTP):
    """Tells the office of the steps that its handler is not asked about."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        self.event_handler.at_step("connect")

    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802 - aiosmtpd's own name
        self.event_handler.at_step("data")
        await super().smtp_DATA(arg)
        self.event_handler.at_step("answered")

    async def smtp_RSET(self, arg: str) -> None:  # noqa: N802 - aiosmtpd's own name
        self.event_handler.at_step("rset")
        await super().smtp_RSET(arg)


class _Controller(Controller):
    def factory(self) -> SMTP:
        return _Server(self.handler, enable_SMTPUTF8=True)


@contextmanager
def office_open(office: Office) -> Iterator[int]:
    """Open the office on a free port of this machine."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    controller = _Controller(office, hostname="127.0.0.1", port=port, ready_timeout=10)
    controller.start()
    try:
        yield port
    finally:
        controller.stop()
