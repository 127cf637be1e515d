"""`simulator scores verify CODE` and `FILE`: whether a sheet is what the store says."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from simulator.audit.signed import sheet_code
from simulator.console.streams import say_line
from simulator.presentation.sheet import summary_line

if TYPE_CHECKING:
    from simulator.attempt.context import Messages
    from simulator.attempt.ports import AttemptReader
    from simulator.reports.reading import Difference

_SUFFIXES: Final = (".csv", ".xlsx")


def verify_sheet(store: AttemptReader, sheet: str, messages: Messages) -> bool:
    """Prints whether a sheet is what the store says, and returns it.

    Args:
        store: The store.
        sheet: The verification code of a sheet, or the path of an exported file.
        messages: The interface.

    Raises:
        click.ClickException: The file is no score sheet, or cannot be read.
        StoreError: The store cannot be read.
        MissingLibraryError: A library that reads the file is not installed.
    """
    if Path(sheet).suffix.lower() in _SUFFIXES:
        return _verify_file(store, Path(sheet), messages)
    return _verify_code(store, sheet.strip(), messages)


def _verify_code(store: AttemptReader, code: str, messages: Messages) -> bool:
    start, _, check = code.partition("-")
    found = store.find(start.lower()) if start else ()
    for attempt in found:
        if sheet_code(attempt) == f"{start.lower()}-{check.upper()}":
            date = messages.date(attempt.started)
            say_line(f"{attempt.id}  {date}  {attempt.trainee}  {attempt.scenario}")
            if attempt.summary is not None:
                say_line(summary_line(attempt.summary, messages))
            say_line(messages("cli.verify.code-fine"))
            return True
    say_line(messages("cli.verify.code-other" if found else "cli.verify.code-none", code=code))
    return False


def _verify_file(store: AttemptReader, file: Path, messages: Messages) -> bool:
    from simulator.reports.reading import (  # noqa: PLC0415 - only for a file
        UnreadableSheetError,
        differences,
    )

    rows = 0
    wrong: set[int] = set()
    try:
        for difference in differences(file, store):
            if difference is None:
                rows += 1
                continue
            rows += difference.row not in wrong
            wrong.add(difference.row)
            say_line(_worded(difference, messages))
    except UnreadableSheetError as error:
        raise click.ClickException(messages("cli.verify.no-sheet", file=str(file))) from error
    except OSError as error:
        reason = error.strerror or str(error)
        words = messages("cli.verify.unread", file=str(file), reason=reason)
        raise click.ClickException(words) from error
    counts = (messages.number(x) for x in (rows, len(wrong)))
    say_line(messages("cli.verify.rows", **dict(zip(("rows", "wrong"), counts, strict=True))))
    return not wrong


def _worded(difference: Difference, messages: Messages) -> str:
    row = messages.number(difference.row)
    if difference.column is None:
        return messages("cli.verify.row-unknown", row=row, attempt=difference.attempt or "–")
    return messages(
        "cli.verify.cell-other",
        row=row,
        attempt=difference.attempt,
        column=difference.column,
        written=difference.written,
        stored=difference.stored,
    )
