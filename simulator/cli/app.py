"""The command `simulator`: finds the subcommand, runs it, and returns the exit code."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Final, Protocol, cast

import click

from simulator.console.streams import say
from simulator.errors import SimulatorError, StreamError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulator.attempt.context import Messages
    from simulator.cli.application import Application

_COMMANDS: Final = (
    "check",
    "database",
    "key",
    "pictures",
    "play",
    "scores",
    "trail",
    "trainee",
    "translate",
)
"""The names of the commands; the module of the same name builds the command."""

_FAILED: Final = 1
_NARROWEST, _WIDEST = 50, 98
"""The smallest and the largest width of the help, in columns."""
_MOST_DIGITS: Final = 9
"""Python refuses to read a number of thousands of digits; no terminal is so wide."""


class _CommandModule(Protocol):
    def build(self, application: Application, messages: Messages) -> click.Command: ...


class _SimulatorGroup(click.Group):
    """The group of all commands; it imports only the module of the command that is run."""

    def __init__(self, application: Application, messages: Messages) -> None:
        super().__init__(
            name="simulator",
            help=messages("cli.simulator"),
            callback=_print_help,
            invoke_without_command=True,
            context_settings={
                "help_option_names": ["-h", "--help"],
                "terminal_width": max(_NARROWEST, min(_WIDEST, _columns() - 2)),
            },
        )
        self._application = application
        self._messages = messages
        click.version_option(application.version, prog_name="simulator")(self)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - its signature
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - its signature
        if cmd_name not in _COMMANDS:
            return None
        module = cast("_CommandModule", import_module(f"simulator.cli.{cmd_name}"))
        return module.build(self._application, self._messages)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        shown = (click.Command(x, help=self._messages(f"cli.{x}")) for x in _COMMANDS)
        click.Group(commands=list(shown)).format_commands(ctx, formatter)


def run(application: Application, arguments: Sequence[str]) -> int:
    """Runs one command and prints its errors, in words, to the standard error output.

    Returns:
        The exit code. 0: success, also if the reader of the output wants no more of it, as `head`
        does; 1: findings, a failure, or an output that is full or closed; 2: wrong options or
        arguments.
    """
    messages = application.messages("")
    group = _SimulatorGroup(application, messages)
    try:
        code = _carried_out(group, arguments)
        sys.stdout.flush()
    except click.ClickException as wrong:
        wrong.show()
        return wrong.exit_code
    except SimulatorError as error:
        return _reported(error, messages)
    except OSError as error:
        fields = {"reason": error.strerror or str(error), "file": str(error.filename or "")}
        say(messages("error.file" if error.filename else "error.system", **fields), error=True)
        return _FAILED
    return code


def _carried_out(group: click.Group, arguments: Sequence[str]) -> int:
    """Runs the command; `click.Group.main` would print and end the process in its own way."""
    try:
        with group.make_context("simulator", list(arguments)) as context:
            group.invoke(context)
    except click.exceptions.Exit as stop:
        return stop.exit_code
    return 0


def _reported(error: SimulatorError, messages: Messages) -> int:
    """Prints an error; one that says that nobody reads the output any more is none."""
    if isinstance(error, StreamError) and error.gone:
        return 0
    from simulator.presentation.errors import error_text  # noqa: PLC0415 - only for an error

    say(error_text(error, messages), error=True)
    return _FAILED


def _columns() -> int:
    """The width of the terminal in columns; click would import shutil for it, which is slow."""
    configured = os.environ.get("COLUMNS", "")
    if configured.isdecimal() and len(configured) <= _MOST_DIGITS and int(configured):
        return int(configured)
    try:
        return os.get_terminal_size(1).columns or 80
    except OSError:
        return 80


@click.pass_context
def _print_help(context: click.Context) -> None:
    if context.invoked_subcommand is None:
        say(context.get_help())
