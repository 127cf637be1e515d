"""`simulator scores`: lists and exports score sheets."""

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
    from simulator.attempt.record import Attempt
    from simulator.cli.tools import Tools


def build(tools: Tools, words: Words) -> click.Group:
    """The group `scores`."""

    @click.group(name="scores", help=words("cli.scores"))
    def scores() -> None:
        pass

    scores.add_command(_list(tools, words))
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
    since, until = chosen["since"], chosen["until"]
    if since is not None and until is not None and since > until:
        raise click.UsageError(words("cli.scores.backwards"))
    return tools.house(chosen.pop("database")).store().attempts(**chosen)


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
    head = f"{words.date(attempt.started)}  {attempt.trainee}  {attempt.scenario}"
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
