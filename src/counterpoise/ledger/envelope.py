"""What one entry of the ledger shows to everybody, and how it is bound to what it tells of without showing it.

An envelope holds no name and no free text. What it tells of (the body) is bound by an HMAC with a salt of its own; body
and salt are kept elsewhere, so that they can be erased while the envelope, and with it the ledger, stays as it is.
"""

import hmac
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

__all__ = ["SALT_BYTES", "Envelope", "canonical", "commitment"]

SALT_BYTES = 32
"""How long a salt is, in bytes."""


def canonical(value: Mapping[str, Any]) -> bytes:
    """Write plain JSON in its one form: keys sorted, no spaces, UTF-8, no figures that JSON does not know.

    Parameters
    ----------
    value
        Whatever plain JSON can hold.

    Raises
    ------
    ValueError
        A figure is not finite.
    TypeError
        A value is no plain JSON.
    """
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return text.encode("utf-8")


def commitment(salt: bytes, body: Mapping[str, Any]) -> str:
    """Bind a body without showing it: HMAC-SHA256 of its canonical form under a salt (RFC 2104), in hex.

    Parameters
    ----------
    salt
        `SALT_BYTES` random bytes, used for this body alone.
    body
        What the entry tells of, as plain JSON.

    Raises
    ------
    ValueError
        The salt has another length.
    """
    if len(salt) != SALT_BYTES:
        raise ValueError(f"a salt has {SALT_BYTES} bytes, not {len(salt)}")  # noqa: EM102 - one place, one sentence
    return hmac.new(salt, canonical(body), "sha256").hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """What one entry shows to everybody.

    Attributes
    ----------
    log
        The log that it stands in.
    seq
        Its place there, from 0, without gaps.
    type
        What kind of event it tells of.
    actor
        A random name for who did it.
    object
        A random name for what it was done to.
    at
        When it was entered, in UTC.
    c
        The commitment to the body.
    """

    log: str
    seq: int
    type: str
    actor: str
    object: str
    at: datetime
    c: str

    def to_bytes(self) -> bytes:
        """Return the canonical form: the bytes that the ledger keeps and hashes.

        Raises
        ------
        ValueError
            `at` has no time zone.
        """
        if self.at.tzinfo is None:
            raise ValueError("an entry's time needs a time zone")
        at = self.at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
        return canonical({**asdict(self), "at": at})
