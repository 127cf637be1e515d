"""The command group, built in the words of one language."""

from __future__ import annotations

import os
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

import click

if TYPE_CHECKING:
    from simulator.attempt.context import Messages
    from simulator.cli.tools import Tools

_NAMES = ("check", "pictures", "play", "scores", "translate")
"""Of the commands, and of the modules that build them."""


_NARROWEST, _WIDEST = 50, 98
"""Columns of the help."""


class _Module(Protocol):
    def build(self, tools: Tools, messages: Messages) -> click.Command: ...


class _Commands(click.Group):
    """Imports and builds the one command that is asked for; others are known by their words."""

    def __init__(self, tools: Tools, messages: Messages, version: str) -> None:
        super().__init__(
            name="simulator",
            help=messages("cli.simulator"),
            callback=_help,
            invoke_without_command=True,
            context_settings={
                "help_option_names": ["-h", "--help"],
                "terminal_width": max(_NARROWEST, min(_WIDEST, _columns() - 2)),
            },
        )
        self._tools = tools
        self._messages = messages
        click.version_option(version, prog_name="simulator")(self)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - its signature
        return list(_NAMES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - its signature
        if cmd_name not in _NAMES:
            return None
        module = cast("_Module", import_module(f"simulator.cli.{cmd_name}"))
        return module.build(self._tools, self._messages)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        shown = (click.Command(x, help=self._messages(f"cli.{x}")) for x in _NAMES)
        click.Group(commands=list(shown)).format_commands(ctx, formatter)


def build(tools: Tools, messages: Messages, version: str) -> click.Group:
    """The command `simulator`, its help in the given words."""
    return _Commands(tools, messages, version)


def _columns() -> int:
    """How wide the terminal is: click would import shutil, and with it all that compresses."""
    told = os.environ.get("COLUMNS", "")
    if told.isdecimal() and int(told):
        return int(told)
    try:
        return os.get_terminal_size(1).columns or 80
    except OSError:
        return 80


@click.pass_context
def _help(context: click.Context) -> None:
    if context.invoked_subcommand is None:
        click.echo(context.get_help())
