"""What the mapping of one resource may look at."""

from dataclasses import dataclass, field
from typing import Any

from counterpoise.formats.fhir.circle import Circle
from counterpoise.formats.fhir.files import Resource
from counterpoise.formats.fhir.mapping.decided import Plans
from counterpoise.formats.fhir.references import Target, target
from counterpoise.formats.fhir.wording import each, moment, part, text_of
from counterpoise.formats.fhir.words import written
from counterpoise.record import Moment

__all__ = ["Context", "called", "every", "first"]


@dataclass(slots=True)
class Context:
    """What the mapping of one resource may look at.

    Attributes
    ----------
    circle
        The care path.
    plans
        Its plans.
    """

    circle: Circle
    plans: Plans = field(default_factory=Plans)

    def happened(self, text: Any) -> Moment | None:  # noqa: ANN401 - as read
        """Return a moment that has come by the time it is written down."""
        return moment(text, by=self.circle.recorded_at)

    def told(self, source: Resource, happened: Any = None, *, keeps: bool = False) -> dict[str, Any]:  # noqa: ANN401 - as read
        """Return what every row carries; the one that keeps the words of its source has them as its quote."""
        quote = written(source.content) if keeps else ""
        return self.circle.told(f"FHIR {source.kind} {source.key}", happened=self.happened(happened), quote=quote)


def first(source: Resource, *names: str) -> Target | None:
    """Return what the first reference at a path names; None where there is none."""
    return target(next(each(part(source.content, *names)), None), source)


def every(source: Resource, *names: str) -> list[Target]:
    """Return what all references at a path name."""
    found = (target(one, source) for one in each(part(source.content, *names)))
    return [one for one in found if one is not None]


def called(reference: Any) -> str:  # noqa: ANN401 - as read
    """Return how a reference calls what it names; nothing where it only has an address or a number."""
    return text_of(reference.get("display")) if isinstance(reference, dict) else ""
