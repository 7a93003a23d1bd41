"""The demonstration: prepare the database, load the illustrations, print one link per person, and serve."""

import os
import sys
from argparse import ArgumentParser
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from counterpoise.web.audit.services import run_first_checks
from counterpoise.web.people.selectors import people_to_be
from counterpoise.web.project.server import serve
from counterpoise.web.project.upgrade import make_tables
from counterpoise.web.ui.clock import now


class Command(BaseCommand):
    """Serves the demonstration on this machine alone."""

    help = "Open the site with the paper's four illustrations, and a link to step into each person."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the port and the folder."""
        parser.add_argument("--port", type=int, default=8000, help="the port on this machine (8000)")
        parser.add_argument("--data", type=Path, help="the folder that keeps the data; forgotten if not given")

    def handle(self, *, port: int, data: Path | None, **_options: object) -> None:
        """Prepare, load, print the links and serve until stopped."""
        if not settings.COUNTERPOISE_DEMO:
            raise CommandError("This is no demonstration. Start it with `counterpoise demo`.")
        if data is not None and data.resolve() != settings.COUNTERPOISE_DATA:
            # The settings were read before this option was: start anew with the folder in the environment.
            again = [sys.executable, "-m", "django", "demo", "--port", str(port)]
            environment = {**os.environ, "COUNTERPOISE_DATA": str(data.resolve())}
            os.execve(sys.executable, again, environment)  # noqa: S606 - our own program  # nosec B606 - our own program
        self.stdout.write("Preparing the database …")
        make_tables()
        self.stdout.write("Loading the illustrations …")
        call_command("load_illustrations", keep=True, stdout=self.stdout)
        self.stdout.write("Running the power checks …")
        run_first_checks(at=now())
        here = f"http://127.0.0.1:{port}"
        self.stdout.write(f"\nThe site is at {here}/ and stands at {settings.COUNTERPOISE_NOW or 'now'}. Step into:\n")
        people = people_to_be()
        width = max(len(person.pseudonym) for person, _ in people)
        for person, _capacity in people:
            self.stdout.write(f"  {person.pseudonym:<{width}}  {here}/demo/as/{person.id}/")
        self.stdout.write("\nStop with Ctrl+C.")
        serve(port=port)
