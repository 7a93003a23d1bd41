"""What a council did about a legal right, written down in the workbook by hand."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from counterpoise.formats.bundle import read, write
from counterpoise.record import Side
from counterpoise.record.decisions import Decision
from counterpoise.record.legal import LegalStep, LegalStepKind, RemedyKind
from tests.formats.spreadsheets.workbooks import loaded, told

SHEETS = {
    "Besluiten": [["Besloten op", "Besluit", "Genomen door"], ["1-6-2015", "Nieuwe keuken", "Bestuur"]],
    "Stappen bij rechten": [
        ["Gedaan op", "Over welk besluit", "Wat is gedaan", "Welk middel", "Door wie", "Grond", "Tot", "Kant"],
        [
            "20-6-2015",
            "Nieuwe keuken",
            "middel gebruikt",
            "nietig verklaard",
            "Cliëntenraad",
            "Niet gevraagd",
            "",
            "burgers",
        ],
        ["8-6-2015", "nieuwe keuken", "meer tijd", "", "Bestuur", "Vakantie", "20-7-2015", ""],
    ],
}


def test_a_remedy_and_more_time_come_out_of_a_workbook_into_a_bundle_and_back(tmp_path: Path) -> None:
    found = loaded(tmp_path / "raad.xlsx", SHEETS)
    assert told(found) == []
    (kitchen,) = found.record.rows(Decision)
    used, longer = found.record.rows(LegalStep)
    assert (used.kind, used.remedy, used.decision, used.side) == (
        LegalStepKind.REMEDY_USED,
        RemedyKind.NULLITY,
        kitchen.id,
        Side.CIVIC,
    )
    assert (str(used.happened_at), used.ground) == ("2015-06-20", "Niet gevraagd")
    assert (longer.kind, longer.remedy, longer.until) == (LegalStepKind.TERM_EXTENDED, None, date(2015, 7, 20))
    write(found.record, tmp_path / "bundle")
    assert read(tmp_path / "bundle").record.rows(LegalStep) == (used, longer)


def test_a_remedy_that_nobody_knows_is_told_with_its_place(tmp_path: Path) -> None:
    head, used, _longer = SHEETS["Stappen bij rechten"]
    wrong = [*used[:3], "toverspreuk", *used[4:]]
    found = loaded(tmp_path / "raad.xlsx", {**SHEETS, "Stappen bij rechten": [head, wrong]})
    assert [(sheet, line, field) for sheet, line, field, _code in told(found)] == [
        ("Stappen bij rechten", 2, "Welk middel")
    ]
