"""Answers that wait for the moment at which both sides see them: nobody can read or count them by side before.

What somebody answered is locked with a key that is worked out from a secret of the site and from the round. A copy of
the database alone tells neither what was answered, nor by whom, nor how many of each side did: the side is inside the
seal, all seals have sizes in wide steps, and who answered is kept as a name that only the secret links to a person. It
is no protection against somebody who holds the secret as well and runs code on the machine; the pages say so.
"""

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping, Sequence
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

__all__ = ["STEP", "BrokenSealError", "name_for", "opened", "sealed"]

STEP = 16_384
"""The size of a seal grows in steps of this many bytes, so that it does not tell how much somebody wrote."""


class BrokenSealError(ValueError):
    """A seal cannot be opened: it was changed, or the secret of the site is another one than when it was made.

    Attributes
    ----------
    code
        Always ``"reviews.broken_seal"``.
    """

    code = "reviews.broken_seal"


def sealed(told: Mapping[str, Any], *, secret: str, round_id: str) -> bytes:
    """Seal what somebody answered.

    Parameters
    ----------
    told
        Plain JSON.
    secret
        The secret of the site.
    round_id
        The round: what is sealed for one round opens in no other.
    """
    plain = json.dumps(told, ensure_ascii=False, sort_keys=True).encode()
    # A seal holds no time: when somebody answered is nobody's business.
    return _lock(secret, round_id).encrypt_at_time(plain.ljust(-(-len(plain) // STEP) * STEP), 0)


def opened(seal: bytes, *, secrets: Sequence[str], round_id: str) -> dict[str, Any]:
    """Open a seal with the secret of the site, or with one of those that it had before.

    Raises
    ------
    BrokenSealError
        None of them opens it.
    """
    locks = MultiFernet([_lock(secret, round_id) for secret in secrets])
    try:
        told: dict[str, Any] = json.loads(locks.decrypt(seal))
    except InvalidToken as error:
        message = f"the answers of a round of review, {round_id!r}, cannot be opened with the secret of this site"
        raise BrokenSealError(message) from error
    return told


def name_for(who: str, *, secret: str, round_id: str) -> str:
    """Return the name under which somebody's answers are kept: the same every time, and nothing without the secret."""
    return hmac.new(secret.encode(), f"{round_id}\n{who}".encode(), hashlib.sha256).hexdigest()


def _lock(secret: str, round_id: str) -> Fernet:
    key = HKDF(algorithm=SHA256(), length=32, salt=None, info=f"counterpoise review {round_id}".encode())
    return Fernet(base64.urlsafe_b64encode(key.derive(secret.encode())))
