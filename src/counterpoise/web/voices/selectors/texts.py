"""Reads of texts, of what two readers made of them, and of their big words beside the register."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from django.conf import settings
from django.db.models import Q

from counterpoise.expertise.voices.positioning import FEWEST, Mentioned
from counterpoise.expertise.voices.readers import Compared, Reader, both_done, compared, may_read_text
from counterpoise.levels.refusals import Refusal
from counterpoise.record import Case, Side
from counterpoise.record.documents import Claim, ClaimEvidence, Coding, Label, Mention
from counterpoise.record.initiatives import Document
from counterpoise.reviews.sealing import opened, sealed
from counterpoise.web.initiatives.selectors import LATEST, Ask, slice_of
from counterpoise.web.ledger.selectors import kept_at_heads
from counterpoise.web.people.selectors import Viewer
from counterpoise.web.voices import models
from counterpoise.web.voices.selectors.reading import MOST_TEXTS, Found, found_or_none

__all__ = [
    "PER_PAGE",
    "MentionSeen",
    "ReaderSeen",
    "TextLine",
    "TextSeen",
    "codes_in",
    "mentions_by_text",
    "own_codes",
    "readers_of",
    "reading_side",
    "seal_of",
    "text_of_mention",
    "text_seen",
    "texts_visible_to",
]

PER_PAGE = 15
"""So many mentions stand on one page."""

Codes = tuple[tuple[Side | None, Label], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionSeen:
    """A place that names citizens, with what was made of it.

    Attributes
    ----------
    mention
        The place.
    before, after
        The sentence before and after its words.
    role, suggested
        What the rules make of it, and the label that they suggest; None where they cannot read the text any more.
    codes
        What each reader made of it, with their side; empty until both are done.
    label
        The label that it has: the one that both gave, or that they settled on; None while it is open.
    settled_by
        The side of the reader who wrote down on which label they settled; None where nobody did.
    """

    mention: Mention
    before: str
    after: str
    role: Mentioned | None
    suggested: Label | None
    codes: tuple[tuple[Side | None, Label], ...]
    label: Label | None
    settled_by: Side | None

    @property
    def differs(self) -> bool:
        """Whether the readers gave different labels."""
        return len({label for _, label in self.codes}) > 1


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderSeen:
    """A reader of a text, as anybody sees them: on which side, and whether they are done."""

    side: Side
    done: bool
    mine: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TextLine:
    """A text in a list.

    Attributes
    ----------
    document
        The text.
    mentions, open
        How many places name citizens, and how many of these have no label yet.
    readers, done
        How many people read it, and how many of them are done.
    """

    document: Document
    mentions: int
    open: int
    readers: int
    done: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TextSeen:
    """One text, as far as somebody may see it.

    Attributes
    ----------
    document
        The text.
    found
        What the rules find in it; None where there is no text, or they cannot read it.
    mentions
        Every place that names citizens.
    readers
        Who reads it.
    refused
        Why who looks may not read it; empty where they may, or do already.
    agreed
        What both readers made of it; None until both are done.
    labels
        How often each label was settled on.
    claims
        Its big words: each with what lies beside it.
    """

    document: Document
    found: Found | None
    mentions: tuple[MentionSeen, ...]
    readers: tuple[ReaderSeen, ...]
    refused: tuple[Refusal, ...]
    agreed: Compared | None
    labels: tuple[tuple[Label, int], ...]
    claims: tuple[tuple[Claim, tuple[ClaimEvidence, ...]], ...]

    @property
    def mine(self) -> ReaderSeen | None:
        """The reading of who looks, if they are a reader."""
        return next((each for each in self.readers if each.mine), None)

    @property
    def differing(self) -> tuple[MentionSeen, ...]:
        """The mentions that the readers labelled differently, those without a label first."""
        return tuple(sorted((row for row in self.mentions if row.differs), key=lambda row: row.label is not None))

    @property
    def enough(self) -> bool:
        """Whether there are mentions enough for figures."""
        return len(self.mentions) >= FEWEST

    @property
    def settled(self) -> int:
        """How many mentions have a label."""
        return sum(number for _, number in self.labels)


def reading_side(held: frozenset[Side]) -> Side | None:
    """Return on which side somebody reads: as a citizen only who stands on no other side."""
    others = sorted(held - {Side.CIVIC})
    return others[0] if others else Side.CIVIC if held else None


def readers_of(document: str) -> list[models.TextReader]:
    """Return who reads a text, in the order in which they began."""
    return list(models.TextReader.objects.filter(document=document).order_by("pk"))


def codes_in(reader: models.TextReader) -> dict[str, Label]:
    """Return what a reader made of a text so far: for nobody but themselves, until both are done."""
    seal = bytes(reader.seal)
    if not seal:
        return {}
    secrets = [settings.SECRET_KEY, *map(str, settings.SECRET_KEY_FALLBACKS)]
    told = opened(seal, secrets=secrets, round_id=str(reader.document_id))
    return {name: Label(label) for name, label in told["codes"].items()}


def seal_of(codes: Mapping[str, Label], *, document: str) -> bytes:
    """Lock what a reader made of a text so far."""
    told = {"codes": {name: label.value for name, label in codes.items()}}
    return sealed(told, secret=settings.SECRET_KEY, round_id=document)


def own_codes(document: str, *, viewer: Viewer) -> dict[str, Label]:
    """Return what who looks made of a text so far; nothing where they do not read it."""
    mine = models.TextReader.objects.filter(document=document, person=viewer.person).first() if viewer.person else None
    return codes_in(mine) if mine is not None else {}


def text_of_mention(mention: str, *, initiative: str, viewer: Viewer) -> str | None:
    """Return the text in which a mention stands; nothing where there is none that somebody may read."""
    case = slice_of(initiative, viewer=viewer, asks=[Ask(Mention, Q(pk=mention))])
    row = case.by_id(Mention).get(mention) if case is not None else None
    return row.document if row is not None and row.initiative == initiative else None


def _texts(initiative: str, viewer: Viewer) -> Case | None:
    key = f"texts:{initiative}:{viewer.person}:{viewer.at.date()}"
    asks = [Ask(Document, order=LATEST, limit=MOST_TEXTS), Ask(Mention), Ask(Coding)]
    return kept_at_heads(key, at=viewer.heads, work=lambda: slice_of(initiative, viewer=viewer, asks=asks))


def mentions_by_text(
    initiative: str, *, viewer: Viewer
) -> tuple[tuple[Document, Callable[[Found | None], tuple[MentionSeen, ...]]], ...]:
    """Return the latest texts, each with what gives its mentions once it is told what the rules find in it."""
    case = _texts(initiative, viewer)
    if case is None:
        return ()
    codes = _codes(case)
    rows: dict[str | None, list[Mention]] = {}
    for row in case.rows(Mention):
        rows.setdefault(row.document, []).append(row)
    return tuple((row, partial(_mentions, rows.get(row.id, []), codes)) for row in reversed(case.rows(Document)))


def texts_visible_to(initiative: str, *, viewer: Viewer) -> tuple[TextLine, ...]:
    """Return the latest texts of an initiative that somebody may read."""
    case = _texts(initiative, viewer)
    if case is None:
        return ()
    readers: dict[str, list[bool]] = {}
    shown = [row.id for row in case.rows(Document)]
    for document, at in models.TextReader.objects.filter(document__in=shown).values_list("document", "done_at"):
        readers.setdefault(str(document), []).append(at is not None)
    codes = _codes(case)
    lines = []
    for row in reversed(case.rows(Document)):
        mentions = [each for each in case.rows(Mention) if each.document == row.id]
        read = readers.get(row.id, [])
        lines.append(
            TextLine(
                document=row,
                mentions=len(mentions),
                open=sum(_label(each, codes.get(each.id, ())) is None for each in mentions),
                readers=len(read),
                done=sum(read),
            )
        )
    return tuple(lines)


def text_seen(document: str, *, initiative: str, viewer: Viewer) -> TextSeen | None:
    """Return one text; nothing where there is none that somebody may read.

    Parameters
    ----------
    document, initiative, viewer
        The text, its initiative, and who looks.
    """
    key = f"text:{initiative}:{document}:{viewer.person}:{viewer.at.date()}"
    case = kept_at_heads(key, at=viewer.heads, work=lambda: _case(document, initiative, viewer))
    row = case.by_id(Document).get(document) if case is not None else None
    if case is None or row is None or row.initiative != initiative:
        return None
    readers = readers_of(document)
    held = viewer.sides(initiative) if viewer.person is not None else frozenset()
    side = reading_side(held)
    now = [Reader(str(each.person_id), Side(each.side), each.done_at is not None) for each in readers]
    found = found_or_none(row.text)
    sides: dict[str | None, Side] = {str(each.person_id): Side(each.side) for each in readers}
    mentions = _mentions(case.rows(Mention), _codes(case), found, sides=sides)
    refused = (
        may_read_text(now, person=viewer.person, side=side)
        if viewer.person is not None and side is not None
        else (Refusal("voices.takes_no_part"),)
    )
    counts = Counter(each.label for each in mentions if each.label is not None)
    return TextSeen(
        document=row,
        found=found,
        mentions=mentions,
        readers=tuple(ReaderSeen(side=each.side, done=each.done, mine=each.person == viewer.person) for each in now),
        refused=refused,
        agreed=_agreed(mentions) if both_done(now) else None,
        labels=tuple((label, counts[label]) for label in Label if counts[label]),
        claims=tuple(
            (claim, tuple(each for each in case.rows(ClaimEvidence) if each.claim == claim.id))
            for claim in case.rows(Claim)
        ),
    )


def _case(document: str, initiative: str, viewer: Viewer) -> Case | None:
    asks = [
        Ask(Document, Q(pk=document)),
        Ask(Mention, Q(document=document)),
        Ask(Coding, Q(mention__document=document)),
        Ask(Claim, Q(document=document)),
        Ask(ClaimEvidence, Q(claim__document=document)),
    ]
    return slice_of(initiative, viewer=viewer, asks=asks)


def _codes(case: Case) -> dict[str, Codes]:
    codes: dict[str, list[tuple[Side | None, Label]]] = {}
    for row in sorted(case.rows(Coding), key=lambda row: (row.reader_side is not Side.CIVIC, row.id)):
        if row.mention is not None and row.label is not None:
            codes.setdefault(row.mention, []).append((row.reader_side, row.label))
    return {name: tuple(rows) for name, rows in codes.items()}


def _label(mention: Mention, codes: Codes) -> Label | None:
    if mention.label is not None:
        return mention.label
    labels = {label for _, label in codes}
    return next(iter(labels)) if len(codes) > 1 and len(labels) == 1 else None


def _mentions(
    rows: Sequence[Mention],
    codes: Mapping[str, Codes],
    found: Found | None,
    *,
    sides: Mapping[str | None, Side] | None = None,
) -> tuple[MentionSeen, ...]:
    known = {}
    if found is not None:
        pairs = zip(found.citizens, found.labels, strict=True)
        known = {(each.number, each.start): (each, label) for each, label in pairs}
    rows = sorted(rows, key=lambda row: (row.sentence or 0, row.start or 0))
    seen = []
    for row in rows:
        read, suggested = known.get((row.sentence or 0, row.start or 0), (None, None))
        own = codes.get(row.id, ())
        before, after = _around(row, found)
        seen.append(
            MentionSeen(
                mention=row,
                before=before,
                after=after,
                role=read,
                suggested=suggested,
                codes=own,
                label=_label(row, own),
                settled_by=(sides or {}).get(row.recorded_by) if row.label is not None else None,
            )
        )
    return tuple(seen)


def _around(row: Mention, found: Found | None) -> tuple[str, str]:
    """Return the sentence of a place before and after its words; also where the rules of today would not name it."""
    number, start, end = row.sentence or 0, row.start or 0, row.end or 0
    sentence = found.sentences[number] if found is not None and number < len(found.sentences) else ""
    return (sentence[:start], sentence[end:]) if sentence[start:end] == row.text else ("", "")


def _agreed(mentions: Sequence[MentionSeen]) -> Compared:
    twice = [row for row in mentions if len(row.codes) > 1]
    first = {row.mention.id: row.codes[0][1] for row in twice}
    second = {row.mention.id: row.codes[1][1] for row in twice}
    return compared([row.mention.id for row in twice], first, second)
