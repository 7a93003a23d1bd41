"""The spreadsheet on-ramp: a workbook that a council's secretary fills in by hand, read as readily as a bundle."""

from counterpoise.formats.spreadsheets.reading import read
from counterpoise.formats.spreadsheets.template import write_template

__all__ = ["read", "write_template"]
