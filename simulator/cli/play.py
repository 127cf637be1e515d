"""`simulator play`: the game, in a window or in text."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from simulator.attempt.context import PlayRequest
from simulator.cli.check import render
from simulator.cli.options import database, name
from simulator.presentation.settings import factor_of

if TYPE_CHECKING:
    from simulator.attempt.context import Messages
    from simulator.attempt.edition import Edition
    from simulator.cli.tools import Tools

_TIMES = ("100", "125", "150", "200", "300", "500", "1000", "off")


def build(tools: Tools, messages: Messages) -> click.Command:
    """The command `play`."""

    @click.command(name="play", help=messages("cli.play"), epilog=messages("cli.play.example"))
    @click.argument("scenario", required=False)
    @click.option("--text", is_flag=True, help=messages("cli.play.text"))
    @click.option(
        "--trainee", callback=name(messages), metavar="NAME", help=messages("cli.play.trainee")
    )
    @click.option("--language", metavar="LANGUAGE", help=messages("cli.language"))
    @click.option("--new", "fresh", is_flag=True, help=messages("cli.play.new"))
    @click.option("--time", "time", type=click.Choice(_TIMES), help=messages("cli.play.time"))
    @click.option("--seed", type=click.IntRange(0, 2**31), help=messages("cli.play.seed"))
    @database(messages)
    def play(
        *,
        scenario: str | None,
        text: bool,
        trainee: str | None,
        language: str | None,
        fresh: bool,
        time: str | None,
        seed: int | None,
        database: str | None,
    ) -> None:
        context = tools.context(database)
        settings = context.settings
        chosen = _language(context.languages, language, messages) or settings.language
        request = PlayRequest(
            edition=_edition(tools, scenario, messages),
            trainee=trainee or settings.trainee,
            language=chosen,
            fresh=fresh,
            factor=settings.factor if time is None else factor_of(time),
            seed=seed,
        )
        if not text and tools.window(context, request):
            return
        if not text:
            click.echo(messages("text.no-display"))
        tools.text(context, request)

    return play


def _edition(tools: Tools, scenario: str | None, messages: Messages) -> Edition | None:
    """The scenario that was named; prints findings that forbid it."""
    if scenario is None:
        return None
    loaded = tools.open(scenario)
    for finding in loaded.findings:
        if finding.severity == "error":
            click.echo(render(finding, messages) + "\n", err=True)
    if loaded.edition is None:
        click.echo(messages("cli.play.broken", scenario=scenario), err=True)
        sys.exit(1)
    return loaded.edition


def _language(
    languages: tuple[tuple[str, str], ...], wanted: str | None, messages: Messages
) -> str | None:
    if wanted is None:
        return None
    folded = wanted.replace("-", "_").lower()
    for code, _ in languages:
        if code.lower() == folded:
            return code
    for code, _ in languages:
        if code.lower().split("_")[0] == folded.split("_")[0]:
            return code
    there = messages.joined(code for code, _ in languages)
    raise click.UsageError(messages("cli.bad-language", value=wanted, languages=there))
