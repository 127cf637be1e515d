"""Options and values that several commands share."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, TypeAlias

import click

from simulator.attempt.trainee import trainee_name
from simulator.errors import TraineeNameError
from simulator.presentation.errors import error_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from simulator.attempt.context import Messages

    Reader: TypeAlias = Callable[[click.Context, click.Parameter, Any], Any]

_LEAST, _MOST = (640, 480), (7680, 4320)
DATABASE_VARIABLE = "SIMULATOR_DATABASE"


def database(messages: Messages) -> Callable[[Any], Any]:
    """The option `--database`."""
    return click.option(
        "--database", envvar=DATABASE_VARIABLE, metavar="URL", help=messages("cli.database")
    )


def name(messages: Messages) -> Reader:
    """Reads the name of a trainee."""

    def read(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
        try:
            return None if value is None else trainee_name(value)
        except TraineeNameError as error:
            raise click.BadParameter(error_text(error, messages)) from error

    return read


def day(messages: Messages) -> Reader:
    """Reads a date, `2026-03-31`."""

    def read(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
        try:
            return None if value is None else dt.date.fromisoformat(value).isoformat()
        except ValueError:
            raise click.BadParameter(messages("cli.bad-date", value=value or "")) from None

    return read


def size(messages: Messages) -> Reader:
    """Reads a picture's size, `1920x1080`."""

    def read(_: click.Context, __: click.Parameter, value: str) -> tuple[int, int]:
        wide, _cross, high = value.lower().partition("x")
        if wide.isdecimal() and high.isdecimal():
            found = (int(wide), int(high))
            if _LEAST[0] <= found[0] <= _MOST[0] and _LEAST[1] <= found[1] <= _MOST[1]:
                return found
        raise click.BadParameter(messages("cli.bad-size", value=value))

    return read
