"""The catalogue of legal rights: one data file for each law and version. It is not legal advice.

Every row says of itself where it comes from and who checked it last. A row without a source is refused.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from importlib.resources import files

from counterpoise.control.rights.reading import read_pack
from counterpoise.control.rights.rows import Kind, Pack, Right
from counterpoise.record import Level
from counterpoise.record.mandates import StatutoryMandate

__all__ = ["Catalogue", "UnknownPackError", "catalogue", "statutory_mandate"]


class UnknownPackError(LookupError):
    """There is no such file of rights.

    Attributes
    ----------
    code
        Always ``"rights.unknown_pack"``.
    pack
        What was asked for.
    known
        What there is.
    """

    code = "rights.unknown_pack"

    def __init__(self, pack: str, known: tuple[str, ...]) -> None:
        self.pack = pack
        self.known = known
        super().__init__(f"no rights {pack!r}; there are {', '.join(known)}")


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All packs together.

    Attributes
    ----------
    packs
        The packs by their names.
    """

    packs: Mapping[str, Pack] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Right]:
        """Walk over all rows, pack by pack."""
        for pack in self.packs.values():
            yield from pack.rights

    def pack(self, name: str) -> Pack:
        """Return one pack.

        Raises
        ------
        UnknownPackError
            If there is none of this name.
        """
        if name not in self.packs:
            raise UnknownPackError(name, tuple(self.packs))
        return self.packs[name]

    def find(
        self, *, topic: str = "", body: str = "", on: date | None = None, pack: str = "", kind: Kind | None = None
    ) -> tuple[Right, ...]:
        """Return the rows that fit everything that is given, in the order of the files.

        Parameters
        ----------
        topic
            The topic of a decision. Rights without topics are not about one decision and do not fit.
        body
            Who has the right, as a word.
        on
            The day on which it must hold.
        pack
            The file.
        kind
            The kind of say.

        Raises
        ------
        UnknownPackError
            If there is no pack of this name.
        """
        rows = self.pack(pack).rights if pack else tuple(self)
        return tuple(
            row
            for row in rows
            if (not topic or topic in row.topics)
            and (not body or row.body == body)
            and (on is None or row.holds(on))
            and (kind is None or row.kind is kind)
        )

    def right_of(self, mandate: StatutoryMandate, *, topic: str = "") -> Right | None:
        """Return the row that a legal right in the record comes from; None where there is none.

        Parameters
        ----------
        mandate
            The legal right: its pack and article decide, then its say and its topics.
        topic
            The topic of a decision, where the right names several.
        """
        wanted = {topic} if topic else set(mandate.topics)
        rows = self.packs[mandate.pack].rights if mandate.pack in self.packs else ()
        fitting = [row for row in rows if _same_article(row, mandate.article) and wanted & set(row.topics)]
        return max(fitting, key=lambda row: (row.say is mandate.say, len(wanted & set(row.topics))), default=None)


def _same_article(row: Right, article: str) -> bool:
    # A record may name the article alone: "3" is where "3(1)(c)" stands.
    return row.article == article or row.article.startswith(f"{article}(")


@lru_cache(maxsize=1)
def catalogue() -> Catalogue:
    """Return the catalogue that comes with the software.

    Raises
    ------
    CatalogueError
        If one of its files cannot be used.
    """
    folder = files("counterpoise.control.rights").joinpath("packs")
    names = sorted(file.name for file in folder.iterdir() if file.name.endswith(".toml"))
    packs = (read_pack(folder.joinpath(name).read_text(encoding="utf-8"), name=name) for name in names)
    return Catalogue({pack.id: pack for pack in packs})


def statutory_mandate(
    right: Right,
    *,
    id: str,  # noqa: A002 - the name of the record's own field
    recorded_at: datetime,
    initiative: str | None = None,
    body: str | None = None,
    group: str | None = None,
    recorded_by: str | None = None,
    level: Level = Level.COLLECTIVE,
) -> StatutoryMandate:
    """Return a row of the catalogue as a legal right in the record: for this body, and for the group it speaks for.

    Parameters
    ----------
    right
        The row.
    id
        The name of the record's row.
    recorded_at
        When it was written down.
    initiative
        The initiative that it concerns; empty for all of them.
    body, group
        Who has the right here.
    recorded_by
        Who wrote it down.
    level
        Whether it is about one person's care.
    """
    return StatutoryMandate(
        id=id,
        recorded_at=recorded_at,
        recorded_by=recorded_by,
        initiative=initiative,
        level=level,
        pack=right.pack,
        article=right.article,
        topics=right.topics,
        say=right.say,
        body=body,
        group=group,
        active_from=right.active_from,
        active_until=right.active_until,
        source=f"{right.law}, article {right.article} ({right.source})",
    )
