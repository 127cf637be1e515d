"""`simulator pictures`: draws every screen of the window into picture files, without a display."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec.structs import replace

from simulator.attempt.context import ScenarioEntry
from simulator.attempt.settings import THEMES
from simulator.cli.opening import playable_edition
from simulator.cli.options import language_in, own_scenarios, write_error
from simulator.cli.options import size as read_size
from simulator.console.streams import say_line

if TYPE_CHECKING:
    from simulator.attempt.context import AppContext, Messages
    from simulator.attempt.settings import ThemeName
    from simulator.cli.application import Application
    from simulator.library import Library


def build(application: Application, messages: Messages) -> click.Command:
    """The command `pictures`."""

    @click.command(
        name="pictures", help=messages("cli.pictures"), epilog=messages("cli.pictures.example")
    )
    @click.argument("folder", type=click.Path(file_okay=False, path_type=Path), metavar="DIR")
    @click.option("--language", default="en", show_default=True, help=messages("cli.language"))
    @click.option("--size", callback=read_size(messages), default="1280x720", show_default=True)
    @click.option("--scenario", default="wrong-dish", show_default=True)
    @click.option(
        "--text-size",
        type=click.IntRange(100, 200),
        default=100,
        show_default=True,
        help=messages("cli.pictures.text-size"),
    )
    @click.option(
        "--theme",
        type=click.Choice(THEMES),
        default="light",
        show_default=True,
        help=messages("cli.pictures.theme"),
    )
    @own_scenarios(messages)
    def pictures(
        *,
        folder: Path,
        language: str,
        size: tuple[int, int],
        scenario: str,
        text_size: int,
        theme: ThemeName,
        own: Path | None,
    ) -> None:
        library = application.library(own)
        context = application.context(library, "sqlite://")
        known = language_in(context.languages, language, messages)
        context, entry = _with_scenario(context, library, scenario, messages)
        try:
            files = application.pictures(
                context,
                folder,
                language=known,
                size=size,
                scenario=entry,
                text_size=text_size,
                theme=theme,
            )
        except OSError as error:
            raise write_error(folder, error, messages) from error
        for file in files:
            say_line(str(file))

    return pictures


def _with_scenario(
    context: AppContext, library: Library, scenario: str, messages: Messages
) -> tuple[AppContext, str]:
    """The context with the named scenario added to its library, and the id of its entry."""
    edition = playable_edition(library, scenario, messages)
    if any(x.id == scenario and x.edition is not None for x in library.entries):
        return context, scenario
    entry = ScenarioEntry(id=str(library.find(scenario)), edition=edition)
    return replace(context, library=lambda: (*library.entries, entry)), entry.id
