"""Delivers attempts while a trainee plays, without making anybody wait."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Final

from simulator.errors import SimulatorError

if TYPE_CHECKING:
    from simulator.cli.application import Application

_PATIENCE: Final = 5.0
"""How long the end of the program waits for a delivery, in seconds."""


class BackgroundDelivery:
    """Delivers at the start of the program what earlier plays left, and at its end the last play.

    A delivery that fails is none: the attempts stay on this machine, and the next one brings them.

    Args:
        application: The program.
        database: The URL of the database of this machine; None: the usual one.
        target: The URL of the central database.
    """

    def __init__(self, application: Application, database: str | None, target: str) -> None:
        self._application = application
        self._database = database
        self._target = target
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._work, daemon=True)
        self.failed: SimulatorError | None = None

    def __enter__(self) -> None:
        """Starts the first delivery."""
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        """Delivers once more, and waits for it for some seconds."""
        self._ended.set()
        self._thread.join(_PATIENCE)

    def _work(self) -> None:
        self._deliver()
        self._ended.wait()
        self._deliver()

    def _deliver(self) -> None:
        self.failed = None
        try:
            # A lost connection is not tried again for long: the next start tries again.
            self._application.deliver(self._database, self._target, self._ended.wait)
        except SimulatorError as error:
            self.failed = error
