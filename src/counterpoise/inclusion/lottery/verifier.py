"""Check a lottery and its draw with Python alone: ``python3 verifier.py FOLDER``.

This file can be copied anywhere and read in a quarter of an hour. It needs two files in the folder, ``lottery.json``
(published before the draw) and ``draw.json`` (published after it). With ``pool.csv`` and ``quotas.csv`` it checks that
those are the files that were frozen.

What it shows: the panel that was drawn is the one that the published chance chooses from the lottery whose hash was
published before; everybody's chance is what the panels say; every panel has the right size and nobody twice. What it
cannot show: that the hash was published before the chance came out. For that, keep what you read in the newspaper.
"""

import hashlib
import json
import re
import sys
from pathlib import Path

__all__ = ["UnusableRandomnessError", "canonical", "check", "panel_number", "sha256", "veiled"]

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
}


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
        The files that are there, under ``pool`` and ``quotas``.
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
        if hashlib.sha256(content).hexdigest() != frozen.get(name)
    ]
    return wrong


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


def main(arguments: "list[str]") -> int:
    """Check the files in a folder, say what is wrong, and return 1 if anything is."""
    folder = Path(arguments[0] if arguments else ".")
    texts = [folder / "lottery.json", folder / "draw.json"]
    missing = [path.name for path in texts if not path.is_file()]
    if missing:
        sys.stderr.write(f"There is no {' and no '.join(missing)} in {folder}.\n")
        return 2
    files = {name: folder / f"{name}.csv" for name in ("pool", "quotas")}
    there = {name: path.read_bytes() for name, path in files.items() if path.is_file()}
    wrong = check(texts[0].read_text("utf-8"), texts[1].read_text("utf-8"), there)
    for code in wrong:
        sys.stdout.write(f"WRONG: {EXPLAINED[code]}.\n")
    if not wrong:
        sys.stdout.write("All is as it should be: the draw follows from the lottery that was frozen.\n")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
