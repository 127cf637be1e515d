"""`simulator trainee`: gives people everything about them, and erases them."""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING, Any

import click

from simulator.attempt.trainee import attempts_of, spellings, trainee_name
from simulator.cli.options import argument_text, database, name_errors, write_error
from simulator.console.streams import say, say_line
from simulator.files.writing import make_folder, write_atomic

if TYPE_CHECKING:
    from collections.abc import Iterable

    from simulator.attempt.context import Messages
    from simulator.attempt.ports import Store
    from simulator.attempt.record import Attempt
    from simulator.cli.application import Application

# ruff: noqa: PLC0415 - the help of the commands needs none of this

_FOREVER = 36_500
_ERASED = "erased-"
"""How the placeholder of an erased name begins."""


def build(application: Application, messages: Messages) -> click.Group:
    """The group `trainee`."""

    @click.group(name="trainee", help=messages("cli.trainee"))
    def group() -> None:
        pass

    group.add_command(_export(application, messages))
    group.add_command(_erase(application, messages))
    group.add_command(_retire(application, messages))
    return group


def _export(application: Application, messages: Messages) -> click.Command:
    @click.command(
        name="export", help=messages("cli.trainee.export"), epilog=messages("cli.trainee.example")
    )
    @click.argument("name")
    @click.option(
        "--output",
        type=click.Path(file_okay=False, path_type=Path),
        metavar="DIR",
        required=True,
        help=messages("cli.trainee.output"),
    )
    @database(messages)
    def export(*, name: str, output: Path, database: str | None) -> None:
        import io

        import msgspec

        from simulator.reports.csv_file import write
        from simulator.reports.table import ScoreTable

        store = application.store(database)
        with name_errors(messages, "NAME"):
            attempts = list(attempts_of(store, argument_text(name)))
        table = io.BytesIO()
        write(ScoreTable(attempts, reader=store), table)
        everything = msgspec.json.format(msgspec.json.encode(_everything(store, attempts)))
        try:
            make_folder(output)
            write_atomic(output / "trainee.csv", table.getvalue())
            write_atomic(output / "trainee.json", everything + b"\n")
        except OSError as error:
            raise write_error(output, error, messages) from error
        application.note("trainee export", spellings(argument_text(name)), len(attempts))
        say_line(messages("cli.trainee.exported", folder=str(output)))

    return export


def _everything(store: Store, attempts: Iterable[Attempt]) -> list[dict[str, Any]]:
    """All that is stored of some attempts."""
    from msgspec import to_builtins

    from simulator.reports.rows import row

    return [
        {
            **row(x),
            "summary": to_builtins(x.summary),
            "events": to_builtins(store.events(x.id)),
            "judged": {str(turn): level for turn, level in store.reflections.judged(x.id).items()},
            "plan": to_builtins(store.reflections.plan(x.id)),
        }
        for x in attempts
    ]


def _erase(application: Application, messages: Messages) -> click.Command:
    @click.command(
        name="erase", help=messages("cli.trainee.erase"), epilog=messages("cli.erase.example")
    )
    @click.argument("name")
    @click.option("--yes", is_flag=True, help=messages("cli.trainee.yes"))
    @database(messages)
    def erase(*, name: str, yes: bool, database: str | None) -> None:
        names = spellings(argument_text(name))
        count = sum(1 for _ in application.store(database).attempts(trainee=names))
        if not count:
            with name_errors(messages, "NAME"):
                trainee_name(argument_text(name))
            say_line(messages("cli.trainee.unknown", name=name))
            raise click.exceptions.Exit(1)
        if not yes and not _agreed(messages("cli.trainee.sure", name=name), messages):
            raise click.exceptions.Exit(1)
        _erase_all(application, database, names)
        application.note("trainee erase", names, count)
        say_line(messages("cli.trainee.erased"))

    return erase


def _retire(application: Application, messages: Messages) -> click.Command:
    @click.command(name="retire", help=messages("cli.trainee.retire"))
    @click.option(
        "--older-than",
        "days",
        type=click.IntRange(1, _FOREVER),
        metavar="DAYS",
        required=True,
        help=messages("cli.trainee.older-than"),
    )
    @click.option("--yes", is_flag=True, help=messages("cli.trainee.yes"))
    @database(messages)
    def retire(*, days: int, yes: bool, database: str | None) -> None:
        limit = (datetime.now(UTC) - timedelta(days=days)).strftime("%Y-%m-%dT%H:%M:%SZ")
        starts = application.changed(database).people.last_starts()
        names = tuple(
            x for x, start in starts.items() if start < limit and not x.startswith(_ERASED)
        )
        if (
            names
            and not yes
            and not _agreed(
                messages("cli.trainee.sure-all", count=messages.number(len(names))), messages
            )
        ):
            raise click.exceptions.Exit(1)
        _erase_all(application, database, names)
        application.note("trainee retire", (), len(names))
        say_line(messages("cli.trainee.retired", count=messages.number(len(names))))

    return retire


def _erase_all(application: Application, database: str | None, names: Iterable[str]) -> None:
    people = application.changed(database).people
    for name in names:
        people.erase(name, f"{_ERASED}{token_hex(4)}")
    application.forget(tuple(names))


def _agreed(question: str, messages: Messages) -> bool:
    """Whether a person agrees; a script must say so by an option."""
    say(f"{question} {messages('cli.trainee.agree')} ")
    return _first_line(sys.stdin).strip() == messages("cli.trainee.agree-word")


def _first_line(lines: Iterable[str]) -> str:
    return next(iter(lines), "")
