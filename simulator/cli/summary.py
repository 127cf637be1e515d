"""`simulator scores summary`: what many attempts say together."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import click

from simulator.cli.filters import filter_options, stored_attempts
from simulator.cli.marks import with_warnings
from simulator.console.streams import say_json, say_line
from simulator.reports.aggregates import FIGURES, GROUPED_BY, LEAST_PEOPLE, Summed, aggregate

if TYPE_CHECKING:
    from typing import Unpack

    from simulator.attempt.context import Messages
    from simulator.cli.application import Application
    from simulator.cli.filters import FilterOptions
    from simulator.reports.aggregates import GroupedBy

_COLUMNS = Summed.__struct_fields__[1:]


def summary_command(application: Application, messages: Messages) -> click.Command:
    """The command `summary`."""

    @click.command(
        name="summary",
        help=messages("cli.summary"),
        epilog=messages("cli.summary.example"),
    )
    @click.option(
        "--by", type=click.Choice(GROUPED_BY), default="scenario", help=messages("cli.summary.by")
    )
    @click.option(
        "--figure", type=click.Choice(FIGURES), default="total", help=messages("cli.summary.figure")
    )
    @filter_options(messages)
    @click.option("--json", "as_json", is_flag=True, help=messages("cli.json"))
    def summary(
        *, by: GroupedBy, figure: str, as_json: bool, **chosen: Unpack[FilterOptions]
    ) -> None:
        _, attempts = stored_attempts(application, messages, **chosen)
        groups = aggregate(with_warnings(attempts, messages), by, figure)
        if as_json:
            names = Summed.__struct_fields__
            say_json([{x: getattr(group, x) for x in names} for group in groups])
            return
        heads = (messages(f"summary.{by}"), *(messages(f"summary.{x}") for x in _COLUMNS))
        rows = [heads, *(_cells(x, messages) for x in groups)]
        widths = [max(map(_width, x)) for x in zip(*rows, strict=True)]
        for row in rows:
            first, *rest = (_padded(x, width) for x, width in zip(row, widths, strict=True))
            say_line("  ".join((first, *rest)).rstrip())
        if any(x.passed is None for x in groups):
            say_line(messages("summary.small", least=messages.number(LEAST_PEOPLE)))

    return summary


def _cells(group: Summed, messages: Messages) -> tuple[str, ...]:
    key = "–" if group.key is None else group.key
    counts = (messages.number(group.people), messages.number(group.attempts))
    passed = "–" if group.passed is None else messages.number(group.passed)
    figures = (getattr(group, x) for x in _COLUMNS[3:])
    return (key, *counts, passed, *(_figure(x, messages) for x in figures))


def _figure(value: float | None, messages: Messages) -> str:
    return "–" if value is None else messages.figure(round(value * 1000))


def _width(text: str) -> int:
    """How many columns of a terminal a text takes; a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(x) in "WF" else 1 for x in text)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))
