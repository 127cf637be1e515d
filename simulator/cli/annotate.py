"""`simulator scores annotate`: a named reviewer says something about an attempt."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from simulator.attempt.record import Review
from simulator.attempt.trainee import trainee_name
from simulator.cli.options import argument_text, database, name_errors
from simulator.cli.show import find_attempt
from simulator.console.streams import say_line

if TYPE_CHECKING:
    from simulator.attempt.context import Messages
    from simulator.attempt.record import Decision
    from simulator.cli.application import Application

_LONGEST = 1000


def annotate_command(application: Application, messages: Messages) -> click.Command:
    """The command `annotate`."""

    @click.command(
        name="annotate", help=messages("cli.annotate"), epilog=messages("cli.annotate.example")
    )
    @click.argument("attempt", metavar="ATTEMPT")
    @click.option(
        "--by", "reviewer", metavar="NAME", required=True, help=messages("cli.annotate.by")
    )
    @click.option("--note", metavar="TEXT", required=True, help=messages("cli.annotate.note"))
    @click.option(
        "--set-aside", "decision", flag_value="set-aside", help=messages("cli.annotate.aside")
    )
    @click.option(
        "--restore", "decision", flag_value="restored", help=messages("cli.annotate.restore")
    )
    @database(messages)
    def annotate(
        *, attempt: str, reviewer: str, note: str, decision: Decision | None, database: str | None
    ) -> None:
        with name_errors(messages, "--by"):
            name = trainee_name(argument_text(reviewer))
        words = " ".join(argument_text(note).split())[:_LONGEST]
        if not words:
            raise click.UsageError(messages("cli.annotate.empty"))
        found = find_attempt(application.store(database), attempt, messages)
        review = Review(
            at=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            reviewer=name,
            decision=decision or "note",
            note=words,
        )
        application.changed(database).reviews.add(found.id, review)
        application.note(f"scores annotate {review.decision}", (), 1)
        say_line(messages("cli.annotate.done", attempt=found.id))

    return annotate
