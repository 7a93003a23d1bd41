"""Between tables and record: one mapper for all tables, by the names of the fields; and versions no longer in force."""

from counterpoise.web.ledger.records.entries import edge_after, edge_of, root_from, rows_told, told_rows
from counterpoise.web.ledger.records.mapper import (
    column_name,
    earlier_row,
    model_of,
    read_earlier,
    to_earlier,
    to_model,
    to_row,
    to_rows,
)
from counterpoise.web.ledger.records.plain import plain_columns, plain_row

__all__ = [
    "column_name",
    "earlier_row",
    "edge_after",
    "edge_of",
    "model_of",
    "plain_columns",
    "plain_row",
    "read_earlier",
    "root_from",
    "rows_told",
    "to_earlier",
    "to_model",
    "to_row",
    "to_rows",
    "told_rows",
]
