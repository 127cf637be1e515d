"""Score sheets as CSV files that are safe to open in a spreadsheet.

The format is RFC 4180 in UTF-8 with a byte order mark.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from typing import TYPE_CHECKING, BinaryIO

from simulator.files.writing import open_atomic

if TYPE_CHECKING:
    from pathlib import Path

    from simulator.reports.columns import Cell
    from simulator.reports.table import Table

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
# A spreadsheet takes text that starts with one of these characters for a formula.
_FORMULA_STARTS = "=+-@"
# General categories of Unicode for control, format and space characters.
_INVISIBLE = {"Cc", "Cf", "Zs", "Zl", "Zp"}
# In countries with a decimal comma, spreadsheets separate cells at semicolons.
_SEPARATORS = re.compile(r"([;\t\r\n])")
_BLANK_START = re.compile(r"(?:^|(?<=;))(?=[\t\r\n])")
_HARMLESS = re.compile(r"[A-Za-z0-9][^;\t\r\n]*")


def write(table: Table, stream: BinaryIO) -> int:
    """Writes a header row and a row for each attempt.

    Args:
        table: The attempts; only one row at a time is held in memory.
        stream: The binary stream to write to.

    Returns:
        The number of attempts.

    Raises:
        OSError: The stream cannot be written.
    """
    writer = csv.writer(_Utf8Lines(stream), lineterminator="\r\n")
    stream.write(_BYTE_ORDER_MARK)
    writer.writerow(map(cell, table.names))
    yes, no = table.yes_no
    for row in table.rows():
        writer.writerow([cell(x, yes, no) for x in row])
    return table.count


def save(table: Table, path: Path) -> int:
    """Writes the attempts to a file, either all of them or none.

    Args:
        table: The attempts; only one row at a time is held in memory.
        path: The path of the file, which is replaced if it exists.

    Returns:
        The number of attempts.

    Raises:
        OSError: The file cannot be written; its earlier content is unchanged.
    """
    with open_atomic(path, sync=True) as stream:
        return write(table, stream)


def cell(value: Cell, yes: str = "yes", no: str = "no") -> str:
    """The text of a value in CSV; empty for None.

    Args:
        value: The value.
        yes: The word for true.
        no: The word for false.

    >>> cell(72.4), cell(-1.25), cell(True), cell(None), cell("=1+1"), cell("Ana")
    ('72.400', '-1.250', 'yes', '', "'=1+1", 'Ana')
    """
    match value:
        case None:
            return ""
        case bool():
            return yes if value else no
        case float():
            return f"{value:.3f}"
        case int():
            return str(value)
        case _:
            return _without_formulas(value)


def _without_formulas(text: str) -> str:
    """The text with an apostrophe before each part that a spreadsheet can take for a formula."""
    if _HARMLESS.fullmatch(text):  # This check is fast, and nearly every text passes it.
        return text
    text = _BLANK_START.sub("'", text)
    return "".join(f"'{x}" if _starts_formula(x) else x for x in _SEPARATORS.split(text))


def _starts_formula(text: str) -> bool:
    """Whether the first visible character of a text starts a formula."""
    for character in text:
        if unicodedata.category(character) not in _INVISIBLE:
            # Some spreadsheets also accept other forms of a character, such as a full-width `=`.
            return unicodedata.normalize("NFKC", character)[:1] in _FORMULA_STARTS
    return False


class _Utf8Lines:
    """A stream for the csv module that encodes lines as UTF-8; a lone surrogate becomes `?`."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        return self._stream.write(text.encode("utf-8", "replace"))
