"""Pages of the power check, and taking one's record, or everything about oneself, along."""

from counterpoise.web.audit.views.acting import contest, run
from counterpoise.web.audit.views.counts import counts, propose_count, release_count, vote_on_count
from counterpoise.web.audit.views.mine import erase, mine
from counterpoise.web.audit.views.printing import printed
from counterpoise.web.audit.views.reading import chapter, compare, export, figures, one, power, readings

__all__ = [
    "chapter",
    "compare",
    "contest",
    "counts",
    "erase",
    "export",
    "figures",
    "mine",
    "one",
    "power",
    "printed",
    "propose_count",
    "readings",
    "release_count",
    "run",
    "vote_on_count",
]
