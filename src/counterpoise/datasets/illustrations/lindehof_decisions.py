"""The decisions of Lindehof, who was told of them when, and what was promised and agreed around them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from counterpoise.datasets.illustrations.lindehof_spine import spine
from counterpoise.datasets.illustrations.telling import LINDEHOF, told
from counterpoise.record import Consideration, Moment, Row, Side
from counterpoise.record.commitments import Commitment, CommitmentState, Promise
from counterpoise.record.decisions import Decision, DecisionState, Nearest, NearestCoding, Notice, Weighing
from counterpoise.record.initiatives import Affects, PromisedLevel

__all__ = ["decisions"]

_SKIPPED = (DecisionState.DRAFT, DecisionState.OPEN_FOR_CONCERNS, DecisionState.ANSWERED)

# When each group was told that the home would close; family and friends outside the platform never were.
_TOLD_OF_CLOSING = {
    "managers": ("2014-11-03", "staff meeting"),
    "employees": ("2014-11-24", "staff meeting"),
    "municipality-staff": ("2015-01-12", "letter"),
    "home-council": ("2015-02-02", "letter"),
    "participating-citizens": ("2015-03-02", "meeting"),
    "town": ("2015-03-30", "local paper"),
}

_COMMITMENTS = (
    ("open-kitchen", "The kitchen is open to the town once a week.", "care", CommitmentState.CONFIRMED, "Goes on."),
    (
        "figures-each-quarter",
        "The figures of the home are shown each quarter.",
        "finance",
        CommitmentState.DROPPED,
        "The new board shows figures once a year; told on 20 October.",
    ),
    (
        "rooms-for-clubs",
        "Two empty rooms go to clubs from town.",
        "housing",
        CommitmentState.DROPPED,
        "The rooms are wanted for medical care; told on 20 October.",
    ),
    (
        "invest-two-years",
        "The losses are carried for two more years.",
        "board",
        CommitmentState.REVERSED,
        "The losses are to be ended instead.",
    ),
)


def decisions() -> Iterator[Row]:
    """Give the decisions, the notices, the promise, and the agreements with what became of them."""
    yield from (_stay_open(), _church_hall(), _own_venue(), _closing())
    yield from _notices()
    yield Promise(
        id="promise-joint",
        **told(
            "2013-05-13",
            of=LINDEHOF,
            by="previous-director",
            quote="initial engagement was supposed to prevent ‘unilateral decision-making’",
        ),
        text="We will not decide alone: the home goes on only together with citizens.",
        made_by="board",
        to=("home-council", "participating-citizens", "town", "caregivers-outside"),
        promised_level=PromisedLevel.DECIDED_TOGETHER,
        scope=("stay-or-close", "empty-rooms", "closing-point"),
        condition="That local citizens take an active part.",
    )
    yield from _commitments()


def _both(nearest: Nearest) -> tuple[NearestCoding, ...]:
    return tuple(NearestCoding(coder_side=side, nearest=nearest) for side in (Side.CIVIC, Side.ORGANIZATIONAL))


def _stay_open() -> Decision:
    return Decision(
        id="stay-open",
        **told(
            "2013-03-04",
            of=LINDEHOF,
            by="previous-director",
            quote="the care home would stay open in spite of current losses",
        ),
        matter="stay-or-close",
        topic="continue",
        title="The home stays open",
        text="The care home stays open in spite of its losses.",
        taken_by="board",
        decided_at=Moment.parse("2013-03-04"),
        state=DecisionState.TOLD,
        skipped_steps=_SKIPPED,
        reasons="After years of profit it is ‘justifiable to invest when times are harder’.",
        considerations=(
            Weighing(
                kind=Consideration.COMMUNITY,
                text="Citizens want the home to stay.",
                side=Side.CIVIC,
                weight="weighed most",
            ),
            Weighing(
                kind=Consideration.MONEY,
                text="The home makes losses.",
                side=Side.ORGANIZATIONAL,
                weight="weighed less, for now",
            ),
        ),
        nearest=_both(Nearest.CIVIC),
        frictions=("friction-joint",),
    )


def _church_hall() -> Decision:
    return Decision(
        id="church-hall",
        **told(
            "2013-09-02",
            of=LINDEHOF,
            by="regional-colleague",
            quote="a local church’s community hall, a venue right in the middle of town",
        ),
        matter="meeting-place",
        topic="venue",
        title="Meet in the church hall",
        text="The meeting of September is in the community hall of a church, in the middle of town.",
        taken_by="management",
        draft_at=Moment.parse("2013-09-02"),
        state=DecisionState.DRAFT,
        reasons="So that people feel that the home is theirs too.",
    )


def _own_venue() -> Decision:
    return Decision(
        id="own-venue",
        **told(
            "2013-09-23",
            of=LINDEHOF,
            by="regional-manager",
            quote="decided to organize the meeting at their own venue after all",
        ),
        matter="meeting-place",
        topic="venue",
        title="Meet in our own house",
        text="The meeting of September is at the organization's own house.",
        taken_by="management",
        decided_at=Moment.parse("2013-09-23"),
        state=DecisionState.TOLD,
        skipped_steps=_SKIPPED,
        reasons="People of the other church might not come to this one's hall.",
        considerations=(
            Weighing(
                kind=Consideration.FAIRNESS,
                text="Nobody should stay away because of the place.",
                side=Side.CIVIC,
                weight="weighed most",
            ),
            Weighing(
                kind=Consideration.COMMUNITY,
                text="A shared place in town gives a feeling of ownership.",
                side=Side.ORGANIZATIONAL,
                weight="gave way",
            ),
        ),
        frictions=("friction-venue",),
        without_mandate=True,
        published_at=Moment.parse("2013-09-23"),
    )


def _closing() -> Decision:
    return Decision(
        id="closing",
        **told("2014-11-03", of=LINDEHOF, by="new-director", quote="the care home would need to close"),
        matter="stay-or-close",
        topic="closing",
        title="The home closes",
        text="The care home closes.",
        taken_by="board",
        decided_at=Moment.parse("2014-11-03"),
        state=DecisionState.TAKEN,
        skipped_steps=_SKIPPED,
        reasons="The losses can not go on, and the mission is medical care now.",
        considerations=(
            Weighing(
                kind=Consideration.MONEY,
                text="The home makes losses.",
                side=Side.ORGANIZATIONAL,
                weight="weighed most",
            ),
            Weighing(
                kind=Consideration.CARE_QUALITY,
                text="Medical care is the core of what we do.",
                side=Side.ORGANIZATIONAL,
                weight="weighed much",
            ),
            Weighing(
                kind=Consideration.COMMUNITY,
                text="Citizens want the home to stay.",
                side=Side.CIVIC,
                weight="weighed less",
            ),
        ),
        reverses="stay-open",
        nearest=_both(Nearest.ORGANIZATIONAL),
        frictions=("friction-joint",),
        undeclared_limits=("finance: how large the losses may become",),
    )


def _notices() -> Iterator[Row]:
    touched = [row for row in spine() if isinstance(row, Affects)]
    for decision, matter, day in (
        ("stay-open", "stay-or-close", "2013-03-08"),
        ("own-venue", "meeting-place", "2013-09-23"),
    ):
        for affects in touched:
            if affects.matter == matter:
                yield Notice(
                    id=f"{decision}-told-to-{affects.group}",
                    **told(day, of=LINDEHOF, by="regional-colleague"),
                    decision=decision,
                    group=affects.group,
                    told_at=Moment.parse(day),
                    channel="letter",
                )
    late = "only informed about the decision several months after it had been made"
    for group, (day, channel) in _TOLD_OF_CLOSING.items():
        yield Notice(
            id=f"closing-told-to-{group}",
            **told(day, of=LINDEHOF, by="regional-colleague", quote=late if group == "participating-citizens" else ""),
            decision="closing",
            group=group,
            told_at=Moment.parse(day),
            channel=channel,
        )


def _commitments() -> Iterator[Row]:
    for name, text, department, outcome, why in _COMMITMENTS:
        made = Commitment(
            id=name,
            **told("2014-06-05", of=LINDEHOF, by="regional-colleague", clock="22:30"),
            text=text,
            by="board",
            department=department,
            side=Side.ORGANIZATIONAL,
            to=("participating-citizens",),
            due_on=date(2015, 1, 31),
        )
        yield made
        review = told("2014-09-01", of=LINDEHOF, by="new-director")
        under_review = replace(
            made,
            **review,
            version=2,
            supersedes_reason="A new director took office.",
            state=CommitmentState.UNDER_REVIEW,
            context_change="leadership-change",
        )
        yield under_review
        looked = told("2014-10-20", of=LINDEHOF, by="new-director")
        yield replace(under_review, **looked, version=3, supersedes_reason=why, state=outcome)
