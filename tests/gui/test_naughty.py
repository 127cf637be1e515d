"""Texts and names of any characters stay in their boxes on every screen."""

from __future__ import annotations

import random
import time
from functools import cached_property
from typing import TYPE_CHECKING

import pygame
import pytest
from msgspec.structs import replace

from simulator.attempt.clock import ManualClock
from simulator.gui.pictures import tour
from simulator.gui.window import Window
from tests.gui.test_layout import Inspector
from tests.gui.world import ASSETS, context

if TYPE_CHECKING:
    from pathlib import Path

    from simulator.attempt.context import AppContext
    from simulator.scenario.text import Text

PIECES = (
    "\x1b[31m",
    "\x1b]0;title\x07",
    "\x00\x07\x08\x7f",
    "\x9b31m\x85\x90",
    "\u202eleft\u202c",
    "\u2066\u2067\u2068\u2069\u200e\u200f\u061c",
    "\u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627",
    "\u200b\u2060\ufeff\u00ad\u034f\u180e",
    "\u200c\u200d\ufe0f\U000e0100",
    "\ud800",
    "\udfff",
    "\ufff9\ufffa\ufffb\ufffe\U0010ffff",
    "\u2028\u2029\r\n\x0b\x0c",
    "Z" + "\u0301\u0316\u0360" * 100,
    "\u0e01" + "\u0e49" * 80,
    "👩\u200d🚒 🇬🇷 \U0001f9ff \U000f0000",
    "W" * 150,
    "/" * 90,
    "——…",
    "你好，" * 30,
    "https://shop.example/a?b=c&d=" + "e" * 60,
    "{name} %s <b>&amp;</b> [red]",
    " ",
    "\u3000\u00a0\u202f",
    "\n\n",
    "Σας ακούω.",
    "sir.",
    "ﷺ",
)


class NaughtyTexts:
    """Instead of each text, a random string that depends on the seed and on the text's id."""

    language = ""

    def __init__(self, seed: int) -> None:
        self.seed = seed

    def text(self, text: Text) -> str:
        return naughty(f"{self.seed} {text.id}")


class OneLongText:
    """Instead of each text, the same long one."""

    language = ""

    def __init__(self, unit: str, length: int) -> None:
        self._unit, self._length = unit, length

    @cached_property
    def _long(self) -> str:
        return self._unit * (self._length // len(self._unit))

    def text(self, text: Text) -> str:
        return self._long if text.id.endswith(("plate-down", "own-it")) else text.source


def naughty(seed: str) -> str:
    chance = random.Random(seed)  # noqa: S311 - no secret
    return "".join(chance.choices(PIECES, k=chance.choice((1, 1, 2, 3, 5, 9))))


def inspect(world: AppContext, folder: Path, size: tuple[int, int] = (1280, 720)) -> Inspector:
    assert isinstance(world.clock, ManualClock)
    window = Window(world, ASSETS, pygame.display.set_mode(size))
    inspector = Inspector(window, world.clock, folder)
    tour(inspector, "wrong-dish")
    return inspector


def world_of(
    texts: NaughtyTexts | OneLongText, trainee: str, *, language: str = "en", text_size: int = 100
) -> AppContext:
    world = context(language=language, text_size=text_size, trainee=trainee)
    return replace(world, translator=lambda _: texts, covers=lambda *_: True)


@pytest.mark.usefixtures("surface")
@pytest.mark.parametrize(
    ("language", "text_size", "size"),
    [("en", 100, (1280, 720)), ("zh_Hans", 150, (1280, 720)), ("el", 200, (1024, 600))],
)
def test_naughty_texts_and_names_stay_in_their_boxes(
    language: str, text_size: int, size: tuple[int, int], tmp_path: Path, chance: random.Random
) -> None:
    texts = NaughtyTexts(chance.getrandbits(32))
    name = chance.choice(("W" * 80, "你" * 80, "👩\u200d🚒" * 26, "Z" + "\u0323" * 79))
    world = world_of(texts, name, language=language, text_size=text_size)
    inspector = inspect(world, tmp_path, size)
    assert not inspector.found
    assert "debrief-last-turns-end" in inspector.seen


@pytest.mark.usefixtures("surface")
@pytest.mark.parametrize("piece", PIECES, ids=ascii)
def test_a_name_of_any_characters_can_be_drawn(piece: str, tmp_path: Path) -> None:
    world = context(trainee=(piece * 80)[:80])
    assert isinstance(world.clock, ManualClock)
    window = Window(world, ASSETS, pygame.display.set_mode((1280, 720)))
    inspector = Inspector(window, world.clock, tmp_path)
    window.router.home()
    inspector.shoot("home")
    window.router.library()
    inspector.shoot("library")
    assert not inspector.found


@pytest.mark.usefixtures("surface")
@pytest.mark.parametrize("unit", ["a", "\u0301", "\U0001f600", "\u202e", "ab ", "你"], ids=ascii)
def test_a_very_long_text_takes_little_time(unit: str, tmp_path: Path) -> None:
    start = time.process_time()
    inspector = inspect(world_of(OneLongText(unit, 100_000), "Eleni"), tmp_path)
    assert not inspector.found
    assert time.process_time() - start < 20
