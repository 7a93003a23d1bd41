from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterpoise.reviews.sealing import STEP, BrokenSealError, name_for, opened, sealed

OF_THE_SITE = "a secret of a site that nobody else knows"
PLAIN = st.dictionaries(st.text(max_size=10), st.text(max_size=200) | st.integers() | st.none(), max_size=10)


@settings(max_examples=30, deadline=None)
@given(told=PLAIN)
def test_what_was_sealed_comes_out_as_it_was_and_all_seals_look_alike(told: dict[str, object]) -> None:
    seal = sealed(told, secret=OF_THE_SITE, round_id="r")
    assert opened(seal, secrets=[OF_THE_SITE], round_id="r") == told
    assert len(seal) == len(sealed({}, secret=OF_THE_SITE, round_id="r"))
    assert len(seal) > STEP


def test_a_long_answer_takes_the_next_step_and_no_time_is_in_a_seal() -> None:
    short, long = (
        sealed({}, secret=OF_THE_SITE, round_id="r"),
        sealed({"a": "x" * STEP}, secret=OF_THE_SITE, round_id="r"),
    )
    assert len(long) > len(short)
    import base64

    assert base64.urlsafe_b64decode(short)[1:9] == bytes(8)


@pytest.mark.parametrize(("secret", "round_id"), [("another secret of the site", "r"), (OF_THE_SITE, "s")])
def test_no_other_secret_and_no_other_round_opens_it(secret: str, round_id: str) -> None:
    seal = sealed({"a": 1}, secret=OF_THE_SITE, round_id="r")
    with pytest.raises(BrokenSealError) as caught:
        opened(seal, secrets=[secret], round_id=round_id)
    assert caught.value.code == "reviews.broken_seal"
    assert opened(seal, secrets=["newer secret", OF_THE_SITE], round_id="r") == {"a": 1}


def test_a_changed_seal_is_refused() -> None:
    seal = bytearray(sealed({"a": 1}, secret=OF_THE_SITE, round_id="r"))
    seal[100] ^= 1
    with pytest.raises(BrokenSealError):
        opened(bytes(seal), secrets=[OF_THE_SITE], round_id="r")


def test_somebody_has_one_name_in_a_round_and_another_in_the_next() -> None:
    names = {name_for(who, secret=OF_THE_SITE, round_id=one) for who in ("her", "him") for one in ("r", "s")}
    assert len(names) == 4
    assert name_for("her", secret=OF_THE_SITE, round_id="r") in names
    assert all("her" not in name for name in names)
