"""Make a verified copy of the whole site in one file."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import override

from counterpoise.web.project.backup.reading import read_manifest
from counterpoise.web.project.backup.writing import BackupExistsError, NotUpToDateError, write_backup


class Command(BaseCommand):
    """Writes a copy while people go on working, and reads it again before it says that it is there."""

    help = "Make a verified copy of the whole site in one file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the place and the language."""
        parser.add_argument("file", type=Path, help="where the copy goes; nothing is overwritten")
        parser.add_argument("--lang", choices=["en", "nl"], default="en", help="the language of what is said (en)")

    def handle(self, *, file: Path, lang: str, **_options: object) -> None:
        """Write, verify and tell."""
        with override(lang):
            try:
                manifest = write_backup(file, at=localtime(), progress=self._progress)
                read_manifest(file)
            except BackupExistsError as error:
                raise CommandError(
                    _("There is something at %(path)s already. Choose another place.") % {"path": file}
                ) from error
            except NotUpToDateError as error:
                raise CommandError(
                    _("The tables are those of an earlier version. Start the site once, then make the backup.")
                ) from error
            except OSError as error:
                told = {"path": file, "reason": error.strerror or error}
                raise CommandError(_("Cannot write %(path)s: %(reason)s. Choose another place.") % told) from error
            rows = sum(table["rows"] for table in manifest["tables"])
            counts = {"path": file, "rows": rows, "tables": len(manifest["tables"])}
            self.stdout.write(_("Written and verified: %(path)s (%(rows)s rows in %(tables)s tables).") % counts)
            for log in manifest["logs"]:
                self.stdout.write(_("Log %(origin)s: %(size)s entries, root %(root)s.") % log)
            self.stdout.write(
                _("Destroy it on %(day)s at the latest: what people have erased lives on in it.")
                % {"day": manifest["keep_until"]}
            )

    def _progress(self, done: int, total: int) -> None:
        if done % 25 == 0 or done == total:
            self.stderr.write(_("%(done)s of %(total)s tables") % {"done": done, "total": total})
