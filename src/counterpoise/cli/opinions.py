"""``counterpoise opinions``: who thinks alike, what holds across groups, and how sure one can be."""

import json
import tempfile
import time
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from counterpoise.audit.report.html import framed
from counterpoise.cli.files import deliver, loaded_clean, progress
from counterpoise.cli.options import Format, FormatOption, LangOption, OutputOption
from counterpoise.cli.speech import CommandError, reader_language, say, tell
from counterpoise.formats.polis import Conversation, Statement, VotesFileError, read_votes, write_votes
from counterpoise.formats.problems import FileProblem
from counterpoise.interests.opinions.heldout import HeldOut, evaluate
from counterpoise.interests.opinions.mapping import OpinionMap, TooLittleError, map_model, map_polis
from counterpoise.interests.opinions.record import texts_in, votes_in
from counterpoise.interests.opinions.report import words
from counterpoise.interests.opinions.report.html import to_html
from counterpoise.interests.opinions.report.json import to_json
from counterpoise.interests.opinions.report.telling import tell as tell_map
from counterpoise.interests.opinions.report.text import to_text
from counterpoise.interests.opinions.simulation import large
from counterpoise.interests.opinions.votes import NoVotesError, Votes

__all__ = ["opinions"]


class Mode(StrEnum):
    """Which way of finding groups."""

    MODEL = "model"
    POLIS = "polis"


def opinions(
    votes: Annotated[
        Path | None,
        typer.Argument(metavar="VOTES.csv|FOLDER", help="Votes, a folder as Polis exports it, or a bundle."),
    ] = None,
    statements: Annotated[
        Path | None, typer.Option("--statements", metavar="FILE", help="A table with the words of statements.")
    ] = None,
    mode: Annotated[Mode, typer.Option("--mode", help="The better model, or the algorithm of Polis.")] = Mode.MODEL,
    evaluate_it: Annotated[  # noqa: FBT002 - a switch of the command line
        bool, typer.Option("--evaluate", help="Hide some votes and say how well they are foretold.")
    ] = False,
    scale: Annotated[
        str, typer.Option("--scale", metavar="N,M,V", help="Make up N people, M statements and V votes, and map these.")
    ] = "",
    seed: Annotated[int, typer.Option("--seed", help="The seed of every draw.")] = 42,
    lang: LangOption = None,
    form: FormatOption = Format.TEXT,
    output: OutputOption = None,
) -> None:
    """Map the opinions behind votes on statements: groups, what unites and divides, and how sure one can be."""
    language = reader_language(lang)
    started = time.process_time()
    if (votes is None) is not bool(scale):
        raise _refused("two_given" if votes else "nothing_given", language, exit_code=2)
    try:
        read = _made(scale, seed, language) if votes is None else _read(votes, statements, language)
        shown = read.shown
        if not shown.size:
            raise _refused("all_hidden", language)
        found = _mapped(shown, mode, seed, language)
        held_out = evaluate(shown, seed=seed) if evaluate_it else None
    except VotesFileError as error:
        for problem in error.problems:
            tell(_problem_line(problem, language), error=True)
        raise _refused("problems_found", language, path=str(votes), number=str(_number_of(error))) from error
    except TooLittleError as error:
        raise _refused(error.problem, language) from error
    except NoVotesError as error:
        raise _refused("no_votes", language) from error
    spent = time.process_time() - started
    content = _written(found, read, held_out, form=form, lang=language, spent=spent)
    deliver(content, output, lang=language, read=(votes, statements))


def _refused(code: str, lang: str, *, exit_code: int = 1, **given: str) -> CommandError:
    return CommandError("opinions", exit_code=exit_code, message=words.say("errors", code, lang=lang, **given))


def _number_of(error: VotesFileError) -> int:
    return sum(one.given["number"] if one.code == "and_more" else 1 for one in error.problems)


def _problem_line(problem: FileProblem, lang: str) -> str:
    what = words.say("problems", problem.code, lang=lang, **problem.given)
    place = "place" if problem.line else "file"
    return words.say("problems", place, lang=lang, file=problem.file, line=problem.line, problem=what)


def _read(path: Path, statements: Path | None, lang: str) -> Conversation:
    if path.suffix.lower() in {".zip", ".xlsx"} or (path / "manifest.json").is_file():
        record = loaded_clean(path, lang=lang).record
        texts = {name: Statement(text) for name, text in texts_in(record).items()}
        return Conversation(votes_in(record), texts)
    with progress(say("done", "reading", lang=lang)) as step:
        return read_votes(path, statements=statements, progress=step)


def _made(scale: str, seed: int, lang: str) -> Conversation:
    """Write a made-up conversation to a file and read it, as one of people is read."""
    try:
        n, m, v = (int(part) for part in scale.split(","))
    except ValueError as error:
        raise _refused("bad_scale", lang, exit_code=2, text=scale) from error
    if min(n, m, v) < 2 or v > n * m / 2:
        raise _refused("bad_scale", lang, exit_code=2, text=scale)
    with tempfile.TemporaryDirectory() as folder, progress(say("done", "reading", lang=lang)) as step:
        path = Path(folder) / "votes.csv"
        write_votes(*large(n, m, v, seed=seed), path)
        return read_votes(path, progress=step)


def _mapped(votes: Votes, mode: Mode, seed: int, lang: str) -> OpinionMap:
    with progress(say("done", "measuring", lang=lang)) as step:
        if mode is Mode.POLIS:
            return map_polis(votes, seed=seed)
        return map_model(votes, seed=seed, progress=step)


def _written(
    found: OpinionMap, read: Conversation, held_out: HeldOut | None, *, form: Format, lang: str, spent: float
) -> str:
    if form is Format.JSON:
        content = to_json(found, cpu_seconds=spent, held_out=held_out)
        return json.dumps(content, ensure_ascii=False, allow_nan=False)
    texts = {name: one.text for name, one in read.statements.items()}
    hidden = sum(one.hidden for one in read.statements.values())
    told = tell_map(found, texts=texts, lang=lang, hidden=hidden, held_out=held_out)
    title = words.say("map", "title", lang=lang)
    if form is Format.TEXT:
        return to_text(told, title=title)
    return framed(to_html(found, told, texts=texts, lang=lang, title=title), title=title, lang=lang)
