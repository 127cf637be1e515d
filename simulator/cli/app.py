"""The command group, built in the words of one language."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from simulator.cli import check, pictures, play, scores, translate

if TYPE_CHECKING:
    from simulator.attempt.house import Words
    from simulator.cli.tools import Tools


def build(tools: Tools, words: Words, version: str) -> click.Group:
    """The command `simulator`, its help in the given words."""

    @click.group(
        name="simulator",
        help=words("cli.simulator"),
        invoke_without_command=True,
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )
    @click.version_option(version, prog_name="simulator")
    @click.pass_context
    def simulator(context: click.Context) -> None:
        if context.invoked_subcommand is None:
            click.echo(context.get_help())

    simulator.add_command(play.build(tools, words))
    simulator.add_command(check.build(tools, words))
    simulator.add_command(scores.build(tools, words))
    simulator.add_command(pictures.build(tools, words))
    simulator.add_command(translate.build(tools, words))
    return simulator
