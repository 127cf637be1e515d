"""Tests that the machine and `rules.successor` reach equal states, with all values in range."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.errors import EndedError, NotAvailableError
from simulator.scenario.model import Choice, Node
from simulator.session import availability, rules
from simulator.session.event import (
    Abandoned,
    Entered,
    PromiseBroken,
    PromiseKept,
    PromiseMade,
    TimedOut,
)
from simulator.session.machine import Position, machine_of
from simulator.session.program import Program
from simulator.session.session import Session
from simulator.session.state import Draft, State, points
from tests.properties.plays import ANY, PICKS, chosen, examples, finish, play, step


def again(playing: Session) -> Session:
    """A second session with the state and log of a session."""
    return Session.restore(playing.program, playing.save(), playing.log)


def every(node: Node) -> tuple[Choice, ...]:
    return node.choices if node.silence is None else (*node.choices, node.silence)


@examples(100)
@given(ANY, PICKS)
def test_every_way_out_of_every_state_on_the_way(program: Program, picks: list[int]) -> None:
    playing = Session(program)
    playing.start()
    for pick in picks:
        if playing.ended:
            break
        node = program.node(playing.state)
        offered = availability.available(program, playing.state).choices
        for choice in every(node):
            there = again(playing)
            if choice in offered or choice is node.silence:
                chosen(there, choice)
                assert there.state == rules.successor(program, playing.state, choice)
            else:
                with pytest.raises(NotAvailableError):
                    there.choose(choice.id)
                assert (there.state, there.log) == (playing.state, playing.log)
        _leave_or_go_on(playing)
        step(playing, pick)


def _leave_or_go_on(playing: Session) -> None:
    program, there = playing.program, again(playing)
    if playing.view().goes_on:
        there.go_on()
        targets = program.nodes[playing.state.node].targets
        open_arms = [
            x.node for x in targets if x.when is None or program.guards.test(x.when)(playing.state)
        ]
        draft = Draft(playing.state)
        rules.enter(program, draft, open_arms[0])
        assert there.state == draft.freeze()
    else:
        with pytest.raises(NotAvailableError):
            there.go_on()
    leaving = again(playing)
    leaving.abandon()
    assert leaving.ended
    assert leaving.state.node == program.scenario.gives_up
    assert isinstance(leaving.log[len(playing.log)], Abandoned)


@examples(60)
@given(ANY, PICKS, st.integers(0, 10**6))
def test_the_machine_alone_refuses_what_a_guard_or_a_place_forbids(
    program: Program, picks: list[int], which: int
) -> None:
    playing = Session(program)
    playing.start()
    nodes = program.scenario.nodes.values()
    everywhere = [y for x in nodes for y in x.every_choice if y.when is not None]
    for pick in picks:
        if playing.ended:
            break
        here, state = playing.state.node, playing.state
        elsewhere = everywhere[which % len(everywhere)] if everywhere else None
        if elsewhere is not None and elsewhere.when is not None:
            at_hand = elsewhere.key == f"{here}/{elsewhere.id}"
            if at_hand and not program.guards.test(elsewhere.when)(state):
                position = Position(here)
                with pytest.raises(NotAvailableError):
                    machine_of(program).fire(
                        position, f"choose:{elsewhere.id}", state, Draft(state)
                    )
                assert position.state == here
        with pytest.raises(NotAvailableError):
            machine_of(program).fire(
                Position(here), "choose:nothing-of-the-kind", state, Draft(state)
            )
        step(playing, pick)
    finish(playing, ())
    with pytest.raises(EndedError):
        playing.abandon()


@examples(60)
@given(ANY, PICKS, st.integers(0, 60_000), st.integers(0, 10**6))
def test_a_deadline_that_passes_is_the_silence(
    program: Program, picks: list[int], reading: int, late: int
) -> None:
    playing = Session(program)
    playing.start()
    for pick in picks:
        if playing.ended:
            break
        node, before = program.node(playing.state), playing.state
        playing.show(1000, reading=reading)
        deadline = playing.deadline
        assert (deadline is None) == (node.silence is None)
        if deadline is not None and node.silence is not None:
            assert (
                again(playing).tick(10**9) == ()
            )  # The node has not been shown again, so the clock does not run.
            ticked, chose = again(playing), again(playing)
            for there in (ticked, chose):
                there.show(1000, reading=reading)
                assert there.tick(deadline - 1) == ()
            ticked.tick(deadline + late)
            assert ticked.state == rules.successor(program, before, node.silence)
            assert isinstance(ticked.log[len(playing.log)], TimedOut)
            replies = [x for x in availability.available(program, before).choices if x.scored]
            if replies:
                chose.choose(replies[0].id, deadline + late)
                assert chose.log == ticked.log
        step(playing, pick)


@examples(100)
@given(ANY, PICKS)
def test_every_state_keeps_its_bounds(program: Program, picks: list[int]) -> None:
    playing = Session(program)
    playing.start()
    before = playing.state
    for pick in picks:
        if playing.ended:
            break
        step(playing, pick)
        _in_bounds(program, before, playing.state)
        before = playing.state


def _in_bounds(program: Program, before: State, after: State) -> None:
    assert all(0 <= x <= 1000 for x in after.trust)
    assert all(0 <= points(x) <= 1000 for x in after.patience)
    assert after.elapsed >= before.elapsed
    for node in program.scenario.nodes.values():
        for bit in range(1 + len(node.every_choice)):
            assert _marked(program, before, node.id, bit) <= _marked(program, after, node.id, bit)
    for name in ("met", "read", "happened", "refused"):
        assert getattr(before, name) & ~getattr(after, name) == 0
    for variable, value in zip(program.scenario.variables.values(), after.variables, strict=True):
        if variable.type == "int":
            assert (variable.minimum or 0) <= int(value) <= (variable.maximum or 0)
        assert variable.type != "one-of" or value in variable.options
    for (old, _, who), (new, due, whom) in zip(before.promises, after.promises, strict=True):
        assert old in {0, 1} or new == old
        assert old == 0 or who == whom
        assert new != 1 or due is None or due >= after.elapsed


def _marked(program: Program, state: State, node: str, bit: int) -> bool:
    """Whether a node was visited (bit 0) or one of its choices made (bit 1 plus its number)."""
    if bit == 0:
        return program.index.visited(state, node)
    return program.index.made(state, node, bit - 1)


@examples(100)
@given(ANY, PICKS)
def test_a_promise_is_made_once_and_then_kept_or_broken_once(
    program: Program, picks: list[int]
) -> None:
    log = play(program, picks).log
    for promise in program.scenario.promises:
        made = [n for n, x in enumerate(log) if isinstance(x, PromiseMade) and x.promise == promise]
        ends = [
            n
            for n, x in enumerate(log)
            if isinstance(x, PromiseKept | PromiseBroken) and x.promise == promise
        ]
        assert len(made) <= 1
        assert len(ends) <= len(made)
        assert all(made[0] < n for n in ends)
    times = [x.elapsed for x in log if isinstance(x, Entered)]
    assert times == sorted(times)
