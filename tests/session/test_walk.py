"""Tests that a story cannot go on for ever without a choice, and that long walks cost what they are."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from simulator.attempt.context import PlayRequest
from simulator.attempt.edition import Edition
from simulator.attempt.play import Play
from simulator.errors import EndlessWalkError
from simulator.session import walk
from simulator.session.replay import replay_log
from simulator.session.session import Session
from simulator.store.memory import MemoryStore
from tests.fakes.clock import FrozenClock
from tests.fakes.scenes import scene_of
from tests.shipped import ROOT, program

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

    from _typeshed import TraceFunction

    from simulator.session.program import Program

HEAD = """
title: Ring
clock: "10:00"
customer: {name: Ana}
variables: {way-out: {type: bool, start: false}}
records: {file: {title: File, text: Text.}}
promises: {soon: {title: Soon, within: 5m}}
events: {bell: {after: 1m, to: a}}
nodes:
"""
END = "\n  end: {line: End., ending: resolved}\n"
BACK = "[{when: way-out, node: end}, {node: a}]"
RINGS = {
    "behind a choice": "  x: {line: X., choices: [{id: go, say: Go., to: a}]}\n"
    "  a: {line: A., to: b}\n  b: {line: B., to: " + BACK + "}",
    "by an event": "  x: {line: X., choices: [{id: go, say: Go., takes: 2m, to: end}]}\n"
    "  a: {line: A., to: b}\n  b: {line: B., to: " + BACK + "}",
    "of one node": "  x: {line: X., choices: [{id: go, say: Go., to: a}]}\n  a: {line: A., to: "
    + BACK
    + "}",
    "after a way in": "  x: {line: X., choices: [{id: go, say: Go., to: in}]}\n"
    "  in: {line: In., to: a}\n  a: {line: A., to: b}\n  b: {line: B., to: c}\n  c: {line: C., to: "
    + BACK
    + "}",
    "that moves the clock once": "  x: {line: X., choices: [{id: go, say: Go., promise: soon, to: a}]}\n"
    "  a: {line: A., at: '11:00', to: b}\n  b: {line: B., at: '12:00', to: " + BACK + "}",
    "through used-up choices": "  x: {line: X., choices: [{id: go, say: Go., to: a}]}\n"
    "  a: {line: A., to: b, choices: [{id: once, say: Once., to: a}]}\n  b: {line: B., to: "
    + BACK
    + "}",
}


def at_the_ring(ring: str) -> Session:
    """A session whose story can only go on into the ring."""
    playing = Session(program(HEAD + RINGS[ring] + END))
    playing.start()
    playing.choose("go")
    while playing.choices:
        playing.choose(playing.choices[0].id)
    return playing


@pytest.mark.parametrize("ring", RINGS)
def test_a_ring_without_a_choice_is_refused_before_anything_is_written(ring: str) -> None:
    playing = at_the_ring(ring)
    log, state, view = list(playing.log), playing.state, playing.view()
    for _ in range(2):
        with pytest.raises(EndlessWalkError) as refused:
            playing.go_on()
        assert refused.value.scenario == "test"
        assert set(refused.value.nodes) <= {"a", "b", "c"}
        assert (playing.log, playing.state, playing.view()) == (log, state, view)
    playing.abandon()
    assert playing.ended


def test_the_error_names_the_nodes_of_the_ring_in_their_order() -> None:
    with pytest.raises(EndlessWalkError) as refused:
        at_the_ring("after a way in").go_on()
    twice = refused.value.nodes * 2
    assert sorted(refused.value.nodes) == ["a", "b", "c"]
    assert ("a", "b", "c") in [twice[x : x + 3] for x in range(3)]


def test_an_attempt_stays_as_it_was_before_the_step() -> None:
    store, compiled = MemoryStore(), program(HEAD + RINGS["behind a choice"] + END)
    request = PlayRequest(trainee="Ana", language="en")
    play = Play.begin(
        Edition(compiled), request, id_="a" * 32, seed=1, store=store, clock=FrozenClock()
    )
    play.choose("go")
    stored = store.events("a" * 32)
    with pytest.raises(EndlessWalkError):
        play.go_on()
    assert store.events("a" * 32) == stored == tuple(play.session.log)
    again = Play.resume(play_edition(compiled), play.attempt, store=store, clock=FrozenClock())
    assert again.session.state == play.session.state


def play_edition(compiled: Program) -> Edition:
    return Edition(compiled)


def test_a_log_that_went_round_such_a_ring_can_still_be_replayed() -> None:
    playing = at_the_ring("behind a choice")
    for _ in range(7):
        playing.go_on(look_ahead=False)
    assert replay_log(playing.program, playing.log).log == playing.log


def test_a_ring_in_which_a_record_can_be_opened_is_no_endless_walk() -> None:
    text = HEAD + (
        "  a: {line: A., to: b, choices: [{id: look, look: file}]}\n"
        '  b: {line: B., to: [{when: read("file"), node: end}, {node: a}]}'
    )
    playing = Session(program(text + END))
    playing.start()
    for _ in range(5):
        playing.go_on()
    assert playing.state.node == "b"
    playing.go_on()
    playing.choose("look")
    playing.go_on()
    playing.go_on()
    assert playing.ended


def test_a_ring_that_a_guard_ends_later_is_passed() -> None:
    text = HEAD + (
        '  a: {line: A., to: b}\n  b: {line: B., to: [{when: visited("c"), node: end}, {node: c}]}\n'
        "  c: {line: C., to: a}"
    )
    playing = Session(program(text + END))
    playing.start()
    for _ in range(5):
        playing.go_on()
    assert playing.ended


def row(length: int) -> Program:
    """A story that passes a number of nodes without a choice, and then ends."""
    nodes = [f"  n{x}: {{line: Line., to: n{x + 1}}}" for x in range(length)]
    last = f"  n{length}: {{line: End., ending: resolved}}"
    return program("\n".join(["title: Row", "customer: {name: Ana}", "nodes:", *nodes, last]))


def test_a_walk_longer_than_the_bound_is_refused_and_one_as_long_as_the_bound_is_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(walk, "LONGEST_WALK", 40)
    playing = Session(row(40))
    playing.start()
    for _ in range(40):
        playing.go_on()
    assert playing.ended
    playing = Session(row(41))
    playing.start()
    with pytest.raises(EndlessWalkError) as refused:
        playing.go_on()
    assert refused.value.nodes[-1] == "n41"


def test_the_bound_is_the_one_that_the_format_names() -> None:
    text = (ROOT / "docs" / "scenario-format.md").read_text(encoding="utf-8")
    assert f"{walk.LONGEST_WALK:,} nodes" in text


def played(compiled: Program) -> None:
    """Plays a row to its end as a front end does, with a scene for each node and a debrief."""
    play = Play.begin(
        Edition(compiled),
        PlayRequest(trainee="Ana", language="en"),
        id_="a" * 32,
        seed=1,
        store=MemoryStore(),
        clock=FrozenClock(),
    )
    while not play.ended:
        assert scene_of(play).line == "Line."
        play.go_on()
    play.debrief()


def work(run: Callable[[], object]) -> int:
    """The number of lines of Python that a function runs."""
    lines = 0

    def count(_frame: FrameType, event: str, _arg: object) -> TraceFunction:
        nonlocal lines
        lines += event == "line"
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        run()
    finally:
        sys.settrace(before)
    return lines


def test_a_row_without_choices_costs_what_it_is_long() -> None:
    short, long = (row(x) for x in (250, 1000))
    work(lambda: played(row(10)))
    assert work(lambda: played(long)) < 4.2 * work(lambda: played(short))


def test_a_row_of_ten_thousand_nodes_is_played() -> None:
    playing = Session(row(10_000))
    playing.start()
    while not playing.ended:
        playing.go_on()
    assert len(playing.log) == 2 + 2 * 10_000 + 1
