"""Put a letter into words, for the person it goes to, with the rights that they have at this moment."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from counterpoise.control.rights.rows import NOT_LEGAL_ADVICE
from counterpoise.decisions.dossier import dossiers
from counterpoise.decisions.lifecycle import said_taken
from counterpoise.decisions.who_may import may_speak_for_group
from counterpoise.record import Case, Level
from counterpoise.record.contributions import Question, Reframe, ReframeReply
from counterpoise.record.decisions import Decision, Notice
from counterpoise.record.initiatives import Group, InitiativeState
from counterpoise.record.mandates import LimitQuestion, LimitReply
from counterpoise.record.people import Body
from counterpoise.web.control.selectors import remedy_words
from counterpoise.web.decisions.selectors import decisions_case
from counterpoise.web.governance.models import Letter, LetterKind, LetterState, Route, Wanted, Wish
from counterpoise.web.governance.selectors.checkpoint import checkpoint
from counterpoise.web.governance.selectors.news import in_the_open, news_for
from counterpoise.web.governance.selectors.terms import running_terms
from counterpoise.web.governance.services.weekly import name_of, parts_of, quoted
from counterpoise.web.initiatives.selectors import initiative_of, seats_of
from counterpoise.web.people.models import Person
from counterpoise.web.people.selectors import Viewer, asks_waiting_for, broken_in, viewer_of
from counterpoise.web.ui.templatetags.words import when

__all__ = ["BY_LETTER", "Content", "Part", "compose"]

BY_LETTER = "notice-letter"
"""How the names of notices begin that letters gave, to tell them from those that a person wrote down."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of a letter: a heading, and lines below it."""

    heading: str
    lines: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What a letter says.

    Attributes
    ----------
    language, subject, opening, parts
        Its language and words.
    link
        The page where somebody can do something about it.
    decided
        The day of the decision, in words; empty for other letters.
    made
        The day of sending, in words.
    size, root
        The checkpoint of the common log: how many entries it had, and how its root begins.
    groups
        Of a letter about a decision: the groups that it tells.
    """

    language: str
    subject: str
    opening: str
    parts: list[Part] = field(default_factory=list)
    link: str = ""
    decided: str = ""
    made: str = ""
    size: int = 0
    root: str = ""
    groups: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """Return it as it is kept beside the letter."""
        return asdict(self)


_WAITS = (LetterState.DUE, LetterState.CLAIMED, LetterState.TO_PRINT)
"""How far the letters about the other groups are where one letter can tell them, too."""

_Told = tuple[str, str, list[Part], str, str]


def compose(letter: Letter, *, at: datetime) -> Content | None:
    """Return what a letter says to its reader now; nothing where there is nothing left to say to them.

    Rights are worked out anew: who left an initiative gets nothing of it. What was told meanwhile is not told again.
    """
    person = Person.objects.filter(id=letter.person_id).first()
    if person is None:
        return None
    viewer = viewer_of(person.id, at=at, paths_about=lambda _person, _circles: ())
    known = {code for code, _name in settings.LANGUAGES}
    language = person.language if person.language in known else settings.LANGUAGE_CODE
    with translation.override(language):
        told = _COMPOSERS[LetterKind(letter.kind)](letter, viewer)
        if told is None:
            return None
        subject, opening, parts, link, decided = told
        size, root = checkpoint()
        told_groups = _groups(letter, viewer) if letter.kind == LetterKind.DECISION else []
        return Content(
            language=language,
            subject=" ".join(subject.split())[:150],
            opening=opening,
            parts=parts,
            link=f"{settings.COUNTERPOISE_ADDRESS}{link}",
            decided=decided,
            made=when(at),
            size=size,
            root=root,
            groups=[group.id for group in told_groups],
        )


def _case(letter: Letter, viewer: Viewer) -> Case | None:
    initiative = initiative_of(letter.initiative, viewer=viewer)
    if initiative is None or initiative.level is not Level.COLLECTIVE or not viewer.sides(letter.initiative):
        return None
    return decisions_case(letter.initiative, viewer=viewer)


def _groups(letter: Letter, viewer: Viewer) -> list[Group]:
    """Return whom a letter about a decision tells: each group that its reader may speak for and that was not told.

    One letter tells all of them. Who speaks for five groups gets one letter about a decision, and not five.
    """
    case = _case(letter, viewer)
    dossier = next((each for each in dossiers(case) if each.decision.id == letter.about), None) if case else None
    if case is None or dossier is None:
        return []
    mine = Letter.objects.filter(person=letter.person_id, kind=letter.kind, about=letter.about)
    printed = letter.state in {LetterState.UNKNOWN, LetterState.TO_PRINT}
    waits = mine.filter(state__in=(*_WAITS, LetterState.UNKNOWN) if printed else _WAITS)
    owed = {letter.group, *waits.values_list("group", flat=True)}
    return [
        group
        for group in dossier.groups
        if group.id in owed
        and may_speak_for_group(group, standing=viewer.standing, initiative=letter.initiative, at=viewer.at)
        and not any(_somebody_told(notice) for notice in dossier.notices.get(group.id, ()))
    ]


def _decision(letter: Letter, viewer: Viewer) -> _Told | None:
    case = _case(letter, viewer)
    decision = case.by_id(Decision).get(letter.about) if case is not None else None
    groups = _groups(letter, viewer)
    if case is None or decision is None or not said_taken(decision, at=case.at):
        return None
    if letter.group not in {group.id for group in groups}:
        return None
    taker = case.by_id(Body).get(decision.taken_by or "")
    lines = [quoted(decision.title or decision.text)]
    if decision.title and decision.text:
        lines.append(quoted(decision.text))
    if taker is not None:
        lines.append(_("Taken by: %(body)s.") % {"body": taker.name})
    day = when(decision.decided_at) if decision.decided_at is not None else ""
    lines.append(_("Decided on: %(day)s.") % {"day": day} if day else _("Nobody wrote down when it was decided."))
    if decision.reasons and in_the_open(decision, case=case):
        lines.append(_("The reasons given: %(reasons)s") % {"reasons": quoted(decision.reasons)})
    parts = [
        Part(heading=_("What was decided"), lines=lines),
        Part(
            heading=_("What you can do"),
            lines=[_("Read it, raise a concern, or say on which day your group heard of it.")],
        ),
    ]
    names = ", ".join(group.name for group in groups)
    opening = (
        _("A decision touches your group: %(group)s. Nobody had written down that your group was told.")
        if len(groups) == 1
        else _("A decision touches your groups: %(group)s. Nobody had written down that they were told.")
    ) % {"group": names}
    link = reverse("decisions:one", args=[letter.initiative, decision.id])
    return _("A decision that touches your group"), opening, parts, link, day or _("nobody wrote it down")


def _somebody_told(notice: Notice) -> bool:
    known = notice.told_at is not None or notice.heard_at is not None
    return known and not notice.id.startswith(BY_LETTER)


def _limit(letter: Letter, viewer: Viewer) -> _Told | None:
    case = _case(letter, viewer)
    asked = case.by_id(LimitQuestion).get(letter.about) if case is not None else None
    if case is None or asked is None or not in_the_open(asked, case=case):
        return None
    answered = asked.reply in {LimitReply.LIMIT, LimitReply.OPENING}
    if answered or not seats_of(viewer, initiative=letter.initiative):
        return None
    overdue = letter.kind == LetterKind.LIMIT_OVERDUE
    subject = _("A request for a limit waits too long") if overdue else _("Somebody asks you for a limit")
    opening = (
        _("Somebody asked when it is too far. They were owed an answer within 30 days, and have none.")
        if overdue
        else _("Somebody asks when it is too far. They are owed an answer within 30 days.")
    )
    lines = [quoted(asked.text), _("Asked on: %(day)s.") % {"day": when(asked.happened_at)}]
    choices = _("Give a limit, leave it open, or say when you will know.")
    parts = [Part(heading=_("What is asked"), lines=lines), Part(heading=_("What you can do"), lines=[choices])]
    return subject, opening, parts, f"{reverse('control:room', args=[letter.initiative])}#{asked.id}", ""


def _reframe(letter: Letter, viewer: Viewer) -> _Told | None:
    case = _case(letter, viewer)
    proposed = case.by_id(Reframe).get(letter.about) if case is not None else None
    if case is None or proposed is None or not in_the_open(proposed, case=case):
        return None
    question = case.by_id(Question).get(proposed.question or "")
    if question is None or proposed.reply in set(ReframeReply) or not in_the_open(question, case=case):
        return None
    if question.author_side not in viewer.sides(letter.initiative):
        return None
    parts = [
        Part(heading=_("Your question"), lines=[quoted(question.text)]),
        Part(heading=_("The other wording"), lines=[quoted(proposed.text)]),
        Part(heading=_("What you can do"), lines=[_("Accept it, or refuse it and say why, within 14 days.")]),
    ]
    opening = _("Somebody says: this is not the question. They propose another wording, and wait for your answer.")
    link = f"{reverse('expertise:room', args=[letter.initiative])}"
    return _("Another wording for your question"), opening, parts, link, ""


def _rest(letter: Letter, viewer: Viewer) -> _Told | None:
    case = _case(letter, viewer)
    if case is None or case.initiative.state is not InitiativeState.RESTING:
        return None
    initiative = case.initiative
    asleep = letter.kind == LetterKind.ASLEEP
    reason = [quoted(initiative.rest_reason)] if initiative.rest_reason else []
    lines = [*reason, _("Both sides look again on: %(day)s.") % {"day": when(initiative.review_on)}]
    parts = [
        Part(heading=initiative.title, lines=lines),
        Part(
            heading=_("What you can do"),
            lines=[_("Either side can wake it. On the citizens’ side three people ask for it together.")],
        ),
    ]
    if asleep:
        opening = _("This initiative rests, and the day on which both sides would look again has passed.")
        subject = _("An initiative sleeps past its review")
    else:
        opening = _("An initiative that you take part in went to rest. It has not ended.")
        subject = _("An initiative went to rest")
    return subject, opening, parts, reverse("governance:initiative", args=[initiative.id]), ""


def _term(letter: Letter, viewer: Viewer) -> _Told | None:
    ends = [each for each in running_terms(letter.initiative, viewer=viewer) if each.decision.id == letter.about]
    if not ends:
        return None
    lang = "nl" if (translation.get_language() or "").startswith("nl") else "en"
    decision = ends[0].decision
    lines = [name_of(decision)]
    if decision.decided_at is not None:
        lines.append(_("Decided on: %(day)s.") % {"day": when(decision.decided_at)})
    terms = [
        _("Until %(day)s: %(what)s. Law: %(law)s, article %(article)s.")
        % {
            "day": when(each.deadline.last_day),
            "what": remedy_words(each.remedy),
            "law": each.right.law,
            "article": each.right.article,
        }
        for each in ends
    ]
    parts = [
        Part(heading=_("What it is about"), lines=lines),
        Part(heading=_("What can be done, and until when"), lines=[*terms, NOT_LEGAL_ADVICE[lang]]),
    ]
    opening = _("A term of a legal right of your body ends soon. After its last day this can no longer be done.")
    link = reverse("control:rights", args=[letter.initiative])
    day = when(min(each.deadline.last_day for each in ends))
    return _("A term ends on %(day)s") % {"day": day}, opening, parts, link, ""


def _weekly(letter: Letter, viewer: Viewer) -> _Told | None:
    news = news_for(viewer, since=letter.since or letter.due_at)
    wish = Wish.objects.filter(person=letter.person_id).first()
    if not news or (wish is not None and wish.wanted == Wanted.NONE):
        return None
    # On paper somebody else prints it: what became of one's own words is then left to the receipt.
    told = [part for each in news for part in parts_of(each, own=letter.route != Route.POST)]
    parts = [Part(heading=heading, lines=lines) for heading, lines in told]
    if not parts:
        return None
    opening = _("This is what happened since %(day)s in what you take part in.") % {"day": when(letter.since)}
    return _("Your weekly letter"), opening, parts, reverse("governance:start"), ""


def _glass(letter: Letter, viewer: Viewer) -> _Told | None:
    room = letter.group
    link = reverse("governance:who-looked", args=[letter.initiative, room])
    # Who left the room gets none, and neither does who never was in it.
    broken = next((each for each in broken_in(room, viewer=viewer) if each.ask.pk == letter.about), None)
    if broken is not None and broken.opening is not None:
        opening = broken.opening
        lines = [
            _("Who can look: %(name)s") % {"name": broken.ask.asked_by.pseudonym},
            _("Who opened: %(name)s") % {"name": opening.opened_by.pseudonym},
            _("Until: %(moment)s") % {"moment": localtime(opening.open_until).strftime("%Y-%m-%d %H:%M")},
        ]
        parts = [
            Part(heading=_("The reason"), lines=[quoted(broken.ask.reason)]),
            Part(heading=_("Who, and how long"), lines=lines),
            Part(heading=_("What you can do"), lines=[_("See each look. Any member can end it now.")]),
        ]
        opening_words = _("A member opened a room that you are in to somebody from outside.")
        return _("Somebody can look into a closed room"), opening_words, parts, link, ""
    waits = next((each for each in asks_waiting_for(room, viewer=viewer) if each.ask.pk == letter.about), None)
    if waits is None:
        return None
    parts = [
        Part(heading=_("Who asks, and why"), lines=[waits.ask.asked_by.pseudonym, quoted(waits.ask.reason)]),
        Part(heading=_("What you can do"), lines=[_("One member can open for a day at most. Or nobody opens.")]),
    ]
    asks = _("Somebody asks to look into what is closed to them. They do not know whether there is a room.")
    return _("Somebody asks to look into a closed room"), asks, parts, link, ""


_COMPOSERS: Mapping[LetterKind, Callable[[Letter, Viewer], _Told | None]] = {
    LetterKind.WEEKLY: _weekly,
    LetterKind.DECISION: _decision,
    LetterKind.LIMIT_QUESTION: _limit,
    LetterKind.LIMIT_OVERDUE: _limit,
    LetterKind.TERM: _term,
    LetterKind.REFRAME: _reframe,
    LetterKind.REST: _rest,
    LetterKind.ASLEEP: _rest,
    LetterKind.BREAK_GLASS: _glass,
}
