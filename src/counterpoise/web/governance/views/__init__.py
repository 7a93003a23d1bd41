"""Pages across the rooms: start, one initiative with its line of time, the record, search, letters."""

from counterpoise.web.governance.views.letters import arrived, choose, one_letter, stop, to_print
from counterpoise.web.governance.views.reading import initiative, record, search, start

__all__ = ["arrived", "choose", "initiative", "one_letter", "record", "search", "start", "stop", "to_print"]
