"""What is dangerous stands only where it was looked at: raw SQL, markup that is not escaped, views for any verb.

Read from the syntax tree and from the templates. Each list below names the places that were reviewed, with the reason;
a new one fails until somebody has looked at it and added a line.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

RAW_SQL = {
    "initiatives/selectors/mirror.py": "the rule of editions as one condition; values are parameters",
    "governance/selectors/finding.py": "looks for words; names come from models alone, values are parameters",
    "ledger/selectors/together.py": "one JSON array of columns; names come from models alone",
    "initiatives/selectors/named.py": "of whom rows speak; names come from models alone, values are parameters",
    "audit/services/erasing.py": "makes the file small after an erasure, without a value from outside",
    "project/health.py": "asks the database for nothing but a sign of life",
    "project/upgrade.py": "reads which migrations ran, without a value from outside",
    "project/backup/tables.py": "copies whole tables; names come from models alone",
    "project/backup/writing.py": "one transaction for the whole copy",
    "project/backup/reading.py": "sets the counters of a new database",
}
"""Files that write SQL themselves, and why that is safe."""
UNESCAPED = {
    "audit/templates/audit/stored_chapter.html": "our own markup, escaped when it was made and kept with the check",
    "audit/templates/audit/said.html": "a chart, drawn and escaped by counterpoise.audit.report",
    "audit/templates/audit/chapter.html": "a chart, drawn and escaped by counterpoise.audit.report",
    "audit/templates/audit/printed.html": "our own markup, escaped when it was made and kept with the check",
    "reviews/templates/reviews/results.html": "a chart, drawn and escaped by counterpoise.audit.report",
}
"""Templates that show something without escaping it, and where it was escaped."""
WITHOUT_TOKEN = {
    "governance/views/letters.py": "a mail program stops letters by one press (RFC 8058); the link is signed",
}
"""Files with a view that takes a form without the token of the site."""
SQL_NAMES = {"cursor", "chunked_cursor", "raw", "extra", "RawSQL", "as_sql", "execute", "executemany", "executescript"}
MARKUP_NAMES = {"mark_safe", "SafeString", "SafeText", "html_safe"}
BANNED = {"eval", "exec", "compile", "__import__"}
UNPACKING = {"pickle", "marshal", "shelve", "dill", "yaml", "xmlrpc", "telnetlib", "ftplib"}
VERBS = {"require_GET", "require_POST", "require_safe", "require_http_methods"}


def site(root: Path) -> Path:
    """Return the folder of the site."""
    return root / "src" / "counterpoise" / "web"


def trees(root: Path) -> Iterator[tuple[str, ast.Module]]:
    """Yield the files of the site, migrations left out."""
    for path in sorted(site(root).rglob("*.py")):
        if "migrations" not in path.parts:
            yield path.relative_to(site(root)).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def raw_sql(root: Path) -> set[str]:
    """Return the files that write SQL themselves."""
    found = set()
    for name, tree in trees(root):
        for node in ast.walk(tree):
            calls = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in SQL_NAMES
            writes = isinstance(node, ast.FunctionDef) and node.name == "as_sql"
            named = isinstance(node, ast.alias) and node.name == "RawSQL"
            if calls or writes or named:
                found.add(name)
    return found


def unescaped(root: Path) -> set[str]:
    """Return the templates and files that show something without escaping it."""
    found = set()
    for path in sorted(site(root).rglob("*.html")):
        text = path.read_text(encoding="utf-8")
        if re.search(r"\|\s*safe(seq)?\b|autoescape\s+off", text):
            found.add(path.relative_to(site(root)).as_posix())
    for name, tree in trees(root):
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and called(node) in MARKUP_NAMES:
                found.add(name)
    return found


def called(node: ast.Call) -> str:
    """Return the last name of what is called."""
    if isinstance(node.func, ast.Attribute):
        return node.func.attr
    return node.func.id if isinstance(node.func, ast.Name) else ""


def dangerous(root: Path) -> list[str]:
    """Return where the site runs text as a program, or unpacks what can run one."""
    return [f"{name}: {word}" for name, tree in trees(root) for node in ast.walk(tree) for word in words_of(node)]


def words_of(node: ast.AST) -> list[str]:
    """Return the dangerous names in one part of a file."""
    names = [each.name for each in node.names] if isinstance(node, ast.Import) else []
    names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
    found = [each for each in names if each.split(".")[0] in UNPACKING]
    runs = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in BANNED
    return [*found, called(node)] if runs and isinstance(node, ast.Call) else found


def views_of_any_verb(root: Path) -> list[str]:
    """Return the views that do not say by which verbs they may be asked."""
    return [
        f"{name}: {node.name}"
        for name, tree in trees(root)
        if "/views" in name
        for node in tree.body
        if isinstance(node, ast.FunctionDef)
        if node.name in exported(tree) and is_view(node) and not says_verbs(node)
    ]


def exported(tree: ast.Module) -> set[str]:
    """Return the names that a file lists in ``__all__``."""
    for node in tree.body:
        if isinstance(node, ast.Assign) and any(isinstance(to, ast.Name) and to.id == "__all__" for to in node.targets):
            return set(ast.literal_eval(node.value))
    return set()


def is_view(node: ast.FunctionDef) -> bool:
    """Say whether a function takes a request and returns an answer, and nothing that no address could give."""
    first = node.args.args[0] if node.args.args else None
    asks = first is not None and isinstance(first.annotation, ast.Name) and first.annotation.id == "HttpRequest"
    answers = isinstance(node.returns, ast.Name) and node.returns.id == "HttpResponse"
    given = [arg.annotation for arg in node.args.args[1:]]
    plain = all(isinstance(each, ast.Name) and each.id in {"str", "int"} for each in given)
    return asks and answers and plain and not node.args.kwonlyargs


def says_verbs(node: ast.FunctionDef) -> bool:
    """Say whether a decorator names the verbs."""
    for each in node.decorator_list:
        name = called(each) if isinstance(each, ast.Call) else getattr(each, "id", getattr(each, "attr", ""))
        if name in VERBS:
            return True
    return False


def without_token(root: Path) -> set[str]:
    """Return the files with a view that takes forms without a token."""
    found = set()
    for name, tree in trees(root):
        if any(isinstance(node, ast.alias) and node.name == "csrf_exempt" for node in ast.walk(tree)):
            found.add(name)
    return found


def led_by_visitors(root: Path) -> list[str]:
    """Return where a redirect leads to what a visitor sent."""
    found = []
    for name, tree in trees(root):
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and called(node) in {"redirect", "HttpResponseRedirect"} and node.args:
                words = ast.unparse(node.args[0])
                if re.search(r"request\.(GET|POST|META|headers|COOKIES)", words):
                    found.append(f"{name}:{node.lineno}")
    return found
