"""`simulator pictures`: every screen as a picture, from the real game, with no display."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from simulator.cli.options import size as read_size

if TYPE_CHECKING:
    from simulator.attempt.context import Messages
    from simulator.cli.tools import Tools


def build(tools: Tools, messages: Messages) -> click.Command:
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
    def pictures(
        *, folder: Path, language: str, size: tuple[int, int], scenario: str, text_size: int
    ) -> None:
        context = tools.context("sqlite://")
        languages = [code for code, _ in context.languages]
        if language not in languages:
            there = messages.joined(languages)
            raise click.UsageError(messages("cli.bad-language", value=language, languages=there))
        loaded = tools.open(scenario)
        if loaded.edition is None:
            raise click.ClickException(messages("cli.play.broken", scenario=scenario))
        try:
            folder.mkdir(parents=True, exist_ok=True)
            files = tools.pictures(context, folder, language, size, scenario, text_size)
        except OSError as error:
            message = messages("cli.cannot-write", file=str(folder), reason=str(error.strerror))
            raise click.ClickException(message) from error
        for file in files:
            click.echo(str(file))

    return pictures
