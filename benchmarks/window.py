"""The costs of the window: a new turn, a changed part, a scrolled page, memory, and idle time.

Drawn on SDL's dummy driver, each figure beside the same run's floor: laying one picture of the
window's size over another, which is the least that drawing the whole window anew can cost.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from benchmarks.measure import Row

os.environ["SDL_VIDEODRIVER"] = "dummy"
os.environ["SDL_AUDIODRIVER"] = "dummy"

import pygame
from msgspec.structs import replace

from simulator.attempt.clock import ManualClock
from simulator.attempt.settings import Preferences, Settings
from simulator.bootstrap import build_application
from simulator.gui.app import run_loop
from simulator.gui.camera import Camera
from simulator.gui.pace import FRAME
from simulator.gui.window import Window
from simulator.system import data_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from simulator.cli.application import Application

_ROOT: Final = Path(__file__).parent.parent
_SCENARIOS: Final = ("wrong-dish", "dark-screen")
_PLAYS: Final = 12
_TURNS: Final = 60
_SECONDS: Final = 4.0
"""The seconds for which an idle window is measured."""


class Size(NamedTuple):
    """A window size in pixels with its limits.

    Attributes:
        turn: The limit of a new turn, as a multiple of the floor.
        part: The limit of a changed part, as a multiple of the floor.
        scroll: The limit of a scrolled page, as a multiple of the floor.
        megabytes: The limit of the memory after twelve plays; see `MemoryRow`.
    """

    width: int
    height: int
    turn: float
    part: float
    scroll: float
    megabytes: float

    def __str__(self) -> str:
        """The usual name of the size, such as `720p`."""
        return f"{self.height}p"


_SIZES: Final = (
    Size(1280, 720, turn=36, part=2, scroll=8, megabytes=120),
    Size(1920, 1080, turn=26, part=1, scroll=7, megabytes=160),
)


class MemoryRow(NamedTuple):
    """The memory of a process and that of an empty window in the same run, in megabytes."""

    name: str
    ours: float
    empty: float
    most: float

    def __str__(self) -> str:
        """The row as a line of the table; `MORE` marks a value above the limit."""
        mark = "" if self.ours <= self.most else "  MORE"
        return (
            f"{self.name:46}{self.ours:>7.0f} MB{self.ours / self.empty:10.3f} x an empty window, "
            f"at most {self.most:g} MB{mark}"
        )


class ShareRow(NamedTuple):
    """The share of one core that a window takes and that of an empty loop at 60 Hz."""

    name: str
    ours: float
    bare: float
    most: float

    def __str__(self) -> str:
        """The row as a line of the table; `MORE` marks a value above the limit."""
        mark = "" if self.ours <= self.most else "  MORE"
        return (
            f"{self.name:46}{self.ours:>8.2%} {self.ours / self.bare:10.3f} x an empty 60 Hz loop, "
            f"at most {self.most:.1%}{mark}"
        )


class Player:
    """A player at a window whose clock the benchmark sets.

    Attributes:
        window: The window.
    """

    def __init__(self, application: Application, size: Size) -> None:
        self._clock = ManualClock()
        context = application.context(application.library(None), "sqlite://")
        settings = Settings(trainee="Ana", language="en")
        context = replace(
            context,
            clock=self._clock,
            preferences=Preferences(settings, save=lambda _: None),
            new_seed=lambda: 1,
        )
        surface = pygame.display.set_mode((size.width, size.height))
        self.window = Window(context, data_folder() / "assets", surface)
        self.camera = Camera(self.window, self._clock, Path())

    def frame(self) -> None:
        """Draws the changed parts and shows the picture."""
        parts = self.window.frame(self._clock.time)
        if parts:
            pygame.display.update(list(parts))
        self.window.on_presented(self._clock.time)

    def tick(self) -> None:
        """Advances the clock by one frame."""
        self._clock.time += FRAME

    def settle(self) -> None:
        """Advances the clock until the fade has ended and the choices have been read."""
        for _ in range(40):
            self._clock.time += 50
            self.frame()

    def play(self, scenario: str, pick: int) -> Iterator[float]:
        """Plays to the debrief; yields the CPU seconds of each turn, from key to picture."""
        self.window.router.home()
        screen = self.camera.begin(scenario)
        for turn in range(_TURNS):
            self.settle()
            if screen.play.ended:
                break
            replies = screen.scene.replies
            key = f"choice:{replies[(pick + turn) % len(replies)].id}" if replies else "on"
            start = time.process_time()
            self.camera.press(key)
            self.frame()
            yield time.process_time() - start
        if not screen.play.ended:
            screen.play.abandon()
            self.window.refresh()
            self.settle()
        self.camera.press("on")
        self.settle()


def rows() -> Iterator[Row | MemoryRow | ShareRow]:
    """All rows of the window."""
    pygame.display.init()
    with ExitStack() as opened:
        application = build_application(opened)
        for size in _SIZES:
            yield from _drawing(application, size)
        yield from _sleeping(application, _SIZES[0])
    pygame.quit()
    empty = _megabytes("empty", _SIZES[0])
    for size in _SIZES:
        yield MemoryRow(
            f"memory after {_PLAYS} plays, {size}", _megabytes("plays", size), empty, size.megabytes
        )


def _drawing(application: Application, size: Size) -> Iterator[Row]:
    player = Player(application, size)
    turns = list(player.play(_SCENARIOS[0], 0))
    window = player.window
    scrolls = _times(lambda: window.scrolling.page(window.style, 0.12), player, 60)
    player.camera.begin(_SCENARIOS[0])
    player.settle()
    places = [x.widget.rect.center for x in window.focus.pressables]
    hovers = _times(lambda: window.focus.move_pointer(_turned(places)), player, 60)
    window.refresh(fade=True)
    player.frame()
    fades = _times(player.tick, player, 10)
    floor = _floor(size)
    blit = "one blit of the window"
    yield Row(f"a new turn, {size}", statistics.median(turns), floor, blit, size.turn)
    yield Row(f"one frame of a fade, {size}", fades, floor, blit, 2)
    yield Row(f"pointer on another button, {size}", hovers, floor, blit, size.part)
    yield Row(f"a page scrolled, {size}", scrolls, floor, blit, size.scroll)


def _turned(places: list[tuple[int, int]]) -> tuple[int, int]:
    places.append(places.pop(0))
    return places[0]


def _times(change: Callable[[], object], player: Player, rounds: int) -> float:
    """The median CPU seconds of a change and of drawing its picture."""
    taken: list[float] = []
    for _ in range(rounds):
        start = time.process_time()
        change()
        player.frame()
        taken.append(time.process_time() - start)
    return statistics.median(taken)


def _floor(size: Size) -> float:
    """The median CPU seconds of copying a picture of the size of the window: the floor."""
    below = pygame.Surface((size.width, size.height))
    above = pygame.Surface((size.width, size.height), pygame.SRCALPHA)
    above.fill((200, 100, 50, 128))
    taken: list[float] = []
    for _ in range(60):
        start = time.process_time()
        below.blit(above, (0, 0))
        taken.append(time.process_time() - start)
    return statistics.median(taken)


def _sleeping(application: Application, size: Size) -> Iterator[ShareRow]:
    """The costs of an idle window: at the first screen, in a play, and minimised."""
    bare = _share(_bare_loop)
    at_home = Player(application, size)
    at_home.window.router.home()
    yield ShareRow("idle, at home", _alone(at_home), bare, 0.01)
    playing = Player(application, size)
    playing.camera.begin(_SCENARIOS[0])
    playing.settle()
    yield ShareRow("idle, in a play whose clock runs", _alone(playing), bare, 0.01)
    pygame.event.post(pygame.Event(pygame.WINDOWMINIMIZED))
    yield ShareRow("minimised", _alone(playing), bare, 0.001)


def _alone(player: Player) -> float:
    """The share of a core that an idle window takes, measured with the real clock."""
    window = player.window
    window.context = replace(window.context, clock=RealClock())

    def loop() -> None:
        window.running = True
        run_loop(window)

    return _share(loop)


class RealClock:
    """The clock of this machine."""

    def now(self) -> int:
        """The monotonic time in milliseconds."""
        return time.monotonic_ns() // 1_000_000

    def date(self) -> str:
        """Not called, because nothing is stored."""
        raise NotImplementedError


def _share(loop: Callable[[], None]) -> float:
    """The share of a core that a loop takes, after its start."""
    for seconds in (1.5, _SECONDS):
        pygame.time.set_timer(pygame.QUIT, round(seconds * 1000), loops=1)
        start, cpu = time.perf_counter(), time.process_time()
        loop()
    return (time.process_time() - cpu) / (time.perf_counter() - start)


def _bare_loop() -> None:
    clock = pygame.time.Clock()
    while all(x.type != pygame.QUIT for x in pygame.event.get()):
        clock.tick(60)


def _megabytes(what: str, size: Size) -> float:
    """The peak memory of a new process in megabytes, as Linux reports it."""
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "benchmarks.window", what, str(size.width), str(size.height)],
        check=True,
        cwd=_ROOT,
        capture_output=True,
        text=True,
    )
    return int(done.stdout.split()[-1]) / 1000


def _play_twelve(size: Size) -> None:
    with ExitStack() as opened:
        application = build_application(opened)
        player = Player(application, size)
        for number in range(_PLAYS):
            for _ in player.play(_SCENARIOS[number % len(_SCENARIOS)], number):
                pass
            scroll = player.window.scrolling.scrolls[0]
            while scroll.offset < scroll.max_offset:
                player.window.scrolling.page(player.window.style, 0.8)
                player.frame()


def _in_a_process() -> None:
    """Opens a window, plays if asked to, and prints the peak memory in kilobytes."""
    what, width, height = sys.argv[1:]
    pygame.display.init()
    size = next(x for x in _SIZES if (x.width, x.height) == (int(width), int(height)))
    if what == "plays":
        _play_twelve(size)
    else:
        pygame.display.set_mode((size.width, size.height))
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    print(next(x.split()[1] for x in status.splitlines() if x.startswith("VmHWM")))


if __name__ == "__main__":
    _in_a_process()
