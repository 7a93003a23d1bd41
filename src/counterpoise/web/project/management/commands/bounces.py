"""Read mail that came back, from a mailbox file or from a pipe, and mark the letters that were not delivered."""

import mailbox
import sys
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from counterpoise.web.governance.services import take_bounce
from counterpoise.web.ui.clock import now


class Command(BaseCommand):
    """Takes one message from standard input, or all messages of a mailbox (mbox) or of a Maildir."""

    help = "Read mail that came back: one message from standard input, or a mailbox (mbox file or Maildir folder)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the mailbox."""
        parser.add_argument("mailbox", nargs="?", help="an mbox file or Maildir folder; standard input without one")

    def handle(self, *, mailbox: str | None, **_options: object) -> None:
        """Read, and say how many letters were not delivered. Reading the same mail again changes nothing."""
        if mailbox is None:
            count = take_bounce(sys.stdin.buffer.read(), at=now())
        else:
            count = sum(take_bounce(raw, at=now()) for raw in _messages(Path(mailbox)))
        self.stdout.write(f"Letters not delivered: {count}")


def _messages(path: Path) -> list[bytes]:
    if not path.exists():
        message = f"There is no mailbox {path}. Give an mbox file or a Maildir folder."
        raise CommandError(message)
    box = mailbox.Maildir(path, create=False) if path.is_dir() else mailbox.mbox(path, create=False)
    try:
        return [box.get_bytes(key) for key in box.keys()]  # noqa: SIM118 - a mailbox is walked by its keys
    finally:
        box.close()
