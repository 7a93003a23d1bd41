"""Take out of a restored copy what was erased after it was made: nobody's words come back with an old copy.

What was erased is known from three places: the list that the site keeps beside its database, an exported ledger that a
witness has, and the entries of erasure in the copy itself.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from django.apps.registry import Apps
from django.db.models import Model

from counterpoise.ledger.archive import LedgerDamagedError, read_ledger
from counterpoise.ledger.erasure import ERASURE
from counterpoise.record import TABLES, columns
from counterpoise.record.contributions import Contribution, ContributionState
from counterpoise.web.ledger.records import model_of

__all__ = ["ErasuresUnreadableError", "erased_in_file", "erased_in_ledger", "erased_inside", "erased_known", "forget"]

Erased = tuple[str, int]
"""A log and the number of one of its entries."""
_NEVER = frozenset({"id", "source"})


class ErasuresUnreadableError(ValueError):
    """The list of what was erased cannot be read.

    Attributes
    ----------
    code
        Always ``"erasures_unreadable"``.
    """

    code = "erasures_unreadable"


def erased_in_file(path: Path) -> set[Erased]:
    """Return what the list beside the database says was erased; nothing where there is no list.

    Raises
    ------
    ErasuresUnreadableError
        A line of it cannot be read.
    """
    if not path.exists():
        return set()
    try:
        bodies = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        return {each for body in bodies for each in _numbers(body)}
    except (ValueError, KeyError, TypeError) as error:
        raise ErasuresUnreadableError(path) from error


def erased_in_ledger(path: Path) -> tuple[set[Erased], dict[str, int]]:
    """Return what an exported ledger says was erased, and how many entries each of its logs has.

    Raises
    ------
    LedgerDamagedError
        It cannot be read.
    """
    logs, _ = read_ledger(path)
    found: set[Erased] = set()
    sizes = {}
    try:
        for log in logs:
            sizes[log.log] = len(log.entries)
            kinds = [json.loads(entry)["type"] for entry in log.entries]
            for row in log.bodies:
                if kinds[row["seq"]] == ERASURE:
                    found.update(_numbers(json.loads(row["body"])))
    except (ValueError, LookupError, TypeError, OverflowError, RecursionError) as error:
        raise LedgerDamagedError("zip_damaged") from error
    return found, sizes


def erased_inside(which: Apps) -> set[Erased]:
    """Return what the entries of erasure in the restored logs say was erased."""
    bodies = which.get_model("ledger", "EntryBody").objects.filter(entry__type=ERASURE)
    return {
        each for body in bodies.values_list("body", flat=True).iterator() for each in _numbers(json.loads(bytes(body)))
    }


def erased_known(which: Apps, *, beside: Path, ledger: Path | None) -> tuple[set[Erased], dict[str, int]]:
    """Return everything that is known to be erased, and the sizes of the logs in the exported ledger.

    Raises
    ------
    ErasuresUnreadableError
        The list beside the database cannot be read.
    LedgerDamagedError
        The exported ledger cannot be read.
    """
    known, sizes = erased_in_ledger(ledger) if ledger is not None else (set(), {})
    return known | erased_in_file(beside) | erased_inside(which), sizes


def _numbers(body: Mapping[str, Any]) -> Iterator[Erased]:
    return ((str(body["log"]), int(number)) for number in body["entries"])


def forget(which: Apps, erased: Iterable[Erased]) -> int:
    """Take out the texts of these entries, and the words that they wrote; return how many had come back.

    Parameters
    ----------
    which
        The models of the copy's version.
    erased
        What is known to be erased.
    """
    bodies = which.get_model("ledger", "EntryBody").objects
    by_log: dict[str, set[int]] = {}
    for log, number in erased:
        by_log.setdefault(log, set()).add(number)
    gone = 0
    for log, numbers in by_log.items():
        found = {
            body.pk: body
            for body in bodies.filter(entry__log=log).select_related("entry").iterator()
            if body.entry.seq in numbers
        }
        for body in found.values():
            for told in json.loads(bytes(body.body)).get("rows", ()):
                _blank(which, told["table"], told["row"]["id"])
        bodies.filter(pk__in=list(found)).delete()
        gone += len(found)
    return gone


def _blank(which: Apps, table: str, name: str) -> None:
    kind = TABLES.get(table)
    if kind is None:
        return
    # By app and name: Django has a model of the name Group too.
    try:
        own = model_of(kind)._meta  # noqa: SLF001 - Django's own, documented way to a model's name
        model = which.get_model(own.app_label, own.object_name or "")
    except LookupError:
        return  # the site keeps no such table, or did not yet
    words = [one.name for one in columns(kind) if one.kind is str and not one.many and not one.to]
    words = [word for word in words if word not in _NEVER]
    here = {field.name for field in model._meta.get_fields()}  # noqa: SLF001 - Django's own, documented way to its fields
    values: dict[str, Any] = dict.fromkeys([word for word in words if word in here], "")
    if kind is Contribution:
        values["state"] = ContributionState.WITHDRAWN.value
    _rows(model, name).update(**values)
    for earlier in which.get_model("ledger", "EarlierVersion").objects.filter(table=table, ref=name):
        earlier.row = {field: value for field, value in earlier.row.items() if field not in words}
        earlier.save(update_fields=["row"])


def _rows(model: type[Model], name: str) -> Any:  # noqa: ANN401 - a query of a model that nobody knows beforehand
    return model._default_manager.filter(pk=name)  # noqa: SLF001 - Django's own name for it
