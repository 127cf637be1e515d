"""Handles the keyboard: moving the focus, pressing, typing and shortcuts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pygame

if TYPE_CHECKING:
    from simulator.gui.window import Window

_DIGITS: Final = {
    **{getattr(pygame, f"K_{n}"): n or 10 for n in range(10)},
    **{getattr(pygame, f"K_KP{n}"): n or 10 for n in range(10)},
}
_WRITTEN: Final = {str(n): n or 10 for n in range(10)}
_ENTER: Final = (pygame.K_RETURN, pygame.K_KP_ENTER)
_ON: Final = (pygame.K_DOWN, pygame.K_RIGHT)
_BACK: Final = (pygame.K_UP, pygame.K_LEFT)
_PAGES: Final = {
    pygame.K_PAGEUP: -0.85,
    pygame.K_PAGEDOWN: 0.85,
    pygame.K_HOME: -1000.0,
    pygame.K_END: 1000.0,
}
_LINES: Final = {pygame.K_UP: -0.12, pygame.K_DOWN: 0.12}


def handle_key(window: Window, event: pygame.Event) -> None:
    """Handles a key that went down."""
    key, shift = event.key, bool(getattr(event, "mod", 0) & pygame.KMOD_SHIFT)
    field = window.focus.field
    if field is not None and field.edit(key):
        return
    if key == pygame.K_TAB:
        window.step_focus(-1 if shift else 1, wrap=True)
    elif key in _ENTER or (key == pygame.K_SPACE and field is None):
        window.press(window.focus.use_keyboard())
    elif key == pygame.K_ESCAPE:
        if not window.not_yet_visible:
            window.screen.back()
    elif key in _PAGES:
        window.scrolling.page(window.style, _PAGES[key])
    elif (
        key in _LINES
        and window.screen.arrows_scroll
        and window.scrolling.page(window.style, _LINES[key])
    ):
        pass
    elif key in (*_ON, *_BACK):
        window.step_focus(1 if key in _ON else -1, wrap=False)
    elif field is None and not window.not_yet_visible:
        _short_cut(window, event)


def _short_cut(window: Window, event: pygame.Event) -> None:
    """Handles a number key, or the P key by its position, as the layout may be Greek."""
    key, written = event.key, getattr(event, "unicode", "")
    if written in _WRITTEN:
        window.screen.digit(_WRITTEN[written])
    elif key in _DIGITS:
        window.screen.digit(_DIGITS[key])
    elif key == pygame.K_p or getattr(event, "scancode", None) == pygame.KSCAN_P:
        window.screen.letter("p")
