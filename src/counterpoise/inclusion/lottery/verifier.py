"""Check a lottery and its draw with Python alone: ``python3 verifier.py FOLDER``.

This file can be copied anywhere. It needs ``lottery.json`` (published before the draw) and ``draw.json`` (published
after it). With ``pool.csv`` and ``quotas.csv`` it checks that those are the files that were frozen. With
``certificate.json``, for whoever may see the pool, it does the sums of the proof that no lottery is fairer again.

What it shows: the panel that was drawn is the one that the published chance chooses from the lottery whose hash was
published before; everybody's chance is what the panels say; every panel has the right size and nobody twice. What it
cannot show: that the hash was published before, that this chance came out (keep what you read in the newspaper), what a
complete search over panels found (the ``cuts`` of a certificate), or that panels of hashes keep the quotas.
"""

import sys

# In its own folder there is another types.py, which Python would take for its own when this file is started there.
if __name__ == "__main__" and not getattr(sys.flags, "safe_path", sys.flags.isolated):
    del sys.path[0]

import csv
import hashlib
import io
import json
import math
import re
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

__all__ = ["DRAW", "LOTTERY", "UnusableRandomnessError", "check", "enough", "misfit", "panel_number"]
__all__ += ["plain_words", "round_of", "separator_of", "sha256", "unproved"]

EXPLAINED = {
    **{f"{name}_unreadable": f"{name}.json cannot be read" for name in ("lottery", "draw", "certificate")},
    **{f"{name}_changed": f"the file of the {name} is not the one that was frozen" for name in ("pool", "quotas")},
    "certificate_changed": "the certificate is not the one that was frozen",
    "certificate_other_quotas": "the certificate is about other quotas than those in the file",
    "certificate_other_chances": "the chances in the certificate are not those of the lottery",
    "draw_of_another": "the draw names other files or settings than the lottery",
    "lottery_changed": "the lottery is not the one that was frozen: its hash is not the commitment of the draw",
    "randomness_unusable": "the chance from outside cannot be used",
    "randomness_not_announced": "the chance from outside is not the one that was announced",
    "wrong_panel": "the chance from outside chooses another panel",
    "wrong_people": "the people drawn are not those of the panel",
    "wrong_chance": "somebody's chance is not what the panels say",
    "wrong_size": "a panel has too few people, too many, or somebody twice",
    "unknown_person": "a panel has somebody who is not in the pool",
    "certificate_other_pool": "the certificate is about other people than those in the file of the pool",
    "certificate_proves_less": "the sums of the certificate do not prove what it says",
    "certificate_made_up": "parts of the certificate do not fit together, so its sums prove nothing",
}
UNPROVED = {
    "certificate_missing": "there is no certificate here, so nothing shows that no lottery is fairer",
    "drand_not_asked": "that drand gave these 64 digits in that round: look it up at drand itself",
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
LOTTERY: "dict[Any, Any]" = {
    "chances": {str: [int]}, "panels": ([str],), "size": int, "people": int, "files": {str: str}, "announced": str,
    "objective": str, "certified": bool, "gap": float,
}  # fmt: skip
DRAW: "dict[Any, Any]" = {"commitment": str, "randomness": str, "panel": int, "veils": [str]}
"""What stands where in the files: names with kinds of values, ``str`` for any name, a tuple for one value or more."""
AWAY, ROUNDING, LOST = 3.0, 1e-7, 1e-15
"""How many of the equal panels somebody may lack, for panels are whole; what sums in another order may differ by, in
units of the mean chance; and the share of all that is added up that rounding can lose: it is taken as lost."""
UNREADABLE = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError, csv.Error)
"""What goes wrong in the sums of something that is no certificate."""


class UnusableRandomnessError(ValueError):
    """Chance from outside that names no panel."""

    code = "lottery.randomness"

    def __init__(self, randomness: str) -> None:
        super().__init__(f"{randomness!r} cannot be used. Write dice:4-0-7, drand:ROUND:HEX, or text:WORDS.")


def sha256(text: str) -> str:
    """Return the SHA-256 of text as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def misfit(value: Any, shape: Any, place: str = "") -> str:  # noqa: ANN401 - whatever JSON holds
    """Return the first place at which a value is not of its shape; empty where all is."""
    if isinstance(shape, type):
        return "" if type(value) is shape or (shape is float and type(value) is int) else place or "."
    kind: type[Any] = list if isinstance(shape, list | tuple) else dict
    if type(value) is not kind or (isinstance(shape, tuple) and not value):
        return place or "."
    if kind is list:
        inside = [(f"{place}[{at}]", one, shape[0]) for at, one in enumerate(value)]
    elif str in shape:
        inside = [(f"{place}.{name}", one, shape[str]) for name, one in value.items()]
    else:
        inside = [(f"{place}.{name}", value.get(name), of) for name, of in shape.items()]
    return next((found for at, one, of in inside if (found := misfit(one, of, at))), "")


def round_of(announced: str) -> str:
    """Return the round of drand that was announced; empty where none was."""
    parts = announced.partition(":")[2].split(", ")
    return next((part[6:] for part in parts if re.fullmatch("round [0-9]+", part)), "")


def plain_words(text: str) -> str:
    """Return what counts of words and numbers that came out: letters and digits, in small letters."""
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold()))


def panel_number(randomness: str, commitment: str, panels: int) -> int:
    """Return the panel, from 0, that chance from outside chooses.

    Three ten-sided dice name one of a thousand panels as they lie. Anything else is hashed together with the
    commitment, words as `plain_words` has them: nobody looks for a panel by a comma more or less. Numbers at the end
    that would make some panels likelier than others are thrown away and drawn anew.
    """
    kind, _, value = randomness.partition(":")
    if kind == "dice":
        throws = value.split("-")
        if len(throws) != 3 or panels != 1000 or not all(re.fullmatch("[0-9]", throw) for throw in throws):
            raise UnusableRandomnessError(randomness)
        return int("".join(throws))
    drand = kind == "drand" and re.fullmatch("[0-9]+:[0-9a-f]{64}", value)
    words = plain_words(value) if kind == "text" and value == value.encode("utf-8", "ignore").decode() else ""
    if not drand and not words:
        raise UnusableRandomnessError(randomness)
    said = f"text:{words}" if words else randomness
    fair = (1 << 64) - (1 << 64) % panels
    number, attempt = fair, 0
    while number >= fair:
        number, attempt = int(sha256(f"{commitment}/{said}/{attempt}")[:16], 16), attempt + 1
    return number % panels


def check(lottery: str, draw: str, files: "dict[str, bytes]") -> "list[str]":
    """Return what is wrong with the two published texts and the files that are there, as the words of `EXPLAINED`."""
    public, drawn = _read(lottery), _read(draw)
    told = (("lottery", public, LOTTERY), ("draw", drawn, DRAW))
    if unreadable := [f"{name}_unreadable" for name, value, shape in told if misfit(value, shape)]:
        return unreadable
    # The bytes themselves are hashed: a change that reads the same is a change.
    wrong = [] if sha256(lottery.removesuffix("\n")) == drawn["commitment"] else ["lottery_changed"]
    same = all(drawn.get(name, public.get(name)) == public.get(name) for name in ("files", "size", "settings"))
    wrong += [] if same else ["draw_of_another"]
    wrong += _draw_problems(drawn, public) + _panel_problems(public["chances"], public["panels"], public["size"])
    for name, content in sorted(files.items()):
        shown = content.removesuffix(b"\n") if name == "certificate" else content
        wrong += [] if hashlib.sha256(shown).hexdigest() == public["files"].get(name) else [f"{name}_changed"]
    return wrong + (_certificate_problems(public, files) if "certificate" in files else [])


def _draw_problems(drawn: "dict[str, Any]", public: "dict[str, Any]") -> "list[str]":
    randomness, announced, panels = drawn["randomness"], public["announced"], public["panels"]
    kind, _, value = randomness.partition(":")
    other_round = kind == "drand" and round_of(announced) != value.partition(":")[0]
    found = ["randomness_not_announced"] if kind != announced.partition(":")[0] or other_round else []
    try:
        right = panel_number(randomness, drawn["commitment"], len(panels))
    except UnusableRandomnessError:
        return [*found, "randomness_unusable"]
    found += ["wrong_panel"] if right != drawn["panel"] else []
    return found + (["wrong_people"] if sorted(drawn["veils"]) != sorted(panels[right]) else [])


def _panel_problems(chances: "dict[str, list[int]]", panels: "list[list[str]]", size: int) -> "list[str]":
    times = Counter(veil for panel in panels for veil in panel)
    found = ["unknown_person"] if set(times) - set(chances) else []
    found += ["wrong_chance"] if any(chances[veil] != [times[veil], len(panels)] for veil in chances) else []
    return found + (["wrong_size"] if any(not len(panel) == len(set(panel)) == size for panel in panels) else [])


def _certificate_problems(public: "dict[str, Any]", files: "dict[str, bytes]") -> "list[str]":
    try:
        told = _read(files["certificate"])
        found = [] if _fits(told, public) else ["certificate_made_up"]
        for name, same in (("pool", _same_people), ("quotas", _same_quotas)):
            if files.get(name, b"PK")[:2] != b"PK" and not same(told, files[name]):  # no workbooks
                found.append(f"certificate_other_{name}")
        found += [] if _same_chances(told, public) else ["certificate_other_chances"]
        found += [] if _proved(told) else ["certificate_proves_less"]
    except UNREADABLE:
        return ["certificate_unreadable"]
    return found


def _read(text: "str | bytes") -> Any:  # noqa: ANN401 - whatever JSON holds
    """Read JSON, and nothing where there is none. Nor with NaN and the like, in which every comparison is false."""
    try:
        return json.loads(text, parse_constant=int)
    except (ValueError, RecursionError):
        return None


def _fits(told: "dict[str, Any]", public: "dict[str, Any]") -> bool:
    """Say whether a certificate is about this lottery, and holds nothing that is made up."""
    rows, types, chances = told["rows"], told["types"], told["chances"]
    known = ({"household", "least", "most"}, {"feature", "value", "least", "most"})
    whole = [row[end] for row in rows for end in ("least", "most")]
    whole += [one for kind in types for one in (kind["people"], kind["most"], *kind["rows"])]
    # Prices of a row that stood there twice, or of another value of the feature, would be taken off too often.
    of_type = [[_plain(rows[at].get("feature", "")) for at in kind["rows"]] for kind in types]
    # A combination of values that stood there twice could be given two chances.
    twice = len({frozenset(kind["rows"]) for kind in types}) < len(types)
    return bool(
        told["objective"] == public["objective"]
        and told["kind"] in KINDS.get(told["objective"], ())
        and not (public["certified"] and (told["kind"] == "none" or told["gap"] > enough(told["people"])))
        and all(set(row) in known for row in rows)
        and all(type(one) is int and one >= 0 for one in whole)
        and all(row["least"] <= row["most"] for row in rows)
        and all(1 <= kind["most"] <= kind["people"] for kind in types)
        and (not twice or _has_homes(told))
        and all(len(set(features)) == len(features) for features in of_type)
        and len(chances) == len(types)
        and all(0.0 <= chance <= 1.0 + ROUNDING for chance in chances)
    )


def enough(people: int) -> float:
    """Return the gap, in units of the mean chance, up to which a lottery of so many people counts as certified."""
    return 0.01 if people >= 1000 else 1e-4


def _has_homes(told: "dict[str, Any]") -> bool:
    return any("household" in row for row in told["rows"]) or any(one["most"] < one["people"] for one in told["types"])


def _plain(text: str) -> str:
    return re.sub("^([0-9]+)[.,]0+$", r"\1", " ".join(text.split()).casefold())


def separator_of(text: str) -> str:
    """Return what separates the values of a table: what its first line has most of, outside quotation marks."""
    first = re.sub('"[^"]*"', "", text.lstrip("\r\n").partition("\n")[0])
    return max(",;\t|", key=first.count)


def _rows(content: bytes) -> "list[list[str]]":
    lines = csv.reader(io.StringIO(text := content.decode("utf-8-sig"), newline=""), delimiter=separator_of(text))
    return [[_plain(value) for value in row] for row in lines if any(value.strip() for value in row)]


def _same_people(told: "dict[str, Any]", pool: bytes) -> bool:
    """Say whether the pool has as many people of each combination of values as the certificate."""
    header, *people = _rows(pool)
    features = list(dict.fromkeys(_plain(row["feature"]) for row in told["rows"] if "feature" in row))
    if not set(features) <= set(header):
        return False
    columns = [header.index(feature) for feature in features]
    there = Counter(tuple(person[column] for column in columns) for person in people)
    said: Counter[tuple[str, ...]] = Counter()
    for kind in told["types"]:
        rows = [told["rows"][at] for at in kind["rows"]]
        mine = {_plain(row["feature"]): _plain(row["value"]) for row in rows if "feature" in row}
        said[tuple(mine[feature] for feature in features)] += kind["people"]
    return there == said


def _same_quotas(told: "dict[str, Any]", quotas: bytes) -> bool:
    """Say whether each quota of the certificate stands on a line of its own in the file, and no line is left over."""
    header, *rows = _rows(quotas)
    there = [at for at, name in enumerate(header) if "flex" not in name]
    lines = [Counter(row[at] for at in there) for row in rows]
    kept = [row for row in told["rows"] if "feature" in row]
    said = [Counter(_plain(str(row[of])) for of in ("feature", "value", "least", "most")) for row in kept]
    return len(lines) == len(said) and all(any(one <= line for line in lines) for one in said)


def _same_chances(told: "dict[str, Any]", public: "dict[str, Any]") -> bool:
    """Say whether the chances in order, the smallest first, are no larger than those of the equal panels."""
    if (told["size"], told["people"], told["gap"]) != (public["size"], public["people"], public["gap"]):
        return False
    panels = len(public["panels"])
    if sum(kind["people"] for kind in told["types"]) != len(public["chances"]):
        return False
    both = zip(told["types"], told["chances"], strict=True)
    said = sorted(chance * panels for kind, chance in both for _ in range(kind["people"]))
    there = sorted(times for times, _ in public["chances"].values())
    return len(said) == len(there) and all(one - other <= AWAY for one, other in zip(said, there, strict=True))


def _limit(told: "dict[str, Any]", weights: "dict[str, float]", prices: "dict[str, float]") -> float:
    """Return what people counted by these weights cannot exceed on a panel, as any prices of the rows show.

    Size and quotas at their bounds, each times its price; and what a type counts beyond its prices, times the most of
    it. Wrong prices make this larger, never smaller: nothing has to be believed. What rounding can lose is added.
    """
    types, cuts = told["types"], told["cuts"]
    bounds = [{"least": told["size"], "most": told["size"]}, *told["rows"]]
    price = [prices.get(str(at), 0.0) for at in range(len(bounds) + len(cuts))]
    terms = [one * row["most" if one > 0 else "least"] for one, row in zip(price, bounds, strict=False)]
    of_types = enumerate(kind["rows"] for kind in types)
    left = [[weights.get(str(at), 0.0), -price[0], *(-price[row + 1] for row in rows)] for at, rows in of_types]
    for one, cut in zip(price[len(bounds) :], cuts, strict=True):
        terms.append(max(one, 0.0) * cut["most"])
        for of, weight in cut["weights"].items():
            left[int(of)].append(-max(one, 0.0) * weight)
    terms += [max(math.fsum(parts), 0.0) * kind["most"] for parts, kind in zip(left, types, strict=True)]
    added = [kind["most"] * math.fsum(map(abs, parts)) for parts, kind in zip(left, types, strict=True)]
    return math.fsum(terms) + LOST * math.fsum(map(abs, terms + added))


def _proved(told: "dict[str, Any]") -> bool:
    number = [kind["people"] for kind in told["types"]]
    mean, chances, gap = told["size"] / told["people"], told["chances"], told["gap"]
    exact = sum(count * chance for count, chance in zip(number, chances, strict=True))
    if sum(number) != told["people"] or abs(exact - told["size"]) > 1e-6 * told["size"]:
        return False
    if (kind := told["kind"]) in {"none", "value"}:
        return bool(kind == "none" or told["objective"] != "nash" or _nash_gap(told, number) <= gap + ROUNDING)
    stages, free = told["stages"], set(range(len(number)))
    # Each chance is held against its aim, or each level against what the levels before it leave.
    pointwise, leximin = kind == "pointwise", told["objective"] == "leximin"
    settled, over = dict[int, float](), list[float]()
    for stage in stages:
        weights = stage["weights"]
        shares = [weights.get(str(at), 0.0) * count for at, count in enumerate(number)]
        counted = math.fsum(shares[at] for at in free)
        if min(weights.values()) < 0 or abs(counted - 1.0) > 1e-6 or not set(stage["fixed"]) <= free:
            return False
        lowest = min(chances[at] for at in free)
        level = stage["aim"] if pointwise else lowest
        # It is the smallest chance that is aimed at, and only who has it is settled: whoever is favoured is not first.
        most = math.inf if pointwise else level + (2.0 * gap + 1e-6) * mean
        if level - lowest > (gap + 1e-6) * mean or any(chances[at] > most for at in stage["fixed"]):
            return False
        # Who counts little in the proof is held to little by it: what all could have more, one of them could have.
        if (share := min((shares[at] for at in stage["fixed"]), default=0.0) if leximin else counted) <= 0.0:
            return False
        taken = [counted * level, *(shares[at] * kept for at, kept in settled.items())]
        over.append((_limit(told, weights, stage["prices"]) + LOST - math.fsum(taken)) / mean / share)
        settled.update(dict.fromkeys(stage["fixed"], level))
        free -= set(stage["fixed"])
    short = max([0.0, *(aim - chances[at] for at, aim in settled.items())]) / mean if pointwise else 0.0
    # One by one, for a sum that is no number is never small enough.
    return bool(stages and (not free or not leximin) and all(one + short <= gap + ROUNDING for one in over))


def _nash_gap(told: "dict[str, Any]", number: "list[int]") -> float:
    """Return by what share the geometric mean of the chances could be larger: a concave sum lies below its tangent."""
    (stage,) = told["stages"]
    slope = {str(at): 1.0 / (chance * told["people"]) for at, chance in enumerate(told["chances"])}
    reached = math.fsum(slope[str(at)] * count * told["chances"][at] for at, count in enumerate(number))
    return math.expm1(max(_limit(told, slope, stage["prices"]) - reached, 0.0))


def unproved(draw: str, files: "dict[str, bytes]") -> "list[str]":
    """Return what is not checked of a draw and a certificate that can be read, as the words of `UNPROVED`."""
    found = ["drand_not_asked"] if str((_read(draw) or {}).get("randomness")).startswith("drand:") else []
    if "certificate" not in files:
        return [*found, "certificate_missing"]
    told = _read(files["certificate"])
    if misfit(told, {"cuts": list, "rows": [dict], "types": [{"most": int, "people": int}]}):
        return found
    found += ["certificate_cuts"] if told["cuts"] else []
    found += ["certificate_goldilocks"] if told.get("objective") == "goldilocks" else []
    found += ["certificate_households"] if _has_homes(told) else []
    found += ["certificate_none"] if told.get("kind") == "none" else []
    return found + [f"{name}_not_compared" for name in ("pool", "quotas") if files.get(name, b"PK")[:2] == b"PK"]


def main(arguments: "list[str]") -> int:
    """Check the files in a folder, say what is wrong, and return 1 if anything is."""
    folder = Path(arguments[0] if arguments else ".")
    texts = [folder / "lottery.json", folder / "draw.json"]
    if missing := [path.name for path in texts if not path.is_file()]:
        sys.stderr.write(f"There is no {' and no '.join(missing)} in {folder}.\n")
        return 2
    files = (folder / name for name in ("pool.csv", "quotas.csv", "certificate.json"))
    there = {path.stem: path.read_bytes() for path in files if path.is_file()}
    lottery, draw = (path.read_bytes().decode("utf-8", "replace") for path in texts)
    wrong = check(lottery, draw, there)
    sys.stdout.writelines(f"WRONG: {EXPLAINED[code]}.\n" for code in wrong)
    told = (("lottery", lottery, LOTTERY), ("draw", draw, DRAW))
    places = [misfit(_read(text), shape) for name, text, shape in told if f"{name}_unreadable" in wrong]
    sys.stdout.writelines(f"  Look at {place}\n" for place in places)
    if not wrong:
        sys.stdout.write("All is as it should be: the draw follows from the lottery that was frozen.\n")
        proof = _read(there.get("certificate", b""))
        if proof and proof["kind"] != "none":
            part = f"{proof['gap']:.1e} of the mean chance (at most {enough(proof['people']):g} counts as proved)"
            sys.stdout.write(f"The gap of the proof: {part}.\n")
    if not set(wrong) & {"lottery_unreadable", "draw_unreadable", "certificate_unreadable"}:
        sys.stdout.writelines(f"NOT CHECKED: {UNPROVED[code]}.\n" for code in unproved(draw, there))
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
