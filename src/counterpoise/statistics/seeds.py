"""One source of chance per figure, so that the order of work changes nothing.

A generator is made from the audit's seed, the code of the figure and the initiative. Two runs, or one run on eight
processes, therefore give the same numbers.
"""

import hashlib

import numpy as np


def seed_for(seed: int | str, *, code: str, initiative: str) -> str:
    """Return the seed of one figure of one initiative as text of 64 hexadecimal digits.

    Parameters
    ----------
    seed
        The seed of the whole audit.
    code
        Code of the indicator, for example ``expertise.uptake``.
    initiative
        Id of the initiative.

    Notes
    -----
    SHA-256 over the three parts, each with its length before it, so that no two triples share a text.
    """
    parts = (str(seed), code, initiative)
    text = "".join(f"{len(part)}:{part}" for part in parts)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def generator(seed: int | str) -> np.random.Generator:
    """Return a numpy generator that depends on the seed alone.

    Parameters
    ----------
    seed
        Any whole number or text. 42 and "42" give the same generator.

    Notes
    -----
    The bits of the SHA-256 digest seed a PCG64, whose stream numpy keeps stable between versions.
    """
    digest = hashlib.sha256(str(seed).encode("utf-8")).digest()
    return np.random.Generator(np.random.PCG64(int.from_bytes(digest, "big")))


def generator_for(seed: int | str, *, code: str, initiative: str) -> np.random.Generator:
    """Return the generator of one figure of one initiative; parameters as for `seed_for`."""
    return generator(seed_for(seed, code=code, initiative=initiative))
