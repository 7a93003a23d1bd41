"""Codes that people write down and read out: short, without signs that can be taken for each other, self-checking.

The alphabet has 23 signs. As 23 is a prime, the last sign of a code tells every single wrong sign and every two signs
that changed places (weights 1, 2, 3 … modulo 23; the principle of the check sign of an ISBN-10).
"""

from collections.abc import Sequence
from hashlib import sha256

__all__ = ["ALPHABET", "LENGTH", "code_from", "read_code", "spelled"]

ALPHABET = "34679ACDEFGHJKMNPQRTWXY"
"""No 0 and O, 1 and I and L, 2 and Z, 5 and S, 8 and B, U and V: in no hand can these signs be mistaken."""

LENGTH = 12
"""Eleven signs by chance, about 50 bits, and one that checks them. Read in three groups of four."""

# What people write for signs that the alphabet does not have.
_MEANT = {"O": "Q", "0": "Q", "V": "Y"}


def _check(signs: str) -> str:
    total = sum(place * ALPHABET.index(sign) for place, sign in enumerate(signs, start=1))
    return ALPHABET[total % len(ALPHABET)]


def code_from(chance: bytes, *, length: int = LENGTH) -> str:
    """Return a code.

    Parameters
    ----------
    chance
        At least 16 bytes that nobody can guess.
    length
        How many signs it has, the last of which checks the others; at most 23.

    Raises
    ------
    ValueError
        There is too little chance in it.
    """
    if len(chance) < 16:
        raise ValueError("a code needs at least 16 bytes of chance")
    number = int.from_bytes(sha256(chance).digest(), "big")
    signs = ""
    for _ in range(length - 1):
        number, rest = divmod(number, len(ALPHABET))
        signs += ALPHABET[rest]
    return signs + _check(signs)


def spelled(code: str, *, group: int = 4) -> str:
    """Return a code in groups, as it is printed: ``ABCD-EFGH-JKMN``."""
    return "-".join(code[start : start + group] for start in range(0, len(code), group))


def read_code(text: str, *, lengths: Sequence[int] = (LENGTH,)) -> str | None:
    """Return the code that somebody typed; nothing where it can not be one, as when a sign is wrong.

    Spaces, dashes and small letters do not matter.

    Parameters
    ----------
    text
        What was typed.
    lengths
        How many signs a code of this kind has.
    """
    signs = "".join(sign for sign in text.upper() if sign.isalnum())
    signs = "".join(_MEANT.get(sign, sign) for sign in signs)
    if len(signs) not in lengths or any(sign not in ALPHABET for sign in signs):
        return None
    return signs if _check(signs[:-1]) == signs[-1] else None
