"""A set of texts beside each other: by who wrote them, and by the level of integration that they speak about."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from counterpoise.expertise.voices.positioning import FEWEST
from counterpoise.expertise.voices.roles import Role
from counterpoise.record.documents import Label
from counterpoise.record.initiatives import Document
from counterpoise.statistics.intervals import Interval, wilson
from counterpoise.web.ledger.selectors import kept_at_heads
from counterpoise.web.people.selectors import Viewer
from counterpoise.web.voices.selectors.reading import Found, found_or_none
from counterpoise.web.voices.selectors.texts import MentionSeen, mentions_by_text

__all__ = ["COLUMNS", "Beheld", "Comparison", "compared_texts", "export_rows"]

_MOST_LETTERS = 400_000
"""So many letters at most are read by the rules for one page; the texts after that show what people settled alone."""

COLUMNS = (
    "document",
    "title",
    "written_on",
    "kind",
    "author_side",
    "lane",
    "mention",
    "sentence",
    "start",
    "end",
    "text",
    "whole_sentence",
    "role_by_rules",
    "suggested_label",
    "first_reader_side",
    "first_reader_label",
    "second_reader_side",
    "second_reader_label",
    "settled_label",
)
"""What the export holds of each mention. Readers are told apart by their side, and not named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Beheld:
    """How one text, or several together, speak of citizens.

    Attributes
    ----------
    of
        The text, or the side or level that several texts share; None for those of which it is not known.
    texts, mentions
        How many texts, and how many places in them.
    settled, acting
        How many places have a label of two readers, and in how many of these citizens act.
    interval
        Wilson's interval of that share; None below thirty places.
    by_rules, acting_by_rules
        How many places the rules read as acting or being acted upon, and in how many citizens act.
    interval_by_rules
        Wilson's interval of that share; None below thirty places.
    """

    of: Any
    texts: int
    mentions: int
    settled: int
    acting: int
    interval: Interval | None
    by_rules: int
    acting_by_rules: int
    interval_by_rules: Interval | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A set of texts: each, and those of each side and each level together."""

    texts: tuple[Beheld, ...]
    sides: tuple[Beheld, ...]
    lanes: tuple[Beheld, ...]
    unread: int


_Read = tuple[Document, tuple[MentionSeen, ...], Found | None]


def _read(initiative: str, viewer: Viewer) -> tuple[list[_Read], int]:
    letters, unread = 0, 0
    read: list[_Read] = []
    for document, mentions in mentions_by_text(initiative, viewer=viewer):
        letters += len(document.text)
        found = found_or_none(document.text) if letters <= _MOST_LETTERS else None
        unread += letters > _MOST_LETTERS
        read.append((document, mentions(found), found))
    return read, unread


def compared_texts(initiative: str, *, viewer: Viewer) -> Comparison:
    """Return the texts of an initiative beside each other, as far as somebody may read them.

    Parameters
    ----------
    initiative, viewer
        The initiative, and who looks.
    """
    key = f"texts-compared:{initiative}:{viewer.person}:{viewer.at.date()}"
    return kept_at_heads(key, at=viewer.heads, work=lambda: _compared(initiative, viewer))


def _compared(initiative: str, viewer: Viewer) -> Comparison:
    read, unread = _read(initiative, viewer)
    return Comparison(
        texts=tuple(_beheld(each[0], [each]) for each in read),
        sides=_grouped(read, lambda row: row.author_side),
        lanes=_grouped(read, lambda row: row.lane),
        unread=unread,
    )


def _grouped(read: Sequence[_Read], by: Callable[[Document], Enum | None]) -> tuple[Beheld, ...]:
    groups: dict[Enum | None, list[_Read]] = {}
    for each in read:
        groups.setdefault(by(each[0]), []).append(each)
    order = sorted(groups, key=lambda key: (key is None, key.value if key is not None else ""))
    return tuple(_beheld(key, groups[key]) for key in order)


def _beheld(of: Any, read: Iterable[_Read]) -> Beheld:  # noqa: ANN401 - a text, a side or a level
    rows = list(read)
    mentions = [each for _, found, _ in rows for each in found]
    labels = Counter(each.label for each in mentions if each.label is not None)
    roles = Counter(each.role.role for each in mentions if each.role is not None)
    settled, by_rules = labels.total(), roles[Role.AGENT] + roles[Role.RECIPIENT]
    return Beheld(
        of=of,
        texts=len(rows),
        mentions=len(mentions),
        settled=settled,
        acting=labels[Label.AGENT],
        interval=wilson(labels[Label.AGENT], settled) if settled >= FEWEST else None,
        by_rules=by_rules,
        acting_by_rules=roles[Role.AGENT],
        interval_by_rules=wilson(roles[Role.AGENT], by_rules) if by_rules >= FEWEST else None,
    )


def export_rows(initiative: str, *, viewer: Viewer) -> Iterator[dict[str, Any]]:
    """Yield every place that names citizens, with what rules and readers made of it, for research.

    Parameters
    ----------
    initiative, viewer
        The initiative, and who takes it along: it holds what they may read, and readers' labels once both are done.
    """
    for document, mentions, _found in _read(initiative, viewer)[0]:
        for each in mentions:
            first, second = (*each.codes, (None, None), (None, None))[:2]
            row = each.mention
            values = (
                document.id,
                document.title,
                str(document.happened_at or ""),
                _plain(document.kind),
                _plain(document.author_side),
                _plain(document.lane),
                row.id,
                row.sentence,
                row.start,
                row.end,
                row.text,
                f"{each.before}{row.text}{each.after}" if each.before or each.after or each.role else "",
                _plain(each.role.role if each.role is not None else None),
                _plain(each.suggested),
                *map(_plain, (*first, *second)),
                _plain(each.label),
            )
            yield dict(zip(COLUMNS, values, strict=True))


def _plain(word: Enum | None) -> str:
    return "" if word is None else str(word.value)
