"""Serve the site, for real: settings from the environment."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError

from counterpoise.web.project.checks import examine
from counterpoise.web.project.first import first_link, is_new
from counterpoise.web.project.server import serve
from counterpoise.web.project.upgrade import bring_up_to_date


class Command(BaseCommand):
    """Brings the tables up to date, and serves the site with the worker beside it."""

    help = "Serve the site with the settings of the environment."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take address, port, number of processes, and whether to check only."""
        parser.add_argument("--address", default="127.0.0.1", help="the address to listen on (127.0.0.1)")
        parser.add_argument("--port", type=int, default=8000, help="the port (8000)")
        parser.add_argument("--workers", type=int, default=1, help="how many processes (1)")
        parser.add_argument("--no-jobs", dest="jobs", action="store_false", help="leave the jobs to another machine")
        parser.add_argument("--check", action="store_true", help="look whether all is well, and serve nothing")

    def handle(self, *, address: str, port: int, workers: int, jobs: bool, check: bool, **_options: object) -> None:
        """Check, or migrate and serve until stopped."""
        if check:
            self._check()
            return
        try:
            changes, new = bring_up_to_date(), is_new()
        except OperationalError as error:
            message = f"The database does not answer: is it running, and are its name and password right?\n{error}"
            raise CommandError(message) from error
        if changes:
            self.stdout.write(f"Brought the tables up to date: {changes} changes.")
        if new:
            self.stdout.write("This site is new. Open this link within three days to begin; it works once:")
            self.stdout.write(f"  {first_link(port=port)}")
        self.stdout.write(f"Serving on http://{address}:{port}/. Stop with Ctrl+C.")
        self.stdout.flush()
        serve(address=address, port=port, workers=workers, jobs=jobs)

    def _check(self) -> None:
        found = examine()
        for line in found:
            self.stdout.write(f"{'ok  ' if line.well else 'MEND'}  {line.what}: {line.says}")
        if not all(line.well for line in found):
            raise CommandError("Something needs mending: see above.")
