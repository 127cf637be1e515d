"""`simulator scores export`: score sheets as files for other programs."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

import click

from simulator.attempt.trainee import spellings
from simulator.cli.counter import Counter
from simulator.cli.filters import filter_options, stored_attempts
from simulator.cli.marks import with_warnings
from simulator.cli.options import argument_text, write_error
from simulator.cli.output import check_output
from simulator.cli.send import naming_of, naming_options, say_left_out
from simulator.console.streams import data_output, say_line
from simulator.files.writing import open_atomic

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Unpack

    from simulator.attempt.context import Messages
    from simulator.cli.application import Application
    from simulator.cli.filters import FilterOptions
    from simulator.reports.table import Table
    from simulator.reports.xapi.naming import Naming

    Writer = Callable[[BinaryIO], int]

# ruff: noqa: PLC0415 - the help of the command needs none of the formats

_FORMATS: Final = ("csv", "xlsx", "jsonl", "parquet", "xapi")
_DETAILS: Final = ("attempts", "decisions")
_FILES_ONLY: Final = ("xlsx", "parquet")
"""The formats that are no text, so that no terminal can show them."""


def export_command(application: Application, messages: Messages) -> click.Command:
    """The command `export`."""

    @click.command(
        name="export", help=messages("cli.scores.export"), epilog=messages("cli.export.example")
    )
    @click.option(
        "--format",
        "kind",
        type=click.Choice(_FORMATS),
        default="csv",
        help=messages("cli.format"),
    )
    @click.option(
        "--output",
        type=click.Path(dir_okay=False, path_type=Path),
        metavar="FILE",
        help=messages("cli.output"),
    )
    @click.option(
        "--detail",
        type=click.Choice(_DETAILS),
        default="attempts",
        help=messages("cli.detail"),
    )
    @click.option("--localized", is_flag=True, help=messages("cli.localized"))
    @naming_options(messages)
    @filter_options(messages)
    def export(
        *,
        kind: str,
        output: Path | None,
        detail: str,
        localized: bool,
        activity_base: str | None,
        account_home: str | None,
        **chosen: Unpack[FilterOptions],
    ) -> None:
        if output is None and kind in _FILES_ONLY:
            raise click.UsageError(messages("cli.export.needs-file", format=kind))
        database = chosen["database"]
        counter = Counter(messages("cli.export.progress"))
        if kind == "xapi":
            naming = naming_of(application, activity_base=activity_base, account_home=account_home)
            write = _statements_writer(application, messages, naming, **chosen)
        else:
            maker = _decision_table if detail == "decisions" else _score_table
            table = maker(application, messages, counter, localized=localized, **chosen)
            write = partial(_write, kind, table, messages)
        names = () if chosen["trainee"] is None else spellings(argument_text(chosen["trainee"]))
        if output is None:
            application.note(f"scores export {kind}", names, write(data_output()))
            return
        try:
            check_output(output, application.needed(database), messages)
            with open_atomic(output, sync=True) as stream:
                count = write(stream)
        except OSError as error:
            raise write_error(output, error, messages) from error
        finally:
            counter.clear()
        application.note(f"scores export {kind}", names, count)
        say_line(messages("cli.scores.exported", n=count, file=str(output)))

    return export


def _score_table(
    application: Application,
    messages: Messages,
    counter: Counter,
    *,
    localized: bool,
    **chosen: Unpack[FilterOptions],
) -> Table:
    """The chosen attempts, a row each."""
    from simulator.reports.table import ScoreTable, Words

    store, attempts = stored_attempts(application, messages, **chosen)
    words = None
    if localized:
        words = Words(messages=messages, translator=application.translator(messages.language))
    return ScoreTable(
        with_warnings(attempts, messages), reader=store, words=words, progress=counter.show_some
    )


def _decision_table(
    application: Application,
    messages: Messages,
    counter: Counter,
    *,
    localized: bool,
    **chosen: Unpack[FilterOptions],
) -> Table:
    """The replies and silences of the chosen attempts, a row each."""
    from simulator.reports.decisions import DecisionTable

    store, attempts = stored_attempts(application, messages, **chosen)

    def leave_out(attempt: str) -> None:
        say_line(messages("cli.export.unreadable", attempt=attempt), error=True)

    return DecisionTable(
        with_warnings(attempts, messages),
        reader=store,
        messages=messages if localized else None,
        progress=counter.show_some,
        leave_out=leave_out,
    )


def _write(kind: str, table: Table, messages: Messages, stream: BinaryIO) -> int:
    match kind:
        case "xlsx":
            from simulator.reports import workbook

            return workbook.write(table, stream, messages)
        case "jsonl":
            from simulator.reports import json_lines

            return json_lines.write(table, stream)
        case "parquet":
            from simulator.reports import parquet

            return parquet.write(table, stream)
        case _:
            from simulator.reports import csv_file

            return csv_file.write(table, stream)


def _statements_writer(
    application: Application, messages: Messages, naming: Naming, **chosen: Unpack[FilterOptions]
) -> Writer:
    """A function that writes the statements of the chosen attempts, and says what was left out."""
    from simulator.reports.xapi import file
    from simulator.reports.xapi.statements import StatementMaker

    store, attempts = stored_attempts(application, messages, **chosen)

    def write(stream: BinaryIO) -> int:
        make = StatementMaker(store, naming)
        count = file.write(attempts, make, stream)
        say_left_out(make, messages)
        return count

    return write
