"""`simulator trail`: shows who exported, verified or erased what."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from simulator.console.streams import say_json, say_line

if TYPE_CHECKING:
    from simulator.attempt.context import Messages
    from simulator.cli.application import Application


def build(application: Application, messages: Messages) -> click.Command:
    """The command `trail`."""

    @click.command(name="trail", help=messages("cli.trail"))
    @click.option("--json", "as_json", is_flag=True, help=messages("cli.json"))
    def trail(*, as_json: bool) -> None:
        entries = application.trail()
        if as_json:
            say_json(list(entries))
            return
        for entry in entries:
            names = entry.get("trainees")
            whose = ", ".join(map(str, names)) if isinstance(names, list) else ""
            words = (entry.get(x, "") for x in ("at", "who", "what"))
            say_line("  ".join(map(str, (*words, entry.get("attempts", ""), whose))).rstrip())

    return trail
