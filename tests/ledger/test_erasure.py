import pytest

from counterpoise.ledger.erasure import Ground, NothingErasedError, erasure


def test_an_erasure_says_which_entries_and_on_what_ground_and_nothing_else() -> None:
    assert erasure(log="common", entries=[4, 2, 4], ground=Ground.ASKED) == {
        "log": "common",
        "entries": [2, 4],
        "ground": "asked",
    }


@pytest.mark.parametrize("entries", [[], [-1, 3]])
def test_an_erasure_of_nothing_is_refused(entries: list[int]) -> None:
    with pytest.raises(NothingErasedError) as raised:
        erasure(log="common", entries=entries, ground=Ground.LEGAL_DUTY)
    assert raised.value.code == "nothing_erased"
