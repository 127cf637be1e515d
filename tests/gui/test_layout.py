"""No text is cut or overlaps another one, in any language, at any text size."""

from __future__ import annotations

import random
from functools import partial
from typing import TYPE_CHECKING

import pygame
import pytest
from msgspec.structs import replace

from simulator.attempt.clock import ManualClock
from simulator.attempt.settings import THEMES
from simulator.errors import DataError, StoreError
from simulator.gui.camera import Camera
from simulator.gui.pictures import render, tour
from simulator.gui.screens.notice import NoticeScreen
from simulator.gui.screens.play import PlayScreen
from simulator.gui.widgets.scroll import Scroll
from simulator.gui.window import Window
from simulator.presentation.errors import store_text
from simulator.store.memory import MemoryStore
from tests.gui import stories
from tests.gui.player import Player
from tests.gui.world import ASSETS, catalogs, context
from tests.shipped import SHIPPED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from simulator.attempt.settings import ThemeName
    from simulator.gui.style import Style
    from simulator.gui.widgets.base import Widget
    from simulator.session.event import Event


def defects(window: Window) -> list[str]:
    root = window.root
    assert root is not None
    found = [] if window.surface.get_rect().contains(root.rect) else ["root"]
    return [*found, *_defects(root, window.style)]


def _defects(widget: Widget, style: Style) -> Iterator[str]:
    name = f"{type(widget).__name__} {widget.rect}"
    for text, ink, box in widget.texts(style):
        if not widget.rect.contains(box):
            yield f"{name}: box {box} of {text!r} stands out"
        if ink.width > box.width or ink.height > box.height:
            yield f"{name}: {text!r} takes {ink.size} of {box.size}"
    for place, child in enumerate(widget.children):
        if isinstance(widget, Scroll):
            inside = widget.rect.left <= child.rect.left and child.rect.right <= widget.rect.right
        else:
            inside = widget.rect.contains(child.rect) or not child.rect.width
        if not inside:
            yield f"{name}: {type(child).__name__} {child.rect} stands out"
        if not widget.overlaps:
            for other in widget.children[place + 1 :]:
                if child.rect.colliderect(other.rect):
                    yield f"{name}: {child.rect} lies over {other.rect}"
        yield from _defects(child, style)


class Inspector(Camera):
    """A camera that checks the layout instead of writing pictures."""

    def __init__(self, window: Window, clock: ManualClock, folder: Path) -> None:
        super().__init__(window, clock, folder)
        self.seen: list[str] = []
        self.found: list[str] = []

    def shoot(self, name: str) -> None:
        self.settle()
        self.seen.append(name)
        self.found += [f"{name}: {x}" for x in defects(self.window)]


def inspect(
    size: tuple[int, int], language: str, text_size: int, scenario: str, folder: Path
) -> Inspector:
    world = context(language=language, text_size=text_size)
    assert isinstance(world.clock, ManualClock)
    window = Window(world, ASSETS, pygame.display.set_mode(size))
    inspector = Inspector(window, world.clock, folder)
    tour(inspector, scenario)
    return inspector


@pytest.mark.usefixtures("surface")
@pytest.mark.parametrize("text_size", [100, 150, 200])
@pytest.mark.parametrize("language", ["en", "zh_Hans", "el"])
def test_text_stays_in_its_box(language: str, text_size: int, tmp_path: Path) -> None:
    inspector = inspect((1280, 720), language, text_size, "wrong-dish", tmp_path)
    assert not inspector.found
    assert {"home", "library", "briefing", "play", "pause", "leave-menu", "unsaved"} <= set(
        inspector.seen
    )


@pytest.mark.usefixtures("surface")
@pytest.mark.parametrize(
    ("size", "text_size"), [((1920, 1080), 200), ((1024, 600), 125), ((800, 1000), 150)]
)
def test_other_windows(size: tuple[int, int], text_size: int, tmp_path: Path) -> None:
    assert not inspect(size, "el", text_size, "dark-screen", tmp_path).found


class Failing(MemoryStore):
    """A store whose disk is full after the first events."""

    def append(self, attempt: str, start: int, events: Sequence[Event]) -> None:
        raise StoreError("full", "/home/eleni/attempts.sqlite3", f"{attempt} {start} {len(events)}")


@pytest.mark.usefixtures("surface")
@pytest.mark.parametrize("text_size", [100, 200])
def test_a_banner_finds_room(text_size: int, tmp_path: Path) -> None:
    store = Failing()
    world = replace(context(text_size=text_size), store=lambda: store)
    assert isinstance(world.clock, ManualClock)
    window = Window(world, ASSETS, pygame.display.set_mode((1280, 720)))
    inspector = Inspector(window, world.clock, tmp_path)
    screen = inspector.begin("wrong-dish")
    inspector.press(f"choice:{screen.scene.replies[0].id}")
    inspector.shoot("banner")
    assert screen.play.unsaved is not None
    notice = NoticeScreen(window, partial(store_text, screen.play.unsaved, window.messages), screen)
    window.go(notice)
    inspector.shoot("notice")
    assert not inspector.found


@pytest.mark.usefixtures("surface")
def test_without_pictures_the_page_does_without(tmp_path: Path) -> None:
    (tmp_path / "fonts").symlink_to(ASSETS / "fonts")
    world = context()
    assert isinstance(world.clock, ManualClock)
    window = Window(world, tmp_path, pygame.display.set_mode((1280, 720)))
    inspector = Inspector(window, world.clock, tmp_path)
    tour(inspector, "wrong-dish")
    assert not inspector.found


@pytest.mark.parametrize("theme", THEMES)
def test_pictures_are_written(theme: ThemeName, tmp_path: Path) -> None:
    world = context()
    files = render(world, ASSETS, tmp_path, language="en", theme=theme, scenario="wrong-dish")
    assert len(files) > 15
    assert all(x.stat().st_size > 5000 for x in files)
    assert world.settings.language == "en"
    assert world.store().waiting("Eleni", "wrong-dish") is None


def test_pictures_of_a_scenario_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(DataError):
        render(context(), ASSETS, tmp_path, language="en", scenario="nowhere")


@pytest.mark.parametrize("start", ["hello", "silent"])
def test_pictures_of_a_scenario_whose_only_reply_ends_it(start: str, tmp_path: Path) -> None:
    library = partial(stories.one_reply, start)
    files = render(
        context(in_library=library), ASSETS, tmp_path, language="en", scenario="one-reply"
    )
    names = [x.stem.partition("-")[2] for x in files]
    assert {"unsaved", "library", "briefing", "play-first-glad", "debrief-last-turns-end"} <= set(
        names
    )


@pytest.mark.usefixtures("surface")
@pytest.mark.parametrize("scenario", SHIPPED)
@pytest.mark.parametrize("language", ["en", "zh_Hans", "el"])
def test_the_first_reply_can_be_seen_at_once_in_large_type(language: str, scenario: str) -> None:
    words = catalogs()
    world = replace(
        context(language=language, text_size=200),
        messages=lambda x: words.messages(x or "en"),
        translator=words.translator,
    )
    player = Player(world, pygame.display.set_mode((1280, 720)))
    edition = next(x.edition for x in world.library() if x.id == scenario)
    assert edition is not None
    seen: set[str] = set()
    for seed in range(3):
        rng = random.Random(seed)  # noqa: S311 - no secrets
        player.window.router.briefing(edition, fresh=True)
        player.frames()
        player.click("start")
        seen |= set(nodes_whose_first_reply_is_seen(player, rng))
    assert len(seen) >= 10


def nodes_whose_first_reply_is_seen(player: Player, rng: random.Random) -> Iterator[str]:
    """Plays at random and gives each node with replies; fails where the first one is cut off."""
    window = player.window
    screen = window.screen
    assert isinstance(screen, PlayScreen)
    while not screen.play.ended:
        if screen.mode == "record":
            screen.back()
        elif screen.scene.replies:
            scroll = next(x for x in window.scrolling.scrolls if x.name == "story")
            cards = [x for x in window.focus.pressables if x.widget.key.startswith("choice:")]
            node = screen.scene.view.node
            assert cards[0].widget.rect.bottom <= scroll.rect.bottom, node
            yield node
            window.press(rng.choice(cards))
        else:
            player.click("on")
        player.frames()
