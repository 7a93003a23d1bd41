"""Read what somebody gave as a pool or as quotas: a file or pasted rows, with every mistake named by line and field."""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from counterpoise.formats.pools import WorkbookFaultError, read_table
from counterpoise.inclusion.lottery.pool import Pool, read_pool
from counterpoise.inclusion.lottery.problems import BadInputError, Problem
from counterpoise.inclusion.lottery.quotas import Quotas, read_quotas
from counterpoise.inclusion.lottery.tables import Table, csv_table
from counterpoise.inclusion.lottery.types import Instance, instance_of
from counterpoise.web.inclusion.models import Lottery

__all__ = ["MOST_PEOPLE", "instance_for", "pool_table", "question_of", "quotas_csv"]

MOST_PEOPLE = 20_000
"""More people than that are drawn with the command line."""


def pool_table(name: str, content: bytes) -> Table:
    """Read a pool.

    Raises
    ------
    BadInputError
        It is no table, a cell cannot be read, or it is longer than the site can draw from.
    """
    safe = Path(name).name or "pool.csv"
    if not safe.casefold().endswith((".xlsx", ".xlsm")):
        table = csv_table(content, file=safe)
    else:
        table = _of_workbook(safe, content)
    if len(table.rows) > MOST_PEOPLE:
        line = table.rows[MOST_PEOPLE][0]
        given = {"people": len(table.rows), "most": MOST_PEOPLE}
        raise BadInputError(Problem(safe, line, "", "too_many_people", given))
    return table


def _of_workbook(name: str, content: bytes) -> Table:
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        try:
            return read_table(path)
        except WorkbookFaultError as error:
            problem = error.problem
            code = "cell_unreadable" if problem.line else "not_a_workbook"
            raise BadInputError(Problem(name, problem.line, "", code)) from error


def quotas_csv(quotas: Quotas) -> str:
    """Return quotas as the file that is published."""
    lines = ["feature,value,min,max"]
    for row in quotas.rows:
        words = [f'"{word.replace(chr(34), chr(34) * 2)}"' for word in (row.feature, row.value)]
        lines.append(f"{','.join(words)},{row.least},{row.most}")
    return "\n".join(lines) + "\n"


def question_of(lottery: Lottery, quotas: Quotas) -> tuple[Pool, Instance]:
    """Bring the pool of a lottery and any quotas into numbers, whether a panel can keep them or not.

    Raises
    ------
    BadInputError
        A quota is of no value of the pool, or the pool has too few people.
    """
    size = int(lottery.size)
    asking_nothing = Quotas(tuple(replace(row, least=0, most=size) for row in quotas.rows), quotas.file)
    table = pool_table(lottery.pool_name, bytes(lottery.pool or b""))
    pool = read_pool(table, asking_nothing, size=size, id_column=lottery.id_column, addresses=lottery.addresses)
    return pool, instance_of(pool, quotas, size=size)


def instance_for(lottery: Lottery) -> tuple[Pool, Quotas, Instance]:
    """Bring the pool and the quotas of a lottery into numbers.

    Raises
    ------
    BadInputError
        They do not fit each other.
    """
    size = int(lottery.size)
    quotas = read_quotas(csv_table(lottery.quotas.encode(), file="quotas.csv"), size=size)
    pool, instance = question_of(lottery, quotas)
    return pool, quotas, instance
