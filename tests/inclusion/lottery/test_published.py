"""What was published of the instances of the Nature paper of 2021 comes out, where the instance is there."""

import re
from pathlib import Path

import pytest

from counterpoise.inclusion.lottery.legacy import legacy_panels
from counterpoise.inclusion.lottery.lottery import solve
from counterpoise.inclusion.lottery.pool import read_pool
from counterpoise.inclusion.lottery.quotas import read_quotas
from counterpoise.inclusion.lottery.report import figures, gini
from counterpoise.inclusion.lottery.tables import csv_table
from counterpoise.inclusion.lottery.types import Instance, instance_of

pytestmark = pytest.mark.shared


def instance(folder: Path, size: int) -> Instance:
    """Read one of the instances."""
    quotas = read_quotas(csv_table((folder / "categories.csv").read_bytes(), file="categories.csv"), size=size)
    table = csv_table((folder / "respondents.csv").read_bytes(), file="respondents.csv")
    return instance_of(read_pool(table, quotas, size=size), quotas, size=size)


def percent(text: str, what: str) -> float:
    """Return a published percentage as a share."""
    found = re.search(re.escape(what) + r":\s*([0-9.]+)%", text)
    assert found is not None
    return float(found[1]) / 100


@pytest.mark.parametrize(("name", "size"), [("example_small", 20), ("example_large", 200)])
def test_the_leximin_figures_of_the_paper(shared_data: Path, name: str, size: int) -> None:
    folder = shared_data / "lottery"
    text = (folder / "nature2021" / f"{name}_{size}_statistics.txt").read_text(encoding="utf-8")
    found = solve(instance(folder / f"{name}_{size}", size))
    told = figures(found.by_person())
    assert found.certificate.certified
    assert told.minimum == pytest.approx(percent(text, "LEXIMIN minimum probability (exact)"), abs=5e-4)
    assert told.gini == pytest.approx(percent(text, "gini coefficient of LEXIMIN"), abs=5e-4)
    assert told.geometric_mean == pytest.approx(percent(text, "geometric mean of LEXIMIN"), abs=5e-4)


def test_the_greedy_rule_leaves_one_person_the_chance_that_was_published(shared_data: Path) -> None:
    folder = shared_data / "lottery"
    text = (folder / "nature2021" / "example_small_20_statistics.txt").read_text(encoding="utf-8")
    question = instance(folder / "example_small_20", 20)
    chances = legacy_panels(question, draws=10_000, seed=1).mean(axis=0) / question.number
    # Two runs of 10,000 draws of a chance near .0096 differ by less than five standard errors of .0014.
    assert chances.min() == pytest.approx(0.0096, abs=0.007)
    people = chances.repeat(question.number)
    assert gini(people) == pytest.approx(percent(text, "gini coefficient of LEGACY"), abs=0.02)
    assert figures(people).geometric_mean == pytest.approx(percent(text, "geometric mean of LEGACY"), abs=5e-4)
