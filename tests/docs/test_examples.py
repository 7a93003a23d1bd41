"""What a page asks its reader to run, runs, and gives what the page says."""

from pathlib import Path

import pytest

from tests.docs.examples import ExampleError, Session, commands
from tests.docs.pages import ROOT, pages, read

RUN = {"pycon", "python", "console"}


def with_examples() -> list[Path]:
    return [path for path in pages() if any(getattr(step, "language", "") in RUN for step in read(path).steps)]


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Session:
    """Return an empty folder to run in, with an English terminal."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    return Session(tmp_path)


@pytest.mark.parametrize("path", with_examples(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_example_of_a_page_runs(path: Path, session: Session) -> None:
    assert session.run(read(path)) > 0


def test_the_tutorials_have_examples() -> None:
    names = {path.relative_to(ROOT).as_posix() for path in with_examples()}
    assert {"docs/tutorial/notebook.md", "docs/tutorial/secretary.md", "docs/reference/bundle.md"} <= names


# ── each kind of example can fail ──


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("```pycon\n>>> 1 + 1\n3\n```\n", "Expected"),
        ("```console\n$ counterpoise check nowhere\n```\n", "ended with 1"),
        ("```console\n$ counterpoise template a.xlsx --lang en\nSomething else\n```\n", "expected:"),
        ("```console\n$ make coffee\n```\n", "no such target"),
        ("```console\n$ rm everything\n```\n", "nobody runs this"),
        ("On the sheet *Decisions*:\n\n| Decision |\n|---|\n| a |\n", "no workbook yet"),
        (
            (
                "```console\n$ counterpoise template a.xlsx --lang en\n```\n\n"
                "On the sheet *Decisions*:\n\n| Dessert |\n|---|\n| a |\n"
            ),
            "has no column Dessert",
        ),
    ],
)
def test_an_example_that_does_something_else_is_named(text: str, says: str, session: Session) -> None:
    page = session.folder / "page.md"
    page.write_text(text, encoding="utf-8")
    with pytest.raises(ExampleError, match=says):
        session.run(read(page))


def test_python_that_fails_is_named(session: Session) -> None:
    page = session.folder / "page.md"
    page.write_text("```python\nassert 1 == 2\n```\n", encoding="utf-8")
    with pytest.raises(AssertionError):
        session.run(read(page))


def test_commands_are_told_apart_from_what_they_print() -> None:
    assert list(commands("$ a b\nout\nmore\n$ c\n$ d\n")) == [("a b", "out\nmore\n"), ("c", ""), ("d", "")]
