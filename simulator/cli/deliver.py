"""`simulator scores deliver`: brings attempts to a central database."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import click

from simulator.cli.counter import Counter
from simulator.cli.options import database
from simulator.console.streams import say_line

if TYPE_CHECKING:
    from simulator.attempt.context import Messages
    from simulator.cli.application import Application


def deliver_command(application: Application, messages: Messages) -> click.Command:
    """The command `deliver`."""

    @click.command(
        name="deliver", help=messages("cli.deliver"), epilog=messages("cli.deliver.example")
    )
    @click.option(
        "--to",
        "target",
        metavar="URL",
        required=True,
        envvar="SIMULATOR_DELIVER_TO",
        help=messages("cli.deliver.to"),
    )
    @database(messages)
    def deliver(*, target: str, database: str | None) -> None:
        from simulator.attempt.delivery import Delivered  # noqa: PLC0415 - only for this command
        from simulator.attempt.delivery import deliver as deliver_to  # noqa: PLC0415

        source, receiver = application.store(database), application.changed(target).receiver
        counter, done = Counter(messages("cli.deliver.progress")), Delivered()
        try:
            deliver_to(source, receiver, wait=time.sleep, progress=counter.show, done=done)
        finally:
            counter.clear()
            say_line(messages("cli.deliver.new", count=messages.number(done.new)))
            if done.known:
                say_line(messages("cli.deliver.known", count=messages.number(done.known)))
            for attempt in done.damaged:
                say_line(messages("cli.deliver.damaged", attempt=attempt), error=True)
        if done.damaged:
            raise click.exceptions.Exit(1)

    return deliver
