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

    from simulator.attempt.house import Words
    from simulator.attempt.ports import Store
    from simulator.attempt.record import Attempt
    from simulator.cli.tools import Tools

_SHOWN = 8
"""Digits of an id that nearly always tell an attempt from others."""


def build(tools: Tools, words: Words) -> click.Group:
    """The group `scores`."""

    @click.group(name="scores", help=words("cli.scores"))
    def scores() -> None:
        pass

    scores.add_command(_list(tools, words))
    scores.add_command(_show(tools, words))
    scores.add_command(_verify(tools, words))
    scores.add_command(_export(tools, words))
    return scores


def _filters(words: Words) -> Callable[[Any], Any]:
    def decorate(command: Any) -> Any:  # noqa: ANN401 - click's decorators are untyped
        for option in (
            database(words),
            click.option("--until", callback=day(words), help=words("cli.scores.until")),
            click.option("--since", callback=day(words), help=words("cli.scores.since")),
            click.option("--trainee", callback=name(words), help=words("cli.scores.trainee")),
            click.option("--scenario", help=words("cli.scores.scenario")),
        ):
            command = option(command)
        return command

    return decorate


def _attempts(tools: Tools, words: Words, **chosen: str | None) -> Iterator[Attempt]:
    return _stored(tools, words, **chosen)[1]


def _stored(tools: Tools, words: Words, **chosen: str | None) -> tuple[Store, Iterator[Attempt]]:
    """The store, and the attempts in it that the options ask for."""
    since, until = chosen["since"], chosen["until"]
    if since is not None and until is not None and since > until:
        raise click.UsageError(words("cli.scores.backwards"))
    store = tools.house(chosen.pop("database")).store()
    return store, store.attempts(**chosen)


def _list(tools: Tools, words: Words) -> click.Command:
    @click.command(name="list", help=words("cli.scores.list"), epilog=words("cli.list.example"))
    @_filters(words)
    @click.option("--json", "as_json", is_flag=True, help=words("cli.json"))
    def list_(*, as_json: bool, **chosen: str | None) -> None:
        attempts = _attempts(tools, words, **chosen)
        if as_json:
            from simulator.reports.rows import row  # noqa: PLC0415 - only here

            click.echo(json.dumps([row(x) for x in attempts], indent=2, ensure_ascii=False))
            return
        count = 0
        for attempt in attempts:
            click.echo(_line(attempt, words))
            count += 1
        click.echo(words("cli.scores.count", n=count))

    return list_


def _line(attempt: Attempt, words: Words) -> str:
    date = words.date(attempt.started)
    head = f"{attempt.id[:_SHOWN]}  {date}  {attempt.trainee}  {attempt.scenario}"
    figures = attempt.figures
    if figures is None:
        return f"{head}  {words('cli.scores.waiting')}"
    front = "  ".join(
        f"{words(f'figure.{name}')} {words.figure(figures[name])}"
        for name in ("empathy", "response", "proactivity")
    )
    passed = {None: "debrief.not-interpretable", True: "debrief.passed"}.get(
        figures["passed"], "debrief.not-passed"
    )
    total = f"{words('figure.total')} {words.figure(figures['total'])}"
    return f"{head}  {front}  {total}  {words(passed)}"


def _show(tools: Tools, words: Words) -> click.Command:
    @click.command(name="show", help=words("cli.scores.show"), epilog=words("cli.show.example"))
    @click.argument("attempt", metavar="ATTEMPT")
    @click.option("--explain", is_flag=True, help=words("cli.show.explain"))
    @click.option("--json", "as_json", is_flag=True, help=words("cli.json"))
    @database(words)
    def show(*, attempt: str, explain: bool, as_json: bool, database: str | None) -> None:
        from simulator.cli.show import show  # noqa: PLC0415 - only here

        store = tools.house(database).store()
        show(store, attempt, words, explained=explain, as_json=as_json)

    return show


def _verify(tools: Tools, words: Words) -> click.Command:
    @click.command(
        name="verify", help=words("cli.scores.verify"), epilog=words("cli.verify.example")
    )
    @_filters(words)
    @click.option("--json", "as_json", is_flag=True, help=words("cli.json"))
    def verify(*, as_json: bool, **chosen: str | None) -> None:
        from simulator.cli.verify import verify_all  # noqa: PLC0415 - only here

        store, attempts = _stored(tools, words, **chosen)
        if not verify_all(
            store,
            attempts,
            words,
            as_json=as_json,
            whole=not any(v for k, v in chosen.items() if k != "database"),
        ):
            raise click.exceptions.Exit(1)

    return verify


def _export(tools: Tools, words: Words) -> click.Command:
    @click.command(
        name="export", help=words("cli.scores.export"), epilog=words("cli.export.example")
    )
    @_filters(words)
    @click.option(
        "--format",
        type=click.Choice(["csv"]),
        default="csv",
        expose_value=False,
        help=words("cli.format"),
    )
    @click.option(
        "--output",
        type=click.Path(dir_okay=False, path_type=Path),
        metavar="FILE",
        help=words("cli.output"),
    )
    def export(*, output: Path | None, **chosen: str | None) -> None:
        from simulator.reports import csv_file  # noqa: PLC0415 - only here

        attempts = _attempts(tools, words, **chosen)
        if output is None:
            csv_file.write(attempts, sys.stdout.buffer)
            return
        try:
            count = csv_file.save(attempts, output)
        except OSError as error:
            message = words("cli.cannot-write", file=str(output), reason=str(error.strerror))
            raise click.ClickException(message) from error
        click.echo(words("cli.scores.exported", n=count, file=str(output)))

    return export
