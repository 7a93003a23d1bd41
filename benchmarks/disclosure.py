"""Disclosure control: whether a reader who knows linear programming can narrow a number that is hidden.

In each of a thousand random tables the small cells are hidden, and others with them. Then the largest and the smallest
value that each hidden small cell can have is worked out from all that is shown. It must reach from nobody to as many as
need not be hidden.
"""

from __future__ import annotations

import sys
import time

import numpy as np

from counterpoise.statistics.disclosure import COUNT_MINIMUM, attacker_range, protect_table

TABLES = 1000
SLACK = 1e-6


def main() -> int:
    """Protect and attack the tables; return 1 if any small cell was narrowed."""
    draw = np.random.Generator(np.random.PCG64(20_262))
    started = time.process_time()
    tables, cells, beside, narrowed = 0, 0, 0, 0
    while tables < TABLES:
        shape = draw.integers(2, 5, size=2)
        table = draw.poisson(draw.choice([2, 6, 15]), shape).tolist()
        if sum(map(sum, table)) < COUNT_MINIMUM:
            continue
        tables += 1
        found = protect_table(table)
        ranges = attacker_range(table, found.primary | found.complementary)
        cells += len(found.primary)
        beside += len(found.complementary)
        narrowed += sum(ranges[cell].low > SLACK or ranges[cell].high < COUNT_MINIMUM - SLACK for cell in found.primary)
    print(
        f"{TABLES} random tables, 2 to 4 rows and columns: {cells} small cells and totals hidden, {beside} beside them"
    )
    print(f"   a reader narrowed {narrowed} of them (promised 0); {time.process_time() - started:.1f} s of processor")
    return int(narrowed > 0)


if __name__ == "__main__":
    sys.exit(main())
