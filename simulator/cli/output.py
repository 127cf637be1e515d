"""Where a command may write a file: never over one that the program itself needs."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING, Final

import click

from simulator.files.reading import read_start
from simulator.files.writing import resolved

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from simulator.attempt.context import Messages

_SUFFIXES: Final = (".yaml", ".yml", ".po")
# The first bytes of an SQLite database, and of its write-ahead log in both byte orders.
_DATABASES: Final = (b"SQLite format 3\0", b"\x37\x7f\x06\x82", b"\x37\x7f\x06\x83")


def check_output(file: Path, needed: Iterable[Path], messages: Messages) -> None:
    """Raises an error if a file must not be replaced.

    Args:
        file: The file to write; it need not exist.
        needed: The files of the database in use, and the settings; they need not exist.
        messages: The interface.

    Raises:
        click.UsageError: The file, under this or another name, is a database, a scenario, a
            translation, or one of those that are needed.
        OSError: The file cannot be looked at, so that nobody knows what would be replaced.
    """
    if _is_known(file) or any(_same(file, x) for x in needed):
        raise click.UsageError(messages("cli.output-needed", file=str(file)))


def _is_known(file: Path) -> bool:
    """Whether the file is a database, a scenario or a translation."""
    if not file.exists() or not stat.S_ISREG(file.stat().st_mode):
        return False
    if {x.suffix.lower() for x in (file, file.resolve())} & {*_SUFFIXES}:
        return True
    return read_start(file, len(_DATABASES[0])).startswith(_DATABASES)


def _same(one: Path, other: Path) -> bool:
    """Whether two paths are one file, or will be one."""
    if one.exists() and other.exists():
        return one.samefile(other)
    return resolved(one) == resolved(other)
