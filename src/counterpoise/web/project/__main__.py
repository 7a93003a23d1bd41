"""Run a command of the site; what the environment says wrongly is told in one line, and not by a trace of the code."""

import os
import sys

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line


def main(words: list[str]) -> None:
    """Run a command, such as ``serve --port 8000``.

    Parameters
    ----------
    words
        The command and what follows it.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "counterpoise.web.project.settings")
    try:
        settings.INSTALLED_APPS  # noqa: B018 - the settings are read here, and not when they are first missed
    except ImproperlyConfigured as error:
        sys.stderr.write(f"counterpoise: {error}\n")
        sys.exit(2)
    execute_from_command_line(["counterpoise", *words])


if __name__ == "__main__":
    main(sys.argv[1:])
