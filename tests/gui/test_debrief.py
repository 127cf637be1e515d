"""The first layer of the debrief is one screen of few words; the others are one click away."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pygame
import pytest

from simulator.attempt.context import PlayRequest
from simulator.attempt.edition import Edition
from simulator.attempt.play import Play
from simulator.debrief.key_turns import most_costly_turns
from simulator.debrief.review import build_debrief
from simulator.gui.screens.debrief import DebriefScreen
from simulator.gui.screens.play import PlayScreen
from simulator.presentation.first_layer import FirstLayer, build_first_layer
from simulator.session.event import Chosen, Looked, TimedOut
from simulator.store.memory import MemoryStore
from tests.craft import bots
from tests.fakes.clock import FrozenClock
from tests.gui.player import Player
from tests.gui.world import catalogs, context
from tests.shipped import SHIPPED, references, shipped

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_WORDS = 160
_PLAYS = 25


@cache
def plays(name: str) -> tuple[bots.Play, ...]:
    """Plays of all kinds: the best, the flawless reactive, rude, slow, at random."""
    program = shipped(name)
    random = [bots.play(program, bots.at_random(seed)) for seed in range(_PLAYS)]
    habits = [bots.play(program, x) for x in (bots.rude, bots.slow)]
    return (bots.proactive(program), bots.reactive(program), *habits, *random)


def layer(name: str, play: bots.Play, language: str) -> FirstLayer:
    program = shipped(name)
    return build_first_layer(
        build_debrief(program, play.log, play.sheet),
        program.scenario,
        program.rubric,
        references().concepts or {},
        catalogs().messages(language),
        catalogs().translator(language),
    )


def words(found: FirstLayer) -> Iterator[str]:
    yield from (found.ending, found.happened, found.verdict, found.total, *found.reasons)
    for figure in found.figures:
        yield from (figure.name, figure.words, figure.here)
    if found.turning is not None:
        yield from (found.turning.title, found.turning.reply, found.turning.why)
    yield from (found.practise_label, found.practise, *(title for title, _ in found.cards))


@pytest.mark.parametrize("name", SHIPPED)
def test_the_first_layer_is_read_in_less_than_a_minute(name: str) -> None:
    counts = [sum(len(x.split()) for x in words(layer(name, play, "en"))) for play in plays(name)]
    assert max(counts) < MOST_WORDS
    assert min(counts) > 40


@pytest.mark.parametrize("name", SHIPPED)
def test_a_play_that_did_not_pass_says_why_and_what_to_practise(name: str) -> None:
    for play in plays(name):
        found = layer(name, play, "en")
        assert bool(found.reasons) is not play.passed
        assert len(found.reasons) <= 2
        assert len(found.cards) <= 3
        if not play.passed:
            assert found.practise
            assert found.turning is not None


@pytest.mark.parametrize("name", SHIPPED)
def test_key_turns_are_those_that_cost_most(name: str) -> None:
    program = shipped(name)
    for play in plays(name):
        review = build_debrief(program, play.log, play.sheet)
        found = most_costly_turns(review, program.rubric, 3)
        every = most_costly_turns(review, program.rubric, 1000)
        assert found == every[:3]
        errors = [bool(review.turns[x.number].criticals) for x in every]
        assert errors == sorted(errors, reverse=True)
        for error in (True, False):
            costs = [x.cost for x, is_error in zip(every, errors, strict=True) if is_error is error]
            assert costs == sorted(costs, reverse=True)


def opened(player: Player, name: str, log: bots.Play, language: str) -> DebriefScreen:
    """The debrief of a play in the window."""
    edition = Edition(shipped(name))
    play = Play.begin(
        edition,
        PlayRequest(trainee="Ana", language=language),
        id_="a" * 32,
        seed=0,
        store=MemoryStore(),
        clock=FrozenClock(),
    )
    for event in log.log:
        if isinstance(event, Chosen | Looked):
            play.choose(event.choice)
        elif isinstance(event, TimedOut):
            play.time_out()
        elif event.kind == "went-on":
            play.go_on()
        elif event.kind == "abandoned":
            play.abandon()
    player.window.router.debrief(play, edition)
    player.frames()
    screen = player.window.screen
    assert isinstance(screen, DebriefScreen)
    return screen


@pytest.mark.parametrize("language", ["en", "el", "zh_Hans"])
@pytest.mark.parametrize("name", SHIPPED)
def test_the_first_layer_fits_on_one_screen(
    name: str, language: str, surface: pygame.Surface
) -> None:
    player = Player(context(language=language), surface)
    for play in plays(name)[:12]:
        opened(player, name, play, language)
        tall = [x for x in player.window.scrolling.scrolls if x.max_offset]
        assert tall == [], [x.max_offset for x in tall]


def test_the_layers_are_one_click_away(surface: pygame.Surface) -> None:
    player = Player(context(), surface)
    opened(player, "wrong-dish", plays("wrong-dish")[2], "en")
    assert "To practise" in player.texts()
    player.click("layer:1")
    assert "The turns that decided" in player.texts()
    assert any(x.startswith("Better: “") for x in player.texts())
    assert "He was ashamed to be the loud man in a full room." in player.texts()
    player.click("layer:2")
    assert "Retake from here" in player.texts()
    player.click("retake:1")
    again = player.window.screen
    assert isinstance(again, PlayScreen)
    assert again.play.attempt.branch_of == "a" * 32
