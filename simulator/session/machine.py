"""The state machine of a scenario: it alone decides where a story may go.

Each scenario has one `transitions` machine, which all sessions share. A node is a state of the
machine, a choice is a trigger, and a guard is a condition. Each session has a small model object,
`Position`. It is never registered with the machine, because `transitions` would add one method
for each state to a registered model.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias, cast
from weakref import WeakKeyDictionary

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
    """The position of one session in the machine.

    Attributes:
        state: The id of the present node, or `READY` before the start; the machine changes it.
    """

    __slots__ = ("state",)

    def __init__(self, state: str = READY) -> None:
        self.state = state


class Transition(transitions.Transition):
    """A transition that keeps its guards as plain functions, so that calling them is fast.

    Attributes:
        guards: The functions that must all return true; called with the state before and the draft
            after the effects.
    """

    __slots__ = ("dest", "guards")

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - the library's own
        super().__init__(*args, **kwargs)
        self.guards = tuple([cast("Condition", x.func) for x in self.conditions])


class Trigger(transitions.Event):
    """A trigger that takes the first transition whose guards all hold.

    `transitions.Event.trigger` also calls lists of callbacks. Our transitions have no callbacks,
    because an error in a callback would leave the story half moved. So `fire` does not look for
    callbacks.
    """

    transitions: defaultdict[str, list[Transition]]  # type: ignore[assignment]  # ours alone

    def fire(self, position: Position, before: State, after: Draft) -> bool:
        """Moves a position along the first transition whose guards all hold.

        Args:
            position: The position of the session; its `state` is changed.
            before: The state before the effects of the choice.
            after: The draft after these effects.

        Returns:
            Whether a transition was taken; if not, the position is unchanged.
        """
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
    """The table of states and triggers, built from the classes of this module."""

    event_cls = Trigger
    transition_cls = Transition


class StoryMachine:
    """The state machine of one scenario.

    The triggers are `start`, `choose:<id>`, `go_on`, `happen:<node>`, `time_out`, `walk_out` and
    `abandon`. The transitions of a trigger at a node are added when the trigger is first fired at
    this node, so that a scenario of ten thousand nodes is ready at once.

    A machine refers to parts of its program, never to the program itself: see `machine_of`.

    Args:
        program: The program whose nodes and guards the machine uses.
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
        """Fires a trigger: moves a session to the node that the trigger leads to.

        Args:
            position: The position of the session; its `state` is changed.
            trigger: The name of the trigger, such as `choose:own-it`.
            before: The state before the effects; the guard of the choice is evaluated in it.
            after: The draft after the effects; the guards of the targets are evaluated in it.

        Raises:
            NotAvailableError: The present node has no such trigger, or no transition of the trigger
                has guards that all hold; the position is unchanged.
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


_MACHINES: WeakKeyDictionary[Program, StoryMachine] = WeakKeyDictionary()


def machine_of(program: Program) -> StoryMachine:
    """The state machine of a program, built at the first call.

    A program holds no machine, because a program is data. This module keeps the machine until the
    program is freed. The machine refers only to parts of the program, never to the program itself,
    so the machine does not prevent the program from being freed.

    Args:
        program: The program whose machine is wanted.

    Returns:
        The machine; later calls with this program return this object again.
    """
    machine = _MACHINES.get(program)
    if machine is None:
        machine = _MACHINES[program] = StoryMachine(program)
    return machine
