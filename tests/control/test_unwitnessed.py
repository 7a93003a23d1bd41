from counterpoise.control.unwitnessed import unwitnessed
from tests.builders import case


def test_without_a_ledger_there_is_no_figure() -> None:
    found = unwitnessed(case(), seed=1)
    assert found.value is None
    assert found.details == {"ledger": None}


def test_with_a_ledger_it_is_the_days_since_a_witness_signed() -> None:
    found = unwitnessed(case(), seed=1, days=12.5)
    assert (found.value, found.coverage, found.details) == (12.5, 1.0, {"ledger": {"days": 12.5}})
