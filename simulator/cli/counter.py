"""A number that grows on a terminal while a command works."""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from typing import TextIO


_EVERY: Final = 100


class Counter:
    """Shows a growing number if the standard error output is a terminal."""

    def __init__(self, label: str) -> None:
        self._label = label
        self._width = 0
        terminal = sys.__stderr__
        self._terminal: TextIO | None = terminal if terminal and sys.stderr.isatty() else None

    def show(self, count: int) -> None:
        """Shows a number in the place of the one before."""
        text = f"{self._label} {count} "
        self._width = 2 * len(text)
        self._write(f"\r{text}")

    def show_some(self, count: int) -> None:
        """Shows every hundredth number, which costs less."""
        if count % _EVERY == 0:
            self.show(count)

    def clear(self) -> None:
        """Empties the line."""
        if self._width:
            self._write(f"\r{' ' * self._width}\r")
            self._width = 0

    def _write(self, text: str) -> None:
        """Writes without `sys.stderr`, which would not let a carriage return through."""
        if self._terminal is not None:
            with suppress(OSError):
                self._terminal.write(text)
                self._terminal.flush()
