"""Reads of the spine, and the two ways in which a page gets what its viewer may read of one initiative.

`slice_of` reads the rows that a page shows, and no others: use it for every page. `case_of` reads whole tables and
keeps them; it stays for what needs all of an initiative at once.
"""

from counterpoise.web.initiatives.selectors.case import (
    capacities_of,
    case_of,
    earlier_versions,
    initiative_of,
    initiatives_visible_to,
    kept_row,
    rooms_to_write_in,
    seats_of,
)
from counterpoise.web.initiatives.selectors.conditions import Condition, Table, any_of, every, without
from counterpoise.web.initiatives.selectors.counts import MOST_COUNTED, MOST_LATEST, count_of, counts_of
from counterpoise.web.initiatives.selectors.mirror import OfRow, in_edition, rows_of, visible
from counterpoise.web.initiatives.selectors.named import people_named
from counterpoise.web.initiatives.selectors.slices import (
    LATEST,
    LATEST_WRITTEN,
    MOST_CHOICES,
    Ask,
    across,
    case_with,
    record_slice,
    slice_of,
    written_for,
)

__all__ = [
    "LATEST",
    "LATEST_WRITTEN",
    "MOST_CHOICES",
    "MOST_COUNTED",
    "MOST_LATEST",
    "Ask",
    "Condition",
    "OfRow",
    "Table",
    "across",
    "any_of",
    "capacities_of",
    "case_of",
    "case_with",
    "count_of",
    "counts_of",
    "earlier_versions",
    "every",
    "in_edition",
    "initiative_of",
    "initiatives_visible_to",
    "kept_row",
    "people_named",
    "record_slice",
    "rooms_to_write_in",
    "rows_of",
    "seats_of",
    "slice_of",
    "visible",
    "without",
    "written_for",
]
