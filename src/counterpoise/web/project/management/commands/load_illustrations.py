"""Load the paper's four illustrations into an empty database."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from counterpoise.datasets.illustrations import illustrations
from counterpoise.record.people import Person
from counterpoise.web.audit.services import NotEmptyError, load
from counterpoise.web.people.services import open_accounts
from counterpoise.web.ui.clock import now


class Command(BaseCommand):
    """Loads the illustrations, and opens an account for everybody in them who plays a part."""

    help = "Load the paper's four illustrations, with an account for each person of the demonstration."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take ``--keep``: leave a database that is filled as it is."""
        parser.add_argument("--keep", action="store_true", help="leave a database that is filled already as it is")

    def handle(self, *, keep: bool, **_options: object) -> None:
        """Load, and say how far it is."""
        record = illustrations()
        try:
            count = load(record, at=now(), progress=self._progress)
        except NotEmptyError as error:
            if keep:
                self.stdout.write("The demonstration is loaded already.")
                return
            raise CommandError(str(error)) from error
        # The numbered citizens are a crowd; the first of them is the one whose place a visitor can take.
        cast = [row.id for row in record.rows(Person) if not row.id.startswith("citizen-") or row.id == "citizen-1"]
        open_accounts(cast)
        self.stdout.write(f"Loaded {count} records.")

    def _progress(self, done: int, total: int) -> None:
        if done % 15 == 0 or done == total:
            self.stdout.write(f"  {done} of {total} tables")
