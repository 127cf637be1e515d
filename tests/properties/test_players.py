"""Tests the scores of automatic players: those with a fixed habit, and those who give up early."""

from __future__ import annotations

import pytest
from hypothesis import given

from simulator.scoring.sheet import score
from simulator.session.program import Program
from simulator.session.session import Session
from tests.properties import players
from tests.properties.plays import ANY, REPLIES, Reply, examples, finish, timed
from tests.shipped import SHIPPED, rubric, shipped

LOW = 40_000


def proactivity(scenario: str, habit: players.Habit) -> int:
    return players.played(shipped(scenario), habit).scores["proactivity"] or 0


@pytest.mark.parametrize("scenario", SHIPPED)
def test_passive_is_below_reactive_and_reactive_below_proactive(scenario: str) -> None:
    passive = proactivity(scenario, players.passive)
    reactive = proactivity(scenario, players.reactive)
    proactive = proactivity(scenario, players.proactive)
    assert passive < reactive < proactive
    assert reactive <= 40_000
    assert proactive >= 80_000


@pytest.mark.parametrize("scenario", SHIPPED)
def test_harassing_is_lowest_and_help_does_not_make_up_for_it(scenario: str) -> None:
    harassing = players.played(shipped(scenario), players.harassing)
    passive = players.played(shipped(scenario), players.passive)
    assert (harassing.scores["proactivity"] or 0) <= (passive.scores["proactivity"] or 0)
    assert harassing.total < passive.total
    assert harassing.harassment > 90_000 > passive.harassment
    helpful = players.played(shipped(scenario), players.harassing_but_helpful)
    assert (helpful.scores["proactivity"] or 0) < proactivity(scenario, players.reactive)
    assert (helpful.scores["proactivity"] or 0) < 5_000
    assert helpful.passed is False


@pytest.mark.parametrize("scenario", SHIPPED)
def test_the_silent_is_below_all(scenario: str) -> None:
    silent = players.played(shipped(scenario), players.passive, turns=0)
    harassing = players.played(shipped(scenario), players.harassing)
    assert silent.total < harassing.total
    assert silent.passed is False


@pytest.mark.parametrize("turns", range(7))
@pytest.mark.parametrize("scenario", SHIPPED)
def test_a_short_bad_path_scores_low(scenario: str, turns: int) -> None:
    found = players.played(shipped(scenario), players.bad, turns=turns)
    assert found.total < LOW
    assert found.passed is False


@pytest.mark.parametrize("turns", range(12))
@pytest.mark.parametrize("scenario", SHIPPED)
def test_a_good_beginning_cut_short_is_below_its_good_end(scenario: str, turns: int) -> None:
    cut = players.played(shipped(scenario), players.proactive, turns=turns)
    whole = players.played(shipped(scenario), players.proactive)
    assert whole.passed is True
    assert cut.total < whole.total
    assert cut.abandoned is False or cut.passed is False


@examples(60)
@given(ANY, REPLIES)
def test_what_was_lost_or_given_up_is_never_passed(program: Program, replies: list[Reply]) -> None:
    """The cap of a lost ending is below the score that each dimension needs to pass."""
    for playing in (finish(timed(program, replies), ()), given_up(program, replies)):
        found = score(program.scenario, rubric(), playing.log)
        if found.ending_outcome == "lost":
            assert found.passed is not True


def given_up(program: Program, replies: list[Reply]) -> Session:
    playing = timed(program, replies)
    if not playing.ended:
        playing.abandon()
    return playing
