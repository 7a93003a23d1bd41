"""Check a draw, the proof of its lottery, and who came for whoever left."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

import typer

from counterpoise.cli.files import deliver, hold_places
from counterpoise.cli.lottery.sharing import bytes_of, read_again, shaped
from counterpoise.cli.options import Format, FormatOption, LangOption, OutputOption
from counterpoise.cli.speech import reader_language
from counterpoise.inclusion.lottery.changes import other_people, standing
from counterpoise.inclusion.lottery.checking import hold_lottery
from counterpoise.inclusion.lottery.draw import Published, read_published
from counterpoise.inclusion.lottery.problems import say
from counterpoise.inclusion.lottery.telling import at_most
from counterpoise.inclusion.lottery.verifier import check, enough, unproved

__all__ = ["verify"]

UNREADABLE = {"lottery_unreadable", "draw_unreadable", "certificate_unreadable"}
FEW = 5


@dataclass(slots=True)
class _Found:
    """What is wrong, what is not checked, and what there is to say of it."""

    wrong: list[str]
    open: list[str]
    lines: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    values: dict[str, Any] = field(default_factory=dict)


def verify(
    published_lottery: Annotated[Path, typer.Option("--lottery", metavar="FILE", help="What was published before.")],
    drawn: Annotated[Path, typer.Option("--draw", metavar="FILE", help="The draw.")],
    pool: Annotated[
        Path | None, typer.Option("--pool", metavar="FILE", help="The pool, to see it is the same.")
    ] = None,
    quotas: Annotated[Path | None, typer.Option("--quotas", metavar="FILE", help="The quotas, likewise.")] = None,
    certificate: Annotated[
        Path | None,
        typer.Option("--certificate", metavar="FILE", help="The proof, to do its sums again."),
    ] = None,
    replacement: Annotated[
        list[Path] | None,
        typer.Option(
            "--replacement", metavar="FILE", help="What was published of a replacement; once for each, in order."
        ),
    ] = None,
    lang: LangOption = None,
    form: FormatOption = Format.TEXT,
    output: OutputOption = None,
) -> None:
    """Check a draw: hash, chance from outside, panel, chances, files, proof, quotas of all panels, replacements."""
    language = reader_language(lang)
    changes = replacement or []
    hold_places((output,), read=(published_lottery, drawn, pool, quotas, certificate, *changes))
    told = read_published(*(bytes_of(path).decode("utf-8", "replace") for path in (published_lottery, drawn)))
    given = (("pool", pool), ("quotas", quotas), ("certificate", certificate))
    files = {name: bytes_of(path) for name, path in given if path is not None}
    found = _found(told, files)
    if not found.wrong:
        _hold_names(found, told, (pool, quotas), files, [bytes_of(path) for path in changes], language)
    elif changes:
        found.open.append("changes_not_checked")
    lines = [say("verify", code, lang=language) for code in found.wrong] or [say("verify", "all_well", lang=language)]
    lines += [say("verify", "look_at", lang=language, place=place) for place in told.misfits]
    lines += [say("verify", "name_differs", lang=language, name=name) for name in told.unlike]
    lines += [say("verify", code, lang=language, **filled) for code, filled in found.lines]
    lines += _proof_lines(found, language)
    lines += [say("verify", code, lang=language) for code in found.open]
    values = {"verified": not found.wrong, "wrong": found.wrong, "unproved": found.open, "names": told.unlike}
    deliver(
        shaped(form, values | {"places": told.misfits} | found.values, lines, language),
        output,
        lang=language,
        read=(published_lottery, drawn, pool, quotas, certificate, *changes),
    )
    if found.wrong:
        raise typer.Exit(1)


def _found(told: Published, files: dict[str, bytes]) -> _Found:
    wrong = check(told.lottery, told.draw, files)
    wrong += ["wrong_names"] if told.unlike else []
    wrong += ["misshapen"] if told.misfits and not wrong else []
    found = _Found(wrong, [] if UNREADABLE & set(wrong) else unproved(told.draw, files))
    found.open += ["names_not_compared"] if told.names_without_salts else []
    proof = json.loads(files["certificate"]) if "certificate" in files and not wrong else {}
    if proof.get("kind", "none") != "none":
        found.values = {"gap": proof["gap"], "enough": enough(proof["people"])}
    return found


def _proof_lines(found: _Found, lang: str) -> list[str]:
    if not found.values.get("enough"):
        return []
    shown = {name: at_most(found.values[name], lang=lang) for name in ("gap", "enough")}
    return [say("verify", "gap", lang=lang, **shown)]


def _hold_names(
    found: _Found,
    told: Published,
    paths: tuple[Path | None, Path | None],
    files: dict[str, bytes],
    changes: list[bytes],
    lang: str,
) -> None:
    """Hold what only somebody with the names can: all panels against the quotas, and who came for whoever left."""
    public, drawn = json.loads(told.lottery), json.loads(told.draw)
    texts = [content.decode("utf-8", "replace") for content in changes]
    found.wrong += standing(public, drawn, texts).wrong
    pool, quotas = paths
    settings = public.get("settings")
    if not told.people or pool is None or quotas is None or settings is None:
        found.open += ["panels_not_held", *(["coming_not_checked"] if changes else [])]
        return
    people, wanted = read_again(pool, quotas, public["size"], settings, lang)
    proof = json.loads(files["certificate"]) if "certificate" in files else None
    held = hold_lottery(public, told.people, people, wanted, certificate=proof)
    found.wrong += held.wrong
    if held.broken:
        found.lines.append(
            ("which_panels", {"panels": ", ".join(map(str, held.broken[:FEW])), "all": len(held.broken)})
        )
    if not held.wrong and proof is not None:
        # Who lives together was looked up in the pool itself.
        found.open = [code for code in found.open if code != "certificate_households"]
    if not found.wrong and changes:
        others = other_people(drawn, texts, people=told.people, pool=people, quotas=wanted)
        found.wrong += ["others_came"] if others else []
        found.lines += [("which_change", {"number": number}) for number in others]
    found.values |= {"panels_held": len(public["panels"]), "broken_panels": list(held.broken)}
    if not held.wrong:
        found.lines.append(("panels_held", {"panels": len(public["panels"])}))
