"""Load, check and audit a large register: 1,000 initiatives, 100,000 contributions, 20,000 decisions, 200,000 notices.

There is no peer: no other program audits the power in participation. What is promised instead: load and check within
15 s, the whole audit within 30 s of processor time and 1.5 GB, and at most 12 times the time for 10 times the size.
"""

from __future__ import annotations

import platform
import resource
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from counterpoise.audit.power import audit
from counterpoise.datasets.synthetic import synthetic
from counterpoise.formats.bundle import read, write

AT = date(2020, 12, 31)
SMALL, LARGE = 10_000, 100_000


def measured(contributions: int, folder: Path) -> dict[str, float]:
    """Write, load and audit a made-up register of this size; return processor seconds by step."""
    path = folder / f"register-{contributions}"
    steps: dict[str, float] = {}
    started = time.process_time()
    manifest = write(synthetic(contributions=contributions, seed=42), path)
    steps["write"] = time.process_time() - started
    rows = {file.name.removesuffix(".jsonl"): file.rows for file in manifest.files}
    print(
        f"\n{contributions} contributions:",
        {name: rows.get(name, 0) for name in ("initiatives", "decisions", "notices")},
    )

    started = time.process_time()
    loaded = read(path)
    steps["load and check"] = time.process_time() - started
    assert not loaded.problems, loaded.problems[:3]

    started = time.process_time()
    result = audit(loaded.record, at=AT)
    steps["audit"] = time.process_time() - started
    print(f"   {len(result.initiatives)} initiatives with {len(result.initiatives[0].indicators)} indicators each")
    for step, seconds in steps.items():
        print(f"   {step:15} {seconds:7.2f} s of processor")
    return steps


def main() -> int:
    """Measure both sizes, say what was promised, and return 1 if a promise was missed."""
    print(f"{platform.machine()}, Python {platform.python_version()}, one process")
    with tempfile.TemporaryDirectory() as folder:
        small = measured(SMALL, Path(folder))
        large = measured(LARGE, Path(folder))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    growth = large["audit"] / small["audit"]
    promises = [
        ("load and check, s", large["load and check"], 15.0),
        ("audit, s", large["audit"], 30.0),
        ("memory, GiB", memory, 1.5),
        ("growth from 10,000 to 100,000, times", growth, 12.0),
    ]
    print()
    for name, figure, most in promises:
        print(f"   {name:40} {figure:7.2f}   promised at most {most:g}   {'kept' if figure <= most else 'MISSED'}")
    return int(any(figure > most for _, figure, most in promises))


if __name__ == "__main__":
    sys.exit(main())
