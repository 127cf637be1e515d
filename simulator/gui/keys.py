"""Events of pygame as commands to the window."""

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


def handle(window: Window, event: pygame.Event) -> None:
    """Does what an event asks for, at the moment of the event."""
    now = window.moment = window.context.clock.now()
    match event.type:
        case pygame.QUIT:
            window.quit()
        case pygame.WINDOWFOCUSLOST:
            window.screen.focus(now, has=False)
        case pygame.WINDOWFOCUSGAINED:
            window.screen.focus(now, has=True)
        case pygame.WINDOWEXPOSED:
            window.repaint()
        case pygame.TEXTINPUT:
            field = window.field()
            if field is not None:
                field.typed(event.text)
        case pygame.KEYDOWN:
            _key(window, event)
        case _:
            _mouse(window, event)


def _mouse(window: Window, event: pygame.Event) -> None:
    match event.type:
        case pygame.MOUSEMOTION:
            window.point(event.pos)
        case pygame.MOUSEBUTTONDOWN if event.button == pygame.BUTTON_LEFT:
            window.press_down(event.pos)
        case pygame.MOUSEBUTTONUP if event.button == pygame.BUTTON_LEFT:
            window.press_up(event.pos)
        case pygame.MOUSEWHEEL:
            window.wheel(pygame.mouse.get_pos(), getattr(event, "precise_y", event.y))
        case _:
            pass


def _key(window: Window, event: pygame.Event) -> None:
    key, shift = event.key, bool(getattr(event, "mod", 0) & pygame.KMOD_SHIFT)
    field = window.field()
    if field is not None and field.edit(key):
        return
    if key == pygame.K_TAB:
        window.step_focus(-1 if shift else 1, wrap=True)
    elif key in _ENTER or (key == pygame.K_SPACE and field is None):
        window.press_focus()
    elif key == pygame.K_ESCAPE:
        if not window.blind:
            window.screen.back()
    elif key in _PAGES:
        window.scroll_page(_PAGES[key])
    elif key in _LINES and window.screen.arrows_scroll and window.scroll_page(_LINES[key]):
        pass
    elif key in (*_ON, *_BACK):
        window.step_focus(1 if key in _ON else -1, wrap=False)
    elif field is None and not window.blind:
        _short_cut(window, event)


def _short_cut(window: Window, event: pygame.Event) -> None:
    """Numbers by what the keyboard writes, letters by their place: it may write Greek."""
    key, written = event.key, getattr(event, "unicode", "")
    if written in _WRITTEN:
        window.screen.digit(_WRITTEN[written])
    elif key in _DIGITS:
        window.screen.digit(_DIGITS[key])
    elif key == pygame.K_p or getattr(event, "scancode", None) == pygame.KSCAN_P:
        window.screen.letter("p")
