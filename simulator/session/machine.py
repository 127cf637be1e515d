"""The state machine of a scenario: the only authority on where a story may go.

One `transitions` machine a scenario, shared by its sessions. A node is a state, a choice a
trigger, a guard a condition. Sessions hold a small model that is never registered: adding a
model to the machine would bind a helper for each state to it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias, cast

import transitions

from simulator.errors import NotAvailableError

if TYPE_CHECKING:
    from collections import defaultdict
    from collections.abc import Callable, Iterable

    from simulator.session.program.compiled import CompiledChoice, CompiledNode, CompiledTarget
    from simulator.session.program.program import Program
    from simulator.session.state import Draft, State

    Condition: TypeAlias = Callable[[State, Draft], bool]

READY = "@ready"
"""The state of the machine before the start of a session."""


class Position:
    """Where one session is; the machine writes `state`."""

    __slots__ = ("state",)

    def __init__(self, state: str = READY) -> None:
        self.state = state


class Transition(transitions.Transition):
    """A transition whose guards can be called without the library's wrappers."""

    __slots__ = ("dest", "guards")

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - the library's own
        super().__init__(*args, **kwargs)
        self.guards = tuple([cast("Condition", x.func) for x in self.conditions])


class Trigger(transitions.Event):
    """A trigger that takes the first transition whose guards all hold.

    The library's own way of firing also calls lists of callbacks. No callback is hung on any
    transition, because an error in one would leave the story half moved, so `fire` leaves the lists
    out.
    """

    transitions: defaultdict[str, list[Transition]]  # type: ignore[assignment]  # ours alone

    def fire(self, position: Position, before: State, after: Draft) -> bool:
        """Moves a position; returns False, and changes nothing, if no transition is open."""
        for transition in self.transitions.get(position.state, ()):
            for guard in transition.guards:
                if not guard(before, after):
                    break
            else:
                if transition.dest is not None:
                    position.state = transition.dest
                return True
        return False


class Graph(transitions.Machine):
    """A table of states and of such triggers."""

    event_cls = Trigger
    transition_cls = Transition


class StoryMachine:
    """The triggers of one scenario.

    They are `start`, `choose:<id>`, `go_on`, `happen:<node>`, `time_out`, `walk_out` and
    `abandon`. A trigger of a node is added when it is first fired there, so that a scenario of
    ten thousand nodes is ready at once.

    A machine refers to parts of its program, never to the program itself: see `engine.machine_of`.
    """

    def __init__(self, program: Program) -> None:
        self._scenario = scenario = program.scenario
        self._nodes = program.nodes
        self._guards = program.guards
        led = {event.to for event in scenario.events.values()}
        led |= {promise.missed for promise in scenario.promises.values()}
        self._led = {f"happen:{node}": node for node in led if node is not None}
        self._graph = Graph(model=None, states=[READY], initial=READY, auto_transitions=False)
        self._triggers = cast("dict[str, Trigger]", self._graph.events)
        self._add("start", READY, scenario.start)

    def fire(self, position: Position, trigger: str, before: State, after: Draft) -> None:
        """Moves a session along a trigger.

        Args:
            position: Where the session is; it is moved.
            trigger: The name of the trigger, such as `choose:own-it`.
            before: The state before the trigger; the guard of a choice is evaluated in it.
            after: The state after the effects; the guards of its targets are evaluated in it.

        Raises:
            NotAvailableError: The machine has no such trigger here, or no transition whose guards
                hold; the position is as it was.
        """
        found = self._triggers.get(trigger)
        if found is not None and found.fire(position, before, after):
            return
        if found is None or position.state not in found.transitions:
            self._learn(position.state, trigger)
            found = self._triggers.get(trigger)
            if found is not None and found.fire(position, before, after):
                return
        raise NotAvailableError(position.state, trigger)

    def _learn(self, state: str, trigger: str) -> None:
        """Adds the transitions of a trigger at a node; none if the node has no such trigger."""
        if state == READY:
            return
        node = self._nodes[state]
        if node.ending is not None:
            return
        if trigger == "abandon":
            self._add(trigger, state, self._scenario.gives_up)
        elif trigger == "walk_out":
            self._add(trigger, state, self._scenario.walk_out)
        elif trigger == "go_on":
            for target in node.targets:
                self._add(trigger, state, target.node, self._target_guard(target))
        elif trigger in self._led:
            self._add(trigger, state, self._led[trigger])
        else:
            self._learn_choice(node, trigger)

    def _learn_choice(self, node: CompiledNode, trigger: str) -> None:
        choice = next((x for x in _with_silence(node) if x.trigger == trigger), None)
        if choice is None:
            return
        guard = self._choice_guard(choice)
        for target in choice.targets:
            self._add(trigger, node.id, target.node, guard, self._target_guard(target))
        if not choice.targets:
            self._add(trigger, node.id, None, guard)

    def _add(self, trigger: str, node: str, to: str | None, *guards: Condition | None) -> None:
        for state in (node, to):
            if state is not None and state not in self._graph.states:
                self._graph.add_state(state)
        conditions: list[str | Callable[..., bool | None]] = [x for x in guards if x is not None]
        self._graph.add_transition(trigger, node, to, conditions=conditions)

    def _choice_guard(self, choice: CompiledChoice) -> Condition | None:
        if choice.when is None:
            return None
        test = self._guards.test(choice.when)
        return lambda before, _: test(before)

    def _target_guard(self, target: CompiledTarget) -> Condition | None:
        if target.when is None:
            return None
        test = self._guards.test(target.when)
        return lambda _, after: test(after)


def _with_silence(node: CompiledNode) -> Iterable[CompiledChoice]:
    return node.choices if node.silence is None else (*node.choices, node.silence)
