"""What several tests of this room are made from: the contributions of the platform, and how a part is found."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from counterpoise.indicator import Part, Reading
from counterpoise.record import KnowledgeKind, Reply, Row, Side
from counterpoise.record.contributions import Contribution
from counterpoise.record.decisions import Effect, Trace
from tests.builders import row

KINDS = {
    KnowledgeKind.EXPERIENCE: (18, 2),
    KnowledgeKind.CIVIC: (6, 1),
    KnowledgeKind.PROFESSIONAL: (9, 5),
    KnowledgeKind.RESEARCH: (2, 1),
    KnowledgeKind.MANAGERIAL: (4, 3),
}


def part(reading: Reading, name: str, of: str = "") -> Part:
    return next(one for one in reading.parts if (one.name, one.of) == (name, of))


def platform() -> Iterable[Row]:
    """Yield the 39 contributions of the platform and what became of them."""
    for kind, (submitted, cited) in KINDS.items():
        lay = kind in {KnowledgeKind.EXPERIENCE, KnowledgeKind.CIVIC}
        for number in range(submitted):
            name = f"{kind}-{number}"
            used = number < cited
            yield row(Contribution, name, kind=kind, side=Side.CIVIC if lay else Side.ORGANIZATIONAL, matter="m")
            yield row(Trace, f"of {name}", contribution=name, effect=Effect.CHANGED if used else Effect.SET_ASIDE,
                      knowledge_kind=kind if used else None)  # fmt: skip


def traced(name: str, side: Side | None, *effects: Effect, **fields: Any) -> list[Row]:  # noqa: ANN401 - any field
    traces = [
        row(Trace, f"{name} {effect}", contribution=name, effect=effect, agreed_by_contributor=Reply.YES)
        for effect in effects
    ]
    return [row(Contribution, name, side=side, **fields), *traces]
