"""Score sheets as CSV (RFC 4180, UTF-8 with a byte order mark), safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import os
import re
import secrets
import unicodedata
from typing import TYPE_CHECKING, BinaryIO

from simulator.reports.rows import COLUMNS, row

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from simulator.attempt.record import Attempt
    from simulator.reports.rows import Cell

_BOM = b"\xef\xbb\xbf"
_STARTS = "=+-@"
_INVISIBLE = {"Cc", "Cf", "Zs", "Zl", "Zp"}
# Where a comma is the decimal sign, spreadsheets split cells at semicolons instead.
_PARTS = re.compile(r"([;\t\r\n])")
_PLAIN = re.compile(r"[A-Za-z0-9][^;\t\r\n]*")


def write(attempts: Iterable[Attempt], stream: BinaryIO) -> int:
    """Writes a header and a row for each attempt, one at a time; returns how many."""
    lines = csv.writer(_Encoded(stream), lineterminator="\r\n")
    stream.write(_BOM)
    lines.writerow(COLUMNS)
    count = 0
    for attempt in attempts:
        lines.writerow([cell(value) for value in row(attempt).values()])
        count += 1
    return count


def save(attempts: Iterable[Attempt], path: Path) -> int:
    """Writes a file, whole or not at all; returns how many attempts are in it.

    Raises:
        OSError: It cannot be written; what was there before is as it was.
    """
    path = path.resolve()
    if path.exists() and not path.is_file():  # such as a pipe: there is nothing to replace
        with path.open("wb") as stream:
            return write(attempts, stream)
    temporary = path.with_name(f".{secrets.token_hex(8)}.tmp")
    try:
        with temporary.open("xb") as stream:
            count = write(attempts, stream)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return count


def cell(value: Cell) -> str:
    """A value as CSV has it; not observed is empty.

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
    """Text that no spreadsheet takes for a formula: an apostrophe stands before what could be."""
    if _PLAIN.fullmatch(text):  # nearly all are
        return text
    if text[:1] in ("\t", "\r", "\n"):
        text = "'" + text
    return "".join(f"'{x}" if _starts_formula(x) else x for x in _PARTS.split(text))


def _starts_formula(text: str) -> bool:
    for sign in text:
        if unicodedata.category(sign) not in _INVISIBLE:
            # Full-width and other forms are read as the plain signs by some.
            return unicodedata.normalize("NFKC", sign)[:1] in _STARTS
    return False


class _Encoded:
    """What the csv module writes, as bytes."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        return self._stream.write(text.encode("utf-8", "replace"))
