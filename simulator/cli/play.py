"""`simulator play`: plays a scenario in a window or in the terminal."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING, TypedDict

import click

from simulator.attempt.context import PlayRequest
from simulator.attempt.record import Group
from simulator.cli.background import BackgroundDelivery
from simulator.cli.opening import playable_edition
from simulator.cli.options import (
    database,
    label_option,
    language_in,
    own_scenarios,
    trainee_option,
)
from simulator.console.streams import say, say_line
from simulator.presentation.errors import error_text
from simulator.presentation.settings import factor_of

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Unpack

    from simulator.attempt.context import AppContext, Messages
    from simulator.attempt.record import Mode
    from simulator.cli.application import Application
    from simulator.library import Library


_MODES = ("practice", "assessment")
_TIMES = ("100", "125", "150", "200", "300", "500", "1000", "off")


class _PlayOptions(TypedDict):
    """The parameters of the command; each has the name of its option below."""

    scenario: str | None
    text: bool
    trainee: str | None
    language: str | None
    fresh: bool
    time: str | None
    seed: int | None
    mode: Mode | None
    team: str | None
    site: str | None
    cohort: str | None
    target: str | None
    own: Path | None
    database: str | None


def build(application: Application, messages: Messages) -> click.Command:
    """The command `play`."""

    @click.command(name="play", help=messages("cli.play"), epilog=messages("cli.play.example"))
    @click.argument("scenario", required=False)
    @click.option("--text", is_flag=True, help=messages("cli.play.text"))
    @trainee_option(messages)
    @click.option("--language", metavar="LANGUAGE", help=messages("cli.language"))
    @click.option("--new", "fresh", is_flag=True, help=messages("cli.play.new"))
    @click.option("--time", "time", type=click.Choice(_TIMES), help=messages("cli.play.time"))
    @click.option("--seed", type=click.IntRange(0, 2**31), help=messages("cli.play.seed"))
    @click.option("--mode", type=click.Choice(_MODES), help=messages("cli.play.mode"))
    @label_option("team", messages)
    @label_option("site", messages)
    @label_option("cohort", messages)
    @click.option(
        "--deliver-to",
        "target",
        envvar="SIMULATOR_DELIVER_TO",
        metavar="URL",
        help=messages("cli.play.deliver-to"),
    )
    @own_scenarios(messages)
    @database(messages)
    def play(**options: Unpack[_PlayOptions]) -> None:
        library = application.library(options["own"])
        context = application.context(library, options["database"])
        request = _request(library, context, options, messages)
        target = options["target"]
        delivery = BackgroundDelivery(application, options["database"], target) if target else None
        with delivery or nullcontext():
            if options["text"] or not application.window(context, request):
                if not options["text"]:
                    say(messages("text.no-display"))
                application.text(context, request)
        if delivery is not None and delivery.failed is not None:
            reason = error_text(delivery.failed, messages)
            say_line(messages("cli.play.undelivered", reason=reason), error=True)

    return play


def _request(
    library: Library, context: AppContext, options: _PlayOptions, messages: Messages
) -> PlayRequest:
    """The request of the options; an option that is not given has the value of the settings."""
    scenario, language, time = options["scenario"], options["language"], options["time"]
    settings = context.settings
    return PlayRequest(
        edition=None if scenario is None else playable_edition(library, scenario, messages),
        trainee=options["trainee"] or settings.trainee,
        language=language_in(context.languages, language, messages)
        if language
        else settings.language,
        fresh=options["fresh"],
        factor=settings.factor if time is None else factor_of(time),
        seed=options["seed"],
        mode=options["mode"],
        group=Group(team=options["team"], site=options["site"], cohort=options["cohort"]),
    )
