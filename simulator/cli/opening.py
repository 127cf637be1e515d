"""Opens a scenario for a command that needs a playable one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from simulator.console.streams import say
from simulator.presentation.finding import finding_text

if TYPE_CHECKING:
    from simulator.attempt.context import Messages
    from simulator.attempt.edition import Edition
    from simulator.library import Library


def playable_edition(library: Library, name: str, messages: Messages) -> Edition:
    """The edition of the scenario with a name in the library, or of a file.

    If the scenario cannot be played, its errors are printed.

    Raises:
        UnknownScenarioError: The library has no such scenario.
        click.ClickException: The scenario cannot be played.
    """
    opened = library.open(name)
    if opened.edition is not None:
        return opened.edition
    for finding in opened.findings:
        if finding.severity == "error":
            say(finding_text(finding, messages) + "\n", error=True)
    raise click.ClickException(messages("cli.play.broken", scenario=name))
