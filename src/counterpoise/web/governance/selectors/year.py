"""A council's year on two pages, for an annual report. It is made to be handed out, so it holds no closed room."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q

from counterpoise.decisions.notices import Lag
from counterpoise.record import Case, Row, Side
from counterpoise.record.access import Barrier
from counterpoise.record.commitments import Commitment, CommitmentState
from counterpoise.record.contributions import Contribution, Digest
from counterpoise.record.decisions import Answer, Concern, Decision, Effect, Trace
from counterpoise.record.initiatives import Initiative
from counterpoise.record.mandates import LimitQuestion, LimitReply
from counterpoise.record.meetings import Meeting
from counterpoise.record.people import Body, Person, Seat
from counterpoise.record.positions import Friction, Visibility
from counterpoise.web.control.selectors import TrackSeen, tracks_in
from counterpoise.web.decisions.selectors import LATEST_DECIDED, DecisionSeen, asks_about, seen_in
from counterpoise.web.governance.selectors.news import in_the_open
from counterpoise.web.governance.selectors.table import sides_of
from counterpoise.web.inclusion.selectors import came_to
from counterpoise.web.initiatives.selectors import LATEST, Ask, counts_of, slice_of, visible
from counterpoise.web.ledger.selectors import kept_at_heads
from counterpoise.web.people.selectors import Viewer

__all__ = ["FIRST_YEAR", "DecidedSeen", "Year", "year_of"]

FIRST_YEAR = 1990
"""Before it nobody kept such a record."""
_MOST_DECISIONS = 8
_MOST_MEETINGS = 10
_MOST_SEATS = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidedSeen:
    """A decision of the year, as the body met it.

    Attributes
    ----------
    seen
        The decision with all that belongs to it.
    asked
        Whether the body was asked in writing beforehand.
    lag
        How long the group for which the body speaks waited until it knew; nothing where the decision touches none.
    tracks
        The body's legal rights on it, with what became of them.
    """

    seen: DecisionSeen
    asked: bool
    lag: Lag | None
    tracks: tuple[TrackSeen, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """A year of a body.

    Attributes
    ----------
    body, year
        The body and the year.
    seats
        Who sat in it during the year.
    meetings, decisions
        The meetings and decisions of the year in the order of their days; only the latest where there are many.
    counts
        How many there were of each thing, by name.
    """

    body: Body
    year: int
    seats: tuple[tuple[Seat, Person | None], ...]
    meetings: tuple[tuple[Meeting, int | None], ...]
    decisions: tuple[DecidedSeen, ...]
    counts: Mapping[str, int]


def year_of(initiative: Initiative, body: Body, year: int, *, viewer: Viewer) -> Year | None:
    """Return a year of a body; nothing for a year that is still to come, or lies too far back."""
    if not FIRST_YEAR <= year <= viewer.at.year:
        return None
    key = f"year:{initiative.id}:{body.id}:{year}:{viewer.person}:{viewer.at.date()}"
    return kept_at_heads(key, at=viewer.heads, work=lambda: _year(initiative.id, body, year, viewer))


def _open(viewer: Viewer, to: str = "") -> Q:
    return Q((f"{to}space__isnull", True)) | Q((f"{to}space__in", list(viewer.open_rooms)))


def _within(year: int, name: str = "happened_at") -> Q:
    return Q((f"{name}__gte", str(year)), (f"{name}__lt", str(year + 1)))


def _year(initiative: str, body: Body, year: int, viewer: Viewer) -> Year | None:
    in_year = _open(viewer) & _within(year, "decided_at") & Q(initiative=initiative)
    latest = visible(Decision, viewer=viewer).filter(in_year).order_by(*LATEST_DECIDED)
    names = [str(name) for name in latest.values_list("pk", flat=True)[:_MOST_DECISIONS]]
    sat = Q(active_from__isnull=True) | Q(active_from__lte=date(year, 12, 31))
    sat &= Q(active_until__isnull=True) | Q(active_until__gt=date(year, 1, 1))
    asks = [
        Ask(Meeting, _open(viewer) & _within(year), order=LATEST, limit=_MOST_MEETINGS),
        Ask(Seat, Q(body=body.id) & sat, common=True, order=("written",), limit=_MOST_SEATS),
        *(asks_about(names) if names else ()),
    ]
    case = slice_of(initiative, viewer=viewer, asks=asks, named=(Person,))
    if case is None:
        return None
    sides = sides_of(body, initiative=initiative, viewer=viewer)
    persons = case.by_id(Person)
    held = [row for row in case.rows(Meeting) if row.happened_at is not None and row.happened_at.first.year == year]
    held = [row for row in held if in_the_open(row, case=case)]
    latest_held = sorted(held, key=lambda row: (str(row.happened_at), row.id))[-_MOST_MEETINGS:]
    return Year(
        body=body,
        year=year,
        seats=tuple((row, persons.get(row.person or "")) for row in case.rows(Seat) if row.body == body.id),
        meetings=tuple((row, came_to(row)) for row in latest_held),
        decisions=tuple(_decided(case, names[::-1], body=body, viewer=viewer)),
        counts=counts_of(_counted(year, sides, viewer), viewer=viewer, initiative=initiative),
    )


def _decided(case: Case, names: list[str], *, body: Body, viewer: Viewer) -> list[DecidedSeen]:
    tracks = [row for row in tracks_in(case) if row.body is not None and row.body.id == body.id]
    return [
        DecidedSeen(
            seen=row,
            asked=body.id in row.decision.consulted,
            lag=next((told.lag for told in row.told if told.group.body == body.id), None),
            tracks=tuple(each for each in tracks if each.decision.id == row.decision.id),
        )
        for row in seen_in(case, names, viewer=viewer)
    ]


def _counted(year: int, sides: frozenset[Side], viewer: Viewer) -> dict[str, Ask]:
    ours, when = Q(side__in=sorted(sides)), _within(year) & _open(viewer)
    given = visible(Answer, viewer=viewer).filter(concern=OuterRef("pk"), no_answer=False).order_by()
    of_ours = Q(contribution__side__in=sorted(sides)) & _within(year, "contribution__happened_at")
    of_ours &= _open(viewer, "contribution__") & _open(viewer)
    used = Q(effect__in=[Effect.CHANGED, Effect.PARTLY])
    unanswered = Q(reply__isnull=True) | Q(reply=LimitReply.NOT_KNOWN_YET)

    def all_of(kind: type[Row], where: Q = when) -> Ask:
        return Ask(kind, where)

    return {
        "meetings": all_of(Meeting),
        "decisions": all_of(Decision, _open(viewer) & _within(year, "decided_at")),
        "said": all_of(Contribution, when & ours),
        "traced": all_of(Trace, of_ours),
        "used": all_of(Trace, of_ours & used),
        "digests": all_of(Digest, _within(year, "released_at")),
        "concerns": all_of(Concern, when & ours),
        "answered": all_of(Concern, when & ours & Q(Exists(given))),
        "reasoned": all_of(Concern, when & ours & Q(Exists(given.exclude(reason__regex=r"^\s*$")))),
        "limits": all_of(LimitQuestion),
        "limits_answered": all_of(LimitQuestion, when & ~unanswered),
        "barriers": all_of(Barrier),
        "solved": all_of(Barrier, when & Q(solved_at__isnull=False)),
        "agreements": all_of(Commitment),
        "kept": all_of(Commitment, when & Q(state=CommitmentState.KEPT)),
        "frictions": all_of(Friction, when & Q(visibility=Visibility.BOTH_SIDES)),
        "open_concerns": all_of(Concern, _open(viewer) & ours & ~Q(Exists(given))),
        "open_limits": all_of(LimitQuestion, _open(viewer) & unanswered),
    }
