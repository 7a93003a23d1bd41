"""How people act on a friction: write it down, show it, take a step, and close it together; nobody does that alone."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from counterpoise.interests.frictions import CLOSED, TRANSITIONS, may_move
from counterpoise.levels.refusals import Refusal
from counterpoise.record import Moment, Side
from counterpoise.record.positions import Confirmation, Friction, FrictionState, Position, Visibility

__all__ = [
    "REFUSALS",
    "confirmed",
    "may_confirm",
    "may_name_step",
    "may_notice",
    "may_propose_closing",
    "may_show",
    "parties_for",
    "party_sides",
    "proposed",
    "settled",
    "spoke_in",
    "writer_of",
]

REFUSALS = (
    "interests.no_words",
    "interests.tension_missing",
    "interests.seen_already",
    "interests.not_its_writer",
    "interests.closing_missing",
    "interests.no_closing_proposed",
    "interests.not_a_party",
    "interests.party_confirmed",
    "interests.person_confirmed",
    "interests.not_their_party",
)
"""The words with which this module says no, besides those of `frictions`."""

_ARTICLES = ("the ", "de ", "het ")
_NOT_YET = frozenset({"interests.not_confirmed"})


def _bare(name: str) -> str:
    words = " ".join(name.casefold().split())
    return next((words.removeprefix(each) for each in _ARTICLES if words.startswith(each)), words)


def party_sides(friction: Friction, *, known: Mapping[str, Side], departments: Collection[str] = ()) -> dict[str, Side]:
    """Return the side of each party of a friction, where that is known.

    Parameters
    ----------
    friction
        The friction. The sides that it names count before those of the same name elsewhere.
    known
        The sides of the groups and bodies of the initiative, by their names.
    departments
        The departments of the organization.

    Returns
    -------
    dict
        Only the parties whose side is known; "the board" is the department "board".
    """
    if len(friction.sides) == len(friction.between):
        return dict(zip(friction.between, friction.sides, strict=True))
    names = {_bare(name): side for name, side in known.items()}
    names |= {_bare(name): Side.ORGANIZATIONAL for name in departments if name.strip()}
    return {party: names[_bare(party)] for party in friction.between if _bare(party) in names}


def may_notice(friction: Friction) -> tuple[Refusal, ...]:
    """Say everything that a friction lacks that somebody writes down: words, a tension, and two parties."""
    found = []
    if not friction.text.strip():
        found.append(Refusal("interests.no_words"))
    if friction.tension is None:
        found.append(Refusal("interests.tension_missing"))
    if len(set(friction.between)) < 2:
        found.append(Refusal("interests.parties_missing", {"parties": list(friction.between)}))
    return tuple(found)


def writer_of(versions: Iterable[Friction]) -> str | None:
    """Return who first wrote a friction down, whoever took steps with it since.

    Parameters
    ----------
    versions
        The versions of one friction.
    """
    first = min(versions, key=lambda row: row.version, default=None)
    return None if first is None else first.on_behalf_of or first.recorded_by


def may_show(friction: Friction, *, writer: str | None, by: str | None) -> tuple[Refusal, ...]:
    """Say what stands in the way of showing a friction of one side to both: who wrote it down does that, nobody else.

    Parameters
    ----------
    friction
        The friction.
    writer
        Who wrote it down.
    by
        The person.
    """
    if friction.visibility is Visibility.BOTH_SIDES:
        return (Refusal("interests.seen_already"),)
    if by is None or writer != by:
        return (Refusal("interests.not_its_writer"),)
    return ()


def may_name_step(friction: Friction, *, positions: Sequence[Position], at: date) -> tuple[Refusal, ...]:
    """Say what stands in the way of naming the next step, or another one while somebody works on a friction.

    Parameters
    ----------
    friction
        The friction with its next step, who takes it and when.
    positions
        The positions on record in it.
    at
        The day.
    """
    # A step that follows another one is held to the same: what it is, who takes it, and a day that is not past.
    from_here = friction if friction.state is not FrictionState.BEING_WORKED else _before_work(friction)
    return may_move(from_here, to=FrictionState.BEING_WORKED, positions=positions, at=at)


def _before_work(friction: Friction) -> Friction:
    return replace(friction, state=FrictionState.JUXTAPOSED)


def proposed(
    friction: Friction, *, to: FrictionState, review_on: date | None = None, moved_to: str | None = None
) -> Friction:
    """Return a friction with a proposal how to close it; what was confirmed of another proposal is void."""
    return replace(friction, closing_as=to, review_on=review_on, moved_to=moved_to, confirmations=())


def may_propose_closing(friction: Friction, *, at: date) -> tuple[Refusal, ...]:
    """Say what stands in the way of a proposal to close a friction; that nobody confirmed it yet does not.

    Parameters
    ----------
    friction
        The friction as `proposed` gives it.
    at
        The day.
    """
    if friction.closing_as is None or friction.closing_as not in CLOSED:
        return (Refusal("interests.closing_missing"),)
    found = may_move(friction, to=friction.closing_as, at=at)
    return tuple(refusal for refusal in found if refusal.code not in _NOT_YET)


def parties_for(
    friction: Friction, *, held: Collection[Side], person: str | None, spoke: bool, sides: Mapping[str, Side]
) -> tuple[str, ...]:
    """Return the parties for which somebody can confirm a closing, in the order of the friction.

    Parameters
    ----------
    friction
        The friction.
    held
        The sides on which they stand.
    person
        Who they are.
    spoke
        Whether they wrote down a position in this friction.
    sides
        The side of each party, where it is known.
    """
    return tuple(
        party
        for party in dict.fromkeys(friction.between)
        if not may_confirm(friction, party=party, held=held, person=person, spoke=spoke, sides=sides)
    )


def may_confirm(
    friction: Friction,
    *,
    party: str,
    held: Collection[Side],
    person: str | None,
    spoke: bool,
    sides: Mapping[str, Side],
) -> tuple[Refusal, ...]:
    """Say everything that stands in the way of confirming, for one party, that a friction is closed for now.

    Nobody speaks for two parties, and nobody for a party of the other side. Where nobody wrote down on which side a
    party stands, only somebody who told their own position in this friction can speak for it.

    Parameters
    ----------
    friction
        The friction.
    party
        The party, as the friction names it.
    held
        The sides on which the person stands.
    person
        Who confirms.
    spoke
        Whether they wrote down a position in this friction.
    sides
        The side of each party, where it is known.
    """
    if friction.closing_as is None or friction.closing_as not in TRANSITIONS[friction.state]:
        return (Refusal("interests.no_closing_proposed"),)
    if party not in friction.between:
        return (Refusal("interests.not_a_party", {"party": party}),)
    found = []
    if any(one.party == party for one in friction.confirmations):
        found.append(Refusal("interests.party_confirmed", {"party": party}))
    if person is None or any(one.person == person for one in friction.confirmations):
        found.append(Refusal("interests.person_confirmed"))
    side = sides.get(party)
    if (side is None and not spoke) or (side is not None and side not in held):
        found.append(Refusal("interests.not_their_party", {"party": party}))
    return tuple(found)


def confirmed(friction: Friction, *, party: str, person: str | None, at: Moment) -> Friction:
    """Return a friction as it is once somebody confirmed its closing for one party."""
    one = Confirmation(party=party, confirmed_at=at, person=person)
    return replace(friction, confirmations=(*friction.confirmations, one))


def settled(friction: Friction, *, at: Moment) -> Friction:
    """Return a friction as it is when nothing stands in the way of its closing any more; else as it was."""
    to = friction.closing_as
    if to is None or may_move(friction, to=to, at=at.last):
        return friction
    return replace(friction, state=to, closed_at=at)


def spoke_in(positions: Iterable[Position], *, person: str | None) -> bool:
    """Say whether somebody wrote down a position of their own among these."""
    return person is not None and any(row.recorded_by == person for row in positions)
