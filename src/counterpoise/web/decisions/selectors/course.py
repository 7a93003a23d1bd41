"""Reads of one decision beside what `seen` tells: its steps, both weighings, marks, and what somebody can do next."""

from dataclasses import dataclass

from counterpoise.control.limits import limits_not_told_before
from counterpoise.decisions.lifecycle import BEFORE_TAKEN, STEPS, TRANSITIONS, written_down_after, written_down_late
from counterpoise.decisions.trace import about_nothing, collected, untraced
from counterpoise.decisions.who_may import may_speak_for_group
from counterpoise.record import Case, DayRange, Moment, days_between
from counterpoise.record.contributions import Contribution
from counterpoise.record.decisions import Answer, Concern, ConcernKind, Decision, DecisionState
from counterpoise.record.initiatives import Group
from counterpoise.record.mandates import Limit
from counterpoise.web.decisions.selectors.scope import about_nothing_for, collected_count, scope_of, scopes_of
from counterpoise.web.decisions.selectors.seen import case_about, dossier_of
from counterpoise.web.initiatives.selectors import LATEST_WRITTEN, Ask
from counterpoise.web.people.selectors import Viewer

__all__ = ["Course", "ShowFelt", "Step", "ToTrace", "course_of", "to_trace"]

_SHOWN = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A step that was made, when it was written down, and what was said with it.

    Of the step in which it was taken it is the day of that; empty where nobody wrote it down.
    """

    state: DecisionState
    on: Moment | None
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowFelt:
    """Somebody says that it felt like a show, and how long nobody has answered."""

    concern: Concern
    waited: DayRange | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """How a decision went, and where it can go.

    Attributes
    ----------
    steps, skipped
        The steps that were made, in order; and those that were skipped.
    next
        The steps that follow now, besides being taken.
    draft
        Whether it was not taken yet.
    not_told_before
        The limits that its reasons use and that nobody had been told.
    shows
        The notes that it felt like a show which nobody has answered.
    earlier
        The decision that it turns around, whose weighing stands beside its own.
    untraced
        How many contributions have no word yet on what was done with them.
    consented
        The groups that agreed to it before it was taken.
    may_consent
        The groups for which who looks can agree to it.
    written_after
        After how many days it was written down, where that was late.
    """

    steps: tuple[Step, ...]
    skipped: tuple[DecisionState, ...]
    next: tuple[DecisionState, ...]
    draft: bool
    not_told_before: tuple[str, ...]
    shows: tuple[ShowFelt, ...]
    earlier: Decision | None
    untraced: int
    consented: tuple[Group, ...]
    may_consent: tuple[Group, ...]
    written_after: DayRange | None


def course_of(name: str, *, initiative: str, viewer: Viewer) -> Course | None:
    """Return how a decision went; nothing where there is none that somebody may read.

    Parameters
    ----------
    name
        The decision's id.
    initiative, viewer
        The initiative, and who looks.
    """
    case = case_about(name, initiative=initiative, viewer=viewer)
    dossier = dossier_of(case, name) if case is not None else None
    if case is None or dossier is None:
        return None
    decision = dossier.decision
    groups = case.by_id(Group)
    draft = decision.state in BEFORE_TAKEN
    limits = [row for row in case.rows(Limit) if row.matter == decision.matter]
    return Course(
        steps=_steps(case, decision),
        skipped=decision.skipped_steps,
        next=tuple(to for to in STEPS if to in TRANSITIONS[decision.state] and to is not DecisionState.TAKEN),
        draft=draft,
        not_told_before=limits_not_told_before(decision, limits=limits),
        shows=_shows(case, name),
        earlier=case.by_id(Decision).get(decision.reverses or ""),
        untraced=len(untraced(collected(case, dossier))),
        consented=tuple(groups[each] for each in decision.consented if each in groups),
        may_consent=tuple(
            row
            for row in dossier.groups
            if draft
            and row.id not in decision.consented
            and may_speak_for_group(row, standing=viewer.standing, initiative=initiative, at=viewer.at)
        ),
        written_after=written_down_after(decision) if written_down_late(decision) else None,
    )


def _steps(case: Case, decision: Decision) -> tuple[Step, ...]:
    found: list[Step] = []
    for row in sorted(case.versions(Decision), key=lambda each: each.version):
        if row.id == decision.id and (not found or found[-1].state is not row.state):
            first = row.draft_at if row.state is DecisionState.DRAFT else None
            on = first or Moment.exactly(row.recorded_at) if row.state is not DecisionState.TAKEN else row.decided_at
            said = row.supersedes_reason if row.state in _WITH_WORDS else ""
            found.append(Step(state=row.state, on=on, words=said))
    return tuple(found)


_WITH_WORDS = frozenset({DecisionState.ANSWERED, DecisionState.TOLD, DecisionState.FOLLOWED_UP, DecisionState.REVIEWED})


def _shows(case: Case, name: str) -> tuple[ShowFelt, ...]:
    answered = {row.concern for row in case.rows(Answer) if not row.no_answer}
    return tuple(
        ShowFelt(concern=row, waited=days_between(row.happened_at, case.at) if row.happened_at is not None else None)
        for row in case.rows(Concern)
        if row.decision == name and row.kind is ConcernKind.SHOW and row.id not in answered
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ToTrace:
    """What a decision collected, and what of it has no word yet on what was done with it.

    Attributes
    ----------
    waiting
        The first of those without a word: their ids and texts.
    count
        How many there are.
    done
        How many have one.
    loose
        The latest words about nothing in particular: none is owed a word, but the decision may have used them.
    """

    waiting: tuple[tuple[str, str], ...]
    count: int
    done: int
    loose: tuple[tuple[str, str], ...]


def to_trace(name: str, *, initiative: str, viewer: Viewer) -> ToTrace | None:
    """Return what of a decision's contributions has no word yet; parameters as for `course_of`."""
    scopes = scopes_of([name], viewer=viewer)
    loose = [
        Ask(Contribution, about_nothing_for(each, viewer=viewer), order=LATEST_WRITTEN, limit=_SHOWN) for each in scopes
    ]
    case = scope_of(name, initiative=initiative, viewer=viewer, scopes=scopes, more=loose)
    dossier = dossier_of(case, name) if case is not None else None
    if case is None or dossier is None:
        return None
    found = collected(case, dossier)
    texts = {row.id: row.text for row in found.contributions} | {row.id: row.text for row in found.digests}
    open_ones = untraced(found)
    shown = tuple((each, texts[each]) for each in open_ones[:_SHOWN])
    # What has a word already was not read: it is only counted.
    everything = collected_count(scopes, initiative=initiative, viewer=viewer) + len(found.digests)
    besides = tuple((row.id, row.text) for row in about_nothing(case, dossier))
    return ToTrace(waiting=shown, count=len(open_ones), done=max(everything - len(open_ones), 0), loose=besides)
