"""Put a copy of the site back on an empty machine."""

import zipfile
import zlib
from argparse import ArgumentParser
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from counterpoise.ledger.archive import LedgerDamagedError
from counterpoise.ledger.memory import MemoryDamagedError
from counterpoise.web.ledger.services import ERASURES
from counterpoise.web.project.backup.erasing import ErasuresUnreadableError
from counterpoise.web.project.backup.reading import RestoreError, restore_backup

REASONS: dict[str, Promise] = {
    "altered": gettext_lazy("This copy was changed or cut off after it was made. Take another copy."),
    "no_backup": gettext_lazy("This is no backup of this program. Give a file that 'counterpoise backup' wrote."),
    "newer": gettext_lazy("A later version made this copy (%(migration)s). Install that version first."),
    "not_empty": gettext_lazy(
        "This site is not empty: there are rows in %(table)s. Restore into a new folder or a new database."
    ),
    "other_tables": gettext_lazy(
        "The database has tables of a later version than the copy. Restore into a new folder or a new database."
    ),
    "too_old": gettext_lazy(
        "This copy was to be destroyed after %(until)s. Words that people had erased may live on in it. If you must, "
        "bring a later ledger with --ledger, and add --even-old."
    ),
    "too_short": gettext_lazy(
        "The ledger with --ledger is older than the copy: log %(log)s has %(seen)s entries there, and %(size)s here. "
        "Bring a later one."
    ),
    "ledger_holds_not": gettext_lazy(
        "The ledger with --ledger does not hold. See why with 'counterpoise ledger verify', and give another export."
    ),
    "other_ledger": gettext_lazy(
        "The ledger with --ledger does not go on from this copy: log %(log)s is another one. Give an export of this "
        "site."
    ),
    "behind": gettext_lazy(
        "This copy is older than what the witness saw: log %(log)s has %(size)s entries here, and had %(seen)s. Bring "
        "a later copy, or a later ledger with --ledger."
    ),
    "other_past": gettext_lazy(
        "This copy holds another past than the witness saw at %(seen)s entries of log %(log)s. Somebody changed it."
    ),
    "damaged": gettext_lazy("This copy contradicts itself (%(what)s). Nothing was put back. Take another copy."),
}
"""Why a copy is not put back, in plain words."""
_NOT_TOLD = gettext_lazy(
    "Nothing here says what was erased after this copy was made. Words that people had erased since can be back. Is "
    "there an erasures.jsonl of the old site, or a later export of its ledger (--ledger)? Then begin again with it, in "
    "a new folder, before anybody uses this site."
)
_DAMAGE = (
    DatabaseError, zipfile.BadZipFile, zlib.error, ValueError, LookupError, TypeError, AttributeError, ArithmeticError,
    EOFError, RuntimeError,
)  # fmt: skip
"""What comes of a copy that was changed and sealed anew."""


class Command(BaseCommand):
    """Puts back all of a copy or nothing, and opens it only if every hash holds."""

    help = "Put a verified copy of the site back on an empty machine."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the copy, a later ledger, and the language."""
        parser.add_argument("file", type=Path, help="the copy")
        parser.add_argument("--ledger", type=Path, help="a later export of the ledger: what it erased is taken out")
        parser.add_argument("--remember", type=Path, help="what a witness remembers: an older copy is refused")
        parser.add_argument("--even-old", action="store_true", help="even if the copy should have been destroyed")
        parser.add_argument("--lang", choices=["en", "nl"], default="en", help="the language of what is said (en)")

    def handle(
        self,
        *,
        file: Path,
        ledger: Path | None,
        remember: Path | None,
        even_old: bool,
        lang: str,
        **_options: object,
    ) -> None:
        """Verify, put back and tell."""
        # Before anything is written: the site itself keeps such a list from its first erasure on.
        told_later = ledger is not None or (settings.COUNTERPOISE_DATA / ERASURES).exists()
        with override(lang):
            try:
                done = restore_backup(
                    file,
                    on=localtime().date(),
                    ledger=ledger,
                    remembered=remember,
                    even_old=even_old,
                    progress=self._progress,
                )
            except RestoreError as error:
                raise CommandError(REASONS[error.code] % error.given) from error
            except LedgerDamagedError as error:
                raise CommandError(
                    _("The ledger %(path)s cannot be read. Give another export.") % {"path": ledger}
                ) from error
            except MemoryDamagedError as error:
                raise CommandError(
                    _("What the witness remembers cannot be read: %(path)s. Find an unchanged copy of that file.")
                    % {"path": remember}
                ) from error
            except ErasuresUnreadableError as error:
                raise CommandError(
                    _("The list of what was erased cannot be read: %(path)s. Look at the line that was damaged.")
                    % {"path": error.args[0]}
                ) from error
            except _DAMAGE as error:
                raise CommandError(REASONS["damaged"] % {"what": type(error).__name__}) from error
            except OSError as error:
                told = {"path": error.filename or file, "reason": error.strerror or error}
                raise CommandError(_("Cannot read or write %(path)s: %(reason)s.") % told) from error
            counts = {"rows": done.rows, "tables": done.tables, "files": done.files}
            self.stdout.write(_("Put back: %(rows)s rows in %(tables)s tables, %(files)s files.") % counts)
            for log in done.logs:
                self.stdout.write(_("Log %(origin)s: %(size)s entries, root %(root)s.") % log)
            self.stdout.write(_("Texts erased again: %(count)s.") % {"count": done.erased})
            if not told_later:
                self.stdout.write(str(_NOT_TOLD))

    def _progress(self, done: int, total: int) -> None:
        if done % 25 == 0 or done == total:
            self.stderr.write(_("%(done)s of %(total)s tables") % {"done": done, "total": total})
