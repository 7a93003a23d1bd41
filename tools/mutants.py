"""Make mutants of permission rules: each takes one check out, or lets in more than the rule does.

A mutant is one change of one function. What is changed: a guard (``if …: raise`` or ``if …: return Refusal``) never
holds; one of several reasons of a guard is gone; a question (``-> bool``) always says yes, or asks one thing less; a
list of refusals stays empty; a filter of an edition lets all rows through.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass
from types import CodeType

REFUSAL = "Refusal"


@dataclass(frozen=True, slots=True, order=True)
class Mutant:
    """One change: where, in which function, what, and which of its file it is.

    Attributes
    ----------
    file, line
        The file below ``src``, and the line.
    function
        The name of the function or method that changes.
    what
        The change, in words.
    number
        Which change of this file, counted from 0.
    """

    file: str
    line: int
    function: str
    what: str
    number: int

    def __str__(self) -> str:
        """Return where it is and what it does."""
        return f"{self.file}:{self.line} {self.function}: {self.what}"


def mutants_of(source: str, *, file: str, filters: bool = False) -> list[Mutant]:
    """Return every mutant of a file.

    Parameters
    ----------
    source, file
        Its text and its name.
    filters
        Whether a filter in a list is a permission too, as it is in editions.
    """
    tree = ast.parse(source)
    found: list[Mutant] = []
    for function, node in _functions(tree):
        for line, what, _change in _changes(node, filters=filters):
            found.append(Mutant(file, line, function, what, len(found)))
    return found


def mutated(source: str, mutant: Mutant, *, filters: bool = False, path: str = "") -> CodeType:
    """Return the code of the mutant's function.

    Parameters
    ----------
    source, mutant, filters
        The text of the file, the mutant, and `filters` as when it was made.
    path
        The name under which the code stands in a traceback.

    Raises
    ------
    LookupError
        There is no such mutant of this text.
    """
    tree = ast.parse(source)
    number = 0
    for function, node in _functions(tree):
        for _line, _what, change in _changes(node, filters=filters):
            if number == mutant.number and function == mutant.function:
                change()
                whole = compile(ast.fix_missing_locations(tree), path or mutant.file, "exec")
                return _code(whole, function)
            number += 1
    raise LookupError(str(mutant))


def _code(whole: CodeType, function: str) -> CodeType:
    for each in whole.co_consts:
        if isinstance(each, CodeType):
            if each.co_qualname == function:
                return each
            try:
                return _code(each, function)
            except LookupError:
                continue
    raise LookupError(function)


def _functions(tree: ast.Module) -> Iterator[tuple[str, ast.FunctionDef]]:
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            yield node.name, node
        elif isinstance(node, ast.ClassDef):
            yield from ((f"{node.name}.{each.name}", each) for each in node.body if isinstance(each, ast.FunctionDef))


Change = tuple[int, str, "Act"]


class Act:
    """A change that is made when it is called: a field of a node takes another value."""

    def __init__(self, node: ast.AST, field: str, value: object) -> None:
        self.node, self.field, self.value = node, field, value

    def __call__(self) -> None:
        """Make the change."""
        setattr(self.node, self.field, self.value)


def _changes(function: ast.FunctionDef, *, filters: bool) -> Iterator[Change]:
    if isinstance(function.returns, ast.Name) and function.returns.id == "bool":
        # The old body stays behind it, so that the function takes what it took from around it.
        yes = ast.copy_location(ast.Return(ast.Constant(value=True)), function.body[-1])
        yield function.lineno, "always says yes", Act(function, "body", [yes, *function.body])
    for node in ast.walk(function):
        if isinstance(node, ast.If) and _guards(node):
            yield (
                node.test.lineno,
                f"never asks: {ast.unparse(node.test)}",
                Act(node, "test", ast.Constant(value=False)),
            )
            yield from _without_one(node, "test", ast.Or)
        elif isinstance(node, ast.IfExp):
            yield from _of_choice(node)
        elif isinstance(node, ast.Return) and node.value is not None:
            yield from _without_one(node, "value", ast.And)
        elif isinstance(node, ast.ListComp | ast.GeneratorExp | ast.SetComp | ast.DictComp):
            yield from _of_list(node, filters=filters)


def _guards(node: ast.If) -> bool:
    """Say whether the body of a condition stops somebody: it raises, or gives a refusal."""
    return any(isinstance(each, ast.Raise) or (_stops(each) and _refuses(each)) for each in node.body)


def _stops(node: ast.stmt) -> bool:
    return isinstance(node, ast.Return | ast.Expr | ast.AugAssign | ast.Assign)


def _refuses(node: ast.AST) -> bool:
    return any(
        (isinstance(each, ast.Name) and each.id in {REFUSAL, "refusal", "refusals"})
        or (isinstance(each, ast.Constant) and each.value is False and isinstance(node, ast.Return))
        for each in ast.walk(node)
    )


def _without_one(node: ast.AST, field: str, kind: type[ast.boolop]) -> Iterator[Change]:
    asked = getattr(node, field)
    if not isinstance(asked, ast.BoolOp) or not isinstance(asked.op, kind):
        return
    for place, gone in enumerate(asked.values):
        left = [each for number, each in enumerate(asked.values) if number != place]
        value = left[0] if len(left) == 1 else ast.copy_location(ast.BoolOp(copy.copy(asked.op), left), asked)
        yield gone.lineno, f"asks one thing less: {ast.unparse(gone)}", Act(node, field, value)


def _of_choice(node: ast.IfExp) -> Iterator[Change]:
    if _refuses(node.orelse) and not _refuses(node.body):
        yield node.lineno, f"never refuses: {ast.unparse(node.test)}", Act(node, "test", ast.Constant(value=True))
    elif _refuses(node.body) and not _refuses(node.orelse):
        yield node.lineno, f"never refuses: {ast.unparse(node.test)}", Act(node, "test", ast.Constant(value=False))


def _of_list(node: ast.ListComp | ast.GeneratorExp | ast.SetComp | ast.DictComp, *, filters: bool) -> Iterator[Change]:
    for part in node.generators:
        for place, asked in enumerate(part.ifs):
            if not isinstance(node, ast.DictComp) and _refuses(node.elt):
                yield asked.lineno, f"refuses none: {ast.unparse(asked)}", Act(part, "ifs", [ast.Constant(value=False)])
            elif filters:
                left = [each for number, each in enumerate(part.ifs) if number != place]
                yield asked.lineno, f"lets all through: {ast.unparse(asked)}", Act(part, "ifs", left)
