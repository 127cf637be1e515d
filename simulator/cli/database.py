"""`simulator database`: prepares a database on a server."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from simulator.cli.options import database
from simulator.console.streams import say_line

if TYPE_CHECKING:
    from simulator.attempt.context import Messages
    from simulator.cli.application import Application


def build(application: Application, messages: Messages) -> click.Group:
    """The group `database`."""

    @click.group(name="database", help=messages("cli.database"))
    def group() -> None:
        pass

    @group.command(name="upgrade", help=messages("cli.database.upgrade"))
    @database(messages)
    def upgrade(*, database: str | None) -> None:
        application.changed(database)
        say_line(messages("cli.database.upgraded"))

    @group.command(name="roles", help=messages("cli.database.roles"))
    @click.option("--print", "only_print", is_flag=True, help=messages("cli.database.print"))
    @database(messages)
    def roles(*, only_print: bool, database: str | None) -> None:
        from simulator.store.roles import MACHINE, READER, role_statements  # noqa: PLC0415

        if only_print:
            for statement in role_statements():
                say_line(f"{statement};")
            return
        application.changed(database).roles.make()
        say_line(messages("cli.database.made", machine=MACHINE, reader=READER))

    return group
