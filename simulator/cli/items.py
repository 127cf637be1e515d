"""`simulator scores items`: statistics of the places of a scenario, for trainers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from simulator.cli.filters import filter_options, stored_attempts
from simulator.console.streams import say_json, say_line

if TYPE_CHECKING:
    from typing import Unpack

    from simulator.attempt.context import Messages
    from simulator.cli.application import Application
    from simulator.cli.filters import FilterOptions
    from simulator.reports.items import Item

# ruff: noqa: PLC0415 - the help of the command needs no statistics


def items_command(application: Application, messages: Messages) -> click.Command:
    """The command `items`."""

    @click.command(name="items", help=messages("cli.items"), epilog=messages("cli.items.example"))
    @filter_options(messages)
    @click.option("--json", "as_json", is_flag=True, help=messages("cli.json"))
    def items_(*, as_json: bool, **chosen: Unpack[FilterOptions]) -> None:
        from msgspec import to_builtins

        from simulator.reports.decisions import DecisionTable
        from simulator.reports.items import LEAST_CORRELATED, LEAST_VISITS, item_statistics

        store, attempts = stored_attempts(application, messages, **chosen)
        played = (x for x in attempts if x.summary is not None and x.branch_of is None)
        found = item_statistics(DecisionTable(played, reader=store).rows())
        if as_json:
            say_json(to_builtins(found))
            return
        for item in found:
            for line in _lines(item, messages):
                say_line(line)
        least, more = (messages.number(x) for x in (LEAST_VISITS, LEAST_CORRELATED))
        say_line(messages("items.least", least=least, more=more))

    return items_


def _lines(item: Item, messages: Messages) -> list[str]:
    head = messages(
        "items.node",
        scenario=item.scenario,
        node=item.node,
        visits=messages.number(item.visits),
        difficulty=_hundredths(item.difficulty),
        discrimination=_hundredths(item.discrimination),
    )
    return [
        head,
        *(f"  {_hundredths(x.share):>6}  {x.count:>6}  {x.choice}" for x in item.picked),
    ]


def _hundredths(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"
