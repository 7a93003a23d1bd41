"""Letters as somebody may see them: their own, those they may print for others, and how many arrived."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from counterpoise.levels.governance import holds_seat
from counterpoise.record import Side
from counterpoise.record.decisions import Decision
from counterpoise.record.initiatives import Group
from counterpoise.web.governance.models import Letter, LetterKind, LetterState, ReadSoFar, Wanted, Wish
from counterpoise.web.governance.selectors.addressees import taking_part
from counterpoise.web.initiatives.selectors import Ask, case_with, initiatives_visible_to, seats_of, slice_of
from counterpoise.web.ledger.models import Log
from counterpoise.web.people.selectors import Viewer

__all__ = [
    "Arrived",
    "Wanted",
    "address_of",
    "anything_due",
    "arrived_in",
    "letter_to_print",
    "letters_of",
    "letters_to_print",
    "one_sheet_each",
    "own_letter",
    "queue",
    "tried_in_vain",
    "unread",
    "wish_of",
]

_TO_PRINT = (LetterState.TO_PRINT, LetterState.UNKNOWN)
_SHOWN = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived:
    """How far the letters about one decision to one group came.

    Attributes
    ----------
    decision, group
        The decision and the group.
    taken, posted, waiting, to_print, unknown, failed
        How many were taken by the mail server, posted by a person, wait, wait to be printed, are unknown, came back.
    """

    decision: Decision
    group: Group
    taken: int
    posted: int
    waiting: int
    to_print: int
    unknown: int
    failed: int


def one_sheet_each(letters: Iterable[Letter]) -> tuple[Letter, ...]:
    """Return letters, and of those about one decision that one sheet tells to one person the first alone.

    Whoever speaks for several groups has a letter for each of them, which go, come back and are printed together.
    """
    found: dict[tuple[object, ...], Letter] = {}
    for letter in letters:
        together = letter.kind == LetterKind.DECISION
        found.setdefault((letter.person_id, letter.about, letter.state) if together else (letter.pk,), letter)
    return tuple(found.values())


def wish_of(viewer: Viewer) -> Wish:
    """Return how somebody wants to be told."""
    found = Wish.objects.filter(person=viewer.person).first() if viewer.person else None
    return found or Wish(wanted=Wanted.WEEKLY)


def letters_of(viewer: Viewer) -> tuple[Letter, ...]:
    """Return somebody's own letters, the latest first; what turned out to be no news is left out."""
    if viewer.person is None:
        return ()
    found = Letter.objects.filter(person=viewer.person).exclude(state=LetterState.VOID)
    return tuple(found.order_by("-owed_at", "-id")[:_SHOWN])


def own_letter(name: str, *, viewer: Viewer) -> Letter | None:
    """Return one of somebody's own letters; nothing where there is none."""
    if viewer.person is None or not name.isdecimal() or len(name) > 18:
        return None
    return Letter.objects.filter(pk=int(name), person=viewer.person).exclude(state=LetterState.VOID).first()


def letters_to_print(viewer: Viewer) -> tuple[Letter, ...]:
    """Return the letters that somebody may print and post for others, the oldest first.

    What a group must be told is printed by whoever holds a seat in the initiative. A weekly letter is printed by
    somebody who holds a seat on the reader's own side.
    """
    seated = _seated_in(viewer)
    if not seated:
        return ()
    waiting = Letter.objects.filter(state__in=_TO_PRINT).select_related("person")
    duties = [row for row in waiting.filter(initiative__in=list(seated))[:_SHOWN] if _may_read(row, viewer)]
    weekly = waiting.filter(kind=LetterKind.WEEKLY, person__in=_of_own_side(seated, viewer))[:_SHOWN]
    return tuple(sorted({row.pk: row for row in (*duties, *weekly)}.values(), key=lambda row: (row.owed_at, row.pk)))


def letter_to_print(name: str, *, viewer: Viewer) -> Letter | None:
    """Return one letter that somebody may print; nothing where there is none."""
    return next((row for row in letters_to_print(viewer) if str(row.pk) == name), None)


def address_of(letter: Letter) -> str:
    """Return where a letter on paper goes to; empty where nobody wrote it down."""
    found = Wish.objects.filter(person=letter.person_id).first()
    return found.address if found is not None else ""


def _seated_in(viewer: Viewer) -> frozenset[str]:
    if viewer.person is None:
        return frozenset()
    visible = [row.id for row in initiatives_visible_to(viewer=viewer) if row.id not in viewer.paths]
    return frozenset(name for name in visible if seats_of(viewer, initiative=name))


def _may_read(letter: Letter, viewer: Viewer) -> bool:
    if letter.kind == LetterKind.BREAK_GLASS:
        # Whom it goes to says who is in a closed room: only its members may know.
        return letter.group in viewer.closed_rooms
    if letter.kind not in {LetterKind.DECISION, LetterKind.TERM}:
        return True
    case = slice_of(letter.initiative, viewer=viewer, asks=[Ask(Decision, Q(pk=letter.about))])
    return case is not None and letter.about in case.by_id(Decision)


def _of_own_side(seated: Iterable[str], viewer: Viewer) -> set[str]:
    found: set[str] = set()
    for name in seated:
        for side in (Side.CIVIC, Side.ORGANIZATIONAL):
            if holds_seat(viewer.standing, side=side, initiative=name, at=viewer.at):
                found.update(taking_part(name, at=viewer.at.date(), side=side))
    return found


def arrived_in(initiative: str, *, viewer: Viewer) -> tuple[Arrived, ...]:
    """Return how far the letters about each decision came, for each group, the latest decision first."""
    sent = Letter.objects.filter(initiative=initiative, kind=LetterKind.DECISION).order_by()
    case = case_with(initiative, viewer=viewer, asks=[Ask(Decision, Q(pk__in=sent.values("about")))])
    if case is None:
        return ()
    decisions, groups = case.by_id(Decision), case.by_id(Group)
    counted: dict[tuple[str, str], Counter[str]] = {}
    found = Letter.objects.filter(initiative=initiative, kind=LetterKind.DECISION, about__in=list(decisions))
    for about, group, state in found.values_list("about", "group", "state"):
        if group in groups:
            counted.setdefault((about, group), Counter())[state] += 1
    rows = [
        Arrived(
            decision=decisions[about],
            group=groups[group],
            taken=count[LetterState.ACCEPTED],
            posted=count[LetterState.POSTED],
            waiting=count[LetterState.DUE] + count[LetterState.CLAIMED] + count[LetterState.HANDING_OVER],
            to_print=count[LetterState.TO_PRINT],
            unknown=count[LetterState.UNKNOWN],
            failed=count[LetterState.BOUNCED],
        )
        for (about, group), count in counted.items()
    ]
    return tuple(sorted(rows, key=lambda row: (str(row.decision.decided_at), row.group.name), reverse=True))


def unread() -> bool:
    """Say whether anything was entered in a log that was not yet read for what is owed."""
    read = dict(ReadSoFar.objects.values_list("log", "size"))
    return any(size > read.get(origin, 0) for origin, size in Log.objects.values_list("origin", "size"))


def anything_due(*, at: datetime) -> bool:
    """Say whether there is a letter to send."""
    due = Q(state=LetterState.DUE, due_at__lte=at)
    left = Q(state__in=[LetterState.CLAIMED, LetterState.HANDING_OVER], claimed_until__lte=at)
    return Letter.objects.filter(due | left).exists()


def queue() -> dict[str, int]:
    """Return how many letters are in each state; it says nothing of anybody."""
    found = Counter(Letter.objects.values_list("state", flat=True))
    return {state.value: found[state.value] for state in LetterState}


def tried_in_vain() -> bool:
    """Say whether a letter waits that the mail server did not take before."""
    return Letter.objects.filter(state=LetterState.DUE, attempts__gt=0).exists()
