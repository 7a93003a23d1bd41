"""Check a lottery and its draw with Python alone: ``python3 verifier.py FOLDER``.

This file can be copied anywhere and read in a quarter of an hour. It needs two files in the folder, ``lottery.json``
(published before the draw) and ``draw.json`` (published after it). With ``pool.csv`` and ``quotas.csv`` it checks that
those are the files that were frozen. With ``certificate.json``, for whoever may see the pool, it does the sums of the
proof again: that no lottery that keeps these quotas is fairer.

What it shows: the panel that was drawn is the one that the published chance chooses from the lottery whose hash was
published before; everybody's chance is what the panels say; every panel has the right size and nobody twice. What it
cannot show: that the hash was published before the chance came out. For that, keep what you read in the newspaper.
Nor can sums show what a complete search over panels found (the ``cuts`` of a certificate; mostly there are none).
"""

import csv
import hashlib
import io
import json
import math
import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any

__all__ = ["UnusableRandomnessError", "canonical", "check", "panel_number", "sha256", "unproved", "veiled"]

EXPLAINED = {
    "lottery_unreadable": "lottery.json cannot be read",
    "draw_unreadable": "draw.json cannot be read",
    "lottery_changed": "the lottery is not the one that was frozen: its hash is not the commitment of the draw",
    "randomness_unusable": "the chance from outside cannot be used",
    "randomness_not_announced": "the chance from outside is not of the kind that was announced",
    "wrong_panel": "the chance from outside chooses another panel",
    "wrong_people": "the people drawn are not those of the panel",
    "wrong_chance": "somebody's chance is not what the panels say",
    "wrong_size": "a panel has too few people, too many, or somebody twice",
    "unknown_person": "a panel has somebody who is not in the pool",
    "pool_changed": "the file of the pool is not the one that was frozen",
    "quotas_changed": "the file of the quotas is not the one that was frozen",
    "certificate_unreadable": "certificate.json cannot be read",
    "certificate_changed": "the certificate is not the one that was frozen",
    "certificate_other_pool": "the certificate is about other people than those in the file of the pool",
    "certificate_other_quotas": "the certificate is about other quotas than those in the file",
    "certificate_other_chances": "the chances in the certificate are not those of the lottery",
    "certificate_proves_less": "the sums of the certificate do not prove what it says",
    "certificate_made_up": "parts of the certificate do not fit together, so its sums prove nothing",
}
UNPROVED = {
    "certificate_cuts": "the certificate rests in part on a complete search over panels, which sums cannot check",
    "certificate_goldilocks": "for this objective the sums of the certificate are not done again here",
    "certificate_households": "who lives at one address is taken from the certificate, and not looked up in the pool",
    "certificate_none": "the lottery has no proof",
    "pool_not_compared": "the people of the certificate are not compared with the pool: there is no pool.csv to read",
    "quotas_not_compared": "the quotas of the certificate are not compared: there is no quotas.csv to read",
}
STAGED = ("stages", "pointwise", "none")
KINDS = {"leximin": STAGED, "maximin": STAGED, "nash": ("value", "none"), "goldilocks": ("value", "none")}
"""For each objective the kinds of proof that there are."""
AWAY = 3.0
"""So many of the equal panels somebody may lack of what the certificate says: panels are whole."""
ROUNDING = 1e-9
"""What sums of fractions in another order may differ by."""
LEAST_SHARE = 1e-6
"""Who counts less than this in a proof is not held to anything by it."""


class UnusableRandomnessError(ValueError):
    """Chance from outside that names no panel."""

    code = "lottery.randomness"

    def __init__(self, randomness: str) -> None:
        self.randomness = randomness
        super().__init__(
            f"{randomness!r} cannot be used. Write dice:4-0-7 (one throw each), drand:ROUND:HEX, or text:WHAT-CAME-OUT."
        )


def canonical(value: object) -> str:
    """Return values as text in one fixed way: sorted keys, no spaces, ASCII."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False)


def sha256(text: str) -> str:
    """Return the SHA-256 of text as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def veiled(name: str, salt: str) -> str:
    """Return the veiled id of a person: whoever knows name and salt can find it, nobody else can."""
    return sha256(f"{salt}:{name}")


def panel_number(randomness: str, commitment: str, panels: int) -> int:
    """Return the panel, from 0, that chance from outside chooses.

    Three ten-sided dice name one of a thousand panels as they lie. Anything else is hashed together with the
    commitment; numbers at the end that would make some panels likelier than others are thrown away and drawn anew.
    """
    kind, _, value = randomness.partition(":")
    if kind == "dice":
        throws = value.split("-")
        if len(throws) != 3 or panels != 1000 or not all(re.fullmatch("[0-9]", throw) for throw in throws):
            raise UnusableRandomnessError(randomness)
        return int("".join(throws))
    drand = kind == "drand" and re.fullmatch("[0-9]+:[0-9a-f]{64}", value)
    if not drand and not (kind == "text" and value.strip()):
        raise UnusableRandomnessError(randomness)
    fair = (1 << 64) - (1 << 64) % panels
    attempt = 0
    while True:
        number = int(sha256(f"{commitment}/{randomness}/{attempt}")[:16], 16)
        if number < fair:
            return number % panels
        attempt += 1


def check(lottery: str, draw: str, files: "dict[str, bytes]") -> "list[str]":
    """Return what is wrong, as the words of `EXPLAINED`; empty where all is as it should be.

    Parameters
    ----------
    lottery, draw
        The two published texts.
    files
        The files that are there, under ``pool``, ``quotas`` and ``certificate``.
    """
    try:
        public = json.loads(lottery)
        chances, panels = public["chances"], public["panels"]
        size, frozen, announced = public["size"], public["files"], public["announced"]
    except (ValueError, KeyError, TypeError):
        return ["lottery_unreadable"]
    try:
        drawn = json.loads(draw)
        commitment, randomness = drawn["commitment"], drawn["randomness"]
        number, veils = drawn["panel"], drawn["veils"]
    except (ValueError, KeyError, TypeError):
        return ["draw_unreadable"]
    # The bytes themselves are hashed: a change that reads the same is a change.
    wrong = [] if sha256(lottery.removesuffix("\n")) == commitment else ["lottery_changed"]
    wrong += _draw_problems(randomness, announced, commitment, panels, number, veils)
    wrong += _panel_problems(chances, panels, size)
    wrong += [
        f"{name}_changed"
        for name, content in sorted(files.items())
        if hashlib.sha256(content.removesuffix(b"\n") if name == "certificate" else content).hexdigest()
        != frozen.get(name)
    ]
    return wrong + (_certificate_problems(public, files) if "certificate" in files else [])


def _draw_problems(
    randomness: str, announced: str, commitment: str, panels: "list[list[str]]", number: int, veils: "list[str]"
) -> "list[str]":
    found = []
    if randomness.partition(":")[0] != announced.partition(":")[0]:
        found.append("randomness_not_announced")
    try:
        right = panel_number(randomness, commitment, len(panels))
    except UnusableRandomnessError:
        return [*found, "randomness_unusable"]
    if right != number:
        found.append("wrong_panel")
    if sorted(veils) != sorted(panels[right]):
        found.append("wrong_people")
    return found


def _panel_problems(chances: "dict[str, list[int]]", panels: "list[list[str]]", size: int) -> "list[str]":
    found = []
    times = dict.fromkeys(chances, 0)
    for panel in panels:
        if len(panel) != size or len(set(panel)) != size:
            found.append("wrong_size")
        for veil in panel:
            if veil not in times:
                found.append("unknown_person")
            else:
                times[veil] += 1
    if any(chances[veil] != [times[veil], len(panels)] for veil in chances):
        found.append("wrong_chance")
    return sorted(set(found))


def _certificate_problems(public: "dict[str, Any]", files: "dict[str, bytes]") -> "list[str]":
    """Return what is wrong with the certificate of a lottery."""
    try:
        told = _read(files["certificate"])
        found = [] if _fits(told, public) else ["certificate_made_up"]
        if "pool" in files and not files["pool"].startswith(b"PK") and not _same_people(told, files["pool"]):
            found.append("certificate_other_pool")
        if "quotas" in files and not files["quotas"].startswith(b"PK") and not _same_quotas(told, files["quotas"]):
            found.append("certificate_other_quotas")
        if not _same_chances(told, public):
            found.append("certificate_other_chances")
        if not _proved(told):
            found.append("certificate_proves_less")
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, csv.Error):
        return ["certificate_unreadable"]
    return found


def _read(text: bytes) -> "dict[str, Any]":
    """Read a certificate; NaN and the like, in which every comparison is false, cannot be read."""
    told: dict[str, Any] = json.loads(text, parse_constant=int)
    return told


def _fits(told: "dict[str, Any]", public: "dict[str, Any]") -> bool:
    """Say whether a certificate is about this lottery, and holds nothing that is made up."""
    rows, types, chances = told["rows"], told["types"], told["chances"]
    homes = [row for row in rows if set(row) == {"household", "least", "most"}]
    quotas = [row for row in rows if set(row) == {"feature", "value", "least", "most"}]
    whole = [row[end] for row in rows for end in ("least", "most")]
    whole += [kind[of] for kind in types for of in ("people", "most")]
    # A combination of values that stood there twice could be given two chances.
    twice = len({tuple(kind["rows"]) for kind in types}) < len(types)
    return bool(
        told["objective"] == public["objective"]
        and told["kind"] in KINDS.get(told["objective"], ())
        and not (told["kind"] == "none" and public["certified"])
        and len(quotas) + len(homes) == len(rows)
        and all(type(one) is int and one >= 0 for one in whole)
        and all(row["least"] <= row["most"] for row in rows)
        and all(1 <= kind["most"] <= kind["people"] for kind in types)
        and (not twice or _has_homes(told))
        and len(chances) == len(types)
        and all(0.0 <= chance <= 1.0 + ROUNDING for chance in chances)
    )


def _has_homes(told: "dict[str, Any]") -> bool:
    return any("household" in row for row in told["rows"]) or any(one["most"] < one["people"] for one in told["types"])


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _rows(content: bytes) -> "list[list[str]]":
    lines = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    return [[_plain(value) for value in row] for row in lines if any(value.strip() for value in row)]


def _same_people(told: "dict[str, Any]", pool: bytes) -> bool:
    """Say whether the pool has as many people of each combination of values as the certificate."""
    header, *people = _rows(pool)
    quotas = [row for row in told["rows"] if "feature" in row]
    features = list(dict.fromkeys(_plain(row["feature"]) for row in quotas))
    if not set(features) <= set(header):
        return False
    columns = [header.index(feature) for feature in features]
    there = Counter(tuple(person[column] for column in columns) for person in people)
    said: Counter[tuple[str, ...]] = Counter()
    for kind in told["types"]:
        mine = {
            _plain(row["feature"]): _plain(row["value"])
            for row in map(told["rows"].__getitem__, kind["rows"])
            if "feature" in row
        }
        said[tuple(mine[feature] for feature in features)] += kind["people"]
    return there == said


def _same_quotas(told: "dict[str, Any]", quotas: bytes) -> bool:
    """Say whether each quota of the certificate stands on a line of its own in the file, and no line is left over."""
    lines = [set(row) for row in _rows(quotas)[1:]]
    said = [
        {_plain(row["feature"]), _plain(row["value"]), str(row["least"]), str(row["most"])}
        for row in told["rows"]
        if "feature" in row
    ]
    return len(lines) == len(said) and all(any(one <= line for line in lines) for one in said)


def _same_chances(told: "dict[str, Any]", public: "dict[str, Any]") -> bool:
    """Say whether the chances in order, the smallest first, are no larger than those of the equal panels."""
    if (told["size"], told["people"], told["gap"]) != (public["size"], public["people"], public["gap"]):
        return False
    panels = len(public["panels"])
    said = sorted(
        chance * panels
        for kind, chance in zip(told["types"], told["chances"], strict=True)
        for _ in range(kind["people"])
    )
    there = sorted(times for times, _ in public["chances"].values())
    return len(said) == len(there) and all(one - other <= AWAY for one, other in zip(said, there, strict=True))


def _limit(told: "dict[str, Any]", weights: "dict[str, float]", prices: "dict[str, float]") -> float:
    """Return what people counted by these weights cannot exceed on a panel, as any prices of the rows show.

    Size and quotas at their bounds, each times its price; and what a type counts beyond its prices, times the most of
    it. Wrong prices make this larger, never smaller: nothing has to be believed.
    """
    first, cuts = len(told["rows"]) + 1, told["cuts"]
    size, rows = prices.get("0", 0.0), told["rows"]
    total = size * told["size"]
    left = [weights.get(str(at), 0.0) - size for at in range(len(told["types"]))]
    for at, row in enumerate(rows, start=1):
        price = prices.get(str(at), 0.0)
        total += price * (row["most"] if price > 0 else row["least"])
    for at, kind in enumerate(told["types"]):
        left[at] -= sum(prices.get(str(row + 1), 0.0) for row in kind["rows"])
    for at, cut in enumerate(cuts):
        price = max(prices.get(str(first + at), 0.0), 0.0)
        total += price * cut["most"]
        for kind, weight in cut["weights"].items():
            left[int(kind)] -= price * weight
    return float(total + sum(max(one, 0.0) * kind["most"] for one, kind in zip(left, told["types"], strict=True)))


def _proved(told: "dict[str, Any]") -> bool:
    """Say whether the sums of a certificate prove its gap."""
    number = [kind["people"] for kind in told["types"]]
    mean, chances, gap = told["size"] / told["people"], told["chances"], told["gap"]
    exact = sum(count * chance for count, chance in zip(number, chances, strict=True))
    if sum(number) != told["people"] or abs(exact - told["size"]) > 1e-6 * told["size"]:
        return False
    if told["kind"] == "none":
        return True
    if told["kind"] == "value":
        return bool(told["objective"] != "nash" or _nash_gap(told, number) <= gap + ROUNDING)
    stages, free = told["stages"], set(range(len(number)))
    # Each chance is held against its aim, or each level against what the levels before it leave.
    pointwise = told["kind"] == "pointwise"
    settled: dict[int, float] = {}
    worst = 0.0
    for stage in stages:
        weights = stage["weights"]
        counted = sum(weights.get(str(at), 0.0) * number[at] for at in free)
        if min(weights.values()) < 0 or abs(counted - 1.0) > 1e-6 or not set(stage["fixed"]) <= free:
            return False
        level = stage["aim"] if pointwise else min(chances[at] for at in free)
        # Only who counts in the proof is held to its level, and only at that level.
        if any(weights.get(str(at), 0.0) * number[at] < LEAST_SHARE for at in stage["fixed"]):
            return False
        if not pointwise and any(chances[at] - level > (2.0 * gap + 1e-6) * mean for at in stage["fixed"]):
            return False
        bound = _limit(told, weights, stage["prices"])
        bound -= sum(weights.get(str(at), 0.0) * number[at] * kept for at, kept in settled.items())
        worst = max(worst, (bound - level) / mean)
        settled.update(dict.fromkeys(stage["fixed"], level))
        free -= set(stage["fixed"])
    if pointwise:
        worst += max(max(aim - chances[at] for at, aim in settled.items()) / mean, 0.0)
    whole = not free or told["objective"] == "maximin"
    return bool(stages and whole and worst <= gap + ROUNDING)


def _nash_gap(told: "dict[str, Any]", number: "list[int]") -> float:
    """Return by what share the geometric mean of the chances could be larger: a concave sum lies below its tangent."""
    (stage,) = told["stages"]
    people, chances = told["people"], told["chances"]
    slope = {str(at): 1.0 / (chance * people) for at, chance in enumerate(chances)}
    over = _limit(told, slope, stage["prices"])
    over -= sum(slope[str(at)] * count * chances[at] for at, count in enumerate(number))
    return math.expm1(max(over, 0.0))


def unproved(files: "dict[str, bytes]") -> "list[str]":
    """Return what is not checked of a certificate that can be read, as the words of `UNPROVED`."""
    told = _read(files["certificate"])
    found = ["certificate_cuts"] if told["cuts"] else []
    found += ["certificate_goldilocks"] if told["objective"] == "goldilocks" else []
    found += ["certificate_households"] if _has_homes(told) else []
    found += ["certificate_none"] if told["kind"] == "none" else []
    # Workbooks are not read here: PK is how they begin.
    return found + [f"{name}_not_compared" for name in ("pool", "quotas") if files.get(name, b"PK")[:2] == b"PK"]


def main(arguments: "list[str]") -> int:
    """Check the files in a folder, say what is wrong, and return 1 if anything is."""
    folder = Path(arguments[0] if arguments else ".")
    texts = [folder / "lottery.json", folder / "draw.json"]
    missing = [path.name for path in texts if not path.is_file()]
    if missing:
        sys.stderr.write(f"There is no {' and no '.join(missing)} in {folder}.\n")
        return 2
    files = {name: folder / f"{name}.csv" for name in ("pool", "quotas")}
    files["certificate"] = folder / "certificate.json"
    there = {name: path.read_bytes() for name, path in files.items() if path.is_file()}
    wrong = check(texts[0].read_text("utf-8"), texts[1].read_text("utf-8"), there)
    for code in wrong:
        sys.stdout.write(f"WRONG: {EXPLAINED[code]}.\n")
    if "certificate" in there and "certificate_unreadable" not in wrong:
        for code in unproved(there):
            sys.stdout.write(f"NOT CHECKED: {UNPROVED[code]}.\n")
    if not wrong:
        sys.stdout.write("All is as it should be: the draw follows from the lottery that was frozen.\n")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
