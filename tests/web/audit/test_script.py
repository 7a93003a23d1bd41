"""Steps 14 and 15 of the demonstration's script: no total anywhere, and what is held back is held back everywhere."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from counterpoise.cli.main import app
from counterpoise.web.audit import models
from tests.web.project.test_routes import shown

pytestmark = pytest.mark.django_db
HERE = "/initiatives/lindehof-together/audit/"
ONCE = "0123456789abcdef"
CHAPTER = {"I4": "inclusion", "I5": "inclusion", "P2": "power", "N9": "interests"}
CODE = {"I4": "inclusion.staying", "I5": "inclusion.funnel", "P2": "reviews.influence", "N9": "interests.reasoning"}
READERS = ("citizen-1", "regional-manager", "")
TOTALS = re.compile(
    r"\b(overall|composite|total|final|power|participation|sum|average) (score|rating|grade|mark|index)\b"
    r"|\b(score|grade|rating|league|ranking of initiatives)\b|\b\d+ (out of|/) 100\b|★|\bA\+",
    re.IGNORECASE,
)
Visit = Callable[[str], Client]


@pytest.fixture(autouse=True)
def fresh(forgets: Callable[[], None], visit: Visit) -> None:  # noqa: ARG001 - nothing is kept between tests
    """One power check was run."""
    assert visit("citizen-1").post(f"{HERE}run/", {"once": ONCE}).status_code == 302


def article(client: Client, short: str) -> str:
    text = client.get(f"{HERE}{CHAPTER[short]}/").content.decode()
    return text.split(f'id="{short}"')[1].split("</article>")[0] if f'id="{short}"' in text else ""


def told(client: Client, code: str) -> dict[str, Any]:
    figures = client.get(f"{HERE}readings/check-{ONCE}/figures/").json()["initiatives"][0]["indicators"]
    found: dict[str, Any] = next(each for each in figures if each["code"] == code)
    return found


@pytest.mark.parametrize("short", ["I4", "I5", "N9"])
@pytest.mark.parametrize("person", READERS)
def test_who_stayed_who_was_seated_and_how_people_reason_is_held_back_for_everybody(
    person: str, short: str, visit: Visit
) -> None:
    line = told(visit(person), CODE[short])
    assert line["display"] == "suppressed"
    assert (line["value"], line["numerator"], line["denominator"], line["interval"]) == (None, None, None, None)
    assert (line["details"]["parts"], line["coverage"]) == ([], None)
    row = models.AuditFinding.objects.get(audit=f"check-{ONCE}", indicator=CODE[short])
    assert (row.display, row.value, row.numerator, row.denominator) == ("suppressed", None, None, None)
    figures = {
        "I4": ("0.38", "0,38", "38 %", "38%", "0.33"),
        "I5": ("0.26", "0,26", "27 %"),
        "N9": ("0.86", "0,86", "0.87"),
    }
    assert not [each for each in figures[short] if each in article(visit(person), short)]


@pytest.mark.parametrize("person", READERS)
def test_the_gap_in_felt_influence_is_medians_and_ranges_inside_and_nothing_in_public(
    person: str, visit: Visit
) -> None:
    line = told(visit(person), CODE["P2"])
    assert line["display"] == ("counts" if person else "suppressed")
    means = [each for each in line["details"]["parts"] if each["name"] in {"mean", "superiority"}]
    assert [each["value"] for each in means if each["value"] is not None] == []
    assert (line["value"], line["interval"]) == (None, None)
    text = article(visit(person), "P2")
    assert not [each for each in ("1.94", "1,94", "1.83", "3.78", "0.028") if each in text]
    if person:
        medians = {each["of"]: each["value"] for each in line["details"]["parts"] if each["name"] == "median"}
        assert medians == {"civic": 2, "organizational": 4}


@pytest.mark.parametrize("person", ["citizen-1", "regional-manager"])
def test_ones_own_export_holds_back_the_same_on_the_command_line(person: str, visit: Visit, tmp_path: Path) -> None:
    file, output = tmp_path / "record.zip", tmp_path / "audit.json"
    file.write_bytes(visit(person).get("/export/").content)
    with pytest.raises(SystemExit) as ended:
        app(["audit", str(file), "--at", "2015-06-30", "--edition", "shared", "--format", "json", "--initiative",
             "lindehof-together", "--output", str(output)])  # fmt: skip
    assert not ended.value.code
    lines = json.loads(output.read_text(encoding="utf-8"))["initiatives"][0]["indicators"]
    shown_as = {each["short"]: each["display"] for each in lines if each["short"] in CODE}
    assert shown_as == {"I4": "suppressed", "I5": "suppressed", "P2": "counts", "N9": "suppressed"}
    text = shown(visit(person).get("/export/"))
    assert set(re.findall(r'"person":"([^"]+)","ballot"', text)) <= {person}, "one's own ballots at most"
    assert '"preferences"' not in text


@pytest.mark.parametrize("person", READERS)
def test_no_page_of_the_power_check_no_figures_for_programs_and_no_export_holds_a_total(
    person: str, visit: Visit
) -> None:
    client = visit(person)
    pages = ["", *(f"{each}/" for each in ("expertise", "control", "inclusion", "interests", "power")), "readings/",
             f"readings/check-{ONCE}/", f"compare/?first=check-{ONCE}&second=check-{ONCE}"]  # fmt: skip
    for address in pages:
        text = re.sub(r"<[^>]+>", " ", client.get(f"{HERE}{address}").content.decode())
        assert not TOTALS.search(text), (address, TOTALS.search(text))
    figures = client.get(f"{HERE}readings/check-{ONCE}/figures/").json()
    assert set(figures) >= {"at", "edition", "initiatives"}
    for each in (figures, *figures["initiatives"]):
        assert not {"value", "score", "total", "index", "rank", "overall", "grade"} & set(each)
    if person:
        keys = set(re.findall(r'"(\w+)":', shown(client.get("/export/"))))
        assert keys
        assert not {key for key in keys if re.search(r"score|overall|grade|composite|league", key)}


@pytest.mark.parametrize("person", READERS)
def test_the_first_visit_after_something_was_written_costs_few_queries(
    person: str, visit: Visit, forgets: Callable[[], None]
) -> None:
    client = visit(person)
    for number, chapter in enumerate(("expertise", "control", "inclusion", "interests", "power")):
        words = {"once": f"{number:016x}", "text": "We see this differently."}
        assert visit("new-director").post(f"{HERE}contest/N2/", words).status_code == 302
        forgets()
        with CaptureQueriesContext(connection) as asked:
            assert client.get(f"{HERE}{chapter}/").status_code == 200
        assert len(asked) <= 15, (chapter, len(asked))
