"""Plays the game as a trainee would, and takes pictures of it."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pygame

from simulator.errors import DataError
from simulator.files.writing import write_atomic
from simulator.gui.screens.play import PlayScreen

if TYPE_CHECKING:
    from pathlib import Path

    from simulator.attempt.clock import ManualClock
    from simulator.gui.window import Window


class Camera:
    """Plays in a window and takes pictures, on a clock that the camera sets.

    Args:
        window: The window.
        clock: The clock of the window's context.
        folder: The folder for the pictures.

    Attributes:
        files: The files of the pictures taken so far.
    """

    def __init__(self, window: Window, clock: ManualClock, folder: Path) -> None:
        self.window = window
        self.files: list[Path] = []
        self._clock = clock
        self._folder = folder

    def settle(self) -> None:
        """Draws the screen and tells the screen that it is on the display."""
        self.window.frame(self._clock.time)
        self.window.on_presented(self._clock.time)
        self._clock.time += 100
        self.window.frame(self._clock.time)

    def shoot(self, name: str) -> None:
        """Takes a picture.

        Raises:
            OSError: The picture cannot be written; there is no part of it.
        """
        self.settle()
        file = self._folder / f"{len(self.files) + 1:02}-{name}.png"
        picture = io.BytesIO()
        pygame.image.save(self.window.surface, picture, file.name)
        write_atomic(file, picture.getvalue())
        self.files.append(file)

    def wait(self, milliseconds: int) -> None:
        """Lets time pass, frame by frame."""
        for _ in range(milliseconds // 50):
            self._clock.time += 50
            self.window.moment = self._clock.time
            self.window.frame(self._clock.time)

    def begin(self, scenario: str) -> PlayScreen:
        """Starts a play from its briefing."""
        found = next((x for x in self.window.context.library() if x.id == scenario), None)
        if found is None or found.edition is None:
            raise DataError(scenario)
        self.window.router.briefing(found.edition, fresh=True)
        self.settle()
        self.press("start")
        screen = self.window.screen
        if not isinstance(screen, PlayScreen):
            raise DataError(scenario)
        self.settle()
        return screen

    def press(self, key: str) -> None:
        """Presses a widget by its key."""
        self.window.moment = self._clock.time
        target = next(x for x in self.window.focus.pressables if x.widget.key == key)
        if target.widget.press is not None:
            target.widget.press()

    def escape(self) -> None:
        """Does what the Escape key does."""
        self.window.moment = self._clock.time
        self.window.screen.back()

    def scroll(self, by: float) -> None:
        """Scrolls the page by a part of its height."""
        self.window.scrolling.page(self.window.style, by)
