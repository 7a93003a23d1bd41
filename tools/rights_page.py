"""The page of legal rights, made from the data files."""

from __future__ import annotations

from collections.abc import Iterator

from counterpoise.control.rights.catalogue import catalogue
from counterpoise.control.rights.rows import NOT_LEGAL_ADVICE, Pack, Right
from counterpoise.control.rights.terms import Term

__all__ = ["rights_page"]

KINDS = {
    "informed": "to be told",
    "heard": "to be heard",
    "advice": "to advise",
    "weighty_advice": "to advise, with weight",
    "consent": "to consent",
    "binding_nomination": "to nominate, bindingly",
    "unsolicited_advice": "to advise unasked",
    "co_decision": "to decide together",
    "initiative": "to propose",
    "inquiry": "to have an inquiry",
    "own_decision": "to decide oneself",
    "nullity": "to have it declared void",
    "dispute_body": "to go to a disputes body",
}
"""What each kind of say is, in words. A new kind must be put into words here."""


def rights_page(made: str) -> str:
    """Return the page with every row of the catalogue, law by law."""
    rows = list(catalogue())
    lines = [
        made,
        "",
        "# Legal rights",
        "",
        f"**{NOT_LEGAL_ADVICE['en']}**",
        "",
        f"{len(rows)} rights from {len(catalogue().packs)} laws. Each law is a data file in `control/rights/packs`.",
        "If a row is wrong, or if you checked one: say so, with your name and the day.",
        "[How last days are found](../explanation/deadlines.md).",
    ]
    for pack in catalogue().packs.values():
        lines += _of(pack)
    return "\n".join(lines) + "\n"


def _of(pack: Pack) -> Iterator[str]:
    yield ""
    yield f"## {pack.id}"
    yield ""
    yield f"{pack.law}."
    yield ""
    yield f"Source: {pack.source}. Holidays of: {pack.jurisdiction.value}."
    yield ""
    yield "| row | who | right | subject | article | topics | must | remedy | term | holds | checked by |"
    yield "|---|---|---|---|---|---|---|---|---|---|---|"
    for row in pack.rights:
        yield f"| {' | '.join(_cells(row, pack))} |"


def _cells(row: Right, pack: Pack) -> Iterator[str]:
    yield f"`{row.id}`"
    yield row.body.replace("_", " ")
    yield KINDS[row.kind.value]
    yield row.subject["en"] + ("" if row.source == pack.source else f" ({row.source})")
    yield row.article
    yield ", ".join(f"`{topic}`" for topic in row.topics)
    yield ", ".join(duty.value for duty in row.requires)
    yield "; ".join(_remedy(each.kind, each.term) for each in row.remedies)
    yield _length(row.reply_term)
    yield f"{row.active_from}" + (f" to {row.active_until}" if row.active_until is not None else " on")
    yield row.last_checked_by


def _remedy(kind: str, term: Term | None) -> str:
    return kind.replace("_", " ") + (f", {_length(term)}" if term is not None else "")


def _length(term: Term | None) -> str:
    if term is None:
        return ""
    unit = term.unit.value.replace("_", " ")
    unit = unit.removesuffix("s") if term.length == 1 else unit
    more = f", and {term.extension} more" if term.extension else ""
    return f"{term.length} {unit}{more} after it was {term.starts.value}"
