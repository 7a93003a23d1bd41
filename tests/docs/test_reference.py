"""The pages that are made say what the library says; a change of the library shows here until they are made anew."""

import shutil
from pathlib import Path

import pytest

from counterpoise.audit.measures import MEASURES
from counterpoise.cli.main import commands
from counterpoise.indicator import Measure
from counterpoise.record import TABLES, Case, Row, columns, help_texts
from counterpoise.statistics.disclosure import About
from tests.docs.pages import ROOT, read
from tools import reference


def test_no_made_page_has_drifted() -> None:
    assert reference.drifted() == [], "run: python -m tools.reference --write"


def copied(to: Path) -> Path:
    shutil.copytree(ROOT / reference.FOLDER, to / reference.FOLDER, ignore=shutil.ignore_patterns("generated"))
    reference.write(to)
    return to


def test_a_page_that_was_edited_by_hand_is_named_and_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = copied(tmp_path)
    page = root / reference.FOLDER / "indicators.md"
    page.write_text(page.read_text(encoding="utf-8").replace("E3: Whose", "E3: All"), encoding="utf-8")
    (root / reference.FOLDER / "record" / "attic.md").write_text("old\n", encoding="utf-8")
    assert reference.drifted(root) == ["indicators.md", "record/attic.md"]
    monkeypatch.setattr(reference, "drifted", lambda: ["indicators.md"])
    assert reference.main([]) == 1
    assert "docs/reference/indicators.md is not what the library says now" in capsys.readouterr().out
    monkeypatch.undo()
    assert reference.write(root) == ["indicators.md", "record/attic.md"]
    assert reference.drifted(root) == []


def test_a_page_that_is_not_there_is_named(tmp_path: Path) -> None:
    assert set(reference.drifted(tmp_path)) == set(reference.pages())


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.short)
def test_every_measure_is_told_in_full(measure: Measure[Case]) -> None:
    page = reference.indicators_page()
    _, _, rest = page.partition(f"### {measure.short}: ")
    entry = rest.partition("\n##")[0]
    assert f"`{measure.code}`" in entry
    assert f"`{measure.direction.value}`: " in entry
    for title in ("Value", "What else it gives", "What it cannot say", "How it could be gamed", "Where it comes from"):
        assert entry.partition(f"**{title}.** ")[2].partition("\n")[0].strip(), title


def test_everything_that_can_be_counted_has_words() -> None:
    assert set(reference.ABOUT) == {each.value for each in About}


def test_every_verb_has_its_help_on_the_page() -> None:
    page = reference.command_line_page()
    for command in commands.registered_commands:
        assert command.callback is not None
        name = command.name or command.callback.__name__
        assert f"## counterpoise {name}\n" in page
    assert "--as <recorded|happened>" in page


def test_every_field_of_every_table_is_explained() -> None:
    made = reference.pages()
    for module, kinds in reference.modules().items():
        page = made[f"record/{module}.md"]
        for kind in kinds:
            entry = page.partition(f"## {kind.TABLE}\n")[2].partition("\n## ")[0]
            own = {each.name for each in columns(kind)} - {each.name for each in columns(Row)}
            assert [name for name in own if f"| `{name}` | " not in entry] == []
            assert all(help_texts(kind)[name] for name in own), kind
    assert all(f"[{name}](record/" in made["record.md"] for name in TABLES)
    assert "|  |\n" not in "".join(made[f"record/{module}.md"] for module in reference.modules())


def test_anchors_are_those_that_the_pages_get() -> None:
    path = ROOT / reference.FOLDER / "indicators.md"
    links = [link for _, link in read(path).links if link.startswith("#")]
    assert len(links) == len(MEASURES)
    assert {link[1:] for link in links} <= set(read(path).headings)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("|a − b|", "\\|a − b\\|"),
        ("n_o * 2 < 3", "n\\_o \\* 2 \\< 3"),
        ("``closed_rooms`` and `a*b`", "``closed_rooms`` and `a*b`"),
        ("[−3, 1]", "\\[−3, 1\\]"),
    ],
)
def test_what_a_docstring_says_is_not_read_as_markdown(text: str, kept: str) -> None:
    assert reference.escaped(text) == kept
