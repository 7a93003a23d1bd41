"""The first illustration: a manager asks about plate lay-out, and people speak once he has left."""

from collections.abc import Iterator
from datetime import date

from counterpoise.datasets.illustrations.telling import MEALS, Told, told
from counterpoise.record import KnowledgeKind, Moment, Row, Side, Tension
from counterpoise.record.contributions import Contribution, Question, Route, Stance
from counterpoise.record.decisions import Concern, ConcernKind
from counterpoise.record.initiatives import Affects, Group, Initiative, Lane, Matter, PromisedLevel, Reached
from counterpoise.record.meetings import AgendaItem, Attendance, Meeting
from counterpoise.record.people import CapacityKind
from counterpoise.record.positions import Friction, FrictionState, Visibility

__all__ = ["meals"]

DAY = "2013-10-07"
"""The day of the council's meeting."""

_QUESTIONS = (
    ("question-presentation", "How do you like the current food presentation and plate lay-out?"),
    ("question-portions", "How do you rate the portion sizes per component?"),
    ("question-tableware", "Does the colour of the tableware suit the dishes?"),
    ("question-menu-card", "Is the lay-out of the menu card clear?"),
)

_COMPLAINTS = (
    "The soup was cold again.",
    "There was not enough time to finish my plate.",
    "It is the same every week.",
    "The meat is too hard to cut.",
    "Nobody was there to help my neighbour with her plate.",
    "It has no taste.",
)

_IN_OUR_ROOM = (
    ("warmth", "By the time the plate gets to us the food is cold."),
    ("time", "We are given half an hour, and then the tables are cleared."),
    ("choice", "I would like to choose on the day itself, not a week before."),
    ("help", "Who needs help has to wait until the others are done."),
    ("taste", "Let somebody taste it before it leaves the kitchen."),
    ("company", "I would rather eat at one table with the people I know."),
    ("quiet", "The trolleys make so much noise that we cannot talk."),
)


def meals() -> Iterator[Row]:
    """Give the initiative of the first illustration and everything that happened in it."""
    yield from _spine()
    for number, text in enumerate(_COMPLAINTS, start=1):
        quote = "complaints about the meals served in the nursing home" if number == 1 else ""
        yield Concern(
            id=f"complaint-{number}",
            **told("2013-09", of=MEALS, by="council-member", quote=quote),
            matter="mealtimes",
            kind=ConcernKind.COMPLAINT,
            text=text,
            side=Side.CIVIC,
            group="residents",
        )
    yield _meeting()
    for name, text in _QUESTIONS:
        yield Question(
            id=name,
            **told(DAY, of=MEALS, by="manager", quote=text if name == "question-presentation" else "", clock="14:30"),
            matter="mealtimes",
            text=text,
            author_side=Side.ORGANIZATIONAL,
            use="To improve how the food is presented.",
            meeting="council-meeting",
            open_to=("residents",),
        )
    yield from _said_to_the_manager()
    yield from _said_in_our_room()


def _spine() -> Iterator[Row]:
    yield Initiative(
        id=MEALS,
        **told("2013-09-02", of=None, by="manager", quote="how to improve the meals provided in a nursing home"),
        title="Meals",
        purpose="To make the meals better, starting from what residents find of them.",
        purpose_declared_by=Side.ORGANIZATIONAL,
        promised_level=PromisedLevel.ASKED,
        review_on=date(2014, 9, 1),
        cadence_days=60,
        scope=("mealtimes",),
        holder="wending-client-council",
    )
    yield Group(
        id="residents",
        **told("2013-09-02", of=MEALS),
        name="Residents of De Wending",
        description="Everybody who lives in the nursing home.",
        side=Side.CIVIC,
        size=80,
        status=Reached.REACHED,
        whole_population=True,
        body="wending-client-council",
    )
    yield Matter(
        id="mealtimes",
        **told("2013-09-02", of=MEALS),
        text="How meals are made, served and helped with.",
        lane=Lane.LIFE_WORLD,
        owner_department="food service",
        departments=("food service", "care"),
        holders=("wending-management", "wending-client-council"),
        important_for_citizens=True,
        active_from=date(2013, 9, 2),
    )
    yield Affects(
        id="mealtimes-touch-residents",
        **told("2013-09-02", of=MEALS),
        matter="mealtimes",
        group="residents",
        how="They eat them every day.",
    )


def _meeting() -> Meeting:
    return Meeting(
        id="council-meeting",
        **told(
            DAY,
            of=MEALS,
            by="council-member",
            quote="the responsible manager joined a client-council meeting",
            clock="15:00",
        ),
        title="Meeting of the client council",
        place="The living room of De Wending",
        chair_side=Side.CIVIC,
        agenda_by=Side.CIVIC,
        minutes_by=Side.CIVIC,
        matters=("mealtimes",),
        open_to=("residents",),
        attendance=(
            Attendance(side=Side.CIVIC, people=9, capacity=CapacityKind.CLIENT_REP, group="residents"),
            Attendance(side=Side.ORGANIZATIONAL, people=1, capacity=CapacityKind.MANAGER, department="food service"),
        ),
        agenda=(AgendaItem(text="The manager asks about the meals", author_side=Side.ORGANIZATIONAL),),
        closing_note="No major complaints.",
        closed_at=Moment.parse(DAY),
    )


def _said_to_the_manager() -> Iterator[Row]:
    flower = "Maybe they can put a flower on our trays…!"
    for name, text, stance, question in (
        ("flower-on-our-trays", flower, Stance.REJECTS_FRAME, "question-presentation"),
        ("looks-fine", "It looks fine.", Stance.ANSWERS, "question-presentation"),
        ("plates-are-white", "The plates are white, that is all right.", Stance.ANSWERS, "question-tableware"),
    ):
        yield Contribution(
            id=name,
            **told(DAY, of=MEALS, by="resident", quote=text if text == flower else "", clock="14:45"),
            text=text,
            route=Route.MEETING,
            capacity="as-resident",
            side=Side.CIVIC,
            kind=KnowledgeKind.EXPERIENCE,
            stance=stance,
            critical=False,
            org_present=True,
            topic="presentation",
            matter="mealtimes",
            question=question,
            question_version=1,
            meeting="council-meeting",
        )


def _said_in_our_room() -> Iterator[Row]:
    after = "It was only after he left that people started sharing their dissatisfaction"
    for topic, text in _IN_OUR_ROOM:
        yield Contribution(
            id=f"meals-{topic}",
            **_ours(after if topic == "warmth" else ""),
            text=text,
            route=Route.MEETING,
            side=Side.CIVIC,
            kind=KnowledgeKind.EXPERIENCE,
            stance=Stance.OTHER,
            critical=True,
            org_present=False,
            topic=topic,
            matter="mealtimes",
            meeting="council-meeting",
        )
    yield Friction(
        id="friction-question",
        **_ours(""),
        text="What is asked is not what is wrong.",
        tension=Tension.EXPERTISE,
        matter="mealtimes",
        between=("residents", "the manager"),
        visibility=Visibility.ONE_SIDE,
        held_by=Side.CIVIC,
        state=FrictionState.NOTICED,
    )


def _ours(quote: str) -> Told:
    return told(DAY, of=MEALS, by="council-member", quote=quote, clock="16:00", space="council-room")
