"""`simulator key`: the key by which this machine signs attempts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from simulator.console.streams import say_line

if TYPE_CHECKING:
    from simulator.attempt.context import Messages
    from simulator.cli.application import Application


def build(application: Application, messages: Messages) -> click.Group:
    """The group `key`."""

    @click.group(name="key", help=messages("cli.key"))
    def group() -> None:
        pass

    @group.command(name="make", help=messages("cli.key.make"))
    def make() -> None:
        try:
            key = application.make_site_key()
        except FileExistsError as error:
            words = messages("cli.key.there", file=str(error.filename))
            raise click.ClickException(words) from error
        say_line(messages("cli.key.made", key=key.public))

    @group.command(name="show", help=messages("cli.key.show"))
    def show() -> None:
        key = application.site_key()
        if key is None:
            raise click.ClickException(messages("cli.key.none"))
        say_line(key.public)

    return group
