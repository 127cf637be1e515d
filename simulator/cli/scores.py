"""`simulator scores`: lists, shows, verifies and exports score sheets."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from simulator.cli.options import database, day, name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from simulator.attempt.context import Messages
    from simulator.attempt.ports import Store
    from simulator.attempt.record import Attempt
    from simulator.cli.tools import Tools

_SHOWN = 8
"""Digits of an id that nearly always tell an attempt from others."""


def build(tools: Tools, messages: Messages) -> click.Group:
    """The group `scores`."""

    @click.group(name="scores", help=messages("cli.scores"))
    def scores() -> None:
        pass

    scores.add_command(_list(tools, messages))
    scores.add_command(_show(tools, messages))
    scores.add_command(_verify(tools, messages))
    scores.add_command(_export(tools, messages))
    return scores


def _filters(messages: Messages) -> Callable[[Any], Any]:
    def decorate(command: Any) -> Any:  # noqa: ANN401 - click's decorators are untyped
        for option in (
            database(messages),
            click.option("--until", callback=day(messages), help=messages("cli.scores.until")),
            click.option("--since", callback=day(messages), help=messages("cli.scores.since")),
            click.option("--trainee", callback=name(messages), help=messages("cli.scores.trainee")),
            click.option("--scenario", help=messages("cli.scores.scenario")),
        ):
            command = option(command)
        return command

    return decorate


def _attempts(tools: Tools, messages: Messages, **chosen: str | None) -> Iterator[Attempt]:
    return _stored(tools, messages, **chosen)[1]


def _stored(
    tools: Tools, messages: Messages, **chosen: str | None
) -> tuple[Store, Iterator[Attempt]]:
    """The store, and the attempts in it that the options ask for."""
    since, until = chosen["since"], chosen["until"]
    if since is not None and until is not None and since > until:
        raise click.UsageError(messages("cli.scores.backwards"))
    store = tools.context(chosen.pop("database")).store()
    return store, store.attempts(**chosen)


def _list(tools: Tools, messages: Messages) -> click.Command:
    @click.command(
        name="list", help=messages("cli.scores.list"), epilog=messages("cli.list.example")
    )
    @_filters(messages)
    @click.option("--json", "as_json", is_flag=True, help=messages("cli.json"))
    def list_(*, as_json: bool, **chosen: str | None) -> None:
        attempts = _attempts(tools, messages, **chosen)
        if as_json:
            from simulator.reports.rows import row  # noqa: PLC0415 - only here

            click.echo(json.dumps([row(x) for x in attempts], indent=2, ensure_ascii=False))
            return
        count = 0
        for attempt in attempts:
            click.echo(_line(attempt, messages))
            count += 1
        click.echo(messages("cli.scores.count", n=count))

    return list_


def _line(attempt: Attempt, messages: Messages) -> str:
    date = messages.date(attempt.started)
    head = f"{attempt.id[:_SHOWN]}  {date}  {attempt.trainee}  {attempt.scenario}"
    summary = attempt.summary
    if summary is None:
        return f"{head}  {messages('cli.scores.waiting')}"
    front = "  ".join(
        f"{messages(f'figure.{name}')} {messages.figure(getattr(summary, name))}"
        for name in ("empathy", "response", "proactivity")
    )
    passed = {None: "debrief.not-interpretable", True: "debrief.passed"}.get(
        summary.passed, "debrief.not-passed"
    )
    total = f"{messages('figure.total')} {messages.figure(summary.total)}"
    return f"{head}  {front}  {total}  {messages(passed)}"


def _show(tools: Tools, messages: Messages) -> click.Command:
    @click.command(
        name="show", help=messages("cli.scores.show"), epilog=messages("cli.show.example")
    )
    @click.argument("attempt", metavar="ATTEMPT")
    @click.option("--explain", is_flag=True, help=messages("cli.show.explain"))
    @click.option("--json", "as_json", is_flag=True, help=messages("cli.json"))
    @database(messages)
    def show(*, attempt: str, explain: bool, as_json: bool, database: str | None) -> None:
        from simulator.cli.show import show  # noqa: PLC0415 - only here

        store = tools.context(database).store()
        show(store, attempt, messages, explained=explain, as_json=as_json)

    return show


def _verify(tools: Tools, messages: Messages) -> click.Command:
    @click.command(
        name="verify", help=messages("cli.scores.verify"), epilog=messages("cli.verify.example")
    )
    @_filters(messages)
    @click.option("--json", "as_json", is_flag=True, help=messages("cli.json"))
    def verify(*, as_json: bool, **chosen: str | None) -> None:
        from simulator.cli.verify import verify_all  # noqa: PLC0415 - only here

        store, attempts = _stored(tools, messages, **chosen)
        if not verify_all(
            store,
            attempts,
            messages,
            as_json=as_json,
            whole=not any(v for k, v in chosen.items() if k != "database"),
        ):
            raise click.exceptions.Exit(1)

    return verify


def _export(tools: Tools, messages: Messages) -> click.Command:
    @click.command(
        name="export", help=messages("cli.scores.export"), epilog=messages("cli.export.example")
    )
    @_filters(messages)
    @click.option(
        "--format",
        type=click.Choice(["csv"]),
        default="csv",
        expose_value=False,
        help=messages("cli.format"),
    )
    @click.option(
        "--output",
        type=click.Path(dir_okay=False, path_type=Path),
        metavar="FILE",
        help=messages("cli.output"),
    )
    def export(*, output: Path | None, **chosen: str | None) -> None:
        from simulator.reports import csv_file  # noqa: PLC0415 - only here

        attempts = _attempts(tools, messages, **chosen)
        if output is None:
            csv_file.write(attempts, sys.stdout.buffer)
            return
        try:
            count = csv_file.save(attempts, output)
        except OSError as error:
            message = messages("cli.cannot-write", file=str(output), reason=str(error.strerror))
            raise click.ClickException(message) from error
        click.echo(messages("cli.scores.exported", n=count, file=str(output)))

    return export
