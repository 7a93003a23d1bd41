"""What was collected for a decision, and what of it has no word yet: the rule of `collected`, said to the database."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Exists, F, OuterRef, Q

from counterpoise.record import Case, Moment, surely_before
from counterpoise.record.commitments import Commitment, Verdict
from counterpoise.record.contributions import Contribution, ContributionState, Digest, Question
from counterpoise.record.decisions import Decision, Trace
from counterpoise.record.people import SpaceKind
from counterpoise.web.decisions.selectors.about import MOST_TRACES, about
from counterpoise.web.initiatives.selectors import LATEST_WRITTEN, Ask, count_of, rows_of, visible
from counterpoise.web.people.selectors import Viewer

__all__ = [
    "Scope",
    "about_nothing_for",
    "asks_untold",
    "collected_count",
    "collected_for",
    "of_one",
    "scope_of",
    "scopes_of",
    "untold_for",
]

_OLDEST = (F("happened_at").asc(nulls_first=True), F("written").asc())
_FIRST_MONTH, _FIRST_DAY = "-01", "-01-01"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What decides on what was collected for a decision.

    Attributes
    ----------
    decision, matter
        The decision, and what it is about.
    until
        When it was taken.
    among
        It and the decisions on its matter that were certainly taken before: a word in one of these counts.
    """

    decision: str
    matter: str
    until: Moment | None
    among: tuple[str, ...]


def scopes_of(names: Collection[str], *, viewer: Viewer) -> tuple[Scope, ...]:
    """Return the scopes of some decisions that are about something; one query."""
    matters = rows_of(Decision).filter(pk__in=names).order_by().values("matter")
    found = visible(Decision, viewer=viewer).filter(Q(pk__in=names) | Q(matter__in=matters)).order_by()
    rows = list(found.values_list("pk", "matter", "decided_at"))
    return tuple(
        Scope(
            decision=name,
            matter=matter,
            until=until,
            among=(
                name,
                *(other for other, on, at in rows if on == matter and other != name and surely_before(at, until)),
            ),
        )
        for name, matter, until in rows
        if name in names and matter is not None
    )


def collected_for(scope: Scope) -> Q:
    """Return which contributions were collected for a decision.

    Of what was said on the very day on which it was taken, both with their minute, it may take one too many, which the
    rule then takes out.
    """
    # As lists of names: a database that sees a limit would rather walk through everything that was said, by its day.
    questions = rows_of(Question).filter(matter=scope.matter).order_by()
    asked = rows_of(Contribution).filter(matter__isnull=True, question__in=questions.values("pk")).order_by()
    on_matter = rows_of(Contribution).filter(matter=scope.matter).order_by()
    return _said_before(scope) & (Q(pk__in=on_matter.values("pk")) | Q(pk__in=asked.values("pk")))


def about_nothing_for(scope: Scope, *, viewer: Viewer) -> Q:
    """Return what was said about nothing in particular before a decision, and has no word of that decision yet."""
    told = visible(Trace, viewer=viewer).filter(effect__isnull=False, decision=scope.decision).order_by()
    return _about_nothing(scope) & ~Q(Exists(told.filter(contribution=OuterRef("pk"))))


def _about_nothing(scope: Scope) -> Q:
    by_question = Q(question__isnull=True) | Q(question__matter__isnull=True)
    return _said_before(scope) & Q(matter__isnull=True) & by_question


def _said_before(scope: Scope) -> Q:
    outside = Q(space__isnull=True) | Q(space__kind__in=[SpaceKind.OPEN, SpaceKind.MIXED])
    found = Q(state=ContributionState.GIVEN) & outside
    if scope.until is None:
        return found
    after = (scope.until.last + timedelta(days=1)).isoformat()
    # A month is kept as "2014-12", which sorts before each of its days.
    begins = [after[:7]] if after.endswith(_FIRST_MONTH) else []
    begins += [after[:4]] if after.endswith(_FIRST_DAY) else []
    before = Q(happened_at__lt=after) & ~Q(happened_at__in=begins)
    return found & (Q(happened_at__isnull=True) | before)


def untold_for(scope: Scope, *, viewer: Viewer) -> Q:
    """Return which of the contributions that were collected for a decision have no word yet."""
    told = visible(Trace, viewer=viewer).filter(effect__isnull=False, decision__in=scope.among).order_by()
    return collected_for(scope) & ~Q(Exists(told.filter(contribution=OuterRef("pk"))))


def asks_untold(scopes: Collection[Scope], *, viewer: Viewer, limit: int | None = None) -> Iterator[Ask]:
    """Yield what to read so that the rule finds what has no word yet: exactly, or its beginning up to a limit.

    The questions to which contributions belong have to be named.
    """
    for scope in scopes:
        yield Ask(Contribution, untold_for(scope, viewer=viewer), order=_OLDEST, limit=limit)
        yield Ask(Digest, Q(matter=scope.matter))
        yield Ask(Trace, Q(decision__in=scope.among, digest__isnull=False))
        if any(other.matter == scope.matter for other in scopes if other is not scope):
            # What one of them has a word on, another may lack.
            yield Ask(Trace, Q(decision__in=scope.among, contribution__isnull=False))


def collected_count(scopes: Iterable[Scope], *, initiative: str, viewer: Viewer) -> int:
    """Return how many contributions were collected for decisions, given by their scopes."""
    return sum(
        count_of(Ask(Contribution, collected_for(each)), initiative=initiative, viewer=viewer) for each in scopes
    )


def of_one(name: str, *, viewer: Viewer) -> Iterator[Ask]:
    """Yield what the page of one decision shows besides: its traces, the latest of them, and its agreements."""
    yield Ask(Trace, Q(decision=name), order=LATEST_WRITTEN, limit=MOST_TRACES)
    yield Ask(Commitment, Q(decision=name))
    yield Ask(Verdict, Q(commitment__decision=name))
    yield from asks_untold(scopes_of([name], viewer=viewer), viewer=viewer, limit=MOST_TRACES)


def scope_of(
    name: str,
    *,
    initiative: str,
    viewer: Viewer,
    also: Collection[str] = (),
    scopes: Collection[Scope] | None = None,
    more: Iterable[Ask] = (),
) -> Case | None:
    """Return what somebody may read about a decision, with all that was collected for it and has no word yet.

    Parameters
    ----------
    name
        The decision.
    initiative, viewer
        The initiative, and who reads.
    also
        Contributions to read whether they have a word or not.
    scopes
        What `scopes_of` said of it, where that was asked already.
    more
        What to read besides.
    """
    scopes = scopes_of([name], viewer=viewer) if scopes is None else scopes
    asks = [*asks_untold(scopes, viewer=viewer), *more]
    for scope in scopes if also else ():
        wanted = collected_for(scope) | _about_nothing(scope)
        asks.append(Ask(Contribution, wanted & Q(pk__in=also)))
        asks.append(Ask(Trace, Q(decision__in=scope.among, contribution__in=also)))
    return about([name], initiative=initiative, viewer=viewer, more=asks, named=(Question,))
