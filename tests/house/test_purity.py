import ast
from pathlib import Path

import pytest

from tests.house import purity
from tests.house.sample import ROOT, lay


def test_the_library_reads_no_clock_no_global_chance_and_no_environment() -> None:
    assert purity.impurities(ROOT) == []


def test_no_table_is_pointed_at_by_a_string() -> None:
    assert purity.loose_keys(ROOT) == []


def test_the_site_reacts_to_no_signals() -> None:
    assert purity.signals(ROOT) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("from datetime import datetime\nx = datetime.now()", "datetime.datetime.now"),
        ("import datetime as dt\nx = dt.datetime.utcnow()", "datetime.datetime.utcnow"),
        ("import datetime\nx = datetime.date.today()", "datetime.date.today"),
        ("from datetime import date as day\nx = day.today", "datetime.date.today"),
        ("import time\nx = time.time()", "time.time"),
        ("from time import monotonic\nx = monotonic()", "time.monotonic"),
        ("import random\nx = random.random()", "random.random"),
        ("from random import choice as pick\nx = pick([1])", "random.choice"),
        ("import random\nx = random.Random()", "random.Random"),
        ("import numpy as np\nx = np.random.rand(3)", "numpy.random.rand"),
        ("import numpy as np\nnp.random.seed(1)", "numpy.random.seed"),
        ("import numpy as np\nx = np.random.default_rng()", "numpy.random.default_rng"),
        ("from numpy.random import default_rng\nx = default_rng()", "numpy.random.default_rng"),
        ("from numpy import random as nr\nx = nr.normal()", "numpy.random.normal"),
        ("import os\nx = os.environ['HOME']", "os.environ"),
        ("from os import getenv\nx = getenv('HOME')", "os.getenv"),
        ("import secrets\nx = secrets.token_hex()", "secrets.token_hex"),
        ("import uuid\nx = uuid.uuid4()", "uuid.uuid4"),
    ],
)
def test_a_clock_or_chance_is_seen_under_any_name(tmp_path: Path, text: str, name: str) -> None:
    lay(tmp_path, {"src/counterpoise/levels/spaces.py": text})
    line = len(text.splitlines())
    assert purity.impurities(tmp_path) == [f"src/counterpoise/levels/spaces.py:{line}: {name}"]


@pytest.mark.parametrize(
    "text",
    [
        "import random\nx = random.Random(7).choice([1])",
        "import numpy as np\nx = np.random.default_rng(seed)",
        "import numpy as np\ndef f(chance: np.random.Generator) -> float: return chance.random()",
        "from datetime import datetime\nx = datetime.fromisoformat('2015-06-30')",
        "def f(time, at):\n    return time.time(at)",
        "import uuid\nx = uuid.UUID(int=4)",
    ],
)
def test_time_and_chance_given_as_arguments_are_fine(text: str) -> None:
    assert list(purity.impure_names(ast.parse(text))) == []


def test_the_site_and_the_command_line_may_read_the_clock(tmp_path: Path) -> None:
    text = "import datetime\nx = datetime.date.today()"
    lay(tmp_path, {"src/counterpoise/cli/main.py": text, "src/counterpoise/web/people/services.py": text})
    assert purity.impurities(tmp_path) == []


@pytest.mark.parametrize("field", ["models.ForeignKey('people.Person')", "OneToOneField(to='Person')"])
def test_a_key_by_a_string_is_named(tmp_path: Path, field: str) -> None:
    lay(tmp_path, {"src/counterpoise/web/people/models/seats.py": f"x = {field}"})
    found = purity.loose_keys(tmp_path)
    assert len(found) == 1
    assert found[0].startswith("src/counterpoise/web/people/models/seats.py:1: ")


def test_a_generic_key_is_named(tmp_path: Path) -> None:
    lay(tmp_path, {"src/counterpoise/web/people/models.py": "x = GenericForeignKey('content_type', 'object_id')"})
    assert len(purity.loose_keys(tmp_path)) == 1


def test_a_key_by_class_or_to_itself_is_fine(tmp_path: Path) -> None:
    text = "x = models.ForeignKey(Person)\ny = models.ForeignKey('self')\nz = models.CharField('words')"
    lay(tmp_path, {"src/counterpoise/web/people/models.py": text})
    assert purity.loose_keys(tmp_path) == []


def test_a_signal_is_named(tmp_path: Path) -> None:
    lay(tmp_path, {"src/counterpoise/web/people/apps.py": "from django.db.models.signals import post_save"})
    assert purity.signals(tmp_path) == ["src/counterpoise/web/people/apps.py: django.db.models.signals.post_save"]
