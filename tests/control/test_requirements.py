from counterpoise.control.requirements import requirements
from counterpoise.record import Side
from counterpoise.record.initiatives import Matter
from counterpoise.record.mandates import Requirement
from tests.builders import at, case, moment, row


def test_requirements_are_counted_on_the_matters_that_were_looked_at() -> None:
    rows = [
        row(Matter, "meals"),
        row(Matter, "rooms"),
        row(Matter, "over", active_until=at("2014-01-01")),
        row(Requirement, "a", matter="meals", imposed_by="inspectorate", protects="food safety"),
        row(Requirement, "b", matter="meals", imposed_by="inspectorate", contested_by=Side.CIVIC),
        row(
            Requirement, "c", matter="meals", imposed_by=" ", contested_at=moment("2014-02"), changed_after_contest=True
        ),
        row(Requirement, "d", matter="over"),
    ]
    found = requirements(case(*rows), seed=1)
    assert (found.value, found.numerator, found.denominator) == (3.0, 3, 1)
    assert (found.known, found.candidates, found.evidence.excluded) == (1, 2, ("d",))
    told = {part.name: (part.numerator, part.denominator) for part in found.parts}
    assert told == {"protects_something": (1, 3), "contested": (2, 3), "changed": (1, 1)}
    assert found.details == {"matters": {"meals": 3}, "imposed_by": {"inspectorate": 2, "not_known": 1}}


def test_an_empty_case_has_no_figure() -> None:
    assert requirements(case(), seed=1).value is None
