"""The linear algebra of several kinds of processors gives the same chances, to nine decimals, and the same panels."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

SCRIPT = """
import json
import numpy as np
from counterpoise.inclusion.lottery.lottery import solve
from counterpoise.inclusion.lottery.panels import deal
from counterpoise.inclusion.lottery.report import to_json
from counterpoise.inclusion.lottery.rounding import uniform
from counterpoise.inclusion.lottery.types import instance_of
from tests.inclusion.lottery.oracle import pool_of, quotas_of

chance = np.random.Generator(np.random.PCG64(SEED))
values = [tuple(row) for row in chance.integers(0, 3, (80, 3)).tolist()]
pool = pool_of(values)
quotas = quotas_of([(2, 5), (3, 5), (2, 5)], [(3, 4), (3, 4), (2, 4)], [(2, 6), (2, 6), (2, 6)])
lottery = solve(instance_of(pool, quotas, size=10))
told = to_json(lottery, pool, cpu_seconds=0.0)
told["dealt"] = deal(lottery.instance, pool, uniform(lottery, seed=1), seed=1)
print(json.dumps(told, default=int))
"""


def told(core: str, seed: int) -> str:
    """Run a lottery with the linear algebra of one kind of processor."""
    environment = {**os.environ, "OPENBLAS_CORETYPE": core, "OPENBLAS_NUM_THREADS": "1"}
    command = [sys.executable, "-c", SCRIPT.replace("SEED", str(seed))]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("seed", range(3))
def test_the_ways_of_several_processors_give_the_same_lottery(seed: int) -> None:
    assert len({told(core, seed) for core in ("Haswell", "Sandybridge", "Nehalem")}) == 1
