"""What was said at the six meetings of Lindehof, what happened with it, what was asked, and who "citizens" meant."""

from collections.abc import Iterator

from counterpoise.datasets.illustrations.lindehof_meetings import MEETINGS
from counterpoise.datasets.illustrations.people import CITIZENS
from counterpoise.datasets.illustrations.telling import LINDEHOF, told
from counterpoise.record import KnowledgeKind, Reply, Row, Side
from counterpoise.record.contributions import Contribution, Question, Route, Stance
from counterpoise.record.decisions import Effect, GroupReference, SetAsideReason, Trace

__all__ = ["contributions"]

_EXPERIENCE, _CIVIC = KnowledgeKind.EXPERIENCE, KnowledgeKind.CIVIC
_PROFESSIONAL, _RESEARCH, _MANAGERIAL = KnowledgeKind.PROFESSIONAL, KnowledgeKind.RESEARCH, KnowledgeKind.MANAGERIAL

_STAY, _ROOMS, _TASKS, _POINT = "stay-or-close", "empty-rooms", "volunteer-tasks", "closing-point"

_CHANGED, _PARTLY, _CONFIRMED = Effect.CHANGED, Effect.PARTLY, Effect.CONFIRMED
_ASIDE, _NOT = Effect.SET_ASIDE, Effect.NOT_CONSIDERED

# kind, matter, words, what happened with it; they were said at the six meetings in turn
_SAID = (
    (_EXPERIENCE, _STAY, "My mother knows every corner here; moving would undo her.", _PARTLY),
    (_EXPERIENCE, _TASKS, "I cook here once a week and people eat more.", _ASIDE),
    (_EXPERIENCE, _STAY, "When the home in the next town closed, we lost touch.", _ASIDE),
    (_EXPERIENCE, _ROOMS, "I would stay the night if there were a room for family.", _ASIDE),
    (_EXPERIENCE, _TASKS, "Nobody told me what I may do and what not.", _PARTLY),
    (_EXPERIENCE, _STAY, "I can walk here. I can not drive.", _ASIDE),
    (_EXPERIENCE, _POINT, "We work hard and do not know for how long.", _NOT),
    (_EXPERIENCE, _TASKS, "Two of us are too few on Sundays.", _ASIDE),
    (_EXPERIENCE, _STAY, "She laughs when the school class comes.", _NOT),
    (_EXPERIENCE, _ROOMS, "The corridor feels empty, and that makes people leave.", _ASIDE),
    (_EXPERIENCE, _TASKS, "I want to help, but not with washing.", _ASIDE),
    (_EXPERIENCE, _STAY, "The evenings are the hardest; somebody sits with her here.", _NOT),
    (_EXPERIENCE, _ROOMS, "My choir would sing here if we could rehearse here.", _ASIDE),
    (_EXPERIENCE, _TASKS, "I was thanked once, and that kept me going.", _NOT),
    (_EXPERIENCE, _STAY, "I moved house to be near.", _NOT),
    (_EXPERIENCE, _POINT, "Tell us in time, so that we can look for another place.", _ASIDE),
    (_EXPERIENCE, _TASKS, "The key to the garden is never there.", _ASIDE),
    (_EXPERIENCE, _STAY, "I would rather pay a bit more than leave.", _ASIDE),
    (_CIVIC, _ROOMS, "Three clubs in town look for a room.", _PARTLY),
    (_CIVIC, _STAY, "The nearest other home is twelve kilometres away.", _ASIDE),
    (_CIVIC, _TASKS, "Two churches, two lists of helpers: ask both.", _ASIDE),
    (_CIVIC, _ROOMS, "The library loses its house next year.", _ASIDE),
    (_CIVIC, _STAY, "Half of the town has had somebody here.", _NOT),
    (_CIVIC, _POINT, "People here need to hear it first from you.", _NOT),
    (_PROFESSIONAL, _STAY, "Night care for so few people is hard to keep safe.", _CHANGED),
    (_PROFESSIONAL, _STAY, "More people come with dementia than before.", _CHANGED),
    (_PROFESSIONAL, _ROOMS, "The rooms are too narrow for a hoist.", _PARTLY),
    (_PROFESSIONAL, _STAY, "Two nurses leave this year.", _CHANGED),
    (_PROFESSIONAL, _TASKS, "Medicines can not be handed out by helpers.", _PARTLY),
    (_PROFESSIONAL, _TASKS, "Helpers need somebody to turn to.", _ASIDE),
    (_PROFESSIONAL, _ROOMS, "A day centre would fit beside the garden.", _ASIDE),
    (_PROFESSIONAL, _STAY, "Short stays could fill the summer.", _CONFIRMED),
    (_PROFESSIONAL, _POINT, "Staff ask for a date as well.", _NOT),
    (_RESEARCH, _STAY, "A study says that small homes cost more per person.", _PARTLY),
    (_RESEARCH, _ROOMS, "A study says that mixed use keeps homes in villages.", _ASIDE),
    (_MANAGERIAL, _STAY, "We lose money on each empty room.", _CHANGED),
    (_MANAGERIAL, _STAY, "The rate per day goes down.", _CHANGED),
    (_MANAGERIAL, _ROOMS, "The rent of the house is fixed until 2016.", _PARTLY),
    (_MANAGERIAL, _TASKS, "Insurance for helpers costs little.", _ASIDE),
)

_SPEAKERS = {
    _PROFESSIONAL: ("as-care-colleague", "as-logistics-colleague"),
    _RESEARCH: ("as-regional-colleague",),
    _MANAGERIAL: ("as-regional-manager",),
}

_WHY_NOT = {
    _ASIDE: "It does not fit with the mission of medical care.",
    _NOT: "The board did not look at it for this decision.",
    _CONFIRMED: "It was in the plans already.",
}

_ASKED = (
    ("what-can-you-do", "What could you do in the home?", "first-meeting", _TASKS, Side.ORGANIZATIONAL),
    ("which-rooms", "What would you use an empty room for?", "town-meeting", _ROOMS, Side.ORGANIZATIONAL),
    ("how-many-hours", "How many hours a week can you help?", "winter-meeting", _TASKS, Side.ORGANIZATIONAL),
    ("which-days", "On which days do you come?", "spring-meeting", _TASKS, Side.ORGANIZATIONAL),
    ("what-do-you-need", "What do you need to keep helping?", "summer-meeting", _TASKS, Side.ORGANIZATIONAL),
    ("what-do-you-decide-with-us", "What will you decide with us?", "autumn-meeting", _POINT, Side.CIVIC),
)

# Where it stands, then each place that speaks of people, with the group that is meant where the text says it.
_REFERENCES: tuple[tuple[str, str, tuple[str, ...], dict[str, str]], ...] = (
    ("stay-open", "", ("citizens", "the community", "citizens’ interests", "the public"), {}),
    ("own-venue", "", ("the other church", "citizens", "local people"), {"the other church": "other-church"}),
    (
        "closing",
        "",
        ("participating citizens", "the town", "citizens", "stakeholders", "the community", "clients"),
        {"participating citizens": "participating-citizens", "the town": "town"},
    ),
    (
        "",
        "joint-plan",
        (
            "the client council",
            "the forty who take part",
            "citizens",
            "local citizens",
            "active citizens",
            "the community",
            "partners",
            "volunteers",
            "the neighbourhood",
        ),
        {"the client council": "home-council", "the forty who take part": "participating-citizens"},
    ),
)


def contributions() -> Iterator[Row]:
    """Give the six questions, the thirty-nine contributions with their traces, and the references to groups."""
    for name, text, meeting, matter, side in _ASKED:
        yield Question(
            id=name,
            **told(
                MEETINGS[meeting],
                of=LINDEHOF,
                by="citizen-1" if side is Side.CIVIC else "regional-colleague",
                clock="20:15",
            ),
            matter=matter,
            text=text,
            author_side=side,
            meeting=meeting,
        )
    yield from _said()
    for decision, document, words, named in _REFERENCES:
        for number, text in enumerate(words, start=1):
            yield GroupReference(
                id=f"{decision or document}-speaks-of-{number}",
                **told(
                    {"stay-open": "2013-03-04", "own-venue": "2013-09-23", "closing": "2014-11-03"}.get(
                        decision, "2013-07-01"
                    ),
                    of=LINDEHOF,
                    by="researcher",
                ),
                text=text,
                decision=decision or None,
                document=document or None,
                group=named.get(text),
            )


def _said() -> Iterator[Row]:
    days = tuple(MEETINGS.items())
    for place, (kind, matter, text, effect) in enumerate(_SAID):
        meeting, day = days[place % len(days)]
        speakers = _SPEAKERS.get(kind)
        civic = speakers is None
        name = f"said-{kind.value}-{sum(each[0] is kind for each in _SAID[: place + 1])}"
        yield Contribution(
            id=name,
            **told(day, of=LINDEHOF, by="regional-colleague", clock="21:00"),
            text=text,
            route=Route.MEETING,
            capacity=f"as-{CITIZENS[place]}" if speakers is None else speakers[place % len(speakers)],
            side=Side.CIVIC if civic else Side.ORGANIZATIONAL,
            kind=kind,
            stance=Stance.OTHER,
            org_present=True,
            matter=matter,
            meeting=meeting,
        )
        used = effect in (_CHANGED, _PARTLY)
        yield Trace(
            id=f"trace-of-{name}",
            **told("2015-03-16", of=LINDEHOF, by="regional-colleague"),
            contribution=name,
            decision="closing",
            effect=effect,
            reason_code=SetAsideReason.OTHER if effect is _ASIDE else None,
            reason=_WHY_NOT.get(effect, ""),
            department="" if used else "board",
            knowledge_kind=kind if used else None,
            agreed_by_contributor=Reply.NO_REPLY,
        )
