"""Options and values that several commands share."""

from __future__ import annotations

import datetime as dt
import unicodedata
from typing import TYPE_CHECKING, Any, TypeAlias

import click

if TYPE_CHECKING:
    from collections.abc import Callable

    from simulator.attempt.context import Messages

    Reader: TypeAlias = Callable[[click.Context, click.Parameter, Any], Any]

_LEAST, _MOST = (640, 480), (7680, 4320)
_LONGEST_NAME = 80
DATABASE_VARIABLE = "SIMULATOR_DATABASE"


def database(messages: Messages) -> Callable[[Any], Any]:
    """The option `--database`."""
    return click.option(
        "--database", envvar=DATABASE_VARIABLE, metavar="URL", help=messages("cli.database")
    )


def clean_name(name: str) -> str | None:
    """A name as it is kept: composed, without control signs or doubled spaces; None if empty.

    >>> clean_name("  Ana   Lima "), clean_name("   ")
    ('Ana Lima', None)
    """
    composed = unicodedata.normalize("NFC", name.encode("utf-8", "ignore").decode())
    spaced = " ".join(composed.split())
    kept = "".join(c for c in spaced if not unicodedata.category(c).startswith("C"))
    return kept[:_LONGEST_NAME].strip() or None


def name(messages: Messages) -> Reader:
    """Reads a trainee's name."""

    def read(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
        found = None if value is None else clean_name(value)
        if value is not None and found is None:
            raise click.BadParameter(messages("cli.bad-name"))
        return found

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
