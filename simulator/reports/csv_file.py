"""Score sheets as CSV (RFC 4180, UTF-8 with a byte order mark), safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import re
import unicodedata
from typing import TYPE_CHECKING, BinaryIO

from simulator.files import open_atomic
from simulator.reports.columns import COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from simulator.attempt.record import Attempt
    from simulator.reports.columns import Cell

_BOM = b"\xef\xbb\xbf"
_STARTS = "=+-@"
_INVISIBLE = {"Cc", "Cf", "Zs", "Zl", "Zp"}
# Where the comma is the decimal sign, spreadsheets separate cells at semicolons.
_PARTS = re.compile(r"([;\t\r\n])")
_BLANK_START = re.compile(r"(?:^|(?<=;))(?=[\t\r\n])")
_PLAIN = re.compile(r"[A-Za-z0-9][^;\t\r\n]*")


def write(attempts: Iterable[Attempt], stream: BinaryIO) -> int:
    """Writes a header row and a row for each attempt, one at a time.

    Returns:
        The number of attempts.
    """
    lines = csv.writer(_Utf8Lines(stream), lineterminator="\r\n")
    stream.write(_BOM)
    lines.writerow([x.name for x in COLUMNS])
    count = 0
    for attempt in attempts:
        lines.writerow([cell(x.value(attempt)) for x in COLUMNS])
        count += 1
    return count


def save(attempts: Iterable[Attempt], path: Path) -> int:
    """Writes the attempts into a file, whole or not at all.

    Returns:
        The number of attempts.

    Raises:
        OSError: The file cannot be written; its earlier content is unchanged.
    """
    with open_atomic(path, sync=True) as stream:
        return write(attempts, stream)


def cell(value: Cell) -> str:
    """The text of a value in CSV; None is empty.

    >>> cell(72.4), cell(-1.25), cell(True), cell(None), cell("=1+1"), cell("Ana")
    ('72.400', '-1.250', 'yes', '', "'=1+1", 'Ana')
    """
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case float():
            return f"{value:.3f}"
        case int():
            return str(value)
        case _:
            return _text(value)


def _text(text: str) -> str:
    """Text that no spreadsheet takes for a formula: an apostrophe precedes a possible one."""
    if _PLAIN.fullmatch(text):  # This is fast, and nearly every text passes.
        return text
    text = _BLANK_START.sub("'", text)
    return "".join(f"'{x}" if _starts_formula(x) else x for x in _PARTS.split(text))


def _starts_formula(text: str) -> bool:
    for sign in text:
        if unicodedata.category(sign) not in _INVISIBLE:
            # Some spreadsheets read full-width and other forms as the plain signs.
            return unicodedata.normalize("NFKC", sign)[:1] in _STARTS
    return False


class _Utf8Lines:
    """Takes lines of the csv module and writes them as UTF-8; what is no text becomes `?`."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        return self._stream.write(text.encode("utf-8", "replace"))
