"""`simulator scores`: lists, shows, verifies and exports stored attempts."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from simulator.attempt.ports import ORDERS
from simulator.cli.deliver import deliver_command
from simulator.cli.filters import filter_options, page_of, stored_attempts
from simulator.cli.marks import attempt_marks, with_warnings
from simulator.cli.options import database, write_error
from simulator.cli.output import check_output
from simulator.cli.send import naming_of, naming_options, say_left_out, send_command
from simulator.cli.show import show_attempt
from simulator.cli.verify import verify_all
from simulator.console.streams import data_output, say_json, say_line
from simulator.files.writing import open_atomic
from simulator.presentation.sheet import summary_line
from simulator.reports import csv_file
from simulator.reports.rows import row

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Unpack

    from simulator.attempt.context import Messages
    from simulator.attempt.ports import Order
    from simulator.attempt.record import Attempt
    from simulator.cli.application import Application
    from simulator.cli.filters import FilterOptions
    from simulator.reports.xapi.naming import Naming

_MOST = 10**9
_SHOWN = 8
"""The number of digits of an id that are printed; ids rarely share so many first digits."""


def build(application: Application, messages: Messages) -> click.Group:
    """The group `scores`."""

    @click.group(name="scores", help=messages("cli.scores"))
    def scores() -> None:
        pass

    scores.add_command(_list(application, messages))
    scores.add_command(_show(application, messages))
    scores.add_command(_verify(application, messages))
    scores.add_command(_export(application, messages))
    scores.add_command(send_command(application, messages))
    scores.add_command(deliver_command(application, messages))
    return scores


def _list(application: Application, messages: Messages) -> click.Command:
    @click.command(
        name="list", help=messages("cli.scores.list"), epilog=messages("cli.list.example")
    )
    @filter_options(messages)
    @click.option(
        "--sort",
        "order",
        type=click.Choice(ORDERS),
        default="started",
        help=messages("cli.scores.sort"),
    )
    @click.option("--reverse", is_flag=True, help=messages("cli.scores.reverse"))
    @click.option("--limit", type=click.IntRange(1, _MOST), help=messages("cli.scores.limit"))
    @click.option(
        "--page", type=click.IntRange(1, _MOST), default=1, help=messages("cli.scores.page")
    )
    @click.option("--json", "as_json", is_flag=True, help=messages("cli.json"))
    def list_(
        *,
        order: Order,
        reverse: bool,
        limit: int | None,
        page: int,
        as_json: bool,
        **chosen: Unpack[FilterOptions],
    ) -> None:
        total = None
        if limit is None and order == "started" and not reverse:
            attempts = stored_attempts(application, messages, **chosen)[1]
        else:
            size = limit or _MOST
            offset = (page - 1) * size if limit else 0
            found, total = page_of(
                application,
                messages,
                order,
                reverse=reverse,
                limit=size,
                offset=offset,
                **chosen,
            )
            attempts = iter(found)
        attempts = with_warnings(attempts, messages)
        if as_json:
            say_json([row(x) for x in attempts])
            return
        count = 0
        for attempt in attempts:
            say_line(_line(attempt, messages))
            count += 1
        if total is None or total == count:
            say_line(messages("cli.scores.count", n=count))
        else:
            shown, whole = messages.number(count), messages.number(total)
            say_line(messages("cli.scores.some", count=shown, total=whole))

    return list_


def _line(attempt: Attempt, messages: Messages) -> str:
    date = messages.date(attempt.started)
    head = f"{attempt.id[:_SHOWN]}  {date}  {attempt.trainee}  {attempt.scenario}"
    if attempt.damaged:
        return head + " " + attempt_marks(attempt, messages)
    if attempt.summary is None:
        return f"{head}  {messages('cli.scores.waiting')}{attempt_marks(attempt, messages)}"
    return f"{head}  {summary_line(attempt.summary, messages)}{attempt_marks(attempt, messages)}"


def _show(application: Application, messages: Messages) -> click.Command:
    @click.command(
        name="show", help=messages("cli.scores.show"), epilog=messages("cli.show.example")
    )
    @click.argument("attempt", metavar="ATTEMPT")
    @click.option("--explain", is_flag=True, help=messages("cli.show.explain"))
    @click.option("--json", "as_json", is_flag=True, help=messages("cli.json"))
    @database(messages)
    def show(*, attempt: str, explain: bool, as_json: bool, database: str | None) -> None:
        store = application.store(database)
        show_attempt(store, attempt, messages, explained=explain, as_json=as_json)

    return show


def _verify(application: Application, messages: Messages) -> click.Command:
    @click.command(
        name="verify", help=messages("cli.scores.verify"), epilog=messages("cli.verify.example")
    )
    @filter_options(messages)
    @click.option("--json", "as_json", is_flag=True, help=messages("cli.json"))
    def verify(*, as_json: bool, **chosen: Unpack[FilterOptions]) -> None:
        store, attempts = stored_attempts(application, messages, tutorials=True, **chosen)
        if not verify_all(
            store,
            attempts,
            messages,
            as_json=as_json,
            whole=all(v in (None, ()) for k, v in chosen.items() if k != "database"),
        ):
            raise click.exceptions.Exit(1)

    return verify


def _export(application: Application, messages: Messages) -> click.Command:
    @click.command(
        name="export", help=messages("cli.scores.export"), epilog=messages("cli.export.example")
    )
    @naming_options(messages)
    @filter_options(messages)
    @click.option(
        "--format",
        "kind",
        type=click.Choice(["csv", "xapi"]),
        default="csv",
        help=messages("cli.format"),
    )
    @click.option(
        "--output",
        type=click.Path(dir_okay=False, path_type=Path),
        metavar="FILE",
        help=messages("cli.output"),
    )
    def export(
        *,
        kind: str,
        output: Path | None,
        activity_base: str | None,
        account_home: str | None,
        **chosen: Unpack[FilterOptions],
    ) -> None:
        database = chosen["database"]
        if kind == "xapi":
            naming = naming_of(application, activity_base=activity_base, account_home=account_home)
            writer = _statements_writer(application, messages, naming, **chosen)
        else:
            writer = partial(
                csv_file.write,
                with_warnings(stored_attempts(application, messages, **chosen)[1], messages),
            )
        if output is None:
            writer(data_output())
            return
        try:
            check_output(output, application.needed(database), messages)
            with open_atomic(output, sync=True) as stream:
                count = writer(stream)
        except OSError as error:
            raise write_error(output, error, messages) from error
        say_line(messages("cli.scores.exported", n=count, file=str(output)))

    return export


def _statements_writer(
    application: Application, messages: Messages, naming: Naming, **chosen: Unpack[FilterOptions]
) -> Callable[[BinaryIO], int]:
    """A function that writes the statements of the chosen attempts, and says what was left out."""
    from simulator.reports.xapi import file  # noqa: PLC0415 - only for this format
    from simulator.reports.xapi.statements import StatementMaker  # noqa: PLC0415

    store, attempts = stored_attempts(application, messages, **chosen)

    def write(stream: BinaryIO) -> int:
        make = StatementMaker(store, naming)
        count = file.write(attempts, make, stream)
        say_left_out(make, messages)
        return count

    return write
