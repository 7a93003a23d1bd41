"""Pools and quotas are read with any usual header, and whatever is wrong is named with its line and field."""

import pytest

from counterpoise.inclusion.lottery.pool import address_columns, read_pool, shared_addresses
from counterpoise.inclusion.lottery.problems import BadInputError, sentence
from counterpoise.inclusion.lottery.quotas import Quotas, read_quotas
from counterpoise.inclusion.lottery.tables import csv_table

QUOTAS = "feature,value,min,max\ngender,Female,1,2\ngender,Male,1,2\n"
POOL = "id,gender\na,Female\nb,Male\nc,male\n"


def quotas(text: str = QUOTAS, *, size: int = 2) -> Quotas:
    """Read quotas from text."""
    return read_quotas(csv_table(text.encode(), file="quotas.csv"), size=size)


def wrong(pool: str = POOL, wanted: str = QUOTAS, *, size: int = 2, column: str = "") -> set[tuple[str, int, str]]:
    """Return the code, line and field of everything that is wrong."""
    with pytest.raises(BadInputError) as refused:
        read_pool(csv_table(pool.encode(), file="pool.csv"), quotas(wanted, size=size), size=size, id_column=column)
    for lang in ("en", "nl"):
        assert all(sentence(problem, lang=lang) for problem in refused.value.problems)
    return {(problem.code, problem.line, problem.field) for problem in refused.value.problems}


@pytest.mark.parametrize("header", ["feature,value,min,max", "category,feature,min,max", "category,name,min,max"])
def test_every_usual_header_of_quotas_is_read(header: str) -> None:
    found = quotas(QUOTAS.replace("feature,value,min,max", header))
    assert [(row.feature, row.value, row.least, row.most) for row in found.rows] == [
        ("gender", "Female", 1, 2),
        ("gender", "Male", 1, 2),
    ]


def test_further_columns_of_quotas_are_passed_over() -> None:
    found = quotas("category,name,suggest min,suggest max,Current #,min,max\ng,F,,,,1,2\ng,M,,,,0,1\n")
    assert [(row.least, row.most) for row in found.rows] == [(1, 2), (0, 1)]


def test_people_without_ids_get_the_number_of_their_row() -> None:
    pool = read_pool(csv_table(b"gender\nFemale\nMale\n", file="p"), quotas(), size=2)
    assert pool.ids == ("1", "2")


def test_capitals_and_spaces_do_not_matter_and_ids_are_taken_from_the_column_named() -> None:
    table = csv_table("name,Gender\nx, FEMALE\ny,male \n".encode("utf-8-sig"), file="p")
    pool = read_pool(table, quotas(), size=2, id_column="name")
    assert pool.ids == ("x", "y")
    assert pool.values == ((0,), (1,))


@pytest.mark.parametrize(
    ("pool", "found"),
    [
        ("id,gender\na,Female\n,Male\nc,Male\n", ("blank_id", 3, "id")),
        ("id,gender\na,Female\na,Male\nc,Male\n", ("double_id", 3, "id")),
        ("id,gender\na,Female\nb,Man\nc,Male\n", ("unknown_value", 3, "gender")),
        ("id,gender\na,Female\nb,\nc,Male\n", ("blank", 3, "gender")),
        ("id,gender\na,Female\nb\nc,Male\n", ("other_number_of_values", 3, "")),
        ("id;gender\na,Female\n", ("other_number_of_values", 2, "")),
        ("id,sex\na,Female\nb,Male\n", ("feature_missing", 1, "gender")),
        ("id,gender,gender\na,Female,x\n", ("column_twice", 1, "gender")),
        ("", ("empty_file", 0, "")),
        ("id,gender\n", ("no_rows", 0, "")),
        ("id,gender\na,Female\n", ("size_above_pool", 0, "")),
        ('id,gender\na,"Female\n', ("broken_quotes", 2, "")),
    ],
)
def test_what_is_wrong_in_a_pool_is_named_with_its_place(pool: str, found: tuple[str, int, str]) -> None:
    assert found in wrong(pool)


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ("gender,Female,x,2\ngender,Male,0,2\n", ("not_a_number", 2, "min")),
        ("gender,Female,-1,2\ngender,Male,0,2\n", ("not_a_number", 2, "min")),
        ("gender,Female,,2\ngender,Male,0,2\n", ("blank", 2, "min")),
        ("gender,Female,2,1\ngender,Male,0,2\n", ("least_above_most", 2, "min")),
        ("gender,Female,0,2\ngender,female,0,2\n", ("quota_twice", 3, "value")),
        ("gender,Female,2,2\ngender,Male,1,2\n", ("least_too_many", 2, "gender")),
        ("gender,Female,0,1\ngender,Male,0,0\n", ("most_too_few", 2, "gender")),
        ("gender,Female,2,2\ngender,Male,0,0\n", ("too_few_in_pool", 2, "gender")),
    ],
)
def test_what_is_wrong_in_quotas_is_named_with_its_place(rows: str, found: tuple[str, int, str]) -> None:
    assert found in wrong(wanted="feature,value,min,max\n" + rows)


def test_other_encodings_and_workbooks_under_another_name_are_named() -> None:
    for content, code, line in (
        ("id,gender\na,Fémale\n".encode("latin-1"), "not_utf8", 2),
        ("id,gender\n".encode("utf-16"), "not_utf8", 1),
        (b"PK\x03\x04 and so on", "not_a_csv", 0),
        (b"id,gender\na,\x00\n", "not_text", 2),
    ):
        with pytest.raises(BadInputError) as refused:
            csv_table(content, file="pool.csv")
        assert (refused.value.problems[0].code, refused.value.problems[0].line) == (code, line)


def test_an_address_that_two_people_share_is_named_and_makes_them_a_household() -> None:
    table = csv_table(b"id,gender,address,zip\na,Female,Road 1,X\nb,Male,road  1,x\nc,Male,,\nd,Male,,\n", file="p")
    assert address_columns(table) == ("address", "zip")
    shared = shared_addresses(table, ("address", "zip"))
    assert [(problem.line, problem.given["first"]) for problem in shared] == [(3, 2)]
    pool = read_pool(table, quotas(), size=2, addresses=("address", "zip"))
    assert pool.households is not None
    assert pool.households[0] == pool.households[1]
    assert len(set(pool.households)) == 3


@pytest.mark.parametrize("sign", [";", "\t", "|", ","])
@pytest.mark.parametrize("marks", ['"{}"', "{}"])
def test_whatever_the_first_line_has_most_of_separates_the_values(sign: str, marks: str) -> None:
    rows = [("id", "leeftijd, in jaren" if marks != "{}" else "leeftijd"), ("a", "18 tot 39"), ("b", "40 of ouder")]
    text = "\r\n".join(sign.join(marks.format(value) for value in row) for row in rows)
    table = csv_table(text.encode("utf-8-sig"), file="p")
    assert [row for _, row in table.rows] == rows[1:]
    assert table.header == rows[0]


@pytest.mark.parametrize(
    "header",
    ["kenmerk;waarde;minimaal;maximaal", "Kenmerk;Categorie;Minstens;Hoogstens", "categorie;kenmerk;minimum;maximum"],
)
def test_quotas_of_a_dutch_spreadsheet_are_read_with_decimal_commas(header: str) -> None:
    found = quotas(f"{header}\r\ngeslacht;vrouw;5,0;6\r\ngeslacht;man;4;5,00\r\n", size=10)
    assert [(row.feature, row.value, row.least, row.most) for row in found.rows] == [
        ("geslacht", "vrouw", 5, 6),
        ("geslacht", "man", 4, 5),
    ]
    with pytest.raises(BadInputError) as error:
        quotas(f"{header}\r\ngeslacht;vrouw;4,5;6\r\n", size=10)
    assert [(one.code, one.line) for one in error.value.problems] == [("not_a_number", 2)]


def test_a_dutch_pool_is_read_by_its_own_columns() -> None:
    table = csv_table(b"Deelnemersnummer;gender;straat;woonplaats\nx7;Female;Dorpsstraat 1;Lindehof\n", file="p")
    anybody = quotas("feature,value,min,max\ngender,Female,0,2\ngender,Male,0,2\n", size=1)
    assert read_pool(table, anybody, size=1).ids == ("x7",)
    assert address_columns(table) == ("straat", "woonplaats")
