"""Hold a frozen lottery against its pool and quotas: what can be seen only by who may see names."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from counterpoise.inclusion.lottery.panels import broken_panels
from counterpoise.inclusion.lottery.pool import Pool
from counterpoise.inclusion.lottery.proving import question_of
from counterpoise.inclusion.lottery.quotas import Quotas
from counterpoise.inclusion.lottery.types import instance_of

__all__ = ["Held", "hold_lottery"]


@dataclass(frozen=True, slots=True)
class Held:
    """What came of it.

    Attributes
    ----------
    strangers
        The ids that stand in the pool and not in the frozen lottery, or the other way.
    broken
        The numbers, from 0, of the panels that break a quota, have another size, or two people of one household.
    other_question
        Whether a certificate speaks of other people, quotas or households than these.
    """

    strangers: tuple[str, ...] = ()
    broken: tuple[int, ...] = ()
    other_question: bool = False

    @property
    def wrong(self) -> list[str]:
        """What is wrong, in the words of this module."""
        found = {
            "other_names": self.strangers,
            "panels_broken": self.broken,
            "certificate_question": self.other_question,
        }
        return [code for code, there in found.items() if there]


def hold_lottery(
    public: Mapping[str, Any],
    people: Mapping[str, Mapping[str, str]],
    pool: Pool,
    quotas: Quotas,
    *,
    certificate: Mapping[str, Any] | None = None,
) -> Held:
    """Look at every panel of a frozen lottery, and at the question of its certificate.

    Parameters
    ----------
    public
        What is published of the lottery.
    people
        For each name its salt and its hash, as they were frozen.
    pool, quotas
        The people and the quotas, from the files that were frozen, read as they were read then.
    certificate
        The certificate, where one is at hand.
    """
    strangers = set(people) ^ set(pool.ids)
    veils = {one["veil"] for one in people.values()}
    if strangers or veils != set(public["chances"]):
        return Held(strangers=tuple(sorted(strangers)) or ("?",))
    place = {people[name]["veil"]: at for at, name in enumerate(pool.ids)}
    instance = instance_of(pool, quotas, size=public["size"])
    dealt = [[place[veil] for veil in panel] for panel in public["panels"]]
    asked = question_of(instance, quotas)
    other = certificate is not None and any(certificate.get(name) != value for name, value in asked.items())
    return Held(broken=tuple(broken_panels(instance, pool, dealt)), other_question=other)
