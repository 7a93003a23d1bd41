"""Who decides what, at a date: which versions of mandates are in force, and how much say is due to a group.

A mandate is in force from the moment at which its agreement was *written down*: nothing can be agreed backwards. What
was agreed stays in force while it is talked about again, until another version replaces it or it expires. A legal right
holds for the topics that it names, and no agreement takes it away.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from counterpoise.control.says import strength, strongest
from counterpoise.control.standing import Due, DueSay, DueSource, Held, Standing, WhoDecides
from counterpoise.levels.sides import lasts
from counterpoise.record import Case, Moment, Say, Side
from counterpoise.record.initiatives import Group
from counterpoise.record.mandates import Assent, Basis, Mandate, MandateState, StatutoryMandate

__all__ = [
    "Due",
    "DueSay",
    "DueSource",
    "Held",
    "Mandates",
    "Standing",
    "When",
    "WhoDecides",
    "agreement_stands",
    "due",
    "is_agreed",
    "who_decides",
]

When = Moment | date
"""A day (the whole day counts), or the moment of an event (only what was written down before it counts)."""


def agreement_stands(version: Mandate) -> bool:
    """Say whether both sides agreed to a version: one person each, not the same, before it was written down.

    An assent without a person or a date does not count, and neither does one dated after it was written down.
    """
    valid = [assent for assent in version.assents if _given(assent, by=version.recorded_at)]
    civic = {assent.person for assent in valid if assent.side is Side.CIVIC}
    organizational = {assent.person for assent in valid if assent.side is Side.ORGANIZATIONAL}
    return bool(civic) and bool(organizational) and len(civic | organizational) > 1


def who_decides(case: Case, *, matter: str, topic: str = "", at: When) -> WhoDecides:
    """Say who decides a matter, as it stood at a date.

    Parameters
    ----------
    case
        The initiative or care path.
    matter
        The matter's id.
    topic
        The topic, as legal rights name it. With a topic only what holds for it is in force; without one, what the law
        lays down for some topics is listed with these topics.
    at
        A day: everything written down by the end of it counts. A `Moment`, such as that of a decision: only what was
        written down before it counts; what was written down on the same day counts only where both times are known.

    Returns
    -------
    WhoDecides
        Versions in force and those that are not. To ask about many matters of one case, build `Mandates` once.
    """
    return Mandates.of(case).who_decides(matter=matter, topic=topic, at=at)


def due(case: Case, *, matter: str, group: str, topic: str = "", at: When) -> Due:
    """Return the say that is due to a group on a matter, from mandates in force and from legal rights.

    Promises are not looked at here: they belong to the decisions.

    Parameters
    ----------
    case, matter, at
        As for `who_decides`. A legal right needs no writing down: the law holds whether or not it is in the record.
    group
        The group's id. What its body holds (`Group.body`) is due to it too.
    topic
        The topic of the decision. Without one, no legal right is due: a right names topics, never a whole matter.

    Returns
    -------
    Due
        ``due(...).say`` is the highest, ``due(...).sources`` says where each comes from.
    """
    return Mandates.of(case).due(matter=matter, group=group, topic=topic, at=at)


@dataclass(frozen=True, slots=True)
class Mandates:
    """The mandates and legal rights of one case, ordered once so that many questions can be asked.

    Attributes
    ----------
    by_matter
        For each matter its mandates, each as all its versions, oldest first.
    rights
        The legal rights by their ids.
    by_topic
        For each topic the ids of the legal rights that name it and concern this case.
    bodies
        For each group the body that speaks for it.
    """

    by_matter: Mapping[str, tuple[tuple[Mandate, ...], ...]]
    rights: Mapping[str, StatutoryMandate]
    by_topic: Mapping[str, tuple[str, ...]]
    bodies: Mapping[str, str | None]
    # A decision is looked at once for each group that it touches, and the answer is the same for all of them.
    _answered: dict[tuple[str, str, When], WhoDecides] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def of(cls, case: Case) -> "Mandates":
        """Order the mandates and legal rights of a case."""
        versions: dict[str, list[Mandate]] = {}
        for mandate in case.versions(Mandate):
            versions.setdefault(mandate.id, []).append(mandate)
        by_matter: dict[str, list[tuple[Mandate, ...]]] = {}
        for name in sorted(versions):
            ordered = tuple(sorted(versions[name], key=lambda version: version.version))
            by_matter.setdefault(ordered[-1].matter or "", []).append(ordered)
        bodies = {group.id: group.body for group in case.rows(Group)}
        rights = case.by_id(StatutoryMandate)
        by_topic: dict[str, list[str]] = {}
        for right in sorted(rights.values(), key=lambda right: right.id):
            own = right.initiative == case.initiative.id
            # A right that serves all initiatives concerns this one where its group, or that group's body, is in it.
            if own or right.group in bodies or (right.body is not None and right.body in bodies.values()):
                for topic in right.topics:
                    by_topic.setdefault(topic, []).append(right.id)
        return cls(
            {matter: tuple(found) for matter, found in by_matter.items()},
            rights,
            {topic: tuple(ids) for topic, ids in by_topic.items()},
            bodies,
        )

    def who_decides(self, *, matter: str, topic: str = "", at: When) -> WhoDecides:
        """Say who decides a matter; parameters as for the function of the same name."""
        question = (matter, topic, at)
        if question not in self._answered:
            self._answered[question] = self._who_decides(matter, topic, at)
        return self._answered[question]

    def _who_decides(self, matter: str, topic: str, at: When) -> WhoDecides:
        in_force: list[Held] = []
        others: dict[Standing, list[Mandate]] = {}
        for versions in self.by_matter.get(matter, ()):
            known = [version for version in versions if _written(version.recorded_at, at)]
            held = self._held(known, at)
            in_force += [each for each in held if not topic or not each.topics or topic in each.topics]
            if known and not held:
                others.setdefault(_standing(known), []).append(known[-1])
        return WhoDecides(
            matter=matter,
            in_force=tuple(in_force),
            rights=self.rights_on(topic, at=at),
            contested=tuple(others.get(Standing.CONTESTED, ())),
            proposed=tuple(others.get(Standing.PROPOSED, ())),
            claimed=tuple(others.get(Standing.CLAIMED, ())),
            expired=tuple(others.get(Standing.EXPIRED, ())),
        )

    def rights_on(self, topic: str, *, at: When) -> tuple[StatutoryMandate, ...]:
        """Return the legal rights that name a topic and hold at a date."""
        rights = (self.rights[name] for name in self.by_topic.get(topic, ()))
        return tuple(right for right in rights if lasts(right, at=_day(at)))

    def due(self, *, matter: str, group: str, topic: str = "", at: When) -> Due:
        """Return the say that is due to a group; parameters as for the function of the same name."""
        body = self.bodies.get(group)
        found: list[DueSay] = []
        for held in self.who_decides(matter=matter, topic=topic, at=at).in_force:
            mandate = held.mandate
            if held.topics and not topic:
                continue
            told: list[tuple[Say, str | None]] = [(each.say, None) for each in mandate.others if each.group == group]
            if body is not None and mandate.holder == body and mandate.say is not None:
                told.append((mandate.say, body))
            found += [DueSay(say=say, source=DueSource.MANDATE, id=mandate.id, body=via) for say, via in told]
        for right in self.rights_on(topic, at=at):
            if right.say is not None and (right.group == group or (body is not None and right.body == body)):
                found.append(DueSay(say=right.say, source=DueSource.LEGAL_RIGHT, id=right.id, body=right.body))
        found = [each for each in found if each.say is not Say.NONE]
        if not found:
            return Due()
        found.sort(key=lambda each: (-strength(each.say), each.source, each.id))
        return Due(say=strongest(each.say for each in found), sources=tuple(found))

    def _held(self, known: list[Mandate], at: When) -> list[Held]:
        """Return what is in force of one mandate: its last agreed version, and what the law lays down beside it."""
        day = _day(at)
        held: list[Held] = []
        agreed = _last(known, is_agreed)
        if agreed is not None and not _ended(known[agreed:], day):
            held.append(_held_as(Standing.AGREED, known[agreed:], day))
        lawful = _last(known, lambda version: self._lawful(version, day))
        if lawful is not None:
            topics = self.rights[known[lawful].legal_right or ""].topics
            held.append(_held_as(Standing.STATUTORY, known[lawful:], day, topics=topics))
        return held

    def _lawful(self, version: Mandate, day: date) -> bool:
        right = self.rights.get(version.legal_right or "")
        return version.basis is Basis.STATUTORY and right is not None and lasts(right, at=day)


def is_agreed(version: Mandate) -> bool:
    """Say whether a version was agreed by both sides: said so, not laid down by law, not merely claimed."""
    return version.state is MandateState.AGREED and version.basis in {None, Basis.AGREED} and agreement_stands(version)


def _last(known: list[Mandate], question: Callable[[Mandate], bool]) -> int | None:
    return next((place for place in range(len(known) - 1, -1, -1) if question(known[place])), None)


def _ended(versions: list[Mandate], day: date) -> bool:
    """Say whether an agreed version, given with those that came after it, no longer holds."""
    expires_on = versions[0].expires_on
    expired = expires_on is not None and expires_on <= day
    return expired or any(version.state is MandateState.EXPIRED for version in versions)


def _held_as(standing: Standing, versions: list[Mandate], day: date, topics: tuple[str, ...] = ()) -> Held:
    """Describe a version in force, given with those that came after it."""
    first = versions[0]
    return Held(
        mandate=first,
        standing=standing,
        contested=any(_wants_otherwise(later) for later in versions),
        topics=topics,
        review_overdue=first.review_on is not None and first.review_on <= day,
    )


def _wants_otherwise(version: Mandate) -> bool:
    if version.state is MandateState.CONTESTED:
        return True
    return version.state is MandateState.PROPOSED and version.basis is not Basis.CLAIMED


def _standing(known: list[Mandate]) -> Standing:
    """Return how a mandate stands of which nothing is in force."""
    negotiated = [version for version in known if version.basis is not Basis.CLAIMED]
    if not negotiated:
        return Standing.CLAIMED
    if negotiated[-1].state is MandateState.CONTESTED:
        return Standing.CONTESTED
    last = negotiated[-1]
    # Agreed on paper, yet without two assents that count, it is no more than proposed.
    ended = last.state is MandateState.EXPIRED or last.basis is Basis.STATUTORY or is_agreed(last)
    return Standing.EXPIRED if ended else Standing.PROPOSED


def _given(assent: Assent, *, by: datetime) -> bool:
    if not assent.person or assent.given_at is None:
        return False
    if assent.given_at.at is not None:
        return assent.given_at.at <= by
    return assent.given_at.first <= by.date()


def _moment(at: When) -> When:
    return Moment.exactly(at) if isinstance(at, datetime) else at


def _day(at: When) -> date:
    exact = _moment(at)
    return exact.first if isinstance(exact, Moment) else exact


def _written(recorded_at: datetime, at: When) -> bool:
    exact = _moment(at)
    if not isinstance(exact, Moment):
        return recorded_at.date() <= exact
    if exact.at is not None:
        return recorded_at < exact.at
    return recorded_at.date() < exact.first
