"""The loop: draws only what has changed, and sleeps while nothing happens."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING, Final

import pygame
from msgspec.structs import replace

from simulator.gui.input.events import handle
from simulator.gui.pace import pause
from simulator.gui.screens.unsaved import UnsavedScreen
from simulator.gui.sdl import check_pygame
from simulator.gui.window import Window

if TYPE_CHECKING:
    from pathlib import Path

    from simulator.attempt.context import AppContext, PlayRequest

_SIZE: Final = (1280, 720)
_INVISIBLE: Final = ("offscreen", "dummy", "evdev")
"""The drivers without a window, which SDL takes if no display answers."""


def run(context: AppContext, assets: Path, request: PlayRequest | None = None) -> bool:
    """Runs the game in a window until the window is closed.

    Args:
        context: Settings, store, clock and scenarios.
        assets: Fonts and pictures.
        request: What the command line asked for; with an edition, its briefing is shown first.

    Returns:
        Whether there was a display to play on.

    Raises:
        DataError: A font is missing.
        WrongPygameError: pygame is installed instead of pygame-ce.
        UnsavedError: The program was stopped before all of a play could be stored.
    """
    check_pygame()
    try:
        pygame.display.init()
        if pygame.display.get_driver() in _INVISIBLE and not os.environ.get("SDL_VIDEODRIVER"):
            pygame.quit()
            return False
        surface = pygame.display.set_mode(_SIZE, pygame.RESIZABLE)
        pygame.key.start_text_input()  # Keeps what is typed while the rest loads.
    except pygame.error:
        pygame.quit()
        return False
    try:
        window = Window(_with_request(context, request), assets, surface)
        pygame.display.set_caption(window.messages("home.title"))
        _set_icon(assets)
        open_first(window, request)
        _loop(window)
    finally:
        pygame.quit()
    return True


def open_first(window: Window, request: PlayRequest | None) -> None:
    """Shows the first screen, or the briefing of the edition that was asked for."""
    if request is None or request.edition is None:
        window.router.home()
    else:
        window.router.briefing(request.edition, fresh=request.fresh)


def _with_request(context: AppContext, request: PlayRequest | None) -> AppContext:
    """The context with what a request asked for; none of it is saved."""
    if request is None:
        return context
    preferences = context.preferences.overridden(
        trainee=request.trainee, language=request.language, factor=request.factor
    )
    seed = request.seed
    new_seed = context.new_seed if seed is None else lambda: seed
    mode = request.mode or context.mode
    return replace(
        context, preferences=preferences, new_seed=new_seed, mode=mode, group=request.group
    )


def _loop(window: Window) -> None:
    try:
        run_loop(window)
    except KeyboardInterrupt:
        window.quit()
        if isinstance(window.screen, UnsavedScreen):
            raise window.screen.lost from None
        raise


def run_loop(window: Window) -> None:
    """Handles input and draws frames until the window is to be closed."""
    clock = pygame.time.Clock()
    writing: bool | None = None  # SDL starts with the input method on.
    _draw(window)  # Text that was typed during the start needs a field.
    while window.running:
        for event in pygame.event.get():
            if event.type == pygame.VIDEORESIZE:
                surface = pygame.display.get_surface()
                if surface is not None:
                    window.resize(surface)
            elif event.type == pygame.KEYDOWN and event.key == pygame.K_F11:
                pygame.display.toggle_fullscreen()
            else:
                handle(window, event)
        writing = _set_writing(window, writing=writing)
        now = _draw(window)
        wait = pause(
            moving=window.moving,
            timed=window.screen.timed,
            hidden=window.hidden,
            since_input=now - window.moment,
        )
        clock.tick(1000 // wait)


def _draw(window: Window) -> int:
    """Draws a frame and gives the time after it, in milliseconds."""
    parts = window.frame(window.context.clock.now())
    if parts:
        pygame.display.update(list(parts))
    now = window.context.clock.now()
    window.on_presented(now)
    return now


def _set_writing(window: Window, *, writing: bool | None) -> bool:
    """Switches the input method on while a field has the keyboard; gives whether it is on."""
    field = window.focus.field
    if field is not None and not writing:
        pygame.key.start_text_input()
        pygame.key.set_text_input_rect(field.rect)
    elif field is None and writing is not False:
        pygame.key.stop_text_input()
    return field is not None


def _set_icon(assets: Path) -> None:
    # The game can be played without an icon.
    with suppress(OSError, pygame.error):
        icon = pygame.image.load_sized_svg(str(assets / "icons" / "app.svg"), (64, 64))
        pygame.display.set_icon(icon)
