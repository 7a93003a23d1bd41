"""How texts position people: mentions of groups, what two readers make of them, and claims beside the register."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from counterpoise.record.base import Row, Side, ref

__all__ = ["Claim", "ClaimEvidence", "Coding", "Label", "Mention"]


class Label(StrEnum):
    """How a sentence positions the people that it speaks about."""

    ABSENT = "absent"
    RECIPIENT = "recipient"
    SOURCE = "source"
    INVITED = "invited"
    PARTNER = "partner"
    AGENT = "agent"
    SLOGAN = "slogan"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention(Row):
    """A place in a document that speaks about a group of people.

    Attributes
    ----------
    document
        The document.
    sentence
        The number of the sentence, from 0.
    start
        Where the words begin in that sentence, in characters.
    end
        Where they end.
    text
        The words.
    label
        How it positions them, after both readers talked over their differences.
    """

    TABLE: ClassVar[str] = "mentions"

    document: str | None = ref("documents")
    sentence: int | None = None
    start: int | None = None
    end: int | None = None
    text: str = ""
    label: Label | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding(Row):
    """One reader's label for a mention, given apart from the other reader.

    Attributes
    ----------
    mention
        The mention.
    reader
        Who read it.
    reader_side
        The reader's side.
    label
        How the reader finds that it positions people.
    """

    TABLE: ClassVar[str] = "codings"

    mention: str | None = ref("mentions")
    reader: str | None = ref("persons")
    reader_side: Side | None = None
    label: Label | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Row):
    """Something big that a text says, such as "people are at the centre", and what it means here.

    Attributes
    ----------
    document
        The document.
    text
        The claim.
    meaning
        What its writer says that it means here.
    """

    TABLE: ClassVar[str] = "claims"

    document: str | None = ref("documents")
    text: str = ""
    meaning: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimEvidence(Row):
    """What the register says about a claim.

    Attributes
    ----------
    claim
        The claim.
    table
        The table of the record that is laid beside it.
    record
        The id of that record.
    note
        What it shows.
    """

    TABLE: ClassVar[str] = "claim_evidence"

    claim: str | None = ref("claims")
    table: str = ""
    record: str = ""
    note: str = ""
