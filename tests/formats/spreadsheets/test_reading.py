"""A workbook filled in by hand is read as readily as a bundle: gaps are fine, words and orders of one's own too."""

from datetime import date, datetime
from pathlib import Path

from openpyxl import load_workbook

from counterpoise.formats.spreadsheets import read
from counterpoise.record import KnowledgeKind, Moment, Reply, Say, Side, check
from counterpoise.record.commitments import Commitment, Judgement, Promise, Verdict
from counterpoise.record.contributions import Contribution, Question, Reframe, ReframeReply
from counterpoise.record.decisions import Answer, Concern, Decision, DecisionState, Effect, Notice, Trace
from counterpoise.record.initiatives import Affects, Group, Initiative, Matter
from counterpoise.record.mandates import Basis, GroupSay, Limit, Mandate, MandateState, StatutoryMandate
from counterpoise.record.meetings import Attendance, Meeting
from counterpoise.record.people import Body, BodyKind
from tests.formats.spreadsheets.workbooks import NOW, loaded, plain, put, template, told

DECISIONS = ["Besloten op", "Besluit", "Genomen door", "Wie het raakt"]


def test_twelve_decisions_as_a_secretary_writes_them(tmp_path: Path) -> None:
    book = template(tmp_path / "raad.xlsx")
    book["Lees mij"]["B3"] = "Cliëntenraad Zonzicht"
    decisions = [
        ("3-11-2014", "Warm eten om zes uur", "Management", "Bewoners, Familie"),
        ("nov 2014", "Winterrooster", "management", "bewoners"),
        (date(2014, 12, 1), "Nieuwe stoelen", None, None),
        (2014, "Kat op de afdeling", "Team Zuid", None),
        (None, "Tuin opnieuw", None, "Bewoners"),
        *((f"{month}-1-2015", f"Besluit nummer {month}", "Bestuur", None) for month in range(1, 8)),
    ]
    for row, cells in enumerate(decisions, start=5):
        put(book["Besluiten"], row, dict(zip(DECISIONS, cells, strict=True)))
    for row, notice in enumerate(
        [
            ("warm eten om zes uur", "Clientenraad", "24 nov. 2014"),
            ("Warm eten om zes uur", "cliënten-raad", None),
            ("Winterrooster", "Bewoners", "dec 2014"),
        ],
        start=4,
    ):
        put(book["Verteld"], row, dict(zip(["Besluit", "Groep", "Verteld op"], notice, strict=True)))
    book.save(tmp_path / "raad.xlsx")
    seen: list[str] = []
    found = read(tmp_path / "raad.xlsx", recorded_at=NOW, progress=seen.append)
    record = found.record
    assert found.problems == ()
    assert "Besluiten" in seen
    assert [(row.id, row.title) for row in record.rows(Initiative)] == [
        ("clientenraad-zonzicht", "Cliëntenraad Zonzicht")
    ]
    assert len(record.rows(Decision)) == 12
    assert {row.initiative for row in record if row.TABLE != "initiatives"} == {"clientenraad-zonzicht"}
    assert [str(row.decided_at) for row in record.rows(Decision)][:5] == [
        "2014-11-03",
        "2014-11",
        "2014-12-01",
        "2014",
        "None",
    ]
    assert [(group.id, group.side) for group in record.rows(Group)] == [
        ("bewoners", Side.CIVIC),
        ("familie", Side.CIVIC),
        ("clientenraad", Side.CIVIC),
    ]
    assert [body.id for body in record.rows(Body)] == ["management", "team-zuid", "bestuur"]
    assert {row.group for row in record.rows(Notice) if row.decision == "warm-eten-om-zes-uur"} == {"clientenraad"}
    assert check(record) == ()
    assert read(tmp_path / "raad.xlsx", recorded_at=NOW) == found


def test_every_sheet_with_its_companions(tmp_path: Path) -> None:
    book = template(tmp_path / "all.xlsx", lang="en")
    for page in book.worksheets[1:-1]:
        for cell in page[3]:
            page.cell(4, cell.column, None if cell.column == 1 else cell.value)
        # Something of her own makes it a row of her own.
        page.cell(4, 1, 1)
        for cell in page[3]:
            cell.value = None
    book.save(tmp_path / "all.xlsx")
    found = read(tmp_path / "all.xlsx", recorded_at=NOW)
    assert len(found.record) == 1, "an example is an example wherever it stands"
    for page in book.worksheets[1:-1]:
        heads = [cell.value for cell in page[1]]
        page.cell(4, heads.index("Written down on") + 1, "30-6-2015")
    book.save(tmp_path / "all.xlsx")
    found = read(tmp_path / "all.xlsx", recorded_at=NOW)
    record = found.record
    assert found.problems == ()
    assert check(record) == ()
    assert record.rows(Answer)[0].concern == record.rows(Concern)[0].id
    assert record.rows(Answer)[0].happened_at == Moment.parse("2014-10-20")
    assert record.rows(Answer)[0].ok_for_asker is Reply.YES
    assert record.rows(Reframe)[0].question == record.rows(Question)[0].id
    assert record.rows(Reframe)[0].reply is ReframeReply.ACCEPTED
    assert record.rows(Trace)[0].contribution == record.rows(Contribution)[0].id
    assert record.rows(Trace)[0].effect is Effect.PARTLY
    assert record.rows(Trace)[0].knowledge_kind is KnowledgeKind.EXPERIENCE
    assert [(row.side, row.judgement) for row in record.rows(Verdict)] == [
        (Side.CIVIC, Judgement.PARTLY),
        (Side.ORGANIZATIONAL, Judgement.KEPT),
    ]
    assert record.rows(Commitment)[0].due_on == date(2015, 4, 1)
    assert record.rows(Meeting)[0].attendance == (
        Attendance(side=Side.CIVIC, people=7),
        Attendance(side=Side.ORGANIZATIONAL, people=2),
    )
    assert record.rows(Question)[0].meeting == record.rows(Meeting)[0].id
    mandate = record.rows(Mandate)[0]
    assert (mandate.say, mandate.basis, mandate.state) == (Say.DECIDE, Basis.AGREED, MandateState.AGREED)
    assert mandate.others == (GroupSay(group="residents", say=Say.ADVISE),)
    assert [(each.side, str(each.given_at)) for each in mandate.assents] == [
        (Side.CIVIC, "2014-10-01"),
        (Side.ORGANIZATIONAL, "2014-10-01"),
    ]
    assert record.rows(StatutoryMandate)[0].topics == ("food and drink",)
    assert {(row.matter, row.group) for row in record.rows(Affects)} == {
        ("mealtimes", "residents"),
        ("mealtimes", "family"),
    }
    assert record.rows(Group)[0].side is Side.CIVIC
    assert record.rows(Promise)[0].to == ("residents", "client-council")
    assert record.rows(Limit)[0].declared_at == Moment.parse("2014-09-01")
    assert {row.recorded_at.date() for row in record} == {date(2015, 6, 30)}


def test_a_list_made_without_the_template_in_english_in_any_order(tmp_path: Path) -> None:
    found = loaded(
        tmp_path / "list.xlsx",
        {
            "Notes": [["anything"]],
            "Decision list": [
                ["Decisions of our council"],
                [],
                ["Taken by", "colour", "DATE", "decision"],
                ["Board; ", "red", datetime(2014, 11, 3), "Close"],  # noqa: DTZ001 - as a workbook holds it
                [None, "blue", None, None],
                ["Raad van bestuur", None, 41946, "Open"],
            ],
        },
    )
    assert found.problems == ()
    assert [(row.title, str(row.decided_at), row.taken_by) for row in found.record.rows(Decision)] == [
        ("Close", "2014-11-03", "board"),
        ("Open", "2014-11-03", "board"),
    ]
    assert found.record.rows(Body)[0].kind is BodyKind.BOARD
    assert found.record.rows(Initiative)[0].title == "list"


def test_a_name_in_two_languages_is_one_group_and_its_own_sheet_goes_first(tmp_path: Path) -> None:
    found = loaded(
        tmp_path / "list.xlsx",
        {
            "Groepen": [["Groep", "Kant"], ["Cliëntenraad", "onafhankelijk"], ["Wijk Noord", None]],
            "Besluiten": [
                ["Besluit", "Wie het raakt", "Datum"],
                ["Sluiten", "client council\nwijk noord en familie", "2014"],
            ],
        },
    )
    assert found.problems == ()
    assert [(row.id, row.side) for row in found.record.rows(Group)] == [
        ("clientenraad", Side.INDEPENDENT),
        ("wijk-noord", None),
        ("familie", Side.CIVIC),
    ]
    assert found.record.rows(Group)[2].quote == "familie"


def test_a_body_and_a_group_of_one_name_are_known_of_each_other(tmp_path: Path) -> None:
    found = loaded(
        tmp_path / "list.xlsx",
        {
            "Organen": [["Orgaan", "Kant", "Soort"], ["Werkgroep Tuin", "burgerkant", "panel"]],
            "Verteld": [["Besluit", "Aan wie", "Datum"], ["Sluiten", "werkgroep tuin", "2014"]],
            "Besluiten": [["Besluit", "Datum"], ["Sluiten", "2014"]],
        },
    )
    assert found.problems == ()
    group = found.record.rows(Group)[0]
    assert (group.side, group.body, group.quote) == (Side.CIVIC, "werkgroep-tuin", "")


def test_a_decision_that_names_no_matter_is_one_of_its_own_where_it_touches_somebody(tmp_path: Path) -> None:
    found = loaded(
        tmp_path / "list.xlsx",
        {
            "Decisions": [
                ["Decision", "Whom it touches", "What was decided", "Drafted on"],
                ["Close", "Residents", None, "2014"],
                [None, None, "We open the garden again. " * 10, None],
                ["Close", "Residents", None, None],
            ]
        },
    )
    assert found.problems == ()
    rows = found.record.rows(Decision)
    assert [(row.id, row.matter, row.state) for row in rows] == [
        ("close", "close", DecisionState.DRAFT),
        ("decisions-row-3", None, DecisionState.TAKEN),
        ("close-2", "close", DecisionState.TAKEN),
    ]
    assert rows[1].title.startswith("We open the garden again.")
    assert [row.text for row in found.record.rows(Matter)] == ["Close"]
    assert len(found.record.rows(Affects)) == 1


def test_several_groups_in_one_cell_are_each_told(tmp_path: Path) -> None:
    found = loaded(
        tmp_path / "list.xlsx",
        {
            "Told": [
                ["Decision", "Group", "Told on"],
                ["Close", "Residents; Family", "3-11-2014"],
                ["Close", None, "2014"],
            ],
            "Decisions": [["Decision", "Date"], ["Close", "3-11-2014"]],
        },
    )
    assert found.problems == ()
    assert [(row.id, row.group) for row in found.record.rows(Notice)] == [
        ("close-residents-family", "residents"),
        ("close-residents-family-family", "family"),
        ("close", None),
    ]


def test_a_row_can_be_named_by_its_number_its_day_or_its_name(tmp_path: Path) -> None:
    found = loaded(
        tmp_path / "list.xlsx",
        {
            "Meetings": [["No.", "Date", "Meeting"], ["M1", "6-10-2014", "October"], ["M2", "6-11-2014", "November"]],
            "Questions": [
                ["Question", "At which meeting"],
                ["One?", "6-10-2014"],
                ["Two?", "m2"],
                ["Three?", "november"],
                ["Four?", datetime(2014, 11, 6)],  # noqa: DTZ001 - as a workbook holds it
            ],
        },
    )
    assert found.problems == ()
    assert [row.meeting for row in found.record.rows(Question)] == ["october", "november", "november", "november"]


def test_several_initiatives_in_one_workbook(tmp_path: Path) -> None:
    found = loaded(
        tmp_path / "list.xlsx",
        {
            "Initiatives": [["Initiative"], ["Meals"]],
            "Decisions": [
                ["Decision", "Date", "Initiative"],
                ["Soup", "2014", "Meals"],
                ["Tree", "2014", "Garden"],
                ["?!", "2014", None],
            ],
            "Told": [["Decision", "Group"], ["Tree", "Residents"]],
            "Groups": [["Group"], ["Residents"]],
            "Who decides": [["Who"], ["Board"]],
        },
    )
    assert told(found) == [("Decisions", 4, "", "which_initiative"), ("Who decides", 2, "", "which_initiative")]
    assert [row.id for row in found.record.rows(Initiative)] == ["meals", "garden"]
    assert [row.initiative for row in found.record.rows(Notice)] == ["garden"]
    assert [row.initiative for row in found.record.rows(Group)] == [None]


def test_merged_cells_say_the_same_in_each_of_their_rows(tmp_path: Path) -> None:
    path = plain(
        tmp_path / "list.xlsx",
        {
            "Verteld": [["Besluit", "Groep", "Verteld op"], ["Sluiten", "Bewoners", "2014"], [None, "Familie", "2015"]],
            "Besluiten": [["Besluit", "Datum"], ["Sluiten", "2014"]],
        },
    )
    book = load_workbook(path)
    book["Verteld"].merge_cells("A2:A9")
    book["Besluiten"].merge_cells("D5:F9")
    book.save(path)
    found = read(path, recorded_at=NOW)
    assert found.problems == ()
    assert [row.decision for row in found.record.rows(Notice)] == ["sluiten", "sluiten"]


def test_words_that_name_no_side_leave_it_open_and_half_a_mandate_stays_proposed(tmp_path: Path) -> None:
    found = loaded(
        tmp_path / "list.xlsx",
        {
            "Wie beslist": [
                [
                    "Onderwerp",
                    "Wie",
                    "Groepen met zeggenschap",
                    "Burgers zeiden ja op",
                    "Verschuift zeggenschap",
                    "Waar het op rust",
                ],
                ["Tuin", "Kring", "Buren", "1-2-2014", "centraal", None],
                ["Eten", "Kring", None, None, None, "wet"],
            ]
        },
    )
    assert found.problems == ()
    one, other = found.record.rows(Mandate)
    assert (one.state, one.direction, one.others, one.basis) == (MandateState.PROPOSED, 1, (), None)
    assert (other.state, other.direction) == (MandateState.AGREED, None)
    assert found.record.rows(Body)[0].side is None
    assert [row.text for row in found.record.rows(Matter)] == ["Tuin", "Eten"]
