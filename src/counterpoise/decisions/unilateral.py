"""How one-sided a decision was, group by group: what was due to them, whether they were asked, when they knew.

For each group that a decision touches:

* the lag runs in days from the decision until they heard of it, or else were told; there is none while nobody told them
* *asked*: a question, a meeting or a round of concerns about the same matter, open to the group, that opened after the
  last earlier decision on that matter and closed before this one
* *due*: the highest say from mandates in force and written down, from legal rights that name the topic of the decision,
  and from promises made before and not taken back
* *met*: to hear needs a lag below zero; advice needs asking and an answer with reasons; consent and deciding together
  need a recorded yes beforehand; deciding needs that the group's own body took it

The class is the first that fits: U3 where something was due and not met; U2 where they were not told or only after more
than seven days; U0 where what was due was met or they were asked; U1 otherwise. The class of a decision is the highest
over the groups of the civic side.
"""

from datetime import date
from typing import Any

from counterpoise.control.mandates import DueSource, Mandates, Standing
from counterpoise.control.says import strength, strongest
from counterpoise.decisions.answers import is_answer, with_reason
from counterpoise.decisions.dossier import Ask, Dossier, taken_dossiers
from counterpoise.decisions.notices import Lag, lag_of
from counterpoise.decisions.sidedness import (
    IN_TIME_DAYS,
    PROMISED_SAY,
    SHORT_NOTICE_DAYS,
    Classification,
    Flag,
    Ground,
    GroundKind,
    GroupClass,
    Reason,
    Sidedness,
    Urgency,
)
from counterpoise.indicator import Direction, Evidence, Part, Reading
from counterpoise.levels.shares import ends, share_part
from counterpoise.record import Case, Moment, Say, Side, days_between, surely_before
from counterpoise.record.commitments import Promise
from counterpoise.record.decisions import Decision
from counterpoise.record.initiatives import Group
from counterpoise.statistics.intervals import wilson

__all__ = ["classify", "unilateral"]


def classify(dossier: Dossier, *, mandates: Mandates, at: date) -> Classification | None:
    """Say how one-sided a decision was, for each group that it touches and as a whole.

    Where a date is known only to the month, the midpoint of the lag decides and a flag says that the dates leave it
    open; asking, promises and consent count only where they certainly came before.

    Parameters
    ----------
    dossier
        The decision with what belongs to it.
    mandates
        The mandates and legal rights of the case.
    at
        The day up to which is looked.

    Returns
    -------
    Classification or None
        None for a draft: it is no decision.
    """
    decided_at = dossier.decision.decided_at
    if decided_at is None or decided_at.first > at:
        return None
    found = [_group_class(dossier, group, decided_at, mandates, at) for group in dossier.groups]
    civic = tuple(each for each in found if each.side is Side.CIVIC)
    flags = {flag for each in civic for flag in each.flags}
    return Classification(
        decision=dossier.decision.id,
        sidedness=max((each.sidedness for each in civic), default=None),
        groups=civic,
        beside=tuple(each for each in found if each.side is not Side.CIVIC),
        flags=tuple(flag for flag in Flag if flag in flags),
        urgency=_urgency(dossier),
    )


def _group_class(dossier: Dossier, group: Group, decided_at: Moment, mandates: Mandates, at: date) -> GroupClass:
    lag = lag_of(decided_at, dossier.notices.get(group.id, ()), group=group.id, at=at)
    asks = _asks(dossier, group, decided_at)
    asked = bool(asks)
    middle = lag.middle
    grounds = _grounds(dossier, group, decided_at, mandates, asked=asked, middle=middle, at=at)
    due = strongest(ground.say for ground in grounds)
    met = _met(grounds)
    sidedness = _first_that_fits(due=due, met=met, asked=asked, lag=middle)
    # Where the dates are exact, both ends are the middle: nothing is left open.
    open_ends = (lag.days.low, lag.days.high) if lag.days is not None and not lag.days.exact else ()
    at_the_ends = {
        _first_that_fits(
            due=due,
            met=_met(_grounds(dossier, group, decided_at, mandates, asked=asked, middle=end, at=at)),
            asked=asked,
            lag=end,
        )
        for end in open_ends
    }
    flags = _flags(dossier, asks, decided_at, open_dates=len(at_the_ends | {sidedness}) > 1)
    return GroupClass(
        group=group.id,
        side=group.side,
        sidedness=sidedness,
        lag=lag,
        asks=asks,
        due=due,
        grounds=grounds,
        met=met,
        flags=flags,
        reasons=_reasons(grounds, asks, lag),
    )


def _first_that_fits(*, due: Say, met: bool, asked: bool, lag: float | None) -> Sidedness:
    if due is not Say.NONE and not met:
        return Sidedness.U3
    if lag is None or lag > IN_TIME_DAYS:
        return Sidedness.U2
    if met or asked:
        return Sidedness.U0
    return Sidedness.U1


def _asks(dossier: Dossier, group: Group, decided_at: Moment) -> tuple[Ask, ...]:
    last = dossier.earlier[-1].decided_at if dossier.earlier else None
    return tuple(
        ask
        for ask in dossier.asks
        if group.id in ask.open_to
        and ask.opened is not None
        and (last is None or surely_before(last, ask.opened))
        and surely_before(ask.closed, decided_at)
    )


def _grounds(
    dossier: Dossier,
    group: Group,
    decided_at: Moment,
    mandates: Mandates,
    *,
    asked: bool,
    middle: float | None,
    at: date,
) -> tuple[Ground, ...]:
    """Return every say that was due to a group, and whether it was met with this lag."""
    found = _laid_down(dossier, group.id, decided_at, mandates)
    found += [(GroundKind.PROMISE, promise.id, say, None) for promise, say in _promises(dossier, group.id, decided_at)]
    grounds = []
    for kind, name, say, body in found:
        legal = kind is GroundKind.LEGAL_RIGHT
        heard = _requested(dossier, body or group.body, decided_at) if legal else asked
        met = _is_met(say, dossier, group, asked=heard, middle=middle, at=at)
        grounds.append(Ground(kind=kind, id=name, say=say, met=met, body=body))
    return tuple(sorted(grounds, key=lambda ground: (-strength(ground.say), ground.kind, ground.id)))


def _laid_down(
    dossier: Dossier, group: str, decided_at: Moment, mandates: Mandates
) -> list[tuple[GroundKind, str, Say, str | None]]:
    """Return what mandates and the law give a group: kind, id, say and the body through which it has it."""
    matter, topic = dossier.decision.matter or "", dossier.decision.topic
    sources = mandates.due(matter=matter, group=group, topic=topic, at=decided_at).sources
    if not sources:
        return []
    held = mandates.who_decides(matter=matter, topic=topic, at=decided_at).in_force
    lawful = {each.mandate.id: each.mandate.legal_right for each in held if each.standing is Standing.STATUTORY}
    for each in held:
        if each.standing is Standing.AGREED:
            lawful.pop(each.mandate.id, None)
    rights = {source.id: source.say for source in sources if source.source is DueSource.LEGAL_RIGHT}
    found: dict[tuple[GroundKind, str, Say], str | None] = {}
    for source in sources:
        if source.source is DueSource.MANDATE and source.id in lawful:
            # A mandate that only writes down what the law lays down asks for what the law asks for, and says it once.
            if strength(rights.get(lawful[source.id] or "")) < strength(source.say):
                found.setdefault((GroundKind.LEGAL_RIGHT, source.id, source.say), source.body)
        else:
            found.setdefault((GroundKind(source.source.value), source.id, source.say), source.body)
    return [(kind, name, say, body) for (kind, name, say), body in found.items()]


def _promises(dossier: Dossier, group: str, decided_at: Moment) -> list[tuple[Promise, Say]]:
    """Return the promises to a group that stood when the decision was taken, each as it was worded by then."""
    stood: dict[str, Promise] = {}
    for promise in dossier.promises:
        # A version of later date changes what was promised from then on, not what had been promised before.
        if surely_before(promise.happened_at, decided_at):
            stood[promise.id] = promise
    found: list[tuple[Promise, Say]] = []
    for promise in stood.values():
        say = PROMISED_SAY[promise.promised_level] if promise.promised_level is not None else Say.NONE
        in_scope = not promise.scope or dossier.decision.matter in promise.scope
        if say is not Say.NONE and group in promise.to and in_scope and not _withdrawn(promise, decided_at):
            found.append((promise, say))
    return found


def _withdrawn(promise: Promise, decided_at: Moment) -> bool:
    return surely_before(promise.withdrawn_at, decided_at)


def _requested(dossier: Dossier, body: str | None, decided_at: Moment) -> bool:
    decision = dossier.decision
    return body is not None and body in decision.consulted and surely_before(decision.consulted_at, decided_at)


def _is_met(say: Say, dossier: Dossier, group: Group, *, asked: bool, middle: float | None, at: date) -> bool:
    match say:
        case Say.HEAR:
            return middle is not None and middle < 0
        case Say.ADVISE | Say.ADVISE_WEIGHTY:
            return asked and _answered_with_reasons(dossier, group.id, at)
        case Say.CONSENT | Say.CO_DECIDE:
            return group.id in dossier.decision.consented
        case _:
            return group.body is not None and dossier.decision.taken_by == group.body


def _answered_with_reasons(dossier: Dossier, group: str, at: date) -> bool:
    """Say whether what a group brought forward was answered with a reason; without any, the decision gives its own."""
    own = [concern for concern in dossier.concerns if concern.group == group]
    if not own:
        return bool(dossier.decision.reasons.strip())
    return all(
        any(is_answer(answer, at=at) and with_reason(answer) for answer in dossier.answers.get(concern.id, ()))
        for concern in own
    )


def _met(grounds: tuple[Ground, ...]) -> bool:
    """Say whether the highest say was met, wherever it comes from."""
    highest = strongest(ground.say for ground in grounds)
    return highest is not Say.NONE and all(ground.met for ground in grounds if ground.say is highest)


def _flags(dossier: Dossier, asks: tuple[Ask, ...], decided_at: Moment, *, open_dates: bool) -> tuple[Flag, ...]:
    opened = min((ask.opened for ask in asks if ask.opened is not None), key=_day, default=None)
    flags = []
    if opened is not None and days_between(opened, decided_at).middle < SHORT_NOTICE_DAYS:
        flags.append(Flag.ASKED_AT_SHORT_NOTICE)
    if opened is not None and surely_before(dossier.decision.draft_at, opened):
        flags.append(Flag.DRAFTED_BEFORE_ASKED)
    if open_dates:
        flags.append(Flag.DATES_LEAVE_IT_OPEN)
    if dossier.taken_by_side is Side.CIVIC:
        # A council, too, can pass by the people for whom it speaks: the class stays, and it is said who took it.
        flags.append(Flag.TAKEN_BY_CITIZENS)
    return tuple(flags)


def _day(moment: Moment) -> tuple[date, date]:
    return moment.first, moment.last


def _reasons(grounds: tuple[Ground, ...], asks: tuple[Ask, ...], lag: Lag) -> tuple[Reason, ...]:
    found = [
        Reason(
            "due_met" if ground.met else "due_not_met",
            {"kind": ground.kind.value, "id": ground.id, "say": ground.say.value, "body": ground.body},
        )
        for ground in grounds
    ]
    found += [Reason("asked", {"kind": ask.kind.value, "id": ask.id, "closed": str(ask.closed)}) for ask in asks]
    if lag.days is None:
        found.append(Reason("not_told", {"days": lag.waited.middle}))
    else:
        late = lag.days.middle > IN_TIME_DAYS
        found.append(Reason("told_late" if late else "told_in_time", {"days": lag.days.middle}))
    return tuple(found)


def _urgency(dossier: Dossier) -> Urgency:
    decision = dossier.decision
    if not decision.urgency.strip():
        return Urgency.NOT_CLAIMED
    return Urgency.EXPLAINED if decision.urgent_look_on is not None else Urgency.CLAIMED


def unilateral(case: Case, *, seed: int) -> Reading:  # noqa: ARG001 - every measure is asked in the same way
    """Share of the decisions that touch citizens and were taken one-sidedly: class U2 or U3.

    Value: decisions of class U2 or U3 / decisions that touch a group of the civic side, with Wilson's interval.

    Parameters
    ----------
    case
        One initiative as it stood at a date.
    seed
        Not used: nothing is drawn.

    Returns
    -------
    Reading
        Parts: the decisions of each class (``class`` of ``U0`` to ``U3``), those with each flag, those with an
        explained urgency. Details hold each decision with its groups, what was due to them, and why.

    Cannot say
    ----------
    Whether a decision was lawful or wise. There may have been good reasons for haste; they are shown beside it.

    Gaming
    ------
    People can be asked for show just before a decision, or after the draft. Both are flagged. A date can be set late.
    So the dates of the draft and of writing down are shown.

    Source
    ------
    Described in words by the paper on unilateral decisions. The classes are new and still to be validated.
    """
    dossiers = taken_dossiers(case)
    mandates = Mandates.of(case)
    classes = [found for one in dossiers if (found := classify(one, mandates=mandates, at=case.at)) is not None]
    civic = [one for one in classes if one.sidedness is not None]
    onesided = [one for one in civic if one.sidedness in {Sidedness.U2, Sidedness.U3}]
    untouched = [one.decision for one in classes if not one.groups and not one.beside]
    n = len(civic)
    return Reading(
        value=len(onesided) / n if n else None,
        numerator=len(onesided),
        denominator=n,
        interval=ends(wilson(len(onesided), n)) if n else None,
        known=len(classes) - len(untouched),
        candidates=len(classes),
        parts=_parts(civic),
        details={"decisions": [_told(one, dossier.decision) for one, dossier in zip(classes, dossiers, strict=True)]},
        evidence=Evidence(
            numerator=tuple(one.decision for one in onesided),
            denominator=tuple(one.decision for one in civic),
            excluded=tuple(untouched),
            tables=(Decision.TABLE,),
        ),
    )


def _parts(civic: list[Classification]) -> tuple[Part, ...]:
    n = len(civic)
    counted = [
        share_part(
            "class",
            sum(one.sidedness is level for one in civic),
            n,
            of=level.value,
            direction=Direction.DUTY if level in {Sidedness.U2, Sidedness.U3} else Direction.NONE,
        )
        for level in Sidedness
    ]
    counted += [share_part("flag", sum(flag in one.flags for one in civic), n, of=flag.value) for flag in Flag]
    counted.append(share_part("urgency_explained", sum(one.urgency is Urgency.EXPLAINED for one in civic), n))
    return tuple(counted)


def _told(one: Classification, decision: Decision) -> dict[str, Any]:
    return {
        "decision": one.decision,
        "decided_at": str(decision.decided_at),
        "draft_at": None if decision.draft_at is None else str(decision.draft_at),
        "recorded_on": decision.recorded_at.date().isoformat(),
        "class": None if one.sidedness is None else one.sidedness.value,
        "flags": [flag.value for flag in one.flags],
        "urgency": one.urgency.value,
        "groups": [_group_told(group) for group in one.groups],
        "beside": [_group_told(group) for group in one.beside],
    }


def _group_told(group: GroupClass) -> dict[str, Any]:
    days = group.lag.days
    return {
        "group": group.group,
        "side": None if group.side is None else group.side.value,
        "class": group.sidedness.value,
        "lag": None if days is None else [days.low, days.high],
        "asked": [ask.id for ask in group.asks],
        "due": group.due.value,
        "met": group.met,
        "flags": [flag.value for flag in group.flags],
        "reasons": [{"code": reason.code, **reason.given} for reason in group.reasons],
    }
