"""Whether a say was respected in a decision: who was told, asked, agreed, or decided."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from counterpoise.control.standing import DueSource
from counterpoise.record import Case, Moment, Say, surely_before
from counterpoise.record.contributions import Question
from counterpoise.record.decisions import Answer, Concern, Decision, Notice
from counterpoise.record.meetings import Meeting

__all__ = ["Asking"]

K = TypeVar("K")
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Asking:
    """What a case tells of telling, asking and answering, ordered once so that many decisions can be looked at.

    Attributes
    ----------
    notices
        The notices by decision and group.
    rounds
        For each matter when people were asked: opened, closed, open to which groups.
    decided
        For each matter when decisions on it were taken.
    concerns
        For each decision and group, of each concern whether an answer gives a reason.
    """

    notices: Mapping[tuple[str, str], tuple[Notice, ...]]
    rounds: Mapping[str, tuple[tuple[Moment, Moment, frozenset[str]], ...]]
    decided: Mapping[str, tuple[Moment, ...]]
    concerns: Mapping[tuple[str, str], tuple[bool, ...]]

    @classmethod
    def of(cls, case: Case) -> "Asking":
        """Order what a case tells of telling, asking and answering."""
        notices: defaultdict[tuple[str, str], list[Notice]] = defaultdict(list)
        for notice in case.rows(Notice):
            notices[notice.decision or "", notice.group or ""].append(notice)
        decided: defaultdict[str, list[Moment]] = defaultdict(list)
        for decision in case.rows(Decision):
            if decision.matter and decision.decided_at is not None:
                decided[decision.matter].append(decision.decided_at)
        answered = {row.concern for row in case.rows(Answer) if row.reason.strip() and not row.no_answer}
        concerns: defaultdict[tuple[str, str], list[bool]] = defaultdict(list)
        for concern in case.rows(Concern):
            concerns[concern.decision or "", concern.group or ""].append(concern.id in answered)
        return cls(_frozen(notices), _rounds(case), _frozen(decided), _frozen(concerns))

    def told_before(self, decision: Decision, *, group: str) -> bool:
        """Say whether a group heard of a decision before it was taken."""
        told = (notice.heard_at or notice.told_at for notice in self.notices.get((decision.id, group), ()))
        return any(surely_before(moment, decision.decided_at) for moment in told)

    def asked(self, decision: Decision, *, group: str) -> bool:
        """Say whether a group was asked: after the last earlier decision on the matter, and done before this one.

        A question, a meeting, or a round of concerns on the matter counts that was open to the group.
        """
        earlier = [
            moment
            for moment in self.decided.get(decision.matter or "", ())
            if surely_before(moment, decision.decided_at)
        ]
        after = max(earlier, default=None)
        return any(
            group in groups
            and surely_before(closed, decision.decided_at)
            and (after is None or surely_before(after, opened))
            for opened, closed, groups in self.rounds.get(decision.matter or "", ())
        )

    def answered(self, decision: Decision, *, group: str) -> bool:
        """Say whether a group was answered with reasons: on each concern, or else by the reasons of the decision."""
        own = self.concerns.get((decision.id, group), ())
        return all(own) if own else bool(decision.reasons.strip())

    def respected(
        self, decision: Decision, *, say: Say, source: DueSource, group: str | None = None, body: str | None = None
    ) -> bool:
        """Say whether a say was respected in a decision.

        Parameters
        ----------
        decision
            The decision, with its date.
        say
            The say that was due.
        source
            By a mandate or by law. The law asks for a written request to the body before an advice.
        group, body
            Whose say it is; one of the two is enough.
        """
        name = group or ""
        if say is Say.HEAR:
            return self.told_before(decision, group=name)
        if say in {Say.ADVISE, Say.ADVISE_WEIGHTY}:
            in_writing = body in decision.consulted and surely_before(decision.consulted_at, decision.decided_at)
            asked = in_writing or (source is DueSource.MANDATE and self.asked(decision, group=name))
            return asked and self.answered(decision, group=name)
        if say in {Say.CONSENT, Say.CO_DECIDE}:
            return name in decision.consented
        return say is Say.NONE or (body is not None and decision.taken_by == body)


def _frozen(found: Mapping[K, list[V]]) -> dict[K, tuple[V, ...]]:
    return {key: tuple(values) for key, values in found.items()}


def _rounds(case: Case) -> dict[str, tuple[tuple[Moment, Moment, frozenset[str]], ...]]:
    found: defaultdict[str, list[tuple[Moment, Moment, frozenset[str]]]] = defaultdict(list)
    for question in case.rows(Question):
        if question.matter and question.happened_at is not None and question.closed_at is not None:
            found[question.matter].append((question.happened_at, question.closed_at, frozenset(question.open_to)))
    for meeting in case.rows(Meeting):
        if meeting.happened_at is not None:
            closed = meeting.closed_at or meeting.happened_at
            for matter in meeting.matters:
                found[matter].append((meeting.happened_at, closed, frozenset(meeting.open_to)))
    for decision in case.rows(Decision):
        opened, closed_at = decision.concerns_from, decision.concerns_until
        if decision.matter and opened is not None and closed_at is not None:
            found[decision.matter].append((opened, closed_at, frozenset(decision.concerns_open_to)))
    return {matter: tuple(rounds) for matter, rounds in found.items()}
