"""A yes of both sides, as an agreed mandate needs it."""

from counterpoise.record import Side
from counterpoise.record.mandates import Assent
from tests.builders import moment


def assents(day: str) -> tuple[Assent, ...]:
    """Return the yes of one person of each side, given on a day."""
    return (
        Assent(side=Side.CIVIC, person="citizen", body="council-body", given_at=moment(day)),
        Assent(side=Side.ORGANIZATIONAL, person="director", body="board", given_at=moment(day)),
    )
