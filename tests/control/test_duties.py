from counterpoise.control.duties import duties
from counterpoise.record import Say
from counterpoise.record.mandates import DutyMove, Mandate
from tests.builders import case, row


def test_a_duty_without_say_is_counted_once_however_many_versions_name_it() -> None:
    rows = [
        row(Mandate, "a", duty_moved=DutyMove.TO_CIVIC, duty="Coffee", say_with_it=None),
        row(Mandate, "a", version=2, duty_moved=DutyMove.TO_CIVIC, duty=" coffee", say_with_it=Say.NONE),
        row(Mandate, "b", duty_moved=DutyMove.TO_CIVIC, duty="walks", say_with_it=Say.DECIDE),
        row(Mandate, "c", duty_moved=DutyMove.TO_CIVIC, duty="meals"),
        row(Mandate, "d", duty_moved=DutyMove.TO_ORGANIZATION, duty="cleaning"),
        row(Mandate, "e"),
    ]
    found = duties(case(*rows), seed=1)
    assert (found.value, found.numerator, found.denominator) == (1.0, 1, 2)
    assert (found.known, found.candidates, found.evidence.excluded) == (2, 3, ("c",))
    assert found.evidence.numerator == ("a",)
    told = {part.name: (part.numerator, part.denominator) for part in found.parts}
    assert told == {"without_say": (1, 2), "to_organization": (1, 4)}
    assert [line["say"] for line in found.details["duties"]] == ["none", "decide", None]


def test_where_no_duty_moved_there_is_no_figure() -> None:
    assert duties(case(row(Mandate, "e")), seed=1).value is None
    assert duties(case(), seed=1).coverage is None
