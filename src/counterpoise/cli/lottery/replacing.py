"""Choose who takes the places of those who left, and write down what others can check of it."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from counterpoise.cli.files import deliver, hold_places
from counterpoise.cli.lottery.sharing import (
    AddressOption,
    IdOption,
    PoolOption,
    QuotasOption,
    bytes_of,
    frozen_before,
    read,
    same_files,
    shaped,
    told_problems,
    written_before,
)
from counterpoise.cli.options import Format, FormatOption, LangOption, OutputOption
from counterpoise.cli.speech import CommandError, reader_language
from counterpoise.inclusion.lottery.changes import published_change, standing
from counterpoise.inclusion.lottery.draw import SETTINGS, as_text
from counterpoise.inclusion.lottery.leaving import PanelGround, may_leave_panel, replacement_seed
from counterpoise.inclusion.lottery.problems import Problem, say
from counterpoise.inclusion.lottery.replacement import NotEnoughLeftError, Replacement, UnknownPersonError
from counterpoise.inclusion.lottery.replacement import replace as choose_replacement
from counterpoise.inclusion.lottery.telling import replacement_sentences
from counterpoise.inclusion.lottery.veils import canonical
from counterpoise.inclusion.lottery.verifier import DRAW, check

__all__ = ["replace"]

REHEARSAL = "counterpoise-rehearsal-1"
SizeOption = Annotated[
    int, typer.Option("--size", metavar="K", help="How many people a panel has; after a draw it is known.")
]
FrozenOption = Annotated[
    Path | None, typer.Option("--lottery", metavar="FILE", help="The lottery that was frozen, with its names.")
]
EarlierOption = Annotated[
    list[Path] | None,
    typer.Option("--earlier", metavar="FILE", help="What was published of replacements before; in order."),
]


@dataclass(slots=True)
class _Panel:
    """Who is on a panel now, and where that is known from: by name, and by hash where the frozen lottery is at hand."""

    drawn: dict[str, Any]
    people: list[str]
    chance: int | str
    away: list[str] = field(default_factory=list)
    veils: dict[str, str] = field(default_factory=dict)
    earlier: list[str] = field(default_factory=list)


def replace(
    pool: PoolOption,
    quotas: QuotasOption,
    drawn: Annotated[Path, typer.Option("--draw", metavar="FILE", help="The draw.")],
    gone: Annotated[list[str], typer.Option("--gone", metavar="ID", help="Who left; once for each.")],
    size: SizeOption = 0,
    unwilling: Annotated[
        list[str] | None, typer.Option("--unwilling", metavar="ID", help="Who cannot be asked any more.")
    ] = None,
    frozen: FrozenOption = None,
    earlier: EarlierOption = None,
    ground: Annotated[PanelGround | None, typer.Option("--ground", help="Why they left.")] = None,
    why: Annotated[str, typer.Option("--why", metavar="WORDS", help="Why, in words that everybody reads.")] = "",
    publish: Annotated[
        Path | None, typer.Option("--publish", metavar="FILE", help="Write here what others can check: no names.")
    ] = None,
    column: IdOption = "",
    address: AddressOption = None,
    seed: Annotated[
        int | None, typer.Option("--seed", help="Only after a rehearsal; after a draw its own chance is used.")
    ] = None,
    lang: LangOption = None,
    form: FormatOption = Format.TEXT,
    output: OutputOption = None,
) -> None:
    """Choose who takes the places of those who left, so that the quotas are kept as well as can be."""
    language = reader_language(lang)
    before = [path for path in (pool, quotas, drawn, frozen, *(earlier or [])) if path is not None]
    hold_places((publish, output), read=before)
    panel = _panel(drawn, frozen, earlier or [], seed, language)
    gone, refused = list(dict.fromkeys(gone)), list(dict.fromkeys(unwilling or ()))
    _hold_reason(publish, frozen, gone, ground, why, language)
    found = _chosen(panel, (pool, quotas), (size, column, address or []), gone, refused, language)
    lines = replacement_sentences(found, lang=language)
    if publish is not None and ground is not None:
        change = _change(panel, found, gone, refused, (ground, why.strip()))
        deliver(as_text(change) + "\n", publish, lang=language, read=before)
        lines.append(say("telling", "change_published", lang=language, file=publish))
    elif "commitment" in panel.drawn:
        lines.append(say("telling", "change_not_published", lang=language))
    values = {
        "replacements": list(found.people),
        "panel": list(found.panel),
        "broken": found.broken,
        "expected": found.expected,
    }
    deliver(shaped(form, values, lines, language), output, lang=language, read=before)


def _chosen(
    panel: _Panel,
    files: tuple[Path, Path],
    columns: tuple[int, str, list[str]],
    gone: list[str],
    refused: list[str],
    lang: str,
) -> Replacement:
    pool, quotas = files
    if "commitment" in panel.drawn:
        # Whoever could take people out of the pool, change a quota, or forget an address would choose who comes.
        same_files(panel.drawn["files"], {"pool": pool, "quotas": quotas}, lang)
        columns = _as_frozen(panel.drawn, columns, lang)
    if not columns[0]:
        raise told_problems((Problem("", 0, "--size", "size_missing"),), lang)
    people, wanted, _ = read(pool, quotas, *columns, lang)
    try:
        return choose_replacement(
            people, wanted, panel.people, gone, seed=panel.chance, unwilling=[*panel.away, *refused]
        )
    except UnknownPersonError as error:
        raise told_problems((Problem("", 0, "", "unknown_person", {"name": error.name}),), lang) from error
    except NotEnoughLeftError as error:
        given = {"wanted": error.wanted, "left": error.left}
        raise told_problems((Problem(people.file, 0, "", "not_enough_left", given),), lang) from error


def _panel(path: Path, frozen: Path | None, earlier: list[Path], seed: int | None, lang: str) -> _Panel:
    """Return the panel as it stands: drawn, or after the replacements that were published before."""
    told = written_before(path, {"people": [str], "format": str}, lang=lang)
    people = list(dict.fromkeys(told["people"]))
    if told["format"] == REHEARSAL:
        if frozen is not None or earlier:
            raise _usage("A rehearsal has no frozen lottery and no earlier replacements: leave these out.")
        return _Panel(told, people, 42 if seed is None else seed)
    if seed is not None:
        raise _usage("After a draw its own chance finds who comes: leave --seed out.")
    if earlier and frozen is None:
        raise _usage("--earlier needs --lottery: replacements that were published name nobody.")
    drawn = written_before(
        path, {**DRAW, "people": [str], "files": {str: str}, "size": int, "settings": SETTINGS}, lang=lang
    )
    panel = _Panel(drawn, people, replacement_seed(drawn))
    if frozen is not None:
        _follow(panel, (path, frozen), earlier, lang)
    return panel


def _follow(panel: _Panel, files: tuple[Path, Path], earlier: list[Path], lang: str) -> None:
    """Find the panel anew from the frozen lottery and the replacements before, by hash; no name is believed."""
    draw, frozen = files
    whole = frozen_before(frozen, lang=lang)
    if whole["commitment"] != panel.drawn["commitment"]:
        raise told_problems((Problem(frozen.name, 0, "", "lottery_of_another_draw"),), lang)
    if wrong := check(canonical(whole["public"]), as_text(panel.drawn), {}):
        what = [say("verify", code, lang=lang) for code in wrong]
        raise told_problems(tuple(Problem(draw.name, 0, "", "change_wrong", {"what": each}) for each in what), lang)
    panel.earlier = [bytes_of(path).decode("utf-8", "replace") for path in earlier]
    now = standing(whole["public"], panel.drawn, panel.earlier)
    if now.wrong:
        what = [say("verify", code, lang=lang) for code in now.wrong]
        name = earlier[-1].name
        raise told_problems(tuple(Problem(name, 0, "", "change_wrong", {"what": each}) for each in what), lang)
    panel.veils = {name: one["veil"] for name, one in whole["people"].items()}
    names = {veil: name for name, veil in panel.veils.items()}
    panel.people = sorted(names[veil] for veil in now.panel)
    panel.away = sorted(names[veil] for veil in now.away)


def _as_frozen(drawn: dict[str, Any], given: tuple[int, str, list[str]], lang: str) -> tuple[int, str, list[str]]:
    """Return how the pool was read when it was frozen, and refuse another size or other columns."""
    frozen = (drawn["size"], drawn["settings"]["id"], drawn["settings"]["address"])
    shown = [("--size", str(given[0] or ""), str(frozen[0])), ("--id", given[1], frozen[1])]
    shown.append(("--address", ", ".join(given[2]), ", ".join(frozen[2])))
    other = [
        Problem("", 0, option, "other_setting", {"given": one, "frozen": was or "–"})
        for option, one, was in shown
        if one and one != was
    ]
    if other:
        raise told_problems(tuple(other), lang)
    return frozen


def _hold_reason(
    publish: Path | None, frozen: Path | None, gone: list[str], ground: PanelGround | None, why: str, lang: str
) -> None:
    if publish is None:
        return
    if frozen is None:
        raise _usage("--publish needs --lottery: without it nobody has a hash.")
    kinds = {"kinds": ", ".join(PanelGround)}
    places = {"no_ground_of_leaving": "--ground", "no_words_of_leaving": "--why", "name_in_words": "--why"}
    codes = [one.code.partition(".")[2] for one in may_leave_panel(gone=gone, ground=ground, words=why, seated=())]
    found = [Problem("", 0, places.get(code, "--gone"), code, kinds) for code in codes]
    if publish.is_file():
        found.append(Problem(str(publish), 0, "--publish", "change_there"))
    if found:
        raise told_problems(tuple(found), lang)


def _change(
    panel: _Panel, found: Replacement, gone: list[str], unwilling: list[str], reason: tuple[PanelGround, str]
) -> dict[str, Any]:
    ground, words = reason
    return published_change(
        panel.drawn,
        panel.earlier,
        left=[panel.veils[name] for name in gone],
        came=[panel.veils[name] for name in found.people],
        unwilling=[panel.veils[name] for name in unwilling],
        ground=ground,
        words=words,
        broken=found.broken,
        at=datetime.now(UTC),
    )


def _usage(message: str) -> CommandError:
    return CommandError("usage", exit_code=2, message=message, command="lottery replace")
