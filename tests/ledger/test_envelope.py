from __future__ import annotations

import hmac
import json
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoise.ledger.envelope import SALT_BYTES, Envelope, canonical, commitment

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(), lambda each: st.lists(each, max_size=3)
)
BODIES = st.dictionaries(st.text(), PLAIN, max_size=4)


def envelope(at: datetime) -> Envelope:
    return Envelope(log="common", seq=0, type="decision", actor="a1", object="b2", at=at, c="00")


@given(BODIES)
def test_a_body_has_one_form_whatever_the_order_of_its_keys(body: dict[str, object]) -> None:
    turned = dict(reversed(body.items()))
    assert canonical(body) == canonical(turned)
    assert json.loads(canonical(body)) == body


@given(BODIES, st.binary(min_size=SALT_BYTES, max_size=SALT_BYTES))
def test_a_commitment_is_the_hmac_of_that_form(body: dict[str, object], salt: bytes) -> None:
    assert commitment(salt, body) == hmac.new(salt, canonical(body), "sha256").hexdigest()


def test_another_body_or_another_salt_gives_another_commitment() -> None:
    salt = bytes(SALT_BYTES)
    assert commitment(salt, {"a": 1}) != commitment(salt, {"a": 2})
    assert commitment(salt, {"a": 1}) != commitment(b"\x01" * SALT_BYTES, {"a": 1})


def test_a_short_salt_is_refused() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        commitment(b"short", {})


def test_a_figure_that_json_does_not_know_is_refused() -> None:
    with pytest.raises(ValueError, match="JSON"):
        canonical({"a": float("nan")})


def test_times_are_written_in_utc() -> None:
    at = datetime(2015, 6, 30, 12, tzinfo=timezone(timedelta(hours=2)))
    assert json.loads(envelope(at).to_bytes())["at"] == "2015-06-30T10:00:00.000000Z"
    assert envelope(at).to_bytes() == envelope(at.astimezone(UTC)).to_bytes()


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        envelope(datetime(2015, 6, 30)).to_bytes()  # noqa: DTZ001 - refused just for that
