"""The check of the graph, on scenarios that have no file."""

from __future__ import annotations

from msgspec.structs import replace

from simulator.proof.graph import Symbols, check
from tests.authoring.cases import SMALLEST, scenario

STORY = scenario(SMALLEST)


def test_a_sound_scenario_has_no_findings() -> None:
    assert list(check(STORY)) == []


def test_a_finding_names_the_element_and_no_place() -> None:
    nodes = {**STORY.nodes, "attic": replace(STORY.nodes["greet"], id="attic")}
    (found,) = check(replace(STORY, nodes=nodes))
    assert (found.name, found.element, found.place) == ("unreachable-node", "attic", None)


def test_a_choice_is_named_by_its_key() -> None:
    greet = STORY.nodes["greet"]
    stuck = replace(greet, choices=tuple(replace(x, targets=()) for x in greet.choices))
    nodes = {**STORY.nodes, "greet": replace(stuck, choices=(*greet.choices, *stuck.choices))}
    (found,) = check(replace(STORY, nodes=nodes))
    assert (found.name, found.element) == ("choice-no-way-on", "greet/hello")


def test_what_could_not_be_read_is_not_reported_as_well() -> None:
    greet = replace(STORY.nodes["greet"], choices=())
    broken = replace(STORY, nodes={**STORY.nodes, "greet": greet})
    assert [x.name for x in check(broken)] == ["no-way-on", "no-ending-reached"]
    known = Symbols(complete=False, unreadable_nodes={"greet"})
    assert list(check(broken, known)) == []
