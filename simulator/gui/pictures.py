"""Every screen as a picture, drawn by the game itself, with no display."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pygame
from msgspec.structs import replace

from simulator.attempt.settings import Preferences, Settings
from simulator.errors import DataError, StoreError
from simulator.gui.guard import check_pygame
from simulator.gui.screens.debrief import DebriefScreen
from simulator.gui.screens.home import HomeScreen
from simulator.gui.screens.play import PlayScreen
from simulator.gui.screens.shelf import BriefingScreen, ShelfScreen
from simulator.gui.theme import LIGHT
from simulator.gui.window import Window

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from simulator.attempt.context import AppContext
    from simulator.attempt.record import Attempt
    from simulator.gui.theme import Colours
    from simulator.session.event import Event

_TURNS = 40
"""More than any shipped play has; a story that goes in circles is left then."""


class StillClock:
    """A clock that moves only when told to."""

    def __init__(self) -> None:
        self.time = 0

    def now(self) -> int:
        """Milliseconds so far."""
        return self.time

    def date(self) -> str:
        """One date."""
        return "2026-03-09T09:00:00Z"


class FleetingStore:
    """A store that forgets: pictures leave nothing behind.

    Attributes:
        full: Whether it can keep no more.
    """

    def __init__(self) -> None:
        self.full = False
        self._found: dict[str, tuple[Attempt, list[Event]]] = {}
        self._editions: dict[str, str] = {}

    def keep_edition(self, digest: str, body: str) -> None:
        """Keeps an edition for a while."""
        self._editions.setdefault(digest, body)

    def edition(self, digest: str) -> str | None:
        """The text of an edition."""
        return self._editions.get(digest)

    def strays(self) -> tuple[str, ...]:
        """None."""
        return ()

    def changed(self, attempt: Attempt) -> tuple[str, ...]:  # noqa: ARG002 - its signature
        """Nothing: nobody else comes here."""
        return ()

    def find(self, start: str) -> tuple[Attempt, ...]:
        """Attempts whose id starts so."""
        return tuple(x for x, _ in self._found.values() if x.id.startswith(start))[:2]

    def begin(self, attempt: Attempt, events: Sequence[Event]) -> None:
        """Keeps a new attempt for a while."""
        self._found[attempt.id] = (attempt, list(events))

    def append(self, attempt: str, start: int, events: Sequence[Event]) -> None:
        """Adds events."""
        if self.full:
            raise StoreError("full", "attempts.sqlite3", "database or disk is full")
        self._found[attempt][1][start:] = events

    def finish(self, attempt: str, ended: str, figures: Mapping[str, object]) -> None:
        """Notes the ending."""
        header, events = self._found[attempt]
        self._found[attempt] = (replace(header, ended=ended, figures=figures), events)

    def waiting(self, trainee: str, scenario: str) -> Attempt | None:
        """The newest attempt that has not ended."""
        found = [
            header
            for header, _ in self._found.values()
            if (header.trainee, header.scenario, header.ended) == (trainee, scenario, None)
        ]
        return found[-1] if found else None

    def events(self, attempt: str) -> tuple[Event, ...]:
        """The log."""
        return tuple(self._found[attempt][1])

    def attempts(
        self,
        *,
        scenario: str | None = None,
        trainee: str | None = None,
        since: str | None = None,
        until: str | None = None,
    ) -> Iterator[Attempt]:
        """All of a scenario and a trainee."""
        del since, until
        return (
            x
            for x, _ in self._found.values()
            if scenario in (None, x.scenario) and trainee in (None, x.trainee)
        )


class Camera:
    """Goes through the game and takes pictures of it."""

    def __init__(self, window: Window, clock: StillClock, folder: Path) -> None:
        self.window = window
        self.files: list[Path] = []
        self._clock = clock
        self._folder = folder

    def settle(self) -> None:
        """Lets the screen be drawn and seen."""
        self.window.frame(self._clock.time)
        self.window.shown(self._clock.time)
        self._clock.time += 100
        self.window.frame(self._clock.time)

    def shoot(self, name: str) -> None:
        """Takes a picture."""
        self.settle()
        file = self._folder / f"{len(self.files) + 1:02}-{name}.png"
        pygame.image.save(self.window.surface, file)
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
        self.window.go(BriefingScreen(self.window, found.edition, fresh=True))
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
        target = next(x for x in self.window.targets if x.widget.key == key)
        if target.widget.press is not None:
            target.widget.press()


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
        context: The world; nothing of it is changed.
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
    clock, store = StillClock(), FleetingStore()
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
    window.go(HomeScreen(window))
    camera.shoot("home")
    play = camera.begin(scenario)
    _first_scene(camera, play)
    camera.press("leave")
    camera.shoot("leave-menu")
    camera.press("resume")
    camera.settle()
    _leave_unkept(camera, play)
    if isinstance(window.screen, ShelfScreen):
        camera.shoot("shelf")
    found = next(x for x in window.context.library() if x.id == scenario)
    if found.edition is not None:
        window.go(BriefingScreen(window, found.edition))
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


def _leave_unkept(camera: Camera, play: PlayScreen) -> None:
    store = camera.window.context.store()
    if not isinstance(store, FleetingStore):
        return
    store.full = True
    camera.press(f"choice:{play.scene.replies[0].id}")
    camera.settle()
    camera.press("leave")
    camera.settle()
    camera.press("to-shelf")
    camera.shoot("unkept")
    store.full = False
    camera.press("again")


def _play_to_end(camera: Camera, screen: PlayScreen, *, first: bool) -> None:
    """Always the first choice, or always the last; a picture of every face on the way."""
    seen: set[str | None] = set()
    name = "first" if first else "last"
    for _ in range(_TURNS):
        scene = screen.scene
        camera.settle()
        if scene.mood not in seen or scene.ending is not None:
            seen.add(scene.mood)
            camera.shoot(f"play-{name}-{scene.node}")
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
        screen.stage.refresh()
    camera.settle()
    camera.press("on")
    if isinstance(camera.window.screen, DebriefScreen):
        camera.shoot(f"debrief-{name}")
        camera.window.scroll_page(1.6)
        camera.shoot(f"debrief-{name}-turns")
        camera.window.scroll_page(1000)
        camera.shoot(f"debrief-{name}-end")
