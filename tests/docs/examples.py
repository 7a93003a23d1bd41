"""Run what a page asks its reader to run, in an empty folder, and compare what it says comes out."""

from __future__ import annotations

import doctest
import io
import re
import shlex
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

import openpyxl

from counterpoise.cli.main import app
from tests.docs.pages import ROOT, Block, Page, Typing

FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
OPEN_THE_SITE = {"demo", "serve"}
"""Verbs that run until somebody stops them; the site's own tests start them."""
OUTSIDE = {"git", "python3", "pip", "uv"}
"""Programs of others, which fetch or install something."""
FIRST_ROW = 4
"""Where people's own rows begin on a sheet, under the explanation and the example."""


class ExampleError(AssertionError):
    """An example does not do what its page says."""


class Session:
    """What the examples of one page share: the folder they run in, the names they make, the workbook they fill in."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.names: dict[str, Any] = {"__name__": "__main__"}
        self.workbook: Path | None = None

    def run(self, page: Page) -> int:
        """Run the examples of a page in order; return how many there were.

        Raises
        ------
        ExampleError
            At the first one that fails.
        """
        ran = 0
        for step in page.steps:
            if isinstance(step, Typing):
                self._type(step)
            elif step.language == "pycon":
                self._talk(step, page)
            elif step.language == "python":
                # What the pages of this project ask to run is run as it stands.
                exec(compile("\n" * (step.line - 1) + step.text, str(page.path), "exec"), self.names)  # noqa: S102 - our own pages
            elif step.language == "console":
                self._command(step, page)
            else:
                continue
            ran += 1
        return ran

    def _talk(self, block: Block, page: Page) -> None:
        test = doctest.DocTestParser().get_doctest(block.text, self.names, page.path.name, str(page.path), block.line)
        told = io.StringIO()
        failed = doctest.DocTestRunner(optionflags=FLAGS, verbose=False).run(test, out=told.write, clear_globs=False)
        self.names = test.globs
        if failed.failed:
            raise ExampleError(told.getvalue())

    def _command(self, block: Block, page: Page) -> None:
        for command, expected in commands(block.text):
            program, *words = shlex.split(command, comments=True)
            place = f"{page.path.name}:{block.line}: {command}"
            if Path(program).name == "counterpoise":
                if words[0] not in OPEN_THE_SITE:
                    self._counterpoise(words, expected, place)
            elif program == "make":
                target = rf"^{re.escape(words[0])}:"
                if not re.search(target, (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE):
                    message = f"{place}: there is no such target"
                    raise ExampleError(message)
            elif Path(program).name not in OUTSIDE:
                message = f"{place}: nobody runs this; give the block another language"
                raise ExampleError(message)

    def _counterpoise(self, words: list[str], expected: str, place: str) -> None:
        told = io.StringIO()
        ended: Any = 0
        try:
            with redirect_stdout(told), redirect_stderr(told):
                app(words)
        except SystemExit as end:
            ended = end.code
        if expected:
            if not doctest.OutputChecker().check_output(expected, told.getvalue(), FLAGS):
                message = f"{place}\nexpected:\n{expected}\ngot:\n{told.getvalue()}"
                raise ExampleError(message)
        elif ended:
            message = f"{place}: ended with {ended}:\n{told.getvalue()}"
            raise ExampleError(message)
        if words[0] == "template":
            self.workbook = self.folder / words[1]

    def _type(self, typing: Typing) -> None:
        if self.workbook is None:
            message = f"line {typing.line}: there is no workbook yet to type in"
            raise ExampleError(message)
        book = openpyxl.load_workbook(self.workbook)
        sheet = book[typing.sheet]
        columns = {str(cell.value): cell.column for cell in sheet[1]}
        for number, row in enumerate(typing.rows):
            for head, value in row.items():
                if head not in columns:
                    message = f"line {typing.line}: the sheet {typing.sheet} has no column {head}"
                    raise ExampleError(message)
                sheet.cell(row=FIRST_ROW + number, column=columns[head], value=value or None)
        book.save(self.workbook)


def commands(text: str) -> Iterator[tuple[str, str]]:
    """Yield each command of a block with the output that the page shows for it; a block needs a ``$`` before each."""
    command, output = "", ""
    for line in text.splitlines():
        if line.startswith("$ "):
            if command:
                yield command, output.strip("\n") and output
            command, output = line[2:], ""
        else:
            output += line + "\n"
    if command:
        yield command, output.strip("\n") and output
