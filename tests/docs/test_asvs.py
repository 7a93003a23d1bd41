"""The page about the security standard: every answer has its evidence, and none points at nothing."""

from collections import Counter

from tests.docs.pages import ROOT
from tools.asvs_page import ANSWERS, CHAPTERS, asvs_page, requirements


def test_every_requirement_has_one_of_the_four_answers_and_a_word_of_evidence() -> None:
    rows = requirements()
    assert {row.answer for row in rows} <= set(ANSWERS)
    assert [row.number for row in rows if not row.evidence or not row.asks] == []
    assert [number for number, count in Counter(row.number for row in rows).items() if count > 1] == []
    assert {row.chapter for row in rows} == set(range(1, len(CHAPTERS) + 1))
    assert {row.level for row in rows} == {1, 2}


def test_evidence_that_names_a_file_names_one_that_is_there() -> None:
    for row in requirements():
        for word in row.evidence.replace(",", " ").replace(";", " ").split():
            if word.startswith(("tests/", "src/", "docs/", "tools/")):
                assert (ROOT / word).exists(), (row.number, word)


def test_the_page_counts_its_own_answers() -> None:
    rows, page = requirements(), asvs_page("<!-- made -->")
    counts = Counter(row.answer for row in rows)
    assert f"**{counts['yes']} yes, {counts['part']} in part, {counts['no']} no**" in page
    assert page.count("| **no** |") == counts["no"] > 0
