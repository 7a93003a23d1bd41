import ast
import re
from importlib.resources import files

from counterpoise.ledger.words import WORDS


def test_both_languages_fill_in_the_same() -> None:
    for code, (english, dutch) in WORDS.items():
        assert set(re.findall(r"{(\w+)}", english)) == set(re.findall(r"{(\w+)}", dutch)), code
        assert english != dutch


def test_every_finding_has_words() -> None:
    used: set[str] = set()
    for module in ("entries", "verifier", "archive", "command", "memory"):
        tree = ast.parse(files("counterpoise.ledger").joinpath(f"{module}.py").read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
                first = node.args[0]
                if node.func.id in {"Finding", "LedgerDamagedError", "_only", "_say", "_filled"} and isinstance(
                    first, ast.Constant
                ):
                    used.add(str(first.value))
    assert "rewritten" in used
    assert used - set(WORDS) == set()
    assert set(WORDS) - used == {"entry", "entries"}  # chosen between, in one expression
