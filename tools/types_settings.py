"""The site's settings as the type checker reads them: those of a demonstration, which need no secrets."""

from __future__ import annotations

import os
import tempfile

os.environ.setdefault("COUNTERPOISE_DEMO", "1")
os.environ.setdefault("COUNTERPOISE_DATA", tempfile.mkdtemp(prefix="counterpoise-types-"))

from counterpoise.web.project.settings import *  # noqa: F403 - settings are all the names of a module
