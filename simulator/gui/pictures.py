"""The tour of `simulator pictures`: every screen, drawn by the game itself without a display."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pygame
from msgspec.structs import replace

from simulator.attempt.clock import ManualClock
from simulator.attempt.settings import Preferences, Settings
from simulator.attempt.tour import find_tutorial
from simulator.errors import StoreError
from simulator.files.writing import make_folder
from simulator.gui.camera import Camera
from simulator.gui.screens.debrief import DebriefScreen
from simulator.gui.screens.judge import JudgeScreen
from simulator.gui.screens.library import LibraryScreen
from simulator.gui.sdl import check_pygame
from simulator.gui.window import Window
from simulator.store.memory import MemoryStore

if TYPE_CHECKING:
    from pathlib import Path

    from simulator.attempt.context import AppContext
    from simulator.attempt.settings import ThemeName
    from simulator.gui.screens.play import PlayScreen
    from simulator.presentation.scene import Scene

_READING = 6000
"""The shortest time before a reply, in milliseconds; half of the reading time is never too fast."""

_TURNS = 40
"""More turns than any shipped scenario has; a play that goes in circles is abandoned then."""


def render(
    context: AppContext,
    assets: Path,
    folder: Path,
    *,
    language: str,
    size: tuple[int, int] = (1280, 720),
    scenario: str = "wrong-dish",
    text_size: int = 100,
    theme: ThemeName = "light",
) -> list[Path]:
    """Draws every screen and saves the pictures in a folder.

    Args:
        context: Scenarios, messages and settings; it is not changed.
        assets: The folder of fonts and pictures.
        folder: Where the pictures are written; it is made if it is missing.
        language: A language code such as `zh_Hans`.
        size: Width and height of the window, in pixels.
        scenario: The id of the scenario to play.
        text_size: In per cent.
        theme: The colours of the window.

    Returns:
        The files that were written, in the order in which they were drawn.

    Raises:
        DataError: The scenario or a font is missing.
        WrongPygameError: pygame is installed instead of pygame-ce.
    """
    check_pygame()
    os.environ["SDL_VIDEODRIVER"] = "dummy"
    make_folder(folder)
    clock = ManualClock()
    private = _private(context, clock, language=language, text_size=text_size, theme=theme)
    pygame.display.init()
    try:
        surface = pygame.display.set_mode(size)
        window = Window(private, assets, surface)
        camera = Camera(window, clock, folder)
        tour(camera, scenario)
    finally:
        pygame.quit()
    return camera.files


def _private(
    context: AppContext,
    clock: ManualClock,
    *,
    language: str,
    text_size: int,
    theme: ThemeName,
) -> AppContext:
    """The context with a clock to set, and with a store and settings that nobody else sees."""
    store = MemoryStore()
    settings = Settings(
        language=language,
        text_size=text_size,
        factor=100,
        theme=theme,
        motion=False,
        trainee=context.settings.trainee or "Eleni",
    )
    return replace(
        context,
        store=lambda: store,
        clock=clock,
        preferences=Preferences(settings, save=lambda _: None),
        new_seed=lambda: 1,
    )


def tour(camera: Camera, scenario: str) -> None:
    """Visits every screen, and plays a scenario twice: by first choices, then by last choices."""
    window = camera.window
    window.router.home()
    camera.shoot("home")
    camera.press("settings")
    camera.shoot("settings")
    camera.press("back")
    tutorial = find_tutorial(window.context)
    if tutorial is not None:
        window.router.tour(tutorial)
        camera.shoot("welcome")
    play = camera.begin(scenario)
    _first_scene(camera, play)
    camera.press("leave")
    camera.shoot("leave-menu")
    camera.press("resume")
    camera.settle()
    _leave_unsaved(camera, play)
    if isinstance(window.screen, LibraryScreen):
        camera.shoot("library")
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
        if play.mode == "record":
            camera.press("resume")
            camera.settle()
    camera.press("pause")
    camera.shoot("pause")
    camera.press("resume")
    camera.settle()


def _leave_unsaved(camera: Camera, play: PlayScreen) -> None:
    store = camera.window.context.store()
    if not isinstance(store, MemoryStore):
        return
    store.failing = StoreError("full", "attempts.sqlite3", "database or disk is full")
    _advance(camera, play.scene, first=True)
    camera.settle()
    camera.escape()  # There is no button to leave once the story has ended.
    camera.settle()
    camera.press("library")
    camera.shoot("unsaved")
    store.failing = None
    camera.press("again")


def _play_to_end(camera: Camera, screen: PlayScreen, *, first: bool) -> None:
    """Plays the first or the last choice of each turn; takes a picture of each new mood."""
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
        camera.wait(max(_READING, scene.reading // 2))
        _advance(camera, scene, first=first)
    if not screen.play.ended:
        screen.play.abandon()
        screen.host.refresh()
    camera.settle()
    camera.press("on")
    if isinstance(camera.window.screen, JudgeScreen):
        _judge(camera, name)
    if isinstance(camera.window.screen, DebriefScreen):
        camera.shoot(f"debrief-{name}")
        for layer, words in ((1, "decided"), (2, "turns")):
            camera.press(f"layer:{layer}")
            camera.shoot(f"debrief-{name}-{words}")
            camera.scroll(1000)
            camera.shoot(f"debrief-{name}-{words}-end")
        camera.press("done")
        camera.shoot(f"plan-{name}")


def _judge(camera: Camera, name: str) -> None:
    """Judges every turn as good, and compares."""
    camera.shoot(f"judge-{name}")
    pressable = [x.widget.key or "" for x in camera.window.focus.pressables]
    for key in pressable:
        if key.endswith(":good"):
            camera.press(key)
            camera.settle()
    camera.press("compare")
    camera.shoot(f"judge-{name}-compared")
    camera.press("on")


def _advance(camera: Camera, scene: Scene, *, first: bool) -> None:
    """Presses the choice whose id sorts first or last; without choices, the button to go on."""
    if scene.replies:
        ids = sorted(x.id for x in scene.replies)
        camera.press(f"choice:{ids[0 if first else -1]}")
    else:
        camera.press("on")
