"""Pages of the power check, and taking one's record, or everything about oneself, along."""

from counterpoise.web.audit.views.acting import contest, run
from counterpoise.web.audit.views.mine import mine
from counterpoise.web.audit.views.printing import printed
from counterpoise.web.audit.views.reading import chapter, compare, export, figures, one, power, readings

__all__ = [
    "chapter",
    "compare",
    "contest",
    "export",
    "figures",
    "mine",
    "one",
    "power",
    "printed",
    "readings",
    "run",
]
