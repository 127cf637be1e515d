"""In a tutorial nothing runs out, and hints are shown where the story has them."""

from __future__ import annotations

from msgspec.structs import replace

from simulator.attempt.clock import ManualClock
from simulator.attempt.context import PlayRequest
from simulator.attempt.edition import Edition
from simulator.attempt.play import Play
from simulator.presentation.scene import build_scene
from simulator.store.memory import MemoryStore
from tests.fakes.scenes import IDS, Echo
from tests.shipped import program, shipped

STORY = """
    title: First day
    tutorial: {tutorial}
    customer: {{name: Ana}}
    nodes:
      hello:
        line: Hello?
        hint: Look at her face.
        points-at: customer
        limit: 10s
        silence: {{id: quiet, to: end}}
        choices: [{{id: hi, say: Hi., to: end}}]
      end: {{line: Bye., ending: lost}}
"""


def begun(tutorial: str) -> Play:
    edition = Edition(program(STORY.format(tutorial=tutorial)))
    request = PlayRequest(edition=edition, trainee="Ana", language="en")
    return Play.begin(
        edition, request, id_="0" * 32, seed=0, store=MemoryStore(), clock=ManualClock()
    )


def test_nothing_runs_out_in_a_tutorial() -> None:
    for tutorial, happens in (("no", True), ("yes", False)):
        play = begun(tutorial)
        play.show(0, reading=1000)
        assert play.tick(3_600_000) is happens


def test_a_hint_is_part_of_the_scene_and_of_the_reading_time() -> None:
    play = begun("yes")
    scene = build_scene(play.session, Echo(), IDS)
    assert scene.hint == "Look at her face."
    assert scene.view.points_at == "customer"
    assert scene.reading > replace(scene, hint=None).reading
    play.choose("hi")
    assert build_scene(play.session, Echo(), IDS).hint is None


def test_the_easiest_shipped_scenario_begins_without_a_deadline() -> None:
    scenario = shipped("wrong-dish").scenario
    assert scenario.difficulty == 1
    assert scenario.nodes[scenario.start].limit is None
