"""Signals that end a command: Ctrl-C, a request to terminate, and a terminal that was closed.

The first signal raises `KeyboardInterrupt`, so that a play can be saved and drafts of files are
removed. Every later one ends the process at once. However the command ends after a signal, nothing
but its own messages is printed, and the exit code is 128 and the number of the signal: 130 after
Ctrl-C.
"""

from __future__ import annotations

import os
import signal
import sys
from typing import TYPE_CHECKING, Final, NoReturn

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

INTERRUPTED: Final = 130
"""The exit code after Ctrl-C."""

_SIGNALS: Final = ("SIGINT", "SIGTERM", "SIGHUP")


def run_to_end(command: Callable[[], int]) -> int:
    """Runs a command; returns its exit code, or that of the signal that ended it."""
    signals = _EndingSignals()
    try:
        signals.listen()
        _occupy_standard_descriptors()
        code = command()
    except BaseException:
        # A signal can also come out as another exception, such as an ImportError of a C extension.
        if signals.received is None:
            raise
        code = 0
    signals.ignore()
    return code if signals.received is None else _code(signals.received)


class _EndingSignals:
    """The handler of the signals.

    Attributes:
        received: The number of the first signal; None: none has come.
        over: Whether the command has ended, so that there is nothing left to interrupt.
    """

    def __init__(self) -> None:
        self.received: int | None = None
        self.over = False
        self._handled: list[int] = []

    def listen(self) -> None:
        """Handles the signals from now on, but those that the parent process wants ignored."""
        self._print_ignored = sys.unraisablehook
        sys.unraisablehook = self._end_unless_raised
        for name in _SIGNALS:
            number = getattr(signal, name, None)  # Windows has no SIGHUP.
            if number is not None and signal.getsignal(number) not in (signal.SIG_IGN, None):
                signal.signal(number, self._stop)
                self._handled.append(number)

    def ignore(self) -> None:
        """Ignores the signals from now on, so that the process ends with its own exit code."""
        self.over = True
        for number in self._handled:
            signal.signal(number, signal.SIG_IGN)

    def _stop(self, number: int, _frame: FrameType | None) -> None:
        if self.over or self.received is not None:
            _end_at_once(number)
        self.received = number
        raise KeyboardInterrupt

    def _end_unless_raised(self, ignored: sys.UnraisableHookArgs) -> None:
        """Ends the process if Python could not raise `KeyboardInterrupt`, as in a finalizer."""
        if self.received is None:
            self._print_ignored(ignored)
        elif issubclass(ignored.exc_type, KeyboardInterrupt):
            _end_at_once(self.received)


def _occupy_standard_descriptors() -> None:
    """Opens the null device in place of each standard stream that is closed.

    A database would otherwise be opened under the number of the closed stream, and what a library
    prints would be written into the database.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # It takes the lowest free number.


def _code(number: int) -> int:
    return 128 + number


def _end_at_once(number: int) -> NoReturn:
    os._exit(_code(number))
