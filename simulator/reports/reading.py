"""Reads exported score sheets back, to compare them with what the store says."""

from __future__ import annotations

import csv
from datetime import datetime
from typing import TYPE_CHECKING, Final, TextIO
from zipfile import BadZipFile

from msgspec import Struct

from simulator.errors import MissingLibraryError, SimulatorError
from simulator.reports.columns import COLUMNS, cells
from simulator.reports.csv_file import cell

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from simulator.attempt.ports import AttemptReader
    from simulator.reports.columns import CellType

_FORGETTING: Final = frozenset({"trainee", "trainee_id", "first_attempt", "damaged", "title"})
"""The columns that may rightly differ: a name was erased, or other attempts came in."""


class Difference(Struct, frozen=True, kw_only=True):
    """A cell of a sheet that is not what the store says.

    Attributes:
        row: The number of the row, from 1 below the header.
        attempt: The id of the attempt; what stands there if it is none.
        column: The name of the column; None: the attempt is not in the store.
        written: The text in the sheet.
        stored: The text that an export writes today.
    """

    row: int
    attempt: str
    column: str | None = None
    written: str = ""
    stored: str = ""


class UnreadableSheetError(SimulatorError):
    """A file is no score sheet of this program."""


def differences(path: Path, store: AttemptReader) -> Iterator[Difference | None]:
    """What differs in each row of a sheet; None for a row that is as the store says.

    Args:
        path: A CSV file or a workbook with neutral names, as `scores export` writes it.
        store: The store.

    Raises:
        UnreadableSheetError: The file has other columns.
        MissingLibraryError: A workbook cannot be read without openpyxl.
        OSError: The file cannot be read.
        StoreError: The store cannot be read.
    """
    if path.suffix.lower() == ".xlsx":
        rows = _workbook_rows(path)
    else:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            rows = list(_csv_rows(stream))
    for number, row in enumerate(rows, 1):
        yield from _compared(number, row, store)


def _compared(
    number: int, row: dict[str, str], store: AttemptReader
) -> Iterator[Difference | None]:
    id_ = row.get("attempt", "")
    found = [x for x in store.find(id_) if x.id == id_] if id_ else []
    if not found:
        yield Difference(row=number, attempt=id_)
        return
    wrong = False
    for column, value in zip(COLUMNS, cells(found[0]), strict=True):
        stored, written = cell(value), row.get(column.name)
        if written is None or written == stored or column.name in _FORGETTING:
            continue
        wrong = True
        yield Difference(
            row=number, attempt=id_, column=column.name, written=written, stored=stored
        )
    if not wrong:
        yield None


def _csv_rows(stream: TextIO) -> Iterator[dict[str, str]]:
    try:
        reader = csv.DictReader(stream)
        _check(reader.fieldnames or ())
        for row in reader:
            yield {str(x): "" if y is None else str(y) for x, y in row.items()}
    except (csv.Error, UnicodeDecodeError) as error:
        raise UnreadableSheetError(str(error)) from error


def _workbook_rows(path: Path) -> list[dict[str, str]]:
    try:
        import openpyxl  # noqa: PLC0415 - an extra
        from openpyxl.utils.exceptions import InvalidFileException  # noqa: PLC0415
    except ImportError as error:
        raise MissingLibraryError("xlsx") from error
    broken = (BadZipFile, InvalidFileException, ValueError, KeyError, TypeError, SyntaxError)
    kinds = {x.name: x.type for x in COLUMNS}
    found: list[dict[str, str]] = []
    with path.open("rb") as stream:
        try:
            book = openpyxl.load_workbook(stream, read_only=True)
            for sheet in book.worksheets:
                lines = sheet.iter_rows(values_only=True)
                names = [str(x) for x in next(lines, ())]
                if "attempt" in names:
                    found += [
                        {x: _text(y, kinds.get(x)) for x, y in zip(names, line, strict=False)}
                        for line in lines
                    ]
        except broken as error:
            raise UnreadableSheetError(str(error)) from error
    if not found:
        raise UnreadableSheetError("attempt")
    return found


def _check(names: Iterable[str]) -> None:
    if "attempt" not in names:
        raise UnreadableSheetError("attempt")


def _text(value: object, kind: CellType | None) -> str:
    """The value of a cell of a workbook as the CSV file has it."""
    match value:
        case datetime():
            return value.strftime("%Y-%m-%dT%H:%M:%SZ")
        case bool() | str() | None:
            return cell(value)
        case int() | float():
            return cell(float(value) if kind == "decimal" else value)
        case _:
            return cell(str(value))
