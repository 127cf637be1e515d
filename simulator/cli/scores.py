"""`simulator scores`: lists, shows, verifies and exports stored attempts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from simulator.attempt.ports import ORDERS
from simulator.cli.annotate import annotate_command
from simulator.cli.deliver import deliver_command
from simulator.cli.export import export_command
from simulator.cli.filters import filter_options, page_of, stored_attempts
from simulator.cli.items import items_command
from simulator.cli.marks import attempt_marks, with_warnings
from simulator.cli.options import database
from simulator.cli.send import send_command
from simulator.cli.sheet import verify_sheet
from simulator.cli.show import show_attempt
from simulator.cli.summary import summary_command
from simulator.cli.verify import verify_all
from simulator.console.streams import say_json, say_line
from simulator.presentation.sheet import summary_line
from simulator.reports.rows import row

if TYPE_CHECKING:
    from typing import Unpack

    from simulator.attempt.context import Messages
    from simulator.attempt.ports import Order
    from simulator.attempt.record import Attempt
    from simulator.cli.application import Application
    from simulator.cli.filters import FilterOptions

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
    scores.add_command(annotate_command(application, messages))
    scores.add_command(items_command(application, messages))
    scores.add_command(summary_command(application, messages))
    scores.add_command(export_command(application, messages))
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
    @click.option("--trust", metavar="KEY", multiple=True, help=messages("cli.verify.trust"))
    @click.option("--json", "as_json", is_flag=True, help=messages("cli.json"))
    @click.argument("sheet", required=False, metavar="[CODE|FILE]")
    def verify(
        *,
        sheet: str | None,
        trust: tuple[str, ...],
        as_json: bool,
        **chosen: Unpack[FilterOptions],
    ) -> None:
        if sheet is not None:
            if not verify_sheet(application.store(chosen["database"]), sheet, messages):
                raise click.exceptions.Exit(1)
            return
        store, attempts = stored_attempts(application, messages, tutorials=True, **chosen)
        whole = all(v in (None, ()) for k, v in chosen.items() if k != "database")
        own = application.site_key()
        trusted = frozenset((*trust, own.public) if own else trust)
        sound, count = verify_all(
            store, attempts, messages, as_json=as_json, whole=whole, trusted=trusted
        )
        application.note("scores verify", (), count)
        if not sound:
            raise click.exceptions.Exit(1)

    return verify
