"""A draw that a stranger can check: a frozen lottery, its hash, chance from outside that came later, and the panel."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from counterpoise.inclusion.lottery.lottery import Lottery
from counterpoise.inclusion.lottery.panels import check_panels, deal
from counterpoise.inclusion.lottery.pool import Pool
from counterpoise.inclusion.lottery.proving import certificate_of
from counterpoise.inclusion.lottery.quotas import Quotas
from counterpoise.inclusion.lottery.realising import Progress, silent
from counterpoise.inclusion.lottery.rounding import PANELS, uniform
from counterpoise.inclusion.lottery.veils import PEOPLE, canonical, unlike, veiled
from counterpoise.inclusion.lottery.verifier import DRAW, LOTTERY, misfit, panel_number, round_of, sha256
from counterpoise.statistics.seeds import generator

__all__ = [
    "SETTINGS",
    "OtherChanceError",
    "Published",
    "SaltsError",
    "as_text",
    "changed_files",
    "draw",
    "freeze",
    "published",
    "read_published",
    "rehearsal",
    "without_names",
]


OF_LOTTERY = ("files", "size", "settings")
"""What a draw repeats of its lottery: who comes for somebody who left follows from it."""
SETTINGS: Mapping[Any, Any] = {"id": str, "address": [str]}
"""How the file of the pool is read, in the words of `verifier.misfit`."""


class OtherChanceError(ValueError):
    """Chance from outside that is not the one that was announced: of another kind, or of another round."""

    code = "lottery.other_chance"

    def __init__(self, randomness: str, *, announced: str) -> None:
        self.announced = announced
        super().__init__(f"{randomness!r} is not what was announced: {announced!r}.")


class SaltsError(ValueError):
    """There are not as many salts as people, two are alike, or one is not of 128 bits."""

    code = "lottery.salts"

    def __init__(self) -> None:
        super().__init__("Each person needs a salt of their own of 128 bits.")


def freeze(
    lottery: Lottery,
    pool: Pool,
    quotas: Quotas,
    *,
    seed: int | str,
    files: Mapping[str, bytes],
    announced: str,
    salts: Sequence[bytes],
    version: str,
    id_column: str = "",
    addresses: Sequence[str] = (),
    panels: int = PANELS,
    progress: Progress = silent,
) -> dict[str, Any]:
    """Freeze a lottery: a thousand panels, one of which chance from outside will choose.

    Parameters
    ----------
    lottery, pool, quotas
        The lottery, the people and the quotas.
    seed
        The seed of rounding and dealing.
    files
        The bytes of the files of the pool and the quotas, under ``pool`` and ``quotas``: their hashes are frozen too.
    announced
        Which chance from outside will choose, and when: a round of drand, dice before the public, a national lottery.
    salts
        16 random bytes for each person, told to nobody but them, so that nobody else can tell whose veiled id it is.
    version
        The version of the program.
    id_column, addresses
        By which columns the pool was read: frozen with it, so that who comes later is found in the same pool.
    panels, progress
        How many panels; and what is called with the step, how much is done and of how much.

    Returns
    -------
    dict
        Plain values. It names people and proves with their combinations of values: it stays with whoever holds the
        lottery. `published` returns what is shown.

    Raises
    ------
    SaltsError
        If the salts will not do.
    BrokenPersonPanelError
        If a panel breaks a quota or a household.
    """
    _check_salts(salts, people=len(pool))
    dealt = deal(lottery.instance, pool, uniform(lottery, seed=seed, panels=panels, progress=progress), seed=seed)
    check_panels(lottery.instance, pool, dealt)
    people = _told(pool, salts)
    certificate = certificate_of(lottery, quotas)
    public = {
        "version": version, "seed": str(seed), "announced": announced, "files": _hashes(files, certificate),
        "settings": {"id": id_column, "address": list(addresses)},
        **_shown(lottery, [one["veil"] for one in people.values()], dealt),
    }  # fmt: skip
    return {"public": public, "commitment": sha256(canonical(public)), "people": people, "certificate": certificate}


def _told(pool: Pool, salts: Sequence[bytes]) -> dict[str, dict[str, str]]:
    """Return what each person is told: their salt, and the id under which they are published."""
    people = zip(pool.ids, salts, strict=True)
    return {name: {"salt": salt.hex(), "veil": veiled(name, salt.hex())} for name, salt in people}


def _hashes(files: Mapping[str, bytes], certificate: Mapping[str, Any]) -> dict[str, str]:
    hashes = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    return dict(sorted({**hashes, "certificate": sha256(canonical(certificate))}.items()))


def _check_salts(salts: Sequence[bytes], *, people: int) -> None:
    if len(salts) != people or len(set(salts)) != people or any(len(salt) != 16 for salt in salts):
        raise SaltsError


def _shown(lottery: Lottery, veils: Sequence[str], dealt: Sequence[Sequence[int]]) -> dict[str, Any]:
    """Return what the lottery came to; each person's chance, as so many panels of all, by veiled id."""
    times = [0] * len(veils)
    for panel in dealt:
        for person in panel:
            times[person] += 1
    return {
        "format": "counterpoise-lottery-1",
        "objective": lottery.objective.value,
        "size": lottery.instance.size,
        "people": len(veils),
        "certified": lottery.certificate.certified,
        "gap": lottery.certificate.gap,
        "chances": {veil: [count, len(dealt)] for veil, count in sorted(zip(veils, times, strict=True))},
        "panels": [sorted(veils[person] for person in panel) for panel in dealt],
    }


def published(frozen: Mapping[str, Any]) -> str:
    """Return what is shown of a frozen lottery before the draw: no names, no features."""
    return canonical(frozen["public"])


def draw(frozen: Mapping[str, Any], *, randomness: str) -> dict[str, Any]:
    """Draw the panel that chance from outside chooses.

    Parameters
    ----------
    frozen
        The frozen lottery.
    randomness
        What came out, with its kind before a colon: ``dice:4-0-7``, ``drand:ROUND:HEX``, ``text:WORDS``.

    Returns
    -------
    dict
        The number of the panel, from 0, the ids and the veiled ids of its people, and what ties them to the frozen
        lottery: its hash, those of its files, and how they were read. From these replacements are found.

    Raises
    ------
    UnusableRandomnessError
        If it cannot be used.
    OtherChanceError
        If it is not of the kind that was announced, or of another round.
    """
    public = frozen["public"]
    kind, _, value = randomness.partition(":")
    announced = str(public["announced"])
    other_round = kind == "drand" and round_of(announced) != value.partition(":")[0]
    if kind != announced.partition(":")[0] or other_round:
        raise OtherChanceError(randomness, announced=announced)
    commitment = sha256(canonical(public))
    number = panel_number(randomness, commitment, len(public["panels"]))
    veils = public["panels"][number]
    names = {entry["veil"]: name for name, entry in frozen["people"].items()}
    return {
        "format": "counterpoise-draw-1",
        "commitment": commitment,
        "announced": public["announced"],
        "randomness": randomness,
        **{name: public[name] for name in OF_LOTTERY if name in public},
        "panel": number,
        "veils": veils,
        "people": sorted(names[veil] for veil in veils),
    }


def as_text(value: Mapping[str, Any]) -> str:
    """Return plain values as they are written to a file."""
    return json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False)


@dataclass(frozen=True, slots=True)
class Published:
    """A lottery and a draw as somebody brings them to be checked: as published, or with names.

    Attributes
    ----------
    lottery, draw
        The published text of each.
    misfits
        Where in them something else stands than this program writes; a file that is no JSON is a misfit at ``.``.
    unlike
        The names that do not belong to their hashes, or are not those drawn; empty where nothing can be compared.
    names_without_salts
        Whether the draw names people and there are no salts to check them with.
    people
        The salt and the hash of each name; empty where only what is published was brought.
    """

    lottery: str
    draw: str
    misfits: tuple[str, ...]
    unlike: tuple[str, ...]
    names_without_salts: bool
    people: Mapping[str, Mapping[str, str]]


def read_published(lottery: str, draw: str) -> Published:
    """Read what somebody brings to be checked.

    Parameters
    ----------
    lottery
        The text of the published lottery, or of the frozen one with its names.
    draw
        The text of the draw, with names or without.
    """
    whole, drawn = _json(lottery), _json(draw)
    # The published text itself is hashed; of a frozen lottery it is the part that is published.
    named = isinstance(whole, dict) and "public" in whole
    public = whole["public"] if named else whole
    places = [("lottery", misfit(public, LOTTERY)), ("draw", misfit(drawn, DRAW))]
    places.append(("people", misfit(whole.get("people"), PEOPLE) if named else ""))
    settings = public.get("settings") if isinstance(public, dict) else None
    places.append(("lottery.settings", misfit(settings, SETTINGS) if settings is not None else ""))
    names = drawn.get("people") if isinstance(drawn, dict) else None
    places.append(("draw.people", misfit(names, [str]) if names is not None else ""))
    misfits = tuple(name + place.removesuffix(".") for name, place in places if place)
    wrong = unlike(whole["people"], drawn=drawn["veils"], names=names or ()) if named and not misfits else []
    text = canonical(public) if named and not misfits else lottery
    people = whole["people"] if named and not misfits else {}
    return Published(text, draw, misfits, tuple(wrong), names is not None and not named, people)


def _json(text: str) -> Any:  # noqa: ANN401 - whatever JSON holds
    try:
        return json.loads(text, parse_constant=int)
    except (ValueError, RecursionError):
        return None


def without_names(drawn: Mapping[str, Any]) -> dict[str, Any]:
    """Return a draw as it is published: hashes only."""
    return {name: value for name, value in drawn.items() if name != "people"}


def changed_files(frozen: Mapping[str, Any], files: Mapping[str, bytes]) -> list[str]:
    """Return which of these files are not those that were frozen."""
    hashes = frozen.get("public", {}).get("files", {})
    return [name for name, content in files.items() if hashlib.sha256(content).hexdigest() != hashes.get(name)]


def rehearsal(lottery: Lottery, pool: Pool, *, seed: int | str) -> dict[str, Any]:
    """Draw one panel by a seed: to try things out, never in the place of a draw before the public.

    Parameters
    ----------
    lottery, pool
        The lottery and the people.
    seed
        The seed.
    """
    chance = generator(f"{seed}/rehearsal")
    at = int(chance.choice(len(lottery.weights), p=lottery.weights))
    dealt = deal(lottery.instance, pool, lottery.panels[at : at + 1], seed=seed)
    check_panels(lottery.instance, pool, dealt)
    return {"format": "counterpoise-rehearsal-1", "seed": str(seed), "people": [pool.ids[one] for one in dealt[0]]}
