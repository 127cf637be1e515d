"""The loop: sixty times a second, drawing only what has changed."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Final

import pygame
from msgspec.structs import replace

from simulator.gui.guard import check_pygame
from simulator.gui.keys import handle
from simulator.gui.screens.home import HomeScreen
from simulator.gui.screens.shelf import BriefingScreen
from simulator.gui.screens.unkept import UnkeptScreen
from simulator.gui.window import Window

if TYPE_CHECKING:
    from pathlib import Path

    from simulator.attempt.context import AppContext, PlayRequest

_SIZE: Final = (1280, 720)
_RATE: Final = 60


def run(context: AppContext, assets: Path, request: PlayRequest | None = None) -> bool:
    """Plays in a window until it is closed.

    Args:
        context: The world.
        assets: Fonts and pictures.
        request: What was asked for; with an edition its briefing is opened at once.

    Returns:
        Whether there was a display to play on.

    Raises:
        DataError: A font is missing.
        WrongPygameError: pygame is installed instead of pygame-ce.
        UnsavedError: The program was stopped before all of a play could be kept.
    """
    check_pygame()
    try:
        pygame.display.init()
        surface = pygame.display.set_mode(_SIZE, pygame.RESIZABLE)
        pygame.key.start_text_input()  # What is typed while the rest loads is not lost.
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
        window.go(HomeScreen(window))
    else:
        window.go(BriefingScreen(window, request.edition, fresh=request.fresh))


def _with_request(context: AppContext, request: PlayRequest | None) -> AppContext:
    """The context with trainee, language, factor and seed of the request, which are not saved."""
    if request is None:
        return context
    preferences = context.preferences.overridden(
        trainee=request.trainee, language=request.language, factor=request.factor
    )
    seed = request.seed
    new_seed = context.new_seed if seed is None else lambda: seed
    return replace(context, preferences=preferences, new_seed=new_seed)


def _loop(window: Window) -> None:
    try:
        _frames(window)
    except KeyboardInterrupt:
        window.quit()
        if isinstance(window.screen, UnkeptScreen):
            raise window.screen.lost from None
        raise


def _frames(window: Window) -> None:
    clock = pygame.time.Clock()
    writing: bool | None = None  # SDL starts with the input method on
    _draw(window)  # so that what was typed meanwhile finds its field
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
        _draw(window)
        clock.tick(_RATE)


def _draw(window: Window) -> None:
    if window.frame(window.context.clock.now()):
        pygame.display.flip()
    window.shown(window.context.clock.now())


def _set_writing(window: Window, *, writing: bool | None) -> bool:
    """Turns the input method on while a field is written in, and off again."""
    field = window.field()
    if field is not None and not writing:
        pygame.key.start_text_input()
        pygame.key.set_text_input_rect(field.rect)
    elif field is None and writing is not False:
        pygame.key.stop_text_input()
    return field is not None


def _set_icon(assets: Path) -> None:
    # A window without an icon is a window.
    with suppress(OSError, pygame.error):
        icon = pygame.image.load_sized_svg(str(assets / "icons" / "app.svg"), (64, 64))
        pygame.display.set_icon(icon)
