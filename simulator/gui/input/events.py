"""Handles events of pygame."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pygame

from simulator.gui.input.keyboard import handle_key
from simulator.gui.input.mouse import handle_mouse

if TYPE_CHECKING:
    from simulator.gui.window import Window


def handle(window: Window, event: pygame.Event) -> None:
    """Handles an event, and notes its time in the window."""
    now = window.moment = window.context.clock.now()
    match event.type:
        case pygame.QUIT:
            window.quit()
        case pygame.WINDOWFOCUSLOST:
            window.screen.on_focus(now, has=False)
        case pygame.WINDOWMINIMIZED | pygame.WINDOWHIDDEN:
            window.hidden = True
            window.screen.on_focus(now, has=False)
        case pygame.WINDOWFOCUSGAINED:
            window.hidden = False
            window.screen.on_focus(now, has=True)
        case pygame.WINDOWRESTORED | pygame.WINDOWSHOWN | pygame.WINDOWMAXIMIZED:
            window.hidden = False
        case pygame.WINDOWEXPOSED:
            window.hidden = False
            window.repaint()
        case pygame.TEXTINPUT:
            field = window.focus.field
            if field is not None:
                field.typed(event.text)
        case pygame.KEYDOWN:
            handle_key(window, event)
        case _:
            handle_mouse(window, event)
