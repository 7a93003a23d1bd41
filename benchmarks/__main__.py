"""Run the benchmarks one after another, each in a process of its own: ``python -m benchmarks [AREA...]``.

An area is a module in this folder that can be run by itself (``python -m benchmarks.audit``), prints its own
measurements, and ends with 1 when it misses what it promises. Here the processor time and the memory of each whole
run are added.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
"""Linear algebra on one thread: more threads make small problems slower and every figure unsteady."""


def main(chosen: list[str]) -> int:
    """Run the chosen areas, or all; return 1 if one of them missed what it promises."""
    areas = sorted(path.stem for path in HERE.glob("*.py") if not path.stem.startswith("_"))
    unknown = sorted(set(chosen) - set(areas))
    if unknown:
        print(f"There is no benchmark {', '.join(unknown)}. There are: {', '.join(areas) or 'none yet'}.")
        return 2
    failed = [area for area in chosen or areas if not passes(area)]
    if failed:
        print(f"\nMissed what they promise: {', '.join(failed)}.")
    return 1 if failed else 0


def passes(area: str) -> bool:
    """Run one area and print its wall time, processor time and peak memory; return whether it kept its promises."""
    print(f"\n== {area}", flush=True)
    started = time.perf_counter()
    environment = {**os.environ, **ONE_THREAD}
    process = subprocess.Popen([sys.executable, "-m", f"benchmarks.{area}"], cwd=HERE.parent, env=environment)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - started
    memory = used.ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)  # bytes there, kibibytes on Linux
    print(f"   {wall:.1f} s on the clock, {used.ru_utime + used.ru_stime:.1f} s of processor, {memory:.0f} MiB at most")
    return process.returncode == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
