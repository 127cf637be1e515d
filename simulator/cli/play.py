"""`simulator play`: the game, in a window or in text."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from simulator.attempt.house import PlayOptions
from simulator.cli.check import render
from simulator.cli.options import database, name

if TYPE_CHECKING:
    from simulator.attempt.edition import Edition
    from simulator.attempt.house import Words
    from simulator.cli.tools import Tools

_TIMES = ("100", "125", "150", "200", "300", "500", "1000", "off")


def build(tools: Tools, words: Words) -> click.Command:
    """The command `play`."""

    @click.command(name="play", help=words("cli.play"), epilog=words("cli.play.example"))
    @click.argument("scenario", required=False)
    @click.option("--text", is_flag=True, help=words("cli.play.text"))
    @click.option("--trainee", callback=name(words), metavar="NAME", help=words("cli.play.trainee"))
    @click.option("--language", metavar="LANGUAGE", help=words("cli.language"))
    @click.option("--new", "fresh", is_flag=True, help=words("cli.play.new"))
    @click.option("--time", "time", type=click.Choice(_TIMES), help=words("cli.play.time"))
    @click.option("--seed", type=click.IntRange(0, 2**31), help=words("cli.play.seed"))
    @database(words)
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
        house = tools.house(database)
        settings = house.settings
        chosen = _language(house.languages, language, words) or settings.language
        factor = settings.factor if time is None else 0 if time == "off" else int(time)
        options = PlayOptions(
            edition=_edition(tools, scenario, words),
            trainee=trainee or settings.trainee,
            language=chosen,
            fresh=fresh,
            factor=factor or None,
            seed=seed,
        )
        if not text and tools.window(house, options):
            return
        if not text:
            click.echo(words("text.no-display"))
        tools.text(house, options)

    return play


def _edition(tools: Tools, scenario: str | None, words: Words) -> Edition | None:
    """The scenario that was named; prints findings that forbid it."""
    if scenario is None:
        return None
    loaded = tools.open(scenario)
    for finding in loaded.findings:
        if finding.severity == "error":
            click.echo(render(finding, words) + "\n", err=True)
    if loaded.edition is None:
        click.echo(words("cli.play.broken", scenario=scenario), err=True)
        sys.exit(1)
    return loaded.edition


def _language(
    languages: tuple[tuple[str, str], ...], wanted: str | None, words: Words
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
    there = words.joined(code for code, _ in languages)
    raise click.UsageError(words("cli.bad-language", value=wanted, languages=there))
