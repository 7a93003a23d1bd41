import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.sample import ROOT, lay
from tests.house.violations import VIOLATIONS, broken


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[int]]:
    root = lay(
        tmp_path_factory.mktemp("house"), {"src/counterpoise/levels/ring.py": "import counterpoise.levels.spaces\n"}
    )
    return broken(root, {"nothing at all": (0, "indicator.py", ""), **VIOLATIONS})


def test_the_house_keeps_its_import_contracts() -> None:
    program = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([program, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_a_house_without_a_violation_breaks_no_contract(seen: dict[str, set[int]]) -> None:
    assert seen["nothing at all"] == set()


@pytest.mark.parametrize("name", VIOLATIONS)
def test_a_violation_breaks_its_contract(seen: dict[str, set[int]], name: str) -> None:
    contract, _, _ = VIOLATIONS[name]
    assert contract in seen[name]


def test_every_contract_is_tried() -> None:
    assert {contract for contract, _, _ in VIOLATIONS.values()} == set(range(1, 9))
