"""Say in the order of strength: none, hear, advise, weighty advice, consent, co-decide, decide."""

from collections.abc import Iterable, Mapping

from counterpoise.record import Say

__all__ = ["strength", "strongest"]

_STRENGTH: Mapping[Say, int] = {say: number for number, say in enumerate(Say)}


def strength(say: Say | None) -> int:
    """Return the place of a say in the order of strength: 0 for none (or not known), 6 for deciding."""
    return _STRENGTH[say] if say is not None else 0


def strongest(says: Iterable[Say | None]) -> Say:
    """Return the highest of any number of says; ``none`` where there are none."""
    return max((say for say in says if say is not None), key=strength, default=Say.NONE)
