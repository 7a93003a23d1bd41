"""A council's secretary fills in the workbook and gets a power check that can be read, in one command."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from counterpoise.cli.main import app
from counterpoise.record import Mode, Sight, look
from counterpoise.record.decisions import Decision
from counterpoise.record.initiatives import Group
from tests.formats.spreadsheets.workbooks import loaded, put, template

DECISIONS = [
    "Besloten op",
    "Besluit",
    "Genomen door",
    "Wie het raakt",
    "Onderwerp",
    "Redenen",
    "Concept op",
    "Draait terug",
]
TWELVE = [
    ("3-11-2014", "Warm eten om zes uur", "Management", "Bewoners, Familie", "Etenstijden", "Samen eten.", "sept 2014"),
    ("nov 2014", "Winterrooster activiteiten", "management", "bewoners"),
    ("1-12-2014", "Nieuwe stoelen in de zaal"),
    ("2014", "Kat op de afdeling", "Team Zuid", "Bewoners", None, "Bewoners vroegen erom."),
    (None, "Tuin opnieuw aanleggen", None, "Bewoners", None, None, "mei 2015"),
    (datetime(2015, 1, 12), "Bezoektijden ruimer", "Management", "Familie", "Bezoek"),  # noqa: DTZ001 - as people type it
    (
        "2-2-2015",
        "Warm eten weer om twaalf uur",
        "Management",
        "Bewoners",
        "Etenstijden",
        None,
        None,
        "warm eten om zes uur",
    ),
    ("3/3/2015", "Minder nachtdienst", "Raad van bestuur", "Bewoners; medewerkers", "Nachtdienst"),
    ("17 mrt 2015", "Kapper een dag minder", None, "Bewoners"),
    ("apr 2015", "Parkeren betaald", "bestuur", "Familie, Vrijwilligers"),
    ("11-5-2015", "Geluid in de gang", "Cliëntenraad"),
    ("8 juni 2015", "Zomerfeest in juli", "Clientenraad", "Bewoners"),
]
TOLD = [
    ("Warm eten om zes uur", "Bewoners", "24-11-2014"),
    ("warm eten om zes uur", "Clientenraad", "6-10-2014"),
    ("Warm eten om 6 uur", "familie", "dec 2014"),
    ("Winterrooster activiteiten", "bewoners", "nov 2014"),
    ("Minder nachtdienst", "Cliënten raad", "20-4-2015"),
    ("Parkeren betaald", "Familie", "nog niet"),
]


def run(*arguments: str | Path) -> int:
    """Run the command line and return how it ended."""
    with pytest.raises(SystemExit) as ended:
        app([str(argument) for argument in arguments])
    return int(ended.value.code or 0)


@pytest.fixture
def workbook(tmp_path: Path) -> Iterator[Path]:
    """Return a workbook that a secretary filled in, with one slip of the pen."""
    path = tmp_path / "raad.xlsx"
    book = template(path)
    book["Lees mij"]["B3"] = "Cliëntenraad Zonzicht"
    for row, cells in enumerate(TWELVE, start=4):
        put(book["Besluiten"], row, dict(zip(DECISIONS, cells, strict=False)))
    for row, cells in enumerate(TOLD, start=5):
        put(book["Verteld"], row, dict(zip(["Besluit", "Groep", "Verteld op"], cells, strict=True)))
    book.save(path)
    yield path
    assert [each.name for each in tmp_path.iterdir()] == ["raad.xlsx"], "nothing else is written"


def mended(path: Path) -> Path:
    """Put the slip of the pen right, as the secretary does after reading what is wrong."""
    from openpyxl import load_workbook

    book = load_workbook(path)
    book["Verteld"]["B7"] = "Warm eten om zes uur"
    book.save(path)
    return path


def test_a_slip_of_the_pen_is_told_in_one_line_and_nothing_is_computed(
    workbook: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("audit", workbook, "--lang", "nl") == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "raad.xlsx, blad Verteld, rij 7, kolom Besluit: “Warm eten om 6 uur” staat niet op blad Besluiten" in err
    assert "Traceback" not in err


def test_once_it_is_mended_the_power_check_can_be_read(workbook: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", mended(workbook), "--lang", "nl") == 0
    assert "geen problemen" in capsys.readouterr().out
    assert run("audit", workbook, "--lang", "nl") == 0
    out, err = capsys.readouterr()
    assert err == ""
    lines = out.splitlines()
    assert "Machtscheck" in lines[0]
    assert any("Zonzicht" in line for line in lines)
    assert "(N1, decisions.notice)" in out
    assert "(N2, decisions.unilateral)" in out
    assert "−29 dagen tot 29 dagen" in " ".join(out.split()), "a month is a range, not a made-up day"
    assert max(map(len, lines)) <= 80


def test_the_same_in_english_on_the_same_workbook(workbook: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("audit", mended(workbook), "--lang", "en") == 0
    assert "Power check" in capsys.readouterr().out


def test_one_can_look_back_at_what_had_happened_by_a_date(tmp_path: Path) -> None:
    rows = [["Besluit", "Datum", "Wie het raakt"], ["Een", "3-11-2014", "Bewoners"], ["Twee", "2015", "Familie"]]
    record = loaded(tmp_path / "list.xlsx", {"Besluiten": rows}).record

    def sight(day: date, mode: Mode) -> Sight:
        return look(record, at=day, mode=mode)

    (case,) = sight(date(2014, 12, 31), Mode.HAPPENED).cases
    assert [row.title for row in case.rows(Decision)] == ["Een"]
    assert len(case.rows(Group)) == 2
    assert sight(date(2014, 12, 31), Mode.RECORDED).cases == ()
    assert {row.recorded_at.astimezone(UTC).year for row in record} == {2015}


AGREED = ["Afgesproken op", "Afspraak", "Nagekomen, zeggen burgers?", "Wanneer burgers dat zeiden"]
CONCERNS = ["Gezegd op", "Zorg", "Over welk besluit"]


@pytest.fixture
def half_dated(workbook: Path) -> Path:
    """Return the workbook with a concern and two verdicts, of which only one verdict has a date."""
    from openpyxl import load_workbook

    book = load_workbook(mended(workbook))
    put(book["Zorgen en antwoorden"], 4, dict(zip(CONCERNS, (None, "Te laat voor mij.", TWELVE[0][1]), strict=True)))
    for row, said in enumerate(("2-2-2015", None), start=4):
        cells = ("20-10-2014", f"Vraag het de bewoners ({row})", "deels", said)
        put(book["Afspraken"], row, dict(zip(AGREED, cells, strict=True)))
    book.save(workbook)
    return workbook


def test_what_has_no_date_is_told_in_a_power_check_of_an_earlier_day(
    half_dated: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def told(verb: str, *options: str) -> str:
        assert run(verb, half_dated, "--at", "2015-03-01", *options) == 0
        return " ".join(capsys.readouterr().out.split())

    dutch = "3 regels hebben zelf geen datum en zijn na 1 maart 2015 opgeschreven. Daarom tellen ze hier niet mee"
    assert (
        f"{dutch} (zorgen: 1; wie het te horen kreeg: 1; of het is nagekomen: 1). Met een datum kan dat wel."
        in told("audit", "--lang", "nl")
    )
    english = "(concerns: 1; who was told: 1; whether it was kept: 1)"
    assert english in told("audit", "--lang", "en", "--format", "html")
    (found,) = json.loads(told("audit", "--format", "json"))["initiatives"]
    assert found["undated"] == {"concerns": 1, "notices": 1, "verdicts": 1}
    both = told("compare", "--with", "2015-02-01", "--lang", "en")
    assert f"after 1 March 2015, so they are not counted here {english}" in both
    assert "3 rows have no date of their own and were written down after 1 February 2015" in both
    assert told("compare", "--with", "2015-02-01", "--format", "html", "--lang", "en").count(english) == 2
