"""Every page leads somewhere, says nothing about how it came to be, and is short enough for those who read it."""

import re
from pathlib import Path

import pytest

from tests.docs.pages import ROOT, Block, length, pages, read, sentences

LONGEST = 25
"""How many words a sentence may have on a page for people who use the software."""

NUMBERING = {
    "a rule's number": r"(?<![\w-])[A-Z]-\d+\b(?!\.\d)",
    "a numbered section": r"§\s?\d",
    "a mark of where something was seen": r"\[(?:S \d[\d, ]*|P|M|D|A|mem)\](?!\()",
    "a page of the drafts": r"(?<![\w-])(?:concepts|demo|experience|records-and-rules|opinion-model)\.md\b",
}
"""What nobody who reads the pages can look up."""


def for_users() -> list[Path]:
    docs = ROOT / "docs"
    prose = [docs / "tutorial", docs / "how-to", docs / "explanation"]
    below = [path for path in pages() if any(path.is_relative_to(folder) for folder in prose)]
    return [ROOT / "README.md", docs / "index.md", *below]


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", pages(), ids=name)
def test_every_link_within_the_project_leads_somewhere(path: Path) -> None:
    assert dead_links(path) == []


@pytest.mark.parametrize("path", pages(), ids=name)
def test_no_page_uses_numbers_that_nobody_can_look_up(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert [(what, found[0]) for what, pattern in NUMBERING.items() for found in re.finditer(pattern, text)] == []


@pytest.mark.parametrize("path", for_users(), ids=name)
def test_sentences_for_people_who_use_the_software_are_short(path: Path) -> None:
    assert [(line, text) for line, text in sentences(read(path)) if length(text) > LONGEST] == []


def test_every_page_of_the_docs_can_be_reached_from_the_first() -> None:
    reached: set[Path] = set()
    waiting = [ROOT / "docs" / "index.md"]
    while waiting:
        path = waiting.pop()
        if path in reached or not path.exists():
            continue
        reached.add(path)
        blocks = (step for step in read(path).steps if isinstance(step, Block))
        trees = [block.text for block in blocks if block.language == "{toctree}"]
        names = [line for tree in trees for line in tree.splitlines() if line and not line.startswith(":")]
        waiting += [found.resolve() for each in names for found in sorted(path.parent.glob(f"{each}.md"))]
    assert sorted(name(path) for path in pages() if path.parent != ROOT and path not in reached) == []


def dead_links(path: Path) -> list[str]:
    found = []
    for line, link in read(path).links:
        if re.match(r"[a-z]+:", link):
            continue
        file, _, anchor = link.partition("#")
        target = (path.parent / file).resolve() if file else path
        if target.parent == ROOT / "docs" / "reference" / "generated":
            continue  # made from the library by `make docs`, whose build fails when it is not there
        if not target.exists():
            found.append(f"line {line}: {link}: there is no such file")
        elif anchor and target.suffix == ".md" and anchor not in read(target).headings:
            found.append(f"line {line}: {link}: there is no such heading")
    return found


# ── each rule can fail ──


def test_a_dead_link_is_named(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# One\n\n[a](gone.md) [b](#one) [c](#two) [d](page.md#one) [e](https://example.org)\n", "utf-8")
    assert dead_links(page) == [
        "line 3: gone.md: there is no such file",
        "line 3: #two: there is no such heading",
    ]


@pytest.mark.parametrize(
    "text", ["as D-" + "5 says", "see §" + "5.12", "said in the paper [" + "P]", "of demo" + ".md"]
)
def test_numbers_that_nobody_can_look_up_are_found(text: str) -> None:
    assert any(re.search(pattern, text) for pattern in NUMBERING.values())


@pytest.mark.parametrize("text", ["EUPL-1.2", "SHA-256 and UTF-8", "E3 and C1", "[P](page.md)", "decisions.md"])
def test_names_that_people_know_are_left_alone(text: str) -> None:
    assert not any(re.search(pattern, text) for pattern in NUMBERING.values())


def test_sentences_are_told_apart_and_code_is_one_word(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "# A heading is no sentence\n\nOne two\nthree. Four `counterpoise audit x --at y`!\n\n- a [b c](d.md)\n- e\n\n"
        "| a | table |\n|---|---|\n\n```text\nno words here\n```\n",
        "utf-8",
    )
    assert list(sentences(read(page))) == [(3, "One two three."), (3, "Four code!"), (6, "a b c"), (7, "e")]
    assert [length(text) for _, text in sentences(read(page))] == [3, 2, 3, 1]


def test_a_heading_that_stands_twice_gets_a_number(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# One\n## One\n## One: two\n", "utf-8")
    assert read(page).headings == ["one", "one-1", "one-two"]
