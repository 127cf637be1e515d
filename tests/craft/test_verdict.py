"""Tests the verdict on the shipped scenarios, with players that hunt for a wrong one.

For 20,000 plays of each scenario, run `PLAYS=40 python -m pytest tests/craft/test_verdict.py -s`.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

import pytest
from msgspec.structs import replace

from simulator.scoring.playthrough import criticals_of
from simulator.session.program import Program
from tests.chance import chance
from tests.craft import bots, hunters
from tests.properties.plays import SCALE
from tests.shipped import SHIPPED, shipped

if TYPE_CHECKING:
    from simulator.scenario.model import Scenario

PLAYS: Final = 500 * SCALE
"""The number of plays of each scenario."""

HARMED: Final = {
    "dark-screen": {
        "the-slip",
        "complaint",
        "the-slip/not-ours",
        "murmur/ask-the-street",
        "daniel-calls/someone-first",
    },
    "not-as-described": {
        "goes-higher",
        "second-wrong/log-says",
        "cause/not-alone",
        "only-me/the-list",
    },
    "wrong-dish": {
        "second-plate",
        "pudding-down",
        "complains",
        "reaction",
        "second-plate/own-bowl",
        "seven-calls/seven-neighbour",
    },
}
"""Where the stories show harm, a denial or a breach of privacy, as their readers say.

This is written down a second time here, so that a mark which is lost in a file is found.
"""

PROACTIVE_ABOVE_REACTIVE: Final = 8_000
REACTIVE_ABOVE_PASSIVE: Final = 8_000
PASSIVE_ABOVE_PUSHY: Final = 8_000

LEFT: Final = 20_000
"""The highest total of a play that was left or lost, and the lowest of a finished one."""

scenarios = pytest.mark.parametrize("scenario", SHIPPED)


@scenarios
def test_every_harm_of_the_story_is_marked(scenario: str) -> None:
    program = shipped(scenario)
    for place in HARMED[scenario]:
        if "/" in place:
            assert criticals_of(program.choice(place), program.rubric), place
        else:
            node = program.scenario.nodes[place]
            assert node.harm or node.ending == "escalated", place


@scenarios
def test_no_play_passes_that_harmed_or_lost_the_customer(scenario: str) -> None:
    program, bad = shipped(scenario), frozenset(HARMED[scenario])
    plays, passed, highest = Counter[str](), Counter[str](), Counter[str]()
    for kind, found in hunters.hunt(program, bad, PLAYS, chance()):
        places = hunters.marked(program.scenario, found) | (hunters.came_to(found) & bad)
        assert not (places and found.passed), (kind, places, str(found), *found.chosen)
        check_total_and_stage(program.scenario, found)
        plays.update([kind, *places])
        passed.update([kind] * found.passed)
        for x in (kind, *places):
            highest[x] = max(highest[x], found.sheet.total)
    print(f"\n{scenario}")  # noqa: T201 - the figures are there to be read
    for x, count in sorted(plays.items()):
        line = f"{x:<30}{count:>6} plays{passed[x]:>6} passed{highest[x] / 1000:>8.1f} highest"
        print("  " + line)  # noqa: T201 - the figures are there to be read


@scenarios
def test_the_hunters_find_wrong_passes_where_the_rules_allow_them(scenario: str) -> None:
    """By the rules of the first edition of the rubric, without any mark, wrong plays passed."""
    numbers = shipped(scenario).rubric
    behaviours = {x.id: replace(x, critical=None) for x in numbers.behaviours.values()}
    old = replace(
        numbers, behaviours=behaviours, pass_endings=(), left_cap=None, escalated_cap=None
    )
    story = shipped(scenario).scenario
    nodes = {x.id: replace(x, harm=None) for x in story.nodes.values()}
    program = Program(replace(story, nodes=nodes), old)
    found = hunters.hunt(program, frozenset(HARMED[scenario]), 500, chance())
    wrong = [x for x in found if x.play.passed and hunters.came_to(x.play) & HARMED[scenario]]
    assert len(wrong) >= 10


def check_total_and_stage(scenario: Scenario, found: bots.Play) -> None:
    """Checks that total and stage do not contradict the verdict and the ending."""
    sheet = found.sheet
    ending = scenario.nodes[sheet.ending] if sheet.ending else None
    if sheet.abandoned or ending is None or ending.ending == "lost":
        assert sheet.total <= LEFT
    else:
        assert sheet.total >= LEFT
    assert found.passed or (sheet.stage or 1) <= 2


@scenarios
def test_proactive_above_reactive_above_passive_above_pushy(scenario: str) -> None:
    program = shipped(scenario)
    proactive, reactive = bots.proactive(program), bots.reactive(program)
    passive, pushy = bots.passive(program), bots.pushy(program)
    for x in (proactive, reactive, passive, pushy):
        print(x)  # noqa: T201 - the figures are there to be read
    assert proactive.passed
    assert reactive.passed
    assert not passive.passed
    assert not pushy.passed
    assert proactive.sheet.total >= reactive.sheet.total + PROACTIVE_ABOVE_REACTIVE
    assert reactive.sheet.total >= passive.sheet.total + REACTIVE_ABOVE_PASSIVE
    assert passive.sheet.total >= pushy.sheet.total + PASSIVE_ABOVE_PUSHY
