"""Words for people, for every word of the record that a page shows. Each stands here once."""

from enum import Enum
from typing import cast

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from counterpoise.control.limits import QuestionState
from counterpoise.control.standing import Standing
from counterpoise.decisions.sidedness import Sidedness
from counterpoise.expertise.moderation import Ground
from counterpoise.expertise.voices.roles import Role
from counterpoise.inclusion.lottery.leaving import PanelGround
from counterpoise.record import Consideration, KnowledgeKind, Level, Say, Side, Tension
from counterpoise.record.access import BarrierKind
from counterpoise.record.commitments import CommitmentState, Judgement
from counterpoise.record.contributions import Stance
from counterpoise.record.decisions import DecisionState, Effect
from counterpoise.record.documents import Label
from counterpoise.record.initiatives import (
    ContextChangeKind,
    DocumentKind,
    InitiativeState,
    Lane,
    PromisedLevel,
    Reached,
)
from counterpoise.record.legal import RemedyKind
from counterpoise.record.mandates import LimitKind, LimitState, MandateState
from counterpoise.record.participation import SelectionState
from counterpoise.record.people import CapacityKind, SeatMethod
from counterpoise.record.positions import FrictionState
from counterpoise.record.reviews import RoundState
from counterpoise.record.trajectories import AlignmentStatus, TieKind
from counterpoise.reviews.ppeet import Questionnaire

__all__ = ["PROMISED", "WORDS", "promised", "signed", "word"]

WORDS: tuple[tuple[Enum, str | Promise], ...] = (
    (Side.CIVIC, _("Citizens’ side")),
    (Side.ORGANIZATIONAL, _("Organization side")),
    (Side.INDEPENDENT, _("Public body or independent")),
    (Tension.EXPERTISE, _("Whose knowledge counts")),
    (Tension.CONTROL, _("Who decides")),
    (Tension.INCLUSION, _("Who takes part")),
    (Tension.INTERESTS, _("What matters to whom")),
    (Level.INDIVIDUAL, _("One person’s care")),
    (Level.COLLECTIVE, _("Services for many")),
    (KnowledgeKind.EXPERIENCE, _("Own experience")),
    (KnowledgeKind.CIVIC, _("Local knowledge")),
    (KnowledgeKind.PROFESSIONAL, _("Professional knowledge")),
    (KnowledgeKind.RESEARCH, _("Research")),
    (KnowledgeKind.MANAGERIAL, _("Knowledge of the organization")),
    (Say.NONE, _("no say")),
    (Say.HEAR, _("hears of it beforehand")),
    (Say.ADVISE, _("gives advice")),
    (Say.ADVISE_WEIGHTY, _("gives advice that needs a reasoned reply")),
    (Say.CONSENT, _("must agree")),
    (Say.CO_DECIDE, _("decides together with others")),
    (Say.DECIDE, _("decides")),
    (RemedyKind.NULLITY, _("Declared void, in writing")),
    (RemedyKind.DISPUTE_BODY, _("Brought before the disputes body")),
    (RemedyKind.OBJECTION, _("Objected to")),
    (RemedyKind.COMPLAINT, _("Complained about")),
    (RemedyKind.JUDICIAL_REVIEW, _("Brought before a court")),
    (RemedyKind.OMBUDSMAN, _("Brought before the ombudsman")),
    (Consideration.CARE_QUALITY, _("Quality of care")),
    (Consideration.WELLBEING, _("Wellbeing")),
    (Consideration.SAFETY, _("Safety and rules")),
    (Consideration.MONEY, _("Money")),
    (Consideration.LOGISTICS, _("Planning and supply")),
    (Consideration.MARKET, _("Market")),
    (Consideration.LAW, _("Law")),
    (Consideration.COMMUNITY, _("Community")),
    (Consideration.FAIRNESS, _("Fairness")),
    (Consideration.STAFF, _("Staff")),
    (Consideration.OTHER, _("Another reason")),
    (BarrierKind.PLACE, _("Place")),
    (BarrierKind.TIME, _("Time")),
    (BarrierKind.MONEY, _("Money")),
    (BarrierKind.TRANSPORT, _("Transport")),
    (BarrierKind.LANGUAGE, _("Language")),
    (BarrierKind.HEALTH, _("Health")),
    (BarrierKind.TRUST, _("Trust")),
    (BarrierKind.BELIEF, _("Belief")),
    (BarrierKind.DIGITAL, _("Computers")),
    (BarrierKind.CARE_DUTY, _("Caring for somebody")),
    (BarrierKind.OTHER, _("Something else")),
    (CommitmentState.MADE, _("made")),
    (CommitmentState.ON_TRACK, _("on its way")),
    (CommitmentState.LATE, _("late")),
    (CommitmentState.DONE_CLAIMED, _("done, says who promised it")),
    (CommitmentState.KEPT, _("kept")),
    (CommitmentState.PARTLY, _("partly kept")),
    (CommitmentState.NOT_KEPT, _("not kept")),
    (CommitmentState.CONTESTED, _("contested")),
    (CommitmentState.UNDER_REVIEW, _("looked at again")),
    (CommitmentState.CONFIRMED, _("confirmed")),
    (CommitmentState.RENEGOTIATED, _("agreed anew")),
    (CommitmentState.DROPPED, _("dropped")),
    (CommitmentState.REVERSED, _("turned around")),
    (Judgement.KEPT, _("It was kept")),
    (Judgement.PARTLY, _("It was partly kept")),
    (Judgement.NOT_KEPT, _("It was not kept")),
    (Judgement.TOO_EARLY, _("It is too early to say")),
    (Stance.ANSWERS, _("answers the question")),
    (Stance.REJECTS_FRAME, _("says that this is not the question")),
    (Stance.OTHER, _("says something else")),
    (DecisionState.IDEA, _("an idea")),
    (DecisionState.DRAFT, _("a draft")),
    (DecisionState.OPEN_FOR_CONCERNS, _("open for concerns")),
    (DecisionState.ANSWERED, _("concerns answered")),
    (DecisionState.TAKEN, _("taken")),
    (DecisionState.TOLD, _("told")),
    (DecisionState.FOLLOWED_UP, _("followed up")),
    (DecisionState.REVIEWED, _("looked back on")),
    (Effect.CHANGED, _("It changed the decision")),
    (Effect.CONFIRMED, _("It confirmed the decision")),
    (Effect.PARTLY, _("It was used in part")),
    (Effect.SET_ASIDE, _("It was not used")),
    (Effect.NOT_CONSIDERED, _("It was not considered")),
    (ContextChangeKind.LEADERSHIP, _("New leadership")),
    (ContextChangeKind.MISSION, _("The mission changed")),
    (ContextChangeKind.LAW, _("The law changed")),
    (ContextChangeKind.MONEY, _("The money changed")),
    (ContextChangeKind.MERGER, _("A merger")),
    (InitiativeState.DRAFT, _("Draft")),
    (InitiativeState.ACTIVE, _("Active")),
    (InitiativeState.RESTING, _("Resting")),
    (PromisedLevel.NOT_TOLD, _("We were not told")),
    (PromisedLevel.TOLD, _("We were told")),
    (PromisedLevel.ASKED, _("We were asked")),
    (PromisedLevel.WORKED_OUT_TOGETHER, _("We worked it out together")),
    (PromisedLevel.DECIDED_TOGETHER, _("We decided together")),
    (PromisedLevel.CITIZENS_DECIDED, _("Citizens decided")),
    (Reached.REACHED, _("Reached")),
    (Reached.NOT_REACHED, _("Not reached")),
    (Reached.UNKNOWN, _("Nobody wrote down whether they were reached")),
    (MandateState.PROPOSED, _("Proposed")),
    (MandateState.CONTESTED, _("Contested")),
    (MandateState.AGREED, pgettext_lazy("mandate", "Agreed")),
    (MandateState.EXPIRED, _("Expired")),
    (LimitKind.LIMIT, _("Limit")),
    (LimitKind.RED_LINE, _("Red line")),
    (LimitKind.OPENING, _("Left open")),
    (LimitState.DECLARED, _("told")),
    (LimitState.CONTESTED, _("contested")),
    (LimitState.KEPT, _("kept")),
    (LimitState.CHANGED, _("changed")),
    (LimitState.LIFTED, _("lifted")),
    (SelectionState.PLANNED, _("planned")),
    (SelectionState.RECRUITING, _("asking people")),
    (SelectionState.SELECTED, _("selected")),
    (SelectionState.SEATED, _("seated")),
    (SelectionState.RESTING, _("resting")),
    (CapacityKind.CARE_USER, _("Care user")),
    (CapacityKind.INFORMAL_CAREGIVER, _("Family or friend who helps")),
    (CapacityKind.RESIDENT_OF_AREA, _("Resident of the area")),
    (CapacityKind.CLIENT_REP, _("Member of a client council")),
    (CapacityKind.VOLUNTEER, _("Volunteer")),
    (CapacityKind.PROFESSIONAL, _("Professional")),
    (CapacityKind.MANAGER, _("Manager")),
    (CapacityKind.BOARD, _("Director or board")),
    (CapacityKind.POLICY_MAKER, _("Policy maker")),
    (CapacityKind.RESEARCHER, _("Researcher")),
    (SeatMethod.ELECTED, _("elected")),
    (SeatMethod.LOTTERY, _("by lottery")),
    (SeatMethod.OPEN_CALL, _("by open call")),
    (SeatMethod.APPOINTED, _("appointed")),
    (SeatMethod.STATUTORY, _("by law")),
    (SeatMethod.SELF_SELECTED, _("whoever came")),
    (PanelGround.SAID_NO, _("said no after the draw")),
    (PanelGround.STOPS, _("wants to stop")),
    (PanelGround.UNABLE, _("cannot take part")),
    (PanelGround.NOT_ENTITLED, _("should not have been in the list")),
    (PanelGround.SEAT_ENDED, _("the seat has ended")),
    (FrictionState.NOTICED, _("Noticed")),
    (FrictionState.SHARED, _("Both sides see it")),
    (FrictionState.JUXTAPOSED, _("Both sides wrote down what they want")),
    (FrictionState.BEING_WORKED, _("Somebody takes the next step")),
    (FrictionState.SETTLED_FOR_NOW, _("Settled for now")),
    (FrictionState.LIVED_WITH, _("Both sides live with it")),
    (FrictionState.MOVED, _("Moved to another body")),
    (FrictionState.REOPENED, _("Opened again")),
    (Ground.NAMES_SOMEBODY, _("It tells something private about somebody else")),
    (Ground.THREAT, _("It threatens somebody")),
    (Ground.INSULT, _("It insults somebody")),
    (Ground.HATE, _("It looks down on a group of people")),
    (Ground.ADVERTISING, _("It is advertising")),
    (Ground.UNLAWFUL, _("The law forbids it")),
    (RoundState.PLANNED, _("planned")),
    (RoundState.OPEN, _("open for answers")),
    (RoundState.CLOSED, _("closed for answers")),
    (RoundState.RELEASED, _("seen by both sides")),
    (RoundState.TALKED, _("talked about")),
    (Questionnaire.PARTICIPANT, _("People who took part")),
    (Questionnaire.PROJECT, _("Project team")),
    (Questionnaire.ORGANIZATION, _("Leaders of the organization")),
    (DocumentKind.POLICY, _("Policy")),
    (DocumentKind.PLAN, _("Plan")),
    (DocumentKind.MINUTES, _("Minutes")),
    (DocumentKind.REPORT, _("Report")),
    (DocumentKind.LETTER, _("Letter")),
    (DocumentKind.OTHER, _("Another kind of text")),
    (Lane.LIFE_WORLD, _("People’s own lives")),
    (Lane.CLINICAL, _("Care for one person")),
    (Lane.PROFESSIONAL, _("Work between professions")),
    (Lane.ORGANIZATIONAL, _("One or more organizations")),
    (Lane.SYSTEM, _("The system as a whole")),
    (Label.ABSENT, _("They are not named")),
    (Label.RECIPIENT, _("Something is done to or for them")),
    (Label.SOURCE, _("They are a source of knowledge")),
    (Label.INVITED, _("Others let them take part")),
    (Label.PARTNER, _("They do it together with others")),
    (Label.AGENT, _("They act themselves")),
    (Label.SLOGAN, _("Big words about them")),
    (Role.AGENT, _("they act")),
    (Role.RECIPIENT, _("something is done to or for them")),
    (Role.PARTNER, _("something is done with them")),
    (Role.OTHER, _("they are named as a topic")),
    (AlignmentStatus.ALIGNED, _("they go together")),
    (AlignmentStatus.PARTLY, _("they partly go together")),
    (AlignmentStatus.NOT_ALIGNED, _("they do not go together")),
    (TieKind.INFORMAL, _("helps unpaid")),
    (TieKind.FORMAL, _("helps as their work")),
    (Standing.AGREED, pgettext_lazy("mandate", "Agreed")),
    (Standing.STATUTORY, _("By law")),
    (Standing.CONTESTED, _("Contested")),
    (Standing.PROPOSED, _("Proposed")),
    (Standing.CLAIMED, _("Claimed")),
    (Standing.EXPIRED, _("Expired")),
    (QuestionState.ASKED, _("Not answered yet")),
    (QuestionState.OVERDUE, _("Unanswered for more than 30 days")),
    (QuestionState.NOT_KNOWN_YET, _("Not known yet")),
    (QuestionState.ANSWERED, _("Answered")),
    (Sidedness.U0, _("Everyone had the say that was due, or was asked.")),
    (Sidedness.U1, _("Nobody was asked, but no say was due. Everyone was told within 7 days.")),
    (Sidedness.U2, _("People were told late or not at all, and no say was due.")),
    (Sidedness.U3, _("Taken alone, while others had a right to a say.")),
)
"""Every word of the record that a page shows; no mapping, as words of different kinds may be equal."""

PROMISED: dict[PromisedLevel, str | Promise] = {
    PromisedLevel.NOT_TOLD: pgettext_lazy("promise", "Nobody is told"),
    PromisedLevel.TOLD: pgettext_lazy("promise", "You are told"),
    PromisedLevel.ASKED: pgettext_lazy("promise", "You are asked"),
    PromisedLevel.WORKED_OUT_TOGETHER: pgettext_lazy("promise", "We work it out together"),
    PromisedLevel.DECIDED_TOGETHER: pgettext_lazy("promise", "We decide together"),
    PromisedLevel.CITIZENS_DECIDED: pgettext_lazy("promise", "Citizens decide"),
}
"""The same six steps said beforehand, as a promise; in `WORDS` they tell what people lived through."""

TOPICS: dict[str, str | Promise] = {
    "accounts": pgettext_lazy("topic", "yearly accounts"),
    "activities": pgettext_lazy("topic", "activities"),
    "admission": pgettext_lazy("topic", "who is admitted"),
    "board_member": pgettext_lazy("topic", "a member of the board"),
    "budget": pgettext_lazy("topic", "the budget"),
    "care_plan_procedure": pgettext_lazy("topic", "how care plans are made"),
    "client_rules": pgettext_lazy("topic", "rules for clients"),
    "closing": pgettext_lazy("topic", "closing"),
    "complaints_people": pgettext_lazy("topic", "who deals with complaints"),
    "complaints_scheme": pgettext_lazy("topic", "the complaints scheme"),
    "cooperation": pgettext_lazy("topic", "working together with others"),
    "council_support": pgettext_lazy("topic", "support of the council"),
    "daily_life": pgettext_lazy("topic", "daily life"),
    "discharge": pgettext_lazy("topic", "when care ends"),
    "file": pgettext_lazy("topic", "the file about somebody"),
    "food": pgettext_lazy("topic", "food"),
    "health": pgettext_lazy("topic", "health"),
    "housing": pgettext_lazy("topic", "housing"),
    "hygiene": pgettext_lazy("topic", "hygiene"),
    "leaders": pgettext_lazy("topic", "who leads"),
    "meals": pgettext_lazy("topic", "meals"),
    "merger": pgettext_lazy("topic", "merging"),
    "moving": pgettext_lazy("topic", "moving"),
    "organization": pgettext_lazy("topic", "how work is organized"),
    "participation_scheme": pgettext_lazy("topic", "the scheme for taking part"),
    "planning": pgettext_lazy("topic", "planning of care"),
    "purpose": pgettext_lazy("topic", "the purpose"),
    "quality": pgettext_lazy("topic", "quality of care"),
    "rebuilding": pgettext_lazy("topic", "rebuilding"),
    "recreation": pgettext_lazy("topic", "recreation"),
    "safety": pgettext_lazy("topic", "safety"),
    "service_change": pgettext_lazy("topic", "a change of services"),
    "social_assistance": pgettext_lazy("topic", "social support"),
    "social_plan": pgettext_lazy("topic", "what is done for clients at a change"),
    "spiritual_care": pgettext_lazy("topic", "spiritual care"),
    "support_bylaw": pgettext_lazy("topic", "the bylaw on support"),
    "support_policy": pgettext_lazy("topic", "the policy on support"),
    "transfer": pgettext_lazy("topic", "handing over control"),
    "treatment": pgettext_lazy("topic", "treatment"),
    "unit_leaders": pgettext_lazy("topic", "who leads a unit"),
}
"""What legal rights name and decisions are about, by the word of the packs of rights; a test holds both together."""

_BY_NAME = {(type(key).__name__, key.value): text for key, text in WORDS}


def word(value: Enum | None) -> str:
    """Return what people read for a word of the record, in the language of who reads it; nothing for nothing."""
    # Not made a text here: the fields of a form are made once, before anybody who reads Dutch or English comes.
    return "" if value is None else cast("str", _BY_NAME[type(value).__name__, value.value])


def signed(value: float) -> str:
    """Return a number of a scale around nought with its sign, as people write it: nought has none."""
    told = number_format(abs(value), decimal_pos=0 if value == int(value) else 1)
    return told if not value else f"{'+' if value > 0 else '−'}{told}"


def promised(level: PromisedLevel | None) -> str:
    """Return what people read for a say that is promised, in the language of who reads it; nothing for nothing."""
    return "" if level is None else cast("str", PROMISED[PromisedLevel(level)])


def topic(name: str) -> str:
    """Return what people read for a topic of a legal right; one that no pack knows stands as it was written."""
    return str(TOPICS.get(name, name))
