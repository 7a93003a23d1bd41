"""Whether decisions keep to what was agreed, or laid down by law, on who decides."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from counterpoise.control.asking import Asking
from counterpoise.control.mandates import Mandates
from counterpoise.control.standing import DueSource, Standing, WhoDecides
from counterpoise.indicator import Direction, Evidence, Part, Reading
from counterpoise.levels.shares import ends, share_part
from counterpoise.record import Case, Moment, Say
from counterpoise.record.decisions import Decision
from counterpoise.record.initiatives import Group
from counterpoise.statistics.intervals import wilson

__all__ = ["congruence"]

_AGREED, _STATUTORY, _NONE = "agreed", "statutory", "none"


@dataclass(frozen=True, slots=True)
class _Claim:
    """A say that somebody has in a decision."""

    say: Say
    source: DueSource
    id: str
    group: str | None
    body: str | None


@dataclass(frozen=True, slots=True)
class _Looked:
    """One decision: under which kind of mandate it fell, and what was not kept."""

    decision: Decision
    under: str
    wrong_taker: bool
    broken: tuple[_Claim, ...]

    @property
    def congruent(self) -> bool:
        return self.under != _NONE and not self.wrong_taker and not self.broken


def congruence(case: Case, *, seed: int) -> Reading:
    """Share of decisions taken by the body that decides, with respect for the say of others.

    Value: congruent decisions / decisions under an agreed or statutory mandate. A mandate counts only where it was
    agreed and written down before the decision was taken.

    Parameters
    ----------
    case
        One initiative as it stood at a date.
    seed
        Not used: nothing is drawn.

    Returns
    -------
    Reading
        Parts: the same under an agreed mandate, and where only the law lays down a say; decisions without any.

    Cannot say
    ----------
    Whether a decision was wise. Nor whether it was lawful: only what the record tells is looked at.

    Gaming
    ------
    A mandate can be agreed after the decision. So the date on which it was written down counts, not the date it gives.

    Source
    ------
    The paper: who controls what should be explicit. Client council laws on advice and consent.
    """
    del seed
    taken = sorted((row for row in case.rows(Decision) if case.had_happened(row.decided_at)), key=lambda row: row.id)
    known = [decision for decision in taken if decision.matter and decision.taken_by]
    look = _Look(case)
    looked = [look.at(decision, decision.decided_at) for decision in known if decision.decided_at is not None]
    under = [one for one in looked if one.under != _NONE]
    kept = [one for one in under if one.congruent]
    return Reading(
        value=len(kept) / len(under) if under else None,
        numerator=len(kept),
        denominator=len(under),
        interval=ends(wilson(len(kept), len(under))) if under else None,
        known=len(known),
        candidates=len(taken),
        parts=_parts(looked),
        details={"decisions": [_line(one) for one in looked]},
        evidence=Evidence(
            numerator=tuple(one.decision.id for one in kept),
            denominator=tuple(one.decision.id for one in under),
            excluded=tuple(decision.id for decision in taken if not (decision.matter and decision.taken_by)),
            tables=(Decision.TABLE,),
        ),
    )


def _parts(looked: list[_Looked]) -> tuple[Part, ...]:
    of = {name: [one for one in looked if one.under == name] for name in (_AGREED, _STATUTORY, _NONE)}
    kept = {name: sum(one.congruent for one in ones) for name, ones in of.items()}
    return (
        share_part(_AGREED, kept[_AGREED], len(of[_AGREED]), direction=Direction.DUTY),
        share_part(_STATUTORY, kept[_STATUTORY], len(of[_STATUTORY]), direction=Direction.DUTY),
        share_part("without", len(of[_NONE]), len(looked), direction=Direction.DUTY),
    )


class _Look:
    """Looks at decisions one by one, with the case ordered once."""

    def __init__(self, case: Case) -> None:
        self.register = Mandates.of(case)
        self.asking = Asking.of(case)
        self.groups: dict[str, list[str]] = {}
        for group in case.rows(Group):
            if group.body is not None:
                self.groups.setdefault(group.body, []).append(group.id)

    def at(self, decision: Decision, decided_at: Moment) -> _Looked:
        """Look at one decision that has a matter and a taker."""
        who = self.register.who_decides(matter=decision.matter or "", topic=decision.topic, at=decided_at)
        agreed = any(held.standing is Standing.AGREED for held in who.in_force)
        claims = sorted(set(self._claims(who, decision)), key=repr)
        wrong = agreed and bool(who.deciders) and decision.taken_by not in who.deciders
        broken = tuple(claim for claim in claims if not self._respected(decision, claim))
        under = _AGREED if agreed else _STATUTORY if claims else _NONE
        return _Looked(decision, under, wrong_taker=wrong, broken=broken)

    def _claims(self, who: WhoDecides, decision: Decision) -> Iterator[_Claim]:
        for held in who.in_force:
            mandate, source, name = held.mandate, DueSource.MANDATE, held.mandate.id
            if held.standing is Standing.STATUTORY:
                # The law holds for the topics that it names, so a decision without a topic is not bound by it.
                if decision.topic not in held.topics:
                    continue
                source, name = DueSource.LEGAL_RIGHT, mandate.legal_right or ""
            for each in mandate.others:
                yield from _claim(each.say, source, name, each.group, self.register.bodies.get(each.group or ""))
            if mandate.say is not Say.DECIDE:
                yield from self._of_body(mandate.say, source, name, mandate.holder)
        for right in who.rights:
            if right.group is not None:
                yield from _claim(right.say, DueSource.LEGAL_RIGHT, right.id, right.group, right.body)
            else:
                yield from self._of_body(right.say, DueSource.LEGAL_RIGHT, right.id, right.body)

    def _of_body(self, say: Say | None, source: DueSource, name: str, body: str | None) -> Iterator[_Claim]:
        groups: list[str | None] = [*self.groups.get(body or "", ())]
        for group in groups or [None]:
            yield from _claim(say, source, name, group, body)

    def _respected(self, decision: Decision, claim: _Claim) -> bool:
        return self.asking.respected(decision, say=claim.say, source=claim.source, group=claim.group, body=claim.body)


def _claim(say: Say | None, source: DueSource, name: str, group: str | None, body: str | None) -> Iterator[_Claim]:
    if say is not None and say is not Say.NONE:
        yield _Claim(say, source, name, group, body)


def _line(one: _Looked) -> dict[str, Any]:
    return {
        "decision": one.decision.id,
        "under": one.under,
        "congruent": one.congruent if one.under != _NONE else None,
        "taken_by_another": one.wrong_taker,
        "not_respected": [
            {
                "say": str(claim.say),
                "source": str(claim.source),
                "by": claim.id,
                "group": claim.group,
                "body": claim.body,
            }
            for claim in one.broken
        ],
    }
