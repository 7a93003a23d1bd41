"""The worries about the decisions of Lindehof, and the answers that some of them got at the meetings."""

from collections.abc import Iterator

from counterpoise.datasets.illustrations.lindehof_meetings import MEETINGS
from counterpoise.datasets.illustrations.telling import LINDEHOF, told
from counterpoise.record import Row, Side
from counterpoise.record.decisions import Answer, Concern, ConcernKind

__all__ = ["concerns"]

_WHO = {
    "participation office": "regional-colleague",
    "care": "care-colleague",
    "logistics": "logistics-colleague",
    "board": "previous-director",
}

_OFFICE = "participation office"

# day, worry, meeting, department, answer: none of these seven got a reason
_ON_STAYING = (
    ("2013-03-18", "How long will it stay open?", "first-meeting", "board", "For now it does."),
    ("2013-03-25", "Who pays for the losses?", "first-meeting", _OFFICE, "That is being looked at."),
    ("2013-04-08", "Will the staff stay as well?", "first-meeting", _OFFICE, "We expect so."),
    ("2013-04-15", "Is this to keep us quiet?", "first-meeting", _OFFICE, "It is not."),
    ("2013-07-01", "What if not enough of us help?", "town-meeting", _OFFICE, "We will see then."),
    ("2013-07-08", "Who decides if it goes wrong?", "town-meeting", _OFFICE, "We will come back to that."),
    ("2013-08-26", "What do you expect from us?", "town-meeting", _OFFICE, "That you take part."),
)

# day, worry, meeting, department, answer, reason
_ON_THE_PLACE = (
    (
        "2013-09-24",
        "The hall was booked already.",
        "town-meeting",
        "logistics",
        "It is paid.",
        "The date was too near.",
    ),
    ("2013-09-25", "It is far for people in town.", "town-meeting", _OFFICE, "A bus drives.", "It is a long walk."),
    ("2013-10-07", "It is the organization's house.", "winter-meeting", _OFFICE, "It is.", "No other was free."),
    ("2013-10-14", "Residents can not rest.", "winter-meeting", "care", "We end at nine.", "Residents sleep early."),
    ("2013-10-21", "There are too few chairs.", "winter-meeting", _OFFICE, "More are hired.", "More people come."),
    ("2014-01-13", "I can not hear it at the back.", "spring-meeting", _OFFICE, "There is a loop.", "Many asked."),
    ("2014-01-20", "The ward is next door.", "spring-meeting", "care", "The door stays shut.", "It was too loud."),
    ("2014-02-03", "It is dark outside.", "spring-meeting", _OFFICE, "There are lamps now.", "People fell."),
    (
        "2014-04-07",
        "Why never in town?",
        "summer-meeting",
        _OFFICE,
        "We look for a hall.",
        "Most halls are a church's.",
    ),
    ("2014-04-14", "I can not park.", "summer-meeting", _OFFICE, "Use the staff's places.", "They are free at night."),
    ("2014-07-14", "We feel like guests.", "autumn-meeting", _OFFICE, "You may chair.", "It should be yours too."),
)

# day, group, worry: none of these thirteen was answered
_ON_CLOSING = (
    ("2015-02-03", "home-council", ConcernKind.OBJECTION, "We were not asked for advice."),
    ("2015-02-03", "home-council", ConcernKind.WORRY, "Where will the residents go?"),
    ("2015-02-09", "home-council", ConcernKind.OBJECTION, "The law says that we advise before, not after."),
    ("2015-03-02", "participating-citizens", ConcernKind.OBJECTION, "It was promised that we would decide together."),
    ("2015-03-02", "participating-citizens", ConcernKind.SHOW, "This had been decided long before we heard it."),
    ("2015-03-03", "participating-citizens", ConcernKind.WORRY, "What happens to our work of two years?"),
    ("2015-03-03", "participating-citizens", ConcernKind.OBJECTION, "Nobody ever said how large the loss might be."),
    ("2015-03-05", "participating-citizens", ConcernKind.WORRY, "Who tells the people who live there?"),
    ("2015-03-09", "participating-citizens", ConcernKind.COMPLAINT, "We heard it four months late."),
    ("2015-03-31", "town", ConcernKind.WORRY, "There is no other care home near."),
    ("2015-03-31", "town", ConcernKind.OBJECTION, "The rooms could have been used by the town."),
    ("2015-04-07", "town", ConcernKind.WORRY, "What will become of the house?"),
    ("2015-04-13", "town", ConcernKind.WORRY, "Will the nurses lose their work?"),
)


def concerns() -> Iterator[Row]:
    """Give the thirty-one worries and the eighteen answers."""
    without = ((*row, "") for row in _ON_STAYING)
    for decision, rows in (("stay-open", tuple(without)), ("own-venue", _ON_THE_PLACE)):
        for number, (day, worry, meeting, department, answer, reason) in enumerate(rows, start=1):
            name = f"{decision}-concern-{number}"
            yield _concern(name, day, decision, "participating-citizens", ConcernKind.WORRY, worry)
            yield Answer(
                id=f"{decision}-answer-{number}",
                **told(MEETINGS[meeting], of=LINDEHOF, by=_WHO[department], clock="22:15"),
                concern=name,
                text=answer,
                reason=reason,
                department=department,
                answered_by=_WHO[department],
                meeting=meeting,
            )
    for number, (day, group, kind, worry) in enumerate(_ON_CLOSING, start=1):
        yield _concern(f"closing-concern-{number}", day, "closing", group, kind, worry)


def _concern(name: str, day: str, decision: str, group: str, kind: ConcernKind, text: str) -> Concern:
    return Concern(
        id=name,
        **told(day, of=LINDEHOF),
        decision=decision,
        kind=kind,
        text=text,
        side=Side.CIVIC,
        group=group,
    )
