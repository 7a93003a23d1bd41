"""Read what a command is given, and write what it makes."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from errno import EACCES, EISDIR, ENOENT, ENOTDIR
from os import W_OK, access, fchmod, getpid, strerror
from pathlib import Path
from stat import S_IMODE

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from counterpoise.cli.speech import CommandError, problem_line, say, tell, tell_pieces
from counterpoise.formats.bundle import Loaded
from counterpoise.formats.loading import load

__all__ = ["deliver", "hold_places", "loaded", "loaded_clean", "progress"]


@contextmanager
def progress(label: str) -> Iterator[Callable[[int, int], None]]:
    """Show how far a long piece of work is, on standard error and only in a terminal."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield _say_nothing
        return
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    # What is printed meanwhile goes where it should go, not to where the bar is drawn.
    with Progress(*columns, console=console, transient=True, redirect_stdout=False, redirect_stderr=False) as bar:
        task = bar.add_task(label, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _say_nothing(done: int, total: int) -> None:
    """Show nothing: nobody is watching."""
    del done, total


def loaded(path: Path, *, lang: str) -> Loaded:
    """Read a bundle or a workbook, with everything that is wrong with it; tell what was not read of it."""
    with progress(say("done", "reading", lang=lang)) as step:
        # A workbook does not say when it was written down: that is now.
        found = load(path, recorded_at=datetime.now(UTC), progress=lambda name: step(0, 0) if name else None)
    for each in found.unread:
        tell(problem_line(each, lang=lang), error=True)
    return found


def loaded_clean(path: Path, *, lang: str) -> Loaded:
    """Read a bundle or a workbook in which nothing is wrong.

    Raises
    ------
    CommandError
        If something is wrong; each problem has been told on standard error by then.
    """
    found = loaded(path, lang=lang)
    if found.problems:
        for problem in found.problems:
            tell(problem_line(problem, lang=lang), error=True)
        raise CommandError("problems_found", number=number_of(found), path=path)
    return found


def number_of(found: Loaded) -> int:
    """Return how many problems there are, those included that were only counted."""
    return sum(problem.given["number"] if problem.code == "and_more" else 1 for problem in found.problems)


def deliver(content: str | Iterable[str], output: Path | None, *, lang: str, read: Iterable[Path | None] = ()) -> None:
    """Write a result to a file, in one piece, or to standard output.

    Parameters
    ----------
    content
        The result, whole or in pieces that follow on each other.
    output
        The file; None for standard output. A device or a pipe is written to; a link is followed.
    lang
        The language in which is said that it was written.
    read
        What the result was made from: none of it is ever overwritten.

    Raises
    ------
    CommandError
        If the file cannot be written, or is what was read; nothing half written is left.
    """
    pieces = (content.removesuffix("\n"), "\n") if isinstance(content, str) and output is None else _pieces(content)
    if output is None:
        tell_pieces(pieces)
        return
    hold_places((output,), read=read)
    try:
        place = output.resolve()
        if place.exists() and not (place.is_file() or place.is_dir()):
            with place.open("w", encoding="utf-8") as file:
                file.writelines(pieces)
        else:
            _replace(place, pieces)
    except OSError as error:
        raise CommandError("cannot_write", path=output, reason=error.strerror or str(error)) from error
    tell(say("done", "written", lang=lang, path=output), error=True)


def hold_places(outputs: Iterable[Path | None], *, read: Iterable[Path | None] = ()) -> None:
    """Hold that results can be written to all of these, before the first of them is.

    Parameters
    ----------
    outputs
        The files; nothing for standard output.
    read
        What the results are made from: none of it is ever overwritten.

    Raises
    ------
    CommandError
        If one of them is what was read or lies in it, is named twice, is a folder, or lies in none that can be
        written to.
    """
    sources = [each.resolve() for each in read if each is not None]
    seen: set[Path] = set()
    for output in outputs:
        if output is None:
            continue
        place = output.resolve()
        if any(place == one or one in place.parents for one in sources):
            raise CommandError("onto_input", path=output)
        try:
            reason = _not_writable(place)
        except OSError as error:
            reason = error.strerror or str(error)
        if reason:
            raise CommandError("cannot_write", path=output, reason=reason)
        if place in seen and (place.is_file() or not place.exists()):
            raise CommandError("same_place", exit_code=2, path=output)
        seen.add(place)


def _not_writable(place: Path) -> str:
    if place.is_dir():
        return strerror(EISDIR)
    if not place.parent.is_dir():
        return strerror(ENOTDIR if place.parent.exists() else ENOENT)
    # A file is replaced by a new one beside it; a device or pipe is written to itself.
    there = place if place.exists() and not place.is_file() else place.parent
    return "" if access(there, W_OK) else strerror(EACCES)


def _pieces(content: str | Iterable[str]) -> Iterable[str]:
    return (content,) if isinstance(content, str) else content


def _replace(place: Path, pieces: Iterable[str]) -> None:
    if place.is_dir():
        raise IsADirectoryError(EISDIR, strerror(EISDIR))
    # Beside the place itself, so that the last step is one rename on the same disk.
    scratch = place.with_name(f".counterpoise.{getpid()}")
    try:
        # As readable as the file that it replaces, or as the reader's own setting makes new files.
        with scratch.open("x", encoding="utf-8") as file:
            if place.is_file():
                fchmod(file.fileno(), S_IMODE(place.stat().st_mode))
            file.writelines(pieces)
        scratch.replace(place)
    except BaseException:
        scratch.unlink(missing_ok=True)
        raise
