"""Plays in the window by posted events, as the loop does, with a clock that the test sets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pygame

from simulator.attempt.clock import ManualClock
from simulator.gui.input.events import handle
from simulator.gui.window import Window
from tests.gui.world import ASSETS

if TYPE_CHECKING:
    from simulator.attempt.context import AppContext


class Player:
    """A person at a window.

    Attributes:
        window: The window.
    """

    def __init__(self, context: AppContext, surface: pygame.Surface) -> None:
        assert isinstance(context.clock, ManualClock)
        self.clock = context.clock
        self.window = Window(context, ASSETS, surface)

    def frames(self, milliseconds: int = 32) -> None:
        for _ in range(0, milliseconds, 16):
            self.clock.time += 16
            self.window.frame(self.clock.time)
            self.window.on_presented(self.clock.time)

    def key(self, key: int, mod: int = 0) -> None:
        handle(self.window, pygame.Event(pygame.KEYDOWN, key=key, mod=mod, unicode=""))
        self.frames()

    def keys(self, *keys: int) -> None:
        for key in keys:
            self.key(key)

    def write(self, text: str) -> None:
        for char in text:
            handle(self.window, pygame.Event(pygame.TEXTINPUT, text=char))
        self.frames()

    def event(self, kind: int, **fields: Any) -> None:  # noqa: ANN401 - fields of any type
        handle(self.window, pygame.Event(kind, **fields))
        self.frames()

    def click(self, key: str) -> None:
        target = next(x for x in self.window.focus.pressables if x.widget.key == key)
        place = target.widget.rect.center
        for kind in (pygame.MOUSEMOTION, pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP):
            handle(self.window, pygame.Event(kind, pos=place, button=pygame.BUTTON_LEFT))
        self.frames()

    def texts(self) -> list[str]:
        """Every text on the present screen."""
        root = self.window.root
        assert root is not None
        return [text for x in root.walk() for text, _, _ in x.texts(self.window.style)]
