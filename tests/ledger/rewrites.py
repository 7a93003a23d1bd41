"""Random rewrites of a log before a witnessed size, and whether the verifier names the place."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Protocol

from counterpoise.ledger.archive import verify_files
from counterpoise.ledger.notes import ed25519
from tests.ledger.logs import START, a_log, changed, host_rewrites

__all__ = ["rewrites_detected_and_named"]

CHECK = ed25519()
SIZE = 40


class Change(Protocol):
    """A way to change the entries of a log from a place on."""

    def __call__(self, lines: list[bytes], *, place: int, chance: random.Random) -> list[bytes]: ...


def _bit(lines: list[bytes], *, place: int, chance: random.Random) -> list[bytes]:
    line = bytearray(lines[place])
    line[chance.randrange(len(line))] ^= 1 << chance.randrange(8)
    return [*lines[:place], bytes(line), *lines[place + 1 :]]


def _field(lines: list[bytes], *, place: int, chance: random.Random) -> list[bytes]:
    name = chance.choice(["type", "actor", "object", "c"])
    return [*lines[:place], changed(lines[place], {name: chance.randbytes(8).hex()}), *lines[place + 1 :]]


def _time(lines: list[bytes], *, place: int, chance: random.Random) -> list[bytes]:
    at = (START + timedelta(minutes=place, seconds=chance.randrange(1, 60))).strftime("%Y-%m-%dT%H:%M:%S.000000Z")
    return [*lines[:place], changed(lines[place], {"at": at}), *lines[place + 1 :]]


def _taken_out(lines: list[bytes], *, place: int, chance: random.Random) -> list[bytes]:
    del chance
    rest = [changed(line, {"seq": seq}) for seq, line in enumerate(lines[place + 1 :], start=place)]
    return [*lines[:place], *rest]


def _put_in(lines: list[bytes], *, place: int, chance: random.Random) -> list[bytes]:
    new = changed(lines[place], {"c": chance.randbytes(32).hex()})
    rest = [changed(line, {"seq": seq}) for seq, line in enumerate(lines[place:], start=place + 1)]
    return [*lines[:place], new, *rest]


def _swapped(lines: list[bytes], *, place: int, chance: random.Random) -> list[bytes]:
    del chance
    other = place + 1
    pair = [changed(lines[other], {"seq": place}), changed(lines[place], {"seq": other})]
    return [*lines[:place], *pair, *lines[other + 1 :]]


CHANGES: list[Change] = [_bit, _field, _time, _taken_out, _put_in, _swapped]


def rewrites_detected_and_named(number: int, *, seed: int) -> int:
    """Rewrite a log at random before a witnessed size, and count how often the first changed entry is named.

    Half of them are somebody with the database alone, half a host who makes tree, checkpoints and signatures anew.
    """
    chance = random.Random(seed)
    files = replace(a_log(SIZE).files(), bodies=[], complete=False)
    memory = verify_files([files], check=CHECK).memory
    detected = 0
    for turn in range(number):
        change, place = chance.choice(CHANGES), chance.randrange(SIZE - 1)
        if turn % 2:
            forged = host_rewrites(files, partial(change, place=place, chance=chance))
            found = verify_files([forged], memory=memory, check=CHECK)
        else:
            altered = change(list(files.entries), place=place, chance=chance)
            found = verify_files([replace(files, entries=altered)], check=CHECK)
        detected += any(one.seq == place for one in found.findings if not one.is_remark)
    return detected
