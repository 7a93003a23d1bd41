"""``counterpoise voices themes`` and ``coverage``: what contributions are about, and what no category holds."""

import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from counterpoise.cli.files import progress
from counterpoise.cli.voices.blocks import Block
from counterpoise.cli.voices.gathering import Gathered, row_names
from counterpoise.cli.voices.speaking import complaint, phrase, words
from counterpoise.expertise.voices.coverage import Cover, Coverage, TooFewCategoriesError, coverage, uncovered_share
from counterpoise.expertise.voices.themes import (
    LEAST,
    REST,
    ImpossibleNumberError,
    Themes,
    TooFewContributionsError,
    themes,
)
from counterpoise.formats.texts import UnreadableTextError, read_texts

__all__ = ["told_coverage", "told_themes"]

_LONGEST = 400
_SHOWN = 40


def told_themes(
    gathered: Gathered, *, number: int | None, seed: int, lang: str
) -> tuple[Mapping[str, Any], Sequence[Block]]:
    """Look for themes, and return the result as plain data and as blocks.

    Raises
    ------
    CommandError
        If there are too few contributions, or the number of themes cannot be.
    """
    started = time.process_time()
    texts = gathered.texts
    found = _themes(texts, gathered.language, number=number, seed=seed, lang=lang)
    data = {
        "documents": len(texts),
        "themes": [
            {"id": one.id, "words": list(one.words), "size": one.size, "quotes": [texts[i] for i in one.quotes]}
            for one in found.themes
        ],
        "assignment": dict(zip(row_names(gathered.files), found.assignment, strict=True)),
        "stability": found.stability,
        "cpu_seconds": round(time.process_time() - started, 3),
    }
    return data, _theme_blocks(gathered, texts, found, lang)


def _themes(texts: Sequence[str], language: str, *, number: int | None, seed: int, lang: str) -> Themes:
    with progress(phrase("work", "themes", lang=lang)) as step:
        try:
            return themes(texts, language, seed=seed, number=number, progress=step)
        except TooFewContributionsError as error:
            raise complaint(error.code, lang=lang, number=error.number, least=LEAST) from error
        except ImpossibleNumberError as error:
            raise complaint(error.code, lang=lang, exit_code=2, most=error.most) from error


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rsplit(" ", 1)[0] + " …"


def _theme_blocks(gathered: Gathered, texts: Sequence[str], found: Themes, lang: str) -> list[Block]:
    say = words(lang)
    lines = [
        say["lines"][gathered.named],
        phrase("lines", "everyone", lang=lang, number=len(texts)),
        phrase("lines", "stability", lang=lang, runs=found.runs, value=f"{found.stability:.2f}"),
    ]
    if gathered.empty:
        lines.insert(1, phrase("lines", "rows_without_words", lang=lang, number=gathered.empty))
    if gathered.language == "nl":
        lines.append(say["lines"]["dutch_unmeasured"])
    columns = [say["columns"][name] for name in ("theme", "size", "words")]
    rows = [[str(one.id), str(one.size), ", ".join(one.words) or say["titles"]["rest"]] for one in found.themes]
    blocks = [Block(say["titles"]["counts"], lines, columns, rows, own_words=columns[2:])]
    for one in found.themes:
        quotes = [_short(texts[i]) for i in one.quotes]
        if one.id == REST:
            blocks.append(
                Block(say["titles"]["rest"], [phrase("lines", "rest", lang=lang, number=one.size)], quotes=quotes)
            )
            continue
        title = phrase("titles", "theme", lang=lang, id=one.id, words=", ".join(one.words[:5]))
        blocks.append(Block(title, quotes=quotes))
    return [*blocks, Block(say["titles"]["cannot_say"], [say["cannot_say"]["themes"]])]


def told_coverage(
    gathered: Gathered,
    *,
    taxonomy: Path,
    category: str,
    column: str,
    number: int | None,
    seed: int,
    lang: str,
) -> tuple[Mapping[str, Any], Sequence[Block]]:
    """Lay contributions beside categories, and return the result as plain data and as blocks.

    Raises
    ------
    CommandError
        If there are too few contributions, or the categories cannot be read or are fewer than two.
    """
    texts = gathered.texts
    if len(texts) < LEAST:
        raise complaint("too_few_to_cover", lang=lang, number=len(texts), least=LEAST)
    categories = _categories(taxonomy, category=category, column=column, lang=lang)
    with progress(phrase("work", "comparing", lang=lang)):
        try:
            found = coverage(texts, categories, gathered.language, seed=seed)
        except TooFewCategoriesError as error:
            raise complaint(error.code, lang=lang, number=error.number) from error
    grouped = _themes(texts, gathered.language, number=number, seed=seed, lang=lang) if len(texts) >= _ENOUGH else None
    shares = _shares(found, grouped)
    return _coverage_data(gathered, found, shares), _coverage_blocks(gathered, found, shares, lang)


_ENOUGH = 3 * LEAST


def _categories(path: Path, *, category: str, column: str, lang: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    # A table may name the category in one column and describe it in another; a text has one category a line.
    try:
        source = read_texts(path, column=column or category)
    except UnreadableTextError as error:
        code = "taxonomy_columns" if error.code == "text_needs_column" else error.code
        raise complaint(code, lang=lang, **error.given) from error
    if category and source.columns and category not in source.columns:
        raise complaint("text_unknown_column", lang=lang, path=path, column=category, known=", ".join(source.columns))
    for piece in source.pieces:
        lines = [piece.text] if source.columns else piece.text.splitlines()
        for line in filter(str.strip, lines):
            if category and column and category in piece.fields:
                found.setdefault(piece.fields[category], []).append(line)
            else:
                found.setdefault(line.split(":", 1)[0].strip(), []).append(line)
    return found


def _shares(found: Coverage, grouped: Themes | None) -> list[dict[str, Any]]:
    rows = []
    for one in grouped.themes if grouped is not None else ():
        number, interval = uncovered_share(found, one.members)
        rows.append(
            {
                "id": one.id,
                "words": list(one.words),
                "size": one.size,
                "uncovered": number,
                "interval": [interval.low, interval.high],
            }
        )
    return sorted(rows, key=lambda row: (-row["uncovered"] / row["size"], row["id"]))


def _coverage_data(gathered: Gathered, found: Coverage, shares: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    names, texts = row_names(gathered.files), gathered.texts
    return {
        "language": gathered.language,
        "documents": len(texts),
        "uncovered": found.uncovered,
        "unclear": found.cover.count(Cover.UNCLEAR),
        "covered": found.cover.count(Cover.COVERED),
        "interval": [found.interval.low, found.interval.high],
        "thresholds": [found.low, found.high],
        "themes": list(shares),
        "categories": _held(found),
        "silent": list(found.silent),
        "contributions": [
            {
                "row": names[i],
                "cover": str(found.cover[i]),
                "similarity": found.similarity[i],
                "nearest": found.nearest[i],
                "text": texts[i],
            }
            for i in found.order
        ],
    }


def _held(found: Coverage) -> dict[str, int]:
    held = [name for name, cover in zip(found.nearest, found.cover, strict=True) if cover is Cover.COVERED]
    return {name: held.count(name) for name in sorted({*found.nearest, *found.silent})}


def _coverage_blocks(
    gathered: Gathered, found: Coverage, shares: Sequence[Mapping[str, Any]], lang: str
) -> list[Block]:
    say, texts, names = words(lang), gathered.texts, row_names(gathered.files)
    lines = [
        say["lines"][gathered.named],
        phrase(
            "lines",
            "uncovered",
            lang=lang,
            number=found.uncovered,
            all=len(texts),
            low=f"{found.interval.low:.0%}",
            high=f"{found.interval.high:.0%}",
            covered=found.cover.count(Cover.COVERED),
            unclear=found.cover.count(Cover.UNCLEAR),
        ),
        phrase("lines", "threshold", lang=lang, low=f"{found.low:.3f}", high=f"{found.high:.3f}"),
    ]
    if gathered.empty:
        lines.insert(1, phrase("lines", "rows_without_words", lang=lang, number=gathered.empty))
    if found.silent:
        lines.append(phrase("lines", "silent", lang=lang, names=", ".join(found.silent)))
    open_rows = [
        [names[i], f"{found.similarity[i]:.3f}", _short(texts[i])]
        for i in found.order
        if found.cover[i] is Cover.UNCOVERED
    ][:_SHOWN]
    columns = [say["columns"][name] for name in ("row", "near", "sentence")]
    blocks = [
        Block(say["titles"]["counts"], lines),
        Block(say["titles"]["uncovered"], (), columns, open_rows, own_words=columns[2:]),
    ]
    if shares:
        rows = [
            [str(row["id"]), f"{row['uncovered']} / {row['size']}", ", ".join(row["words"]) or say["titles"]["rest"]]
            for row in shares
        ]
        blocks.append(
            Block(
                say["titles"]["open_themes"], (), [say["columns"][name] for name in ("theme", "share", "words")], rows
            )
        )
    held = [[name, str(count)] for name, count in _held(found).items()]
    blocks.append(Block(say["titles"]["covered"], (), [say["columns"][name] for name in ("category", "size")], held))
    return [*blocks, Block(say["titles"]["cannot_say"], [say["cannot_say"]["coverage"]])]
