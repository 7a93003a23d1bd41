"""Serve the site, for real: settings from the environment."""

from argparse import ArgumentParser

from django.core.management import call_command
from django.core.management.base import BaseCommand

from counterpoise.web.project.server import serve


class Command(BaseCommand):
    """Brings the tables up to date and serves the site."""

    help = "Serve the site with the settings of the environment."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take address, port and number of processes."""
        parser.add_argument("--address", default="127.0.0.1", help="the address to listen on (127.0.0.1)")
        parser.add_argument("--port", type=int, default=8000, help="the port (8000)")
        parser.add_argument("--workers", type=int, default=1, help="how many processes (1)")

    def handle(self, *, address: str, port: int, workers: int, **_options: object) -> None:
        """Migrate and serve until stopped."""
        self.stdout.write("Bringing the tables up to date …")
        call_command("migrate", verbosity=0, interactive=False)
        self.stdout.write(f"Serving on http://{address}:{port}/")
        serve(address=address, port=port, workers=workers)
