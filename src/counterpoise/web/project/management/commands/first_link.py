"""Print the link that opens a new site, where the first start's own was lost."""

from django.core.management.base import BaseCommand, CommandError

from counterpoise.web.project.first import first_link, is_new


class Command(BaseCommand):
    """Prints the link that opens a new site; once somebody is in it there is none."""

    help = "Print the link that opens a new site."

    def handle(self, **_options: object) -> None:
        """Print the link."""
        if not is_new():
            raise CommandError("Somebody is here already: they sign in on the site.")
        self.stdout.write(first_link())
