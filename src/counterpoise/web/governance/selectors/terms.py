"""Terms of legal rights that end soon, for somebody who sits in the body that has the right."""

from counterpoise.record import Level
from counterpoise.web.control.models import StatutoryMandate
from counterpoise.web.control.selectors import Ending, ending_terms, rights_case, seated_in, tracks_in
from counterpoise.web.decisions.models import Decision as DecisionTable
from counterpoise.web.governance.selectors.news import in_the_open
from counterpoise.web.initiatives.models import Initiative
from counterpoise.web.ledger.selectors import kept_at_heads
from counterpoise.web.people.selectors import Viewer

__all__ = ["bodies_with_rights", "running_terms", "soon_ending"]


def bodies_with_rights() -> dict[str, frozenset[str]]:
    """Return the bodies with a legal right on the topic of a decision, for each initiative that serves many.

    Only to find out whom to ask for what they may read; it shows nothing.
    """
    found: dict[str, set[str]] = {}
    rights = StatutoryMandate.objects.filter(body__isnull=False).order_by()
    topics = set(DecisionTable.objects.exclude(topic="").order_by().values_list("initiative", "topic").distinct())
    collective = set(Initiative.objects.filter(level=Level.COLLECTIVE).values_list("pk", flat=True))
    for initiative, body, named in rights.values_list("initiative", "body", "topics"):
        for place, topic in topics:
            if topic in (named or ()) and place in collective and initiative in {None, place}:
                found.setdefault(str(place), set()).add(str(body))
    return {place: frozenset(bodies) for place, bodies in found.items()}


def running_terms(initiative: str, *, viewer: Viewer) -> tuple[Ending, ...]:
    """Return the terms that run for the bodies in which somebody sits, of decisions that stand in no closed room."""
    name = f"terms:{initiative}:{viewer.person}:{viewer.at.date()}"
    return kept_at_heads(name, at=viewer.heads, work=lambda: _running(initiative, viewer))


def _running(initiative: str, viewer: Viewer) -> tuple[Ending, ...]:
    mine = {row.id for row in seated_in(initiative, viewer=viewer)}
    case = rights_case(initiative, viewer=viewer) if mine else None
    if case is None:
        return ()
    return tuple(
        each
        for each in ending_terms(tracks_in(case))
        if each.body is not None and each.body.id in mine and in_the_open(each.decision, case=case)
    )


def soon_ending(initiative: str, *, viewer: Viewer) -> tuple[Ending, ...]:
    """Return those of the running terms of which the day to warn has come, and the last day has not passed."""
    day = viewer.at.date()
    return tuple(each for each in running_terms(initiative, viewer=viewer) if each.deadline.warns(day))
