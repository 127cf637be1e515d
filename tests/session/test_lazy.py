"""Plays on a scenario whose nodes are decoded only when they are first visited."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pytest
from msgspec import Raw
from msgspec.structs import replace

from simulator.scenario.codec import decode_node, decode_sketch, encode
from simulator.scenario.nodes import LazyNodes
from simulator.scoring.sheet import score
from simulator.session.event import Entered
from simulator.session.program import Program
from simulator.session.session import Session
from tests.shipped import SHIPPED, program, shipped

if TYPE_CHECKING:
    from simulator.scenario.model import Node, Scenario

HALLS = """
    title: Halls
    customer: {name: Ana}
    nodes:
      first:
        line: Which?
        limit: 20s
        silence: {id: nothing, shows: [stays-silent], feedback: Nothing., to: third}
        choices:
          - {id: knock, do: Knock., again: 1, to: first}
          - {id: left, say: Left., to: second}
          - {id: right, say: Right., to: third}
      second:
        line: And now?
        choices:
          - {id: knock, do: Knock., again: 2, to: second}
          - {id: back, say: Back., when: chosen("first/left"), to: end}
      third: {line: A wall., choices: [{id: back, say: Back., to: end}]}
      far: {line: Far., choices: [{id: back, say: Back., to: end}]}
      end: {line: Bye., ending: resolved}
      lost: {line: Lost., ending: lost}
"""


def lazy(scenario: Scenario) -> tuple[Scenario, list[str]]:
    """A scenario whose nodes are decoded when needed, and the growing list of the decoded ids."""
    read: list[str] = []
    texts = {id_: Raw(msgspec.json.encode(node)) for id_, node in scenario.nodes.items()}

    def node(text: Raw) -> Node:
        found = decode_node(text)
        read.append(found.id)
        return found

    return replace(scenario, nodes=LazyNodes(texts, node, decode_sketch)), read


def test_a_play_reads_the_nodes_that_it_meets_each_once() -> None:
    scenario, read = lazy(program(HALLS).scenario)
    playing = Session(Program(scenario, program(HALLS).rubric))
    assert read == []
    playing.start()
    for choice in ("knock", "knock", "left", "knock"):
        playing.choose(choice)
    again = Session.restore(playing.program, playing.save(), playing.log)
    assert again.state == playing.state
    again.abandon()
    assert read == ["first", "second", "lost"]


@pytest.mark.parametrize("name", SHIPPED)
def test_it_is_the_same_scenario_and_plays_alike(name: str) -> None:
    eager = shipped(name)
    scenario, read = lazy(eager.scenario)
    one, two = Session(eager), Session(Program(scenario, eager.rubric))
    one.start()
    two.start()
    while one.choices and not one.ended:
        assert two.choose(one.choices[-1].id) == one.choose(one.choices[-1].id)
    assert two.save() == one.save()
    assert len(read) < len(scenario.nodes)
    assert scenario == eager.scenario
    assert encode(scenario) == encode(eager.scenario)
    assert sorted(read) == sorted(scenario.nodes)


@pytest.mark.parametrize("name", SHIPPED)
@pytest.mark.parametrize("pick", [0, -1])
def test_a_score_reads_no_more_nodes_than_the_play_met(name: str, pick: int) -> None:
    eager = shipped(name)
    scenario, read = lazy(eager.scenario)
    playing = Session(eager)
    playing.start()
    while playing.choices and not playing.ended:
        playing.choose(playing.choices[pick].id)
    met = {x.node for x in playing.log if isinstance(x, Entered)}
    assert score(scenario, eager.rubric, playing.log) == score(
        eager.scenario, eager.rubric, playing.log
    )
    assert len(read) == len(set(read))
    assert set(read) <= met
    assert len(met) < len(scenario.nodes)


def test_what_there_is_not_is_not_read() -> None:
    scenario, read = lazy(program(HALLS).scenario)
    with pytest.raises(KeyError):
        scenario.nodes["nowhere"]
    assert "nowhere" not in scenario.nodes
    assert len(scenario.nodes) == 6
    assert not read
