"""The options that choose attempts, for every command that lists or exports them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypedDict, cast

import click

from simulator.attempt.record import FLAGS
from simulator.attempt.trainee import attempts_of, spellings, trainee_name
from simulator.cli.options import argument_text, database, day, name_errors

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Unpack

    from simulator.attempt.context import Messages
    from simulator.attempt.ports import AttemptFilter, Order, Store
    from simulator.attempt.record import Attempt, Flag, Mode
    from simulator.cli.application import Application

_MODES = ("practice", "assessment", "tutorial")


class FilterOptions(TypedDict):
    """The values of the options; None: the option was not given."""

    database: str | None
    scenario: str | None
    trainee: str | None
    since: str | None
    until: str | None
    edition: int | None
    language: str | None
    mode: Mode | None
    team: str | None
    site: str | None
    cohort: str | None
    first: bool | None
    passed: bool | None
    flags: tuple[Flag, ...]
    without: tuple[Flag, ...]


def filter_options(messages: Messages) -> Callable[[Any], Any]:
    """Adds the options; the command gets their values as `FilterOptions`."""
    flag = click.Choice(FLAGS)
    edition = click.IntRange(1, 99_999)
    found = [
        click.option("--scenario", metavar="NAME", help=messages("cli.scores.scenario")),
        click.option("--trainee", metavar="NAME", help=messages("cli.scores.trainee")),
        click.option("--since", callback=day(messages), help=messages("cli.scores.since")),
        click.option("--until", callback=day(messages), help=messages("cli.scores.until")),
        click.option("--team", metavar="LABEL", help=messages("cli.scores.team")),
        click.option("--site", metavar="LABEL", help=messages("cli.scores.site")),
        click.option("--cohort", metavar="LABEL", help=messages("cli.scores.cohort")),
        click.option("--edition", type=edition, help=messages("cli.scores.edition")),
        click.option("--language", metavar="LANGUAGE", help=messages("cli.scores.language")),
        click.option("--mode", type=click.Choice(_MODES), help=messages("cli.scores.mode")),
        click.option("--first/--later", default=None, help=messages("cli.scores.first")),
        click.option("--passed/--not-passed", default=None, help=messages("cli.scores.passed")),
        click.option("--flag", "flags", type=flag, multiple=True, help=messages("cli.scores.flag")),
        click.option("--without", type=flag, multiple=True, help=messages("cli.scores.without")),
        database(messages),
    ]

    def decorate(command: Any) -> Any:  # noqa: ANN401 - click's decorators are untyped
        for option in reversed(found):
            command = option(command)
        return command

    return decorate


def stored_attempts(
    application: Application,
    messages: Messages,
    *,
    tutorials: bool = False,
    **chosen: Unpack[FilterOptions],
) -> tuple[Store, Iterator[Attempt]]:
    """The store, and its attempts that match the options, oldest start first.

    Args:
        application: The program.
        messages: The interface.
        tutorials: Whether attempts at a tutorial are among them although no option names this mode.
        **chosen: The values of the options.

    Raises:
        click.UsageError: The first date is later than the last date, or the text after `--trainee`
            cannot be a name.
        StoreError: The store cannot be opened or read.
    """
    store, wanted = _opened(application, messages, chosen)
    if tutorials:
        wanted.pop("tutorials", None)
    typed = chosen["trainee"]
    if typed is None:
        return store, store.attempts(**wanted)
    with name_errors(messages):
        return store, attempts_of(store, argument_text(typed), **wanted)


def page_of(
    application: Application,
    messages: Messages,
    order: Order,
    *,
    reverse: bool,
    limit: int,
    offset: int,
    **chosen: Unpack[FilterOptions],
) -> tuple[tuple[Attempt, ...], int]:
    """Some of the attempts that match the options, in an order, and how many match.

    Args:
        application: The program.
        messages: The interface.
        order: The order.
        reverse: Whether the order is reversed.
        limit: How many attempts at most.
        offset: How many attempts to pass over first.
        **chosen: The values of the options.

    Raises:
        click.UsageError: See `stored_attempts`.
        StoreError: The store cannot be opened or read.
    """
    store, wanted = _opened(application, messages, chosen)
    typed = chosen["trainee"]
    if typed is not None:
        wanted["trainee"] = spellings(argument_text(typed))
    count = store.count(**wanted)
    if typed is not None and not count:
        with name_errors(messages):
            trainee_name(argument_text(typed))
    found = store.page(order, reverse=reverse, limit=limit, offset=offset, **wanted)
    return found, count


def _opened(
    application: Application, messages: Messages, chosen: FilterOptions
) -> tuple[Store, AttemptFilter]:
    since, until = chosen["since"], chosen["until"]
    if since is not None and until is not None and since > until:
        raise click.UsageError(messages("cli.scores.backwards"))
    given = {x: y for x, y in chosen.items() if x not in ("database", "trainee") and y is not None}
    wanted = cast("AttemptFilter", given)
    if chosen["mode"] is None:
        wanted["tutorials"] = False
    return application.store(chosen["database"]), wanted
