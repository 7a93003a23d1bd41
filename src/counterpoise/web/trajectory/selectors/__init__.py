"""Reads of care paths."""

from counterpoise.web.trajectory.selectors.looks import (
    PAGE,
    Looked,
    consenting_paths,
    everything_of,
    looks_at,
    looks_for_export,
)
from counterpoise.web.trajectory.selectors.paths import (
    Clash,
    Path,
    Reader,
    Step,
    case_for,
    path_visible_to,
    paths_about,
)

__all__ = [
    "PAGE",
    "Clash",
    "Looked",
    "Path",
    "Reader",
    "Step",
    "case_for",
    "consenting_paths",
    "everything_of",
    "looks_at",
    "looks_for_export",
    "path_visible_to",
    "paths_about",
]
