"""Reads the data files of legal rights; what is wrong in one is said with its file, row and field."""

import tomllib
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from counterpoise.control.rights.holidays import Jurisdiction
from counterpoise.control.rights.rows import LANGUAGES, Duty, Kind, Pack, Remedy, Right
from counterpoise.control.rights.terms import Term, TermError, term_of

__all__ = ["CatalogueError", "read_pack"]


class CatalogueError(ValueError):
    """A data file of rights cannot be used.

    Attributes
    ----------
    code
        What is wrong: ``not_toml``, ``missing``, ``unknown_field``, ``unknown_word``, ``not_text``, ``not_a_day``,
        ``not_a_list``, ``twice``, ``nothing_in_it``, ``until_before_from``, or a code of `TermError`.
    pack
        The file.
    right
        The row; empty where it is the file itself.
    field
        The field; empty where it is the row itself.
    """

    def __init__(self, code: str, *, pack: str, right: str = "", field: str = "", value: object = None) -> None:
        self.code = code
        self.pack = pack
        self.right = right
        self.field = field
        self.value = value
        place = ", ".join(part for part in (pack, right and f"row {right}", field) if part)
        super().__init__(f"{place}: {code}" + ("" if value is None else f" ({value!r})"))


_PACK = {"id": str, "jurisdiction": str, "law": str, "source": str, "last_checked_by": str, "active_from": date}
_TEXTS = ("subject", "when", "form", "breach")
_FIELDS = {
    "id", "kind", "body", "article", "topics", "reply_term", "requires", "remedies", "active_from", "active_until",
    "source", "last_checked_by", *_TEXTS,
}  # fmt: skip


def read_pack(text: str, *, name: str) -> Pack:
    """Read one data file.

    Parameters
    ----------
    text
        The file, in TOML.
    name
        What to call it in an error.

    Raises
    ------
    CatalogueError
        If something is wrong, with the row and the field.
    """
    try:
        given = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CatalogueError("not_toml", pack=name, value=str(error)) from error
    unknown = given.keys() - {"pack", "kinds", "right"}
    if unknown:
        raise CatalogueError("unknown_field", pack=name, field=min(unknown))
    head = given.get("pack")
    if not isinstance(head, dict) or not isinstance(given.get("right"), list):
        raise CatalogueError("nothing_in_it", pack=name)
    for key, kind in _PACK.items():
        if not isinstance(head.get(key), kind):
            raise CatalogueError("missing" if key not in head else "unknown_word", pack=name, field=key)
    if head["jurisdiction"] not in set(Jurisdiction):
        raise CatalogueError("unknown_word", pack=name, field="jurisdiction", value=head["jurisdiction"])
    rights = tuple(_right(row, head, given.get("kinds", {}), name) for row in given["right"])
    seen: set[str] = set()
    for right in rights:
        if right.id in seen:
            raise CatalogueError("twice", pack=name, right=right.id, field="id")
        seen.add(right.id)
    return Pack(
        id=head["id"],
        jurisdiction=Jurisdiction(head["jurisdiction"]),
        law=head["law"],
        source=head["source"],
        rights=rights,
    )


def _right(row: Any, head: Mapping[str, Any], kinds: Mapping[str, Any], pack: str) -> Right:  # noqa: ANN401 - as read
    if not isinstance(row, dict):
        raise CatalogueError("nothing_in_it", pack=pack)
    own = {"source": head["source"], "last_checked_by": head["last_checked_by"], "active_from": head["active_from"]}
    if "active_until" in head:
        own["active_until"] = head["active_until"]
    whole = {**own, **kinds.get(str(row.get("kind")), {}), **row}
    reader = _Row(pack, str(row.get("id", "")), whole)
    return Right(
        pack=head["id"],
        law=head["law"],
        id=reader.text("id"),
        kind=reader.word("kind", Kind),
        body=reader.text("body"),
        article=reader.text("article"),
        topics=reader.words("topics"),
        subject=reader.told("subject"),
        when=reader.told("when"),
        form=reader.told("form"),
        breach=reader.told("breach"),
        reply_term=reader.term("reply_term"),
        requires=tuple(Duty(word) for word in reader.words("requires", among=set(Duty))),
        remedies=reader.remedies(),
        source=reader.text("source"),
        last_checked_by=reader.text("last_checked_by"),
        **reader.days(),
    )


class _Row:
    """One row as it was read, with the place for what is wrong in it."""

    def __init__(self, pack: str, right: str, given: Mapping[str, Any]) -> None:
        self._pack, self._right, self._given = pack, right, given
        unknown = given.keys() - _FIELDS
        if unknown:
            raise self._wrong("unknown_field", min(unknown))

    def _wrong(self, code: str, field: str, value: object = None) -> CatalogueError:
        return CatalogueError(code, pack=self._pack, right=self._right, field=field, value=value)

    def text(self, field: str) -> str:
        value = self._given.get(field)
        if value is None:
            raise self._wrong("missing", field)
        if not isinstance(value, str) or not value.strip():
            raise self._wrong("not_text", field, value)
        return value

    def word(self, field: str, among: type[Kind]) -> Kind:
        value = self.text(field)
        if value not in set(among):
            raise self._wrong("unknown_word", field, value)
        return among(value)

    def words(self, field: str, *, among: set[Duty] | None = None) -> tuple[str, ...]:
        value = self._given.get(field, [])
        if not isinstance(value, list) or not all(isinstance(word, str) and word for word in value):
            raise self._wrong("not_a_list", field, value)
        for word in value:
            if among is not None and word not in among:
                raise self._wrong("unknown_word", field, word)
        return tuple(value)

    def told(self, field: str) -> Mapping[str, str]:
        value = self._given.get(field)
        if value is None:
            raise self._wrong("missing", field)
        if not isinstance(value, dict) or set(value) != set(LANGUAGES):
            raise self._wrong("not_text", field, value)
        for lang in LANGUAGES:
            if not isinstance(value[lang], str) or not value[lang].strip():
                raise self._wrong("not_text", f"{field}.{lang}", value[lang])
        return MappingProxyType({lang: value[lang] for lang in LANGUAGES})

    def term(self, field: str) -> Term | None:
        value = self._given.get(field)
        return None if value is None else self._term(field, value)

    def _term(self, field: str, value: Any) -> Term:  # noqa: ANN401 - as read
        if not isinstance(value, dict):
            raise self._wrong("not_one_length", field, value)
        try:
            return term_of(value)
        except TermError as error:
            raise self._wrong(error.code, field, error.given) from error

    def remedies(self) -> tuple[Remedy, ...]:
        value = self._given.get("remedies", [])
        if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
            raise self._wrong("not_a_list", "remedies", value)
        found = []
        for each in value:
            kind, article = each.get("kind"), each.get("article")
            if not isinstance(kind, str) or not isinstance(article, str):
                raise self._wrong("missing", "remedies", each)
            rest = {key: value for key, value in each.items() if key not in {"kind", "article"}}
            lengths = rest.keys() - {"starts"}
            found.append(Remedy(kind, article, self._term("remedies", rest) if lengths else None))
        return tuple(found)

    def days(self) -> dict[str, Any]:
        since, until = self._given["active_from"], self._given.get("active_until")
        for field, value in (("active_from", since), ("active_until", until)):
            if value is not None and type(value) is not date:
                raise self._wrong("not_a_day", field, value)
        if until is not None and until <= since:
            raise self._wrong("until_before_from", "active_until", until)
        return {"active_from": since, "active_until": until}
