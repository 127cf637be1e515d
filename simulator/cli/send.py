"""`simulator scores send`: sends score sheets to a learning record store as xAPI statements."""

from __future__ import annotations

from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from simulator.cli.counter import Counter
from simulator.cli.filters import filter_options, stored_attempts
from simulator.console.streams import say, say_line

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Unpack

    from simulator.attempt.context import Messages
    from simulator.cli.application import Application
    from simulator.cli.filters import FilterOptions
    from simulator.cli.options import OptionReader
    from simulator.reports.xapi.delivery import Delivery
    from simulator.reports.xapi.naming import Naming
    from simulator.reports.xapi.statements import StatementMaker

# ruff: noqa: PLC0415 - the help of the commands needs no network and no statements

KEY_VARIABLE: Final = "SIMULATOR_RECORD_STORE_KEY"


def naming_options(messages: Messages) -> Callable[[Any], Any]:
    """The options `--activity-base` and `--account-home`: IRIs, None if they are not given."""

    def decorate(command: Any) -> Any:  # noqa: ANN401 - click's decorators are untyped
        for name in ("account_home", "activity_base"):
            option = f"--{name.replace('_', '-')}"
            command = click.option(
                option,
                name,
                metavar="IRI",
                callback=_iri(messages),
                help=messages(f"cli.{name.replace('_', '-')}"),
            )(command)
        return command

    return decorate


def naming_of(
    application: Application, *, activity_base: str | None, account_home: str | None
) -> Naming:
    """How people and activities are named in statements.

    Args:
        application: The program.
        activity_base: Where the ids of activities begin; None: the usual place.
        account_home: The system of the pseudonyms; None: `activity_base`.

    Raises:
        OSError: The key of the pseudonyms cannot be read or made.
    """
    from simulator.reports.xapi.naming import Naming
    from simulator.reports.xapi.vocabulary import HOME

    activities, pseudonym = activity_base or HOME, application.pseudonyms()
    return Naming(
        person=lambda x: pseudonym(x.trainee),
        activities=activities,
        accounts=account_home or activities,
    )


def say_left_out(make: StatementMaker, messages: Messages) -> None:
    """Prints to the standard error output which attempts have no statements, and why."""
    waiting, damaged = make.left_out["waiting"], make.left_out["damaged"]
    if waiting:
        say_line(messages("xapi.waiting", count=messages.number(waiting)), error=True)
    if damaged:
        say(messages("xapi.damaged", count=messages.number(damaged)), error=True)
        for id_ in make.damaged:
            say_line(f"  {id_}", error=True)


def send_command(application: Application, messages: Messages) -> click.Command:
    """The command `send`."""

    @click.command(
        name="send", help=messages("cli.scores.send"), epilog=messages("cli.send.example")
    )
    @click.option("--to", "address", metavar="URL", required=True, help=messages("cli.send.to"))
    @click.option(
        "--key-file",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        metavar="FILE",
        help=messages("cli.send.key-file", variable=KEY_VARIABLE),
    )
    @click.option("--plain-http", is_flag=True, help=messages("cli.send.plain-http"))
    @naming_options(messages)
    @filter_options(messages)
    def send(
        *,
        address: str,
        key_file: Path | None,
        plain_http: bool,
        activity_base: str | None,
        account_home: str | None,
        **chosen: Unpack[FilterOptions],
    ) -> None:
        import os

        from simulator.reports.xapi.delivery import Delivery
        from simulator.reports.xapi.record_store import RecordStore, read_key
        from simulator.reports.xapi.statements import StatementMaker

        key = read_key(key_file, os.environ.get(KEY_VARIABLE))
        record_store = RecordStore(address, key, plain=plain_http)
        naming = naming_of(application, activity_base=activity_base, account_home=account_home)
        store, attempts = stored_attempts(application, messages, **chosen)
        make = StatementMaker(store, naming)
        counter = Counter(messages("cli.send.progress"))
        delivery = Delivery(record_store, progress=counter.show)
        try:
            delivery.send(chain.from_iterable(map(make, attempts)))
        finally:
            counter.clear()
            _report(delivery, make, messages)
        if delivery.refused or make.left_out["damaged"]:
            raise click.exceptions.Exit(1)

    return send


def _report(delivery: Delivery, make: StatementMaker, messages: Messages) -> None:
    """Prints how many statements the record store has now, and what it has not."""
    say_line(messages("cli.send.sent", count=messages.number(delivery.sent)))
    if delivery.kept:
        say_line(messages("cli.send.kept", count=messages.number(delivery.kept)))
    for id_, words in delivery.refused.items():
        say_line(messages("cli.send.refused", statement=id_, detail=words or "–"), error=True)
    say_left_out(make, messages)


def _iri(messages: Messages) -> OptionReader:
    """A callback that reads an absolute IRI; another text raises `click.BadParameter`."""

    def read(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
        from simulator.reports.xapi.naming import is_iri

        if value is not None and not is_iri(value):
            raise click.BadParameter(messages("cli.bad-iri", value=value))
        return value

    return read
