"""Whether participation is handled by one department only, or reaches all whom it concerns."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date

from counterpoise.decisions.answers import is_answer
from counterpoise.indicator import Direction, Display, Evidence, Part, Reading
from counterpoise.levels.shares import share_part
from counterpoise.levels.sides import lasts
from counterpoise.record import Case
from counterpoise.record.decisions import Answer
from counterpoise.record.initiatives import Matter
from counterpoise.record.meetings import Meeting
from counterpoise.record.people import Membership
from counterpoise.statistics.distances import concentration, tvd

__all__ = ["CODE", "MINIMUM", "answering_department", "compartments"]

CODE = "decisions.compartments"
"""The code of the measure; its draws are seeded by it."""

MINIMUM = 10
"""With fewer answers only the counts are shown."""


def answering_department(answer: Answer, *, memberships: Mapping[str, tuple[Membership, ...]], at: date) -> str:
    """Return the department that an answer came from; empty where nobody knows.

    Where the one who answered works wins over the department that the answer names. Who works in several answered for
    the named one, if they work there.

    Parameters
    ----------
    answer
        The answer.
    memberships
        For each person where they work and worked.
    at
        The day of answers that have no date.
    """
    day = at if answer.happened_at is None else answer.happened_at.first
    rows = memberships.get(answer.answered_by or "", ())
    own = sorted({row.department for row in rows if row.department and lasts(row, at=day)})
    return answer.department if not own or answer.department in own else own[0]


def compartments(case: Case, *, seed: int) -> Reading:
    """Concentration of the answers in departments: 0 when all that are concerned answer evenly, 1 when one answers all.

    Value: C = (sum of p^2 - 1/k) / (1 - 1/k), with p the share of the answers by each of the k departments that matters
    name or that answered. Beside it stands what chance gives, with matters per department as the expected shares.

    Parameters
    ----------
    case
        One initiative as it stood at a date.
    seed
        Seed of the draws that give the chance values.

    Returns
    -------
    Reading
        Parts: ``reach`` and ``attendance`` (departments that answered, or came to a meeting, of those concerned),
        ``sum_of_squares``, ``distance`` (total variation, from the expected shares), ``chance`` and ``chance_high``.

    Cannot say
    ----------
    What an answer does inside a department. One desk for all questions can also help people.

    Gaming
    ------
    One office can answer in the name of others. So the department is where the person works, not the one they name.

    Source
    ------
    The index of Herfindahl and Hirschman, normalised. Its use for participation is new.
    """
    valid = sorted((row for row in case.rows(Answer) if is_answer(row, at=case.at)), key=lambda row: row.id)
    found = _departments(case, valid)
    known = [name for name, department in found.items() if department]
    answered = Counter(found[name] for name in known)
    expected = Counter(name for matter in case.rows(Matter) for name in sorted(set(matter.departments)) if name)
    departments = sorted({*answered, *expected})
    counts, matters = [answered[name] for name in departments], [expected[name] for name in departments]
    top = max(counts, default=0)
    return Reading(
        value=concentration(counts) if expected else None,
        numerator=top if known else None,
        denominator=len(known) if known else None,
        known=len(known),
        candidates=len(valid),
        parts=(*_plain_parts(case, answered, expected, counts, matters), *_chance(case, counts, matters, seed)),
        details={
            "departments": [
                {"department": name, "answers": answered[name], "matters": expected[name]} for name in departments
            ],
            "named_otherwise": sum(row.department not in {"", found[row.id]} for row in valid),
        },
        evidence=Evidence(
            numerator=tuple(name for name in known if answered[found[name]] == top),
            denominator=tuple(known),
            excluded=tuple(name for name, department in found.items() if not department),
            tables=(Answer.TABLE,),
        ),
        at_most=Display.COUNTS if len(known) < MINIMUM else None,
    )


def _departments(case: Case, valid: list[Answer]) -> dict[str, str]:
    """Return for each answer the department that it came from."""
    own: defaultdict[str, list[Membership]] = defaultdict(list)
    for row in case.rows(Membership):
        if row.person is not None:
            own[row.person].append(row)
    memberships = {person: tuple(rows) for person, rows in own.items()}
    return {row.id: answering_department(row, memberships=memberships, at=case.at) for row in valid}


def _plain_parts(
    case: Case, answered: Counter[str], expected: Counter[str], counts: list[int], matters: list[int]
) -> list[Part]:
    came = {
        each.department
        for meeting in case.rows(Meeting)
        if case.had_happened(meeting.happened_at)
        for each in meeting.attendance
        if each.people > 0
    }
    total = sum(counts)
    squares = sum(count * count for count in counts) / (total * total) if total else None
    reached = sum(name in answered for name in expected)
    return [
        share_part("reach", reached, len(expected), direction=Direction.DUTY),
        share_part("attendance", sum(name in came for name in expected), len(expected), direction=Direction.DUTY),
        Part(name="sum_of_squares", value=squares),
        Part(name="distance", value=tvd(counts, matters) if counts else None),
    ]


def _chance(case: Case, counts: list[int], matters: list[int], seed: int) -> list[Part]:
    """Return what chance gives; only where the figure may be shown, as each takes thousands of draws."""
    n = sum(counts)
    if n < MINIMUM or len(counts) < 2 or not any(matters):
        return []
    # numpy is loaded only where something is drawn.
    from counterpoise.statistics.chance import chance_of_concentration, chance_of_tvd
    from counterpoise.statistics.seeds import seed_for

    own_seed = seed_for(seed, code=CODE, initiative=case.initiative.id)
    parts = []
    for of, draw in (("value", chance_of_concentration), ("distance", chance_of_tvd)):
        by_chance = draw(matters, n, seed=own_seed)
        parts += [
            Part(name="chance", value=by_chance.expected, of=of),
            Part(name="chance_high", value=by_chance.high, of=of),
        ]
    return parts
