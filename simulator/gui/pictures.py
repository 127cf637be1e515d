"""The tour of `simulator pictures`: every screen, drawn by the game itself without a display."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pygame
from msgspec.structs import replace

from simulator.attempt.clock import ManualClock
from simulator.attempt.settings import Preferences, Settings
from simulator.errors import StoreError
from simulator.gui.camera import Camera
from simulator.gui.screens.debrief import DebriefScreen
from simulator.gui.screens.library import LibraryScreen
from simulator.gui.sdl import check_pygame
from simulator.gui.theme import LIGHT
from simulator.gui.window import Window
from simulator.store.memory import MemoryStore

if TYPE_CHECKING:
    from pathlib import Path

    from simulator.attempt.context import AppContext
    from simulator.gui.screens.play import PlayScreen
    from simulator.gui.theme import Colours

_TURNS = 40
"""More turns than any shipped play has; a story that goes in circles is given up then."""


def render(
    context: AppContext,
    assets: Path,
    folder: Path,
    *,
    language: str,
    size: tuple[int, int] = (1280, 720),
    scenario: str = "wrong-dish",
    text_size: int = 100,
    colours: Colours = LIGHT,
) -> list[Path]:
    """Draws all screens into a folder.

    Args:
        context: Scenarios, messages and settings; nothing of it is changed.
        assets: Fonts and pictures.
        folder: Where the files go; it is made if need be.
        language: A folder name such as `zh_Hans`.
        size: Of the window, in pixels.
        scenario: The one that is played.
        text_size: In per cent.
        colours: The theme.

    Returns:
        The files, in the order of a play.

    Raises:
        DataError: The scenario or a font is missing.
        WrongPygameError: pygame is installed instead of pygame-ce.
    """
    check_pygame()
    os.environ["SDL_VIDEODRIVER"] = "dummy"
    folder.mkdir(parents=True, exist_ok=True)
    clock, store = ManualClock(), MemoryStore()
    settings = Settings(
        language=language,
        text_size=text_size,
        factor=100,
        trainee=context.settings.trainee or "Eleni",
    )
    still = replace(
        context,
        store=lambda: store,
        clock=clock,
        preferences=Preferences(settings, save=lambda _: None),
        new_seed=lambda: 1,
    )
    pygame.display.init()
    try:
        surface = pygame.display.set_mode(size)
        window = Window(still, assets, surface, colours=colours, motion=False)
        camera = Camera(window, clock, folder)
        tour(camera, scenario)
    finally:
        pygame.quit()
    return camera.files


def tour(camera: Camera, scenario: str) -> None:
    """Goes through all screens, and a scenario twice: once by each first and each last choice."""
    window = camera.window
    window.router.home()
    camera.shoot("home")
    play = camera.begin(scenario)
    _first_scene(camera, play)
    camera.press("leave")
    camera.shoot("leave-menu")
    camera.press("resume")
    camera.settle()
    _leave_unsaved(camera, play)
    if isinstance(window.screen, LibraryScreen):
        camera.shoot("shelf")
    found = next(x for x in window.context.library() if x.id == scenario)
    if found.edition is not None:
        window.router.briefing(found.edition)
        camera.shoot("briefing")
    _play_to_end(camera, camera.begin(scenario), first=True)
    _play_to_end(camera, camera.begin(scenario), first=False)


def _first_scene(camera: Camera, play: PlayScreen) -> None:
    camera.wait(3000)
    camera.shoot("play")
    lookups = play.scene.lookups
    if lookups:
        camera.press(f"look:{lookups[0].id}")
        camera.shoot("play-record")
    camera.press("pause")
    camera.shoot("pause")
    camera.press("resume")
    camera.settle()


def _leave_unsaved(camera: Camera, play: PlayScreen) -> None:
    """Leaves a play whose reply cannot be saved; a play that this reply ends cannot be left."""
    store = camera.window.context.store()
    if not isinstance(store, MemoryStore) or not play.scene.replies:
        return
    store.failing = StoreError("full", "attempts.sqlite3", "database or disk is full")
    camera.press(f"choice:{play.scene.replies[0].id}")
    camera.settle()
    if play.play.ended:
        store.failing = None
        play.play.save()
        return
    camera.press("leave")
    camera.settle()
    camera.press("to-shelf")
    camera.shoot("unkept")
    store.failing = None
    camera.press("again")


def _play_to_end(camera: Camera, screen: PlayScreen, *, first: bool) -> None:
    """Plays by the first or the last choice of each turn, with a picture of each new mood."""
    seen: set[str | None] = set()
    name = "first" if first else "last"
    for _ in range(_TURNS):
        scene = screen.scene
        camera.settle()
        view = scene.view
        if view.mood not in seen or view.ending is not None:
            seen.add(view.mood)
            camera.shoot(f"play-{name}-{view.node}")
        if screen.play.ended:
            break
        camera.wait(6000)
        if scene.replies:
            ids = sorted(x.id for x in scene.replies)
            camera.press(f"choice:{ids[0 if first else -1]}")
        else:
            camera.press("on")
    if not screen.play.ended:
        screen.play.abandon()
        screen.host.refresh()
    camera.settle()
    camera.press("on")
    if isinstance(camera.window.screen, DebriefScreen):
        camera.shoot(f"debrief-{name}")
        camera.scroll(1.6)
        camera.shoot(f"debrief-{name}-turns")
        camera.scroll(1000)
        camera.shoot(f"debrief-{name}-end")
