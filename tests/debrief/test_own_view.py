"""Which turns a trainee judges, and what the scores say of them."""

from __future__ import annotations

from functools import cache

import pytest

from simulator.debrief.key_turns import most_costly_turns, turn_points
from simulator.debrief.own_view import LEVELS, feelings_moved, level_of, turns_to_judge
from simulator.debrief.review import Debrief, build_debrief
from tests.craft import bots
from tests.shipped import SHIPPED, shipped


@cache
def debriefs(name: str) -> tuple[Debrief, ...]:
    program = shipped(name)
    plays = [bots.proactive(program), bots.reactive(program)]
    plays += [bots.play(program, x) for x in (bots.rude, bots.slow)]
    plays += [bots.play(program, bots.at_random(seed)) for seed in range(10)]
    return tuple(build_debrief(program, x.log, x.sheet) for x in plays)


@pytest.mark.parametrize("name", SHIPPED)
def test_three_turns_are_judged_the_most_costly_among_them(name: str) -> None:
    rubric = shipped(name).rubric
    for found in debriefs(name):
        judged = turns_to_judge(found, rubric)
        assert len(judged) == min(3, len(found.turns))
        assert judged == tuple(sorted(set(judged)))
        assert {x.number for x in most_costly_turns(found, rubric, 2)} <= set(judged)


@pytest.mark.parametrize("name", SHIPPED)
def test_the_turn_that_earned_most_is_judged_too(name: str) -> None:
    rubric = shipped(name).rubric
    for found in debriefs(name):
        earned = {x: y for x, (y, _) in turn_points(found.sheet, rubric).items()}
        costly = {x.number for x in most_costly_turns(found, rubric, 2)}
        best = max(earned[x] for x in earned if x not in costly)
        assert any(earned.get(x) == best for x in turns_to_judge(found, rubric))


@pytest.mark.parametrize("name", SHIPPED)
def test_no_level_can_be_expected(name: str) -> None:
    rubric = shipped(name).rubric
    found = {
        level_of(x, rubric, number) for x in debriefs(name) for number in turns_to_judge(x, rubric)
    }
    assert found == set(LEVELS)


@pytest.mark.parametrize("name", SHIPPED)
def test_a_critical_error_is_bad_and_a_full_turn_is_good(name: str) -> None:
    rubric = shipped(name).rubric
    full = errors = 0
    for found in debriefs(name):
        points = turn_points(found.sheet, rubric)
        for turn in found.turns:
            earned, possible = points.get(turn.number, (0, 0))
            if turn.criticals:
                errors += 1
                assert level_of(found, rubric, turn.number) == "bad"
            elif earned == possible > 0:
                full += 1
                assert level_of(found, rubric, turn.number) == "good"
    assert full
    assert errors


@pytest.mark.parametrize("name", SHIPPED)
def test_the_moves_of_the_feelings_add_up(name: str) -> None:
    for found in debriefs(name):
        moves = [feelings_moved(found, x.number) for x in found.turns]
        last = found.turns[-1]
        assert found.start[0] + sum(x for x, _ in moves) == last.patience
        assert found.start[1] + sum(x for _, x in moves) == last.trust


@pytest.mark.parametrize("name", SHIPPED)
def test_the_points_of_all_turns_are_those_of_the_sheet(name: str) -> None:
    rubric = shipped(name).rubric
    for found in debriefs(name):
        reasons = [x for x in found.sheet.reasons if x.turn is not None]
        points = turn_points(found.sheet, rubric)
        assert set(points) == {x.turn for x in reasons}
        seen = [x for x in rubric.weights if found.sheet.scores[x] is not None]
        whole = sum(rubric.weights[x] for x in seen)
        for place, part in enumerate(("earned", "possible")):
            by_rule = sum(
                getattr(x, part) * rubric.weights[y] / whole
                for x in reasons
                for y in seen
                if x.rule.startswith(f"{y}.")
            )
            assert sum(x[place] for x in points.values()) == by_rule
