from counterpoise.control.tune import tune
from counterpoise.record import Side
from counterpoise.record.initiatives import ProcessRole, ProcessRoleKind
from counterpoise.record.meetings import Meeting
from tests.builders import case, row


def test_who_calls_the_tune_is_a_grid_and_no_sum() -> None:
    rows = [
        row(ProcessRole, "a", role=ProcessRoleKind.AGENDA, side=Side.ORGANIZATIONAL),
        row(ProcessRole, "b", role=ProcessRoleKind.AGENDA, side=Side.CIVIC),
        row(ProcessRole, "c", role=ProcessRoleKind.MONEY),
        row(ProcessRole, "d"),
        row(Meeting, "m", agenda_by=Side.CIVIC, chair_side=Side.ORGANIZATIONAL),
    ]
    found = tune(case(*rows), seed=1)
    assert found.value is None
    assert found.details["grid"]["agenda"] == {"civic": 1, "organizational": 1, "independent": 0, "not_known": 0}
    assert found.details["grid"]["money"]["not_known"] == 1
    assert found.details["meetings"]["chair"]["organizational"] == 1
    assert found.details["meetings"]["minutes"]["not_known"] == 1
    assert (found.known, found.candidates, found.evidence.excluded) == (1, 8, ("c",))


def test_an_empty_case_knows_none_of_the_eight_tasks() -> None:
    found = tune(case(), seed=1)
    assert (found.known, found.candidates) == (0, 8)
    assert not any(count for line in found.details["grid"].values() for count in line.values())
