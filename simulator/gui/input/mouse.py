"""The pointer and its buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pygame

if TYPE_CHECKING:
    from simulator.gui.window import Window


def handle_mouse(window: Window, event: pygame.Event) -> None:
    """Points, presses or scrolls; events of other kinds do nothing."""
    match event.type:
        case pygame.MOUSEMOTION:
            window.focus.move_pointer(event.pos)
        case pygame.MOUSEBUTTONDOWN if event.button == pygame.BUTTON_LEFT:
            window.focus.hold(event.pos)
        case pygame.MOUSEBUTTONUP if event.button == pygame.BUTTON_LEFT:
            window.press(window.focus.release(event.pos))
        case pygame.MOUSEWHEEL:
            lines = getattr(event, "precise_y", event.y)
            window.scrolling.wheel(window.style, pygame.mouse.get_pos(), lines)
        case _:
            pass
