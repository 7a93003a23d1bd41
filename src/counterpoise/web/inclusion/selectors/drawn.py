"""What is read of a lottery once it is frozen: one's own chance, the panel, who left it, and the files to check it."""

import hashlib
import json
import zlib
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from counterpoise.inclusion.lottery.changes import published_change
from counterpoise.inclusion.lottery.draw import as_text
from counterpoise.inclusion.lottery.leaving import PanelGround, plain_code
from counterpoise.inclusion.lottery.verifier import sha256
from counterpoise.web.inclusion import models
from counterpoise.web.inclusion.selectors.lotteries import OneLottery

__all__ = [
    "OwnChance",
    "any_lottery_due",
    "names_for_holder",
    "own_chance",
    "panel_changes",
    "places_that_left",
    "published_file",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnChance:
    """What one volunteer sees: their own chance and nobody else's.

    Attributes
    ----------
    times, panels
        On how many panels they are, of how many.
    size, people
        How many places there are, and how many people in the pool.
    veil
        Their id as it is published.
    code
        Their code.
    drawn, on_panel
        Whether a panel was drawn, and whether they are on it.
    came, left
        The changes of the panel with which they took a place and left it, if they did.
    drawn_at
        When the panel was drawn.
    earlier
        Whether that was for an earlier round.
    """

    times: int
    panels: int
    size: int
    people: int
    veil: str
    code: str
    drawn: bool
    on_panel: bool
    came: models.PanelChange | None
    left: models.PanelChange | None
    drawn_at: datetime | None
    earlier: bool


def own_chance(selection: str, code: str) -> OwnChance | None:
    """Return the chance of who has a code; nothing where the code is of nobody in this lottery."""
    key = hashlib.sha256(plain_code(code).encode()).hexdigest()
    found = (
        models.Volunteer.objects.select_related("lottery", "came_in", "left_in")
        .defer("lottery__pool", "lottery__published", "lottery__report")
        .filter(key=key, lottery__selection=selection, lottery__closed=False)
        .first()
    )
    if found is None:
        return None
    return OwnChance(
        times=found.times,
        panels=1000,
        size=found.lottery.size,
        people=found.lottery.people,
        veil=found.veil,
        code=found.salt,
        drawn=found.lottery.drawn_at is not None,
        on_panel=found.on_panel,
        came=found.came_in,
        left=found.left_in,
        drawn_at=found.lottery.drawn_at,
        earlier=found.lottery.next_round_at is not None,
    )


def names_for_holder(one: OneLottery, *, panel: bool) -> QuerySet[models.Volunteer]:
    """Return those on the panel, or all in the pool, to who holds the pool; to others nobody."""
    if one.lottery is None or not one.holds_pool:
        return models.Volunteer.objects.none()
    return one.lottery.volunteers.filter(on_panel=True) if panel else one.lottery.volunteers.all()


def places_that_left(one: OneLottery) -> tuple[str, ...]:
    """Return the places in the pool of those who left the panel, to who holds the pool; to others none."""
    if one.lottery is None or not one.holds_pool:
        return ()
    return tuple(
        str(place) for place in one.lottery.volunteers.filter(left_in__isnull=False).values_list("place", flat=True)
    )


def panel_changes(one: OneLottery) -> tuple[models.PanelChange, ...]:
    """Return when people left the panel and others came, the first change first; everybody may know it."""
    return tuple(one.lottery.panel_changes.all()) if one.lottery is not None and one.lottery.draw is not None else ()


def published_file(one: OneLottery, name: str) -> str | None:
    """Return what is published of a lottery under a name; nothing where there is no such thing yet."""
    lottery = one.lottery
    if lottery is None or lottery.frozen_at is None:
        return None
    if name == "lottery.json":
        return zlib.decompress(bytes(lottery.published or b"")).decode()
    if name == "quotas.csv":
        return str(lottery.quotas)
    if name == "certificate.json" and one.holds_pool and lottery.certificate is not None:
        # It says how many people of each combination of answers there are, and one combination can be one person.
        return zlib.decompress(bytes(lottery.certificate)).decode()
    if name == "frozen.json" and one.holds_pool:
        # Names and codes: for who gave the list, and prints the letters, to check every panel and who came.
        public = zlib.decompress(bytes(lottery.published or b"")).decode()
        people = {each.name: {"salt": each.salt, "veil": each.veil} for each in lottery.volunteers.all()}
        return as_text({"public": json.loads(public), "commitment": sha256(public), "people": people})
    if name == "draw.json" and lottery.draw is not None:
        return json.dumps(lottery.draw, ensure_ascii=False, indent=1)
    return _replacements(one).get(name)


def _replacements(one: OneLottery) -> dict[str, str]:
    """Return what is published of each change of the panel, each tied to the one before, by the name of its file."""
    found: dict[str, str] = {}
    for each in panel_changes(one):
        told = published_change(
            one.going.draw or {},
            tuple(found.values()),
            left=each.left,
            came=each.came,
            ground=PanelGround(each.ground),
            words=each.words,
            broken=each.broken,
            at=each.at,
        )
        found[each.file] = as_text(told)
    return found


def any_lottery_due() -> bool:
    """Say whether any lottery waits for the worker."""
    return models.Lottery.objects.exclude(waits_for="").filter(models.GOING).exists()
