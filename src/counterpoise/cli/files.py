"""Read what a command is given, and write what it makes."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from counterpoise.cli.speech import CommandError, problem_line, say, tell
from counterpoise.formats.bundle import Loaded
from counterpoise.formats.loading import load

__all__ = ["deliver", "loaded", "loaded_clean", "progress"]


@contextmanager
def progress(label: str) -> Iterator[Callable[[int, int], None]]:
    """Show how far a long piece of work is, on standard error and only in a terminal."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield _say_nothing
        return
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(label, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _say_nothing(done: int, total: int) -> None:
    """Show nothing: nobody is watching."""
    del done, total


def loaded(path: Path, *, lang: str) -> Loaded:
    """Read a bundle or a workbook, with everything that is wrong with it."""
    with progress(say("done", "reading", lang=lang)) as step:
        # A workbook does not say when it was written down: that is now.
        return load(path, recorded_at=datetime.now(UTC), progress=lambda name: step(0, 0) if name else None)


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


def deliver(content: str, output: Path | None, *, lang: str) -> None:
    """Write a result to a file, in one piece, or to standard output.

    Raises
    ------
    CommandError
        If the file cannot be written; nothing half written is left.
    """
    if output is None:
        tell(content.removesuffix("\n"))
        return
    scratch: Path | None = None
    try:
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=output.parent, delete=False) as file:
            scratch = Path(file.name)
            file.write(content)
        scratch.chmod(0o644)
        scratch.replace(output)
    except OSError as error:
        if scratch is not None:
            scratch.unlink(missing_ok=True)
        raise CommandError("cannot_write", path=output, reason=error.strerror or str(error)) from error
    tell(say("done", "written", lang=lang, path=output), error=True)
