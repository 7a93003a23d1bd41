"""What was weighed, how both sides read it, and who came against who lives there, as a secretary keeps it."""

from datetime import date, datetime
from pathlib import Path

from counterpoise.audit.power import audit
from counterpoise.record import Consideration, Mode, Side
from counterpoise.record.decisions import Decision, Nearest
from counterpoise.record.participation import Margin, Population
from tests.formats.spreadsheets.workbooks import loaded, told

WEIGHED = {
    "besluiten": [
        ["BESLUIT", "besloten op", "Wat is afgewogen", "Bij wiens standpunt het ligt, vinden burgers",
         "Bij wiens standpunt het ligt, vindt de organisatie"],
        ["Sluiten", "3-11-2014", "geld; Welzijn, geld", "organisatie", "organisatie"],
        [None, None, None, None, None],
        ["Openblijven", "mrt 2013", None, "burgers", "burgers"],
        ["Later", "2015", "welzijn", None, "ertussenin"],
    ],
}  # fmt: skip

CAME = {
    "Wie kwam": [
        ["Kenmerk", "Categorie", "Aantal", "Van wie", "Vergadering", "Geteld op"],
        ["kerk", "gastkerk", 960, "bevolking", None, "1-1-2013"],
        ["kerk", "andere kerk", 840, "bevolking", None, "1-1-2013"],
        ["kerk", "geen", 600, "Bevolking", None, "1-1-2013"],
        ["Kerk", "Gastkerk", "27", "wie kwam", "Tweede avond", datetime(2013, 9, 26)],  # noqa: DTZ001 - as workbooks hold them
        ["kerk", "andere kerk", 21, "wie kwam", "tweede avond", "26-9-2013"],
        [None, None, None, None, None, None],
        ["kerk", "geen", "14", "deelnemers", "26-9-2013", "26 sept 2013"],
    ],
    "Vergaderingen": [["Datum", "Vergadering", "Aantal burgers"], ["26-09-2013", "Tweede avond", 62]],
    "Bevolking": [["Bevolking", "Gebied", "Aantal"], ["Ons dorp", "het dorp", "2.400"]],
}


def test_what_was_weighed_and_how_each_side_reads_the_outcome(tmp_path: Path) -> None:
    found = loaded(tmp_path / "raad.xlsx", WEIGHED)
    assert found.problems == ()
    closing, staying, later = found.record.rows(Decision)
    assert [one.kind for one in closing.considerations] == [Consideration.MONEY, Consideration.WELLBEING]
    assert {one.coder_side: one.nearest for one in staying.nearest} == {
        Side.CIVIC: Nearest.CIVIC,
        Side.ORGANIZATIONAL: Nearest.CIVIC,
    }
    assert [(one.coder_side, one.nearest) for one in later.nearest] == [(Side.ORGANIZATIONAL, Nearest.BETWEEN)]
    (raad,) = audit(found.record, at=date(2015, 6, 30), mode=Mode.HAPPENED).initiatives
    outcomes = raad.indicator("N4").reading
    assert (outcomes.numerator, outcomes.denominator) == (1, 2)


def test_those_who_came_are_compared_with_those_who_live_there(tmp_path: Path) -> None:
    found = loaded(tmp_path / "dorp.xlsx", CAME)
    assert found.problems == ()
    assert len(found.record.rows(Margin)) == 6
    (village,) = found.record.rows(Population)
    assert (village.name, village.size) == ("Ons dorp", 2400)
    (dorp,) = audit(found.record, at=date(2013, 12, 31), mode=Mode.HAPPENED).initiatives
    assert round(dorp.indicator("I2").reading.value or 0, 4) == 0.0355
    assert round(dorp.indicator("I1").reading.value or 0, 4) == 0.0765


def test_a_kind_of_reason_that_nobody_knows_is_named_with_what_was_nearly_meant(tmp_path: Path) -> None:
    rows = [["Besluit", "Besloten op", "Wat is afgewogen"], ["Sluiten", "3-11-2014", "welzijn, lgistiek"]]
    assert told(loaded(tmp_path / "raad.xlsx", {"Besluiten": rows})) == [
        ("Besluiten", 2, "Wat is afgewogen", "word_nearly")
    ]
