"""What is known at a date of who decides a matter, and of the say that is due: what `mandates` answers with."""

from dataclasses import dataclass
from enum import StrEnum

from counterpoise.record import Say
from counterpoise.record.mandates import Mandate, StatutoryMandate

__all__ = ["Due", "DueSay", "DueSource", "Held", "Standing", "WhoDecides"]


class Standing(StrEnum):
    """How a matter, or one version of a mandate, stands at a date."""

    AGREED = "agreed"
    STATUTORY = "statutory"
    CONTESTED = "contested"
    PROPOSED = "proposed"
    CLAIMED = "claimed"
    EXPIRED = "expired"


class DueSource(StrEnum):
    """Where a say that is due comes from."""

    MANDATE = "mandate"
    LEGAL_RIGHT = "legal_right"


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A version of a mandate that is in force.

    Attributes
    ----------
    mandate
        The version.
    standing
        Agreed by both sides, or laid down by law.
    contested
        Whether somebody wants it otherwise: it is in force, contested.
    topics
        The topics that it holds for; empty means every topic of its matter.
    review_overdue
        Whether the day on which it was to be looked at again has passed.
    """

    mandate: Mandate
    standing: Standing
    contested: bool = False
    topics: tuple[str, ...] = ()
    review_overdue: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WhoDecides:
    """What is known at a date of who decides a matter.

    Attributes
    ----------
    matter
        The matter's id.
    in_force
        The versions in force, in the order of their ids.
    rights
        The legal rights that hold for the topic that was asked about, in the order of their ids.
    contested, proposed, claimed, expired
        The latest version of each mandate that is not in force, by how it stands.
    """

    matter: str
    in_force: tuple[Held, ...] = ()
    rights: tuple[StatutoryMandate, ...] = ()
    contested: tuple[Mandate, ...] = ()
    proposed: tuple[Mandate, ...] = ()
    claimed: tuple[Mandate, ...] = ()
    expired: tuple[Mandate, ...] = ()

    @property
    def deciders(self) -> tuple[str, ...]:
        """The bodies that decide by a mandate in force, in the order of their ids."""
        holders = (held.mandate.holder for held in self.in_force if held.mandate.say is Say.DECIDE)
        return tuple(sorted({holder for holder in holders if holder}))

    @property
    def standing(self) -> Standing | None:
        """How the matter stands as a whole; empty where there is no mandate at all."""
        standings = {held.standing for held in self.in_force}
        told = (
            (Standing.AGREED in standings, Standing.AGREED),
            (Standing.STATUTORY in standings, Standing.STATUTORY),
            (bool(self.contested), Standing.CONTESTED),
            (bool(self.proposed), Standing.PROPOSED),
            (bool(self.expired), Standing.EXPIRED),
            (bool(self.claimed), Standing.CLAIMED),
        )
        return next((standing for holds, standing in told if holds), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class DueSay:
    """One reason why a say is due to a group.

    Attributes
    ----------
    say
        The say.
    source
        A mandate in force, or a legal right.
    id
        The id of that mandate or right.
    body
        The body through which the group has it; empty where the group has it itself.
    """

    say: Say
    source: DueSource
    id: str
    body: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """The say that is due to a group at a date.

    Attributes
    ----------
    say
        The highest; ``none`` where nothing is due.
    sources
        Every say that is due, the highest first.
    """

    say: Say = Say.NONE
    sources: tuple[DueSay, ...] = ()
