"""The state machine of a scenario: the only authority on where a story may go.

One `transitions` machine a scenario, shared by its sessions. A node is a state, a choice a
trigger, a guard a condition. Sessions hold a small model that is never registered: adding a
model to the machine would bind a helper for each state to it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import transitions
from transitions.core import MachineError

from simulator.errors import NotAvailableError

if TYPE_CHECKING:
    from collections.abc import Callable
    from enum import Enum

    from simulator.session.program import Program, Route
    from simulator.session.state import Draft, State

    Guard: TypeAlias = Callable[[State, Draft], bool]

READY = "@ready"


class Position:
    """Where one session is; the machine writes `state`."""

    __slots__ = ("state",)

    def __init__(self, state: str = READY) -> None:
        self.state = state


class StoryMachine:
    """The triggers of one scenario, to be fired.

    They are `start`, `choose:<id>`, `go_on`, `happen:<node>`, `time_out`, `walk_out` and
    `abandon`.
    """

    def __init__(self, program: Program) -> None:
        self._program = program
        nodes = program.scenario.nodes
        self._machine = transitions.Machine(
            model=None,
            states=[
                transitions.State(READY),
                *(transitions.State(n.id, final=n.ending is not None) for n in nodes.values()),
            ],
            initial=READY,
            auto_transitions=False,
        )
        self._add_start_and_ends()
        for node in nodes.values():
            for choice in node.choices:
                self._add_choice(f"choose:{choice.id}", node.id, choice.key)
            if node.silence is not None:
                self._add_choice("time_out", node.id, node.silence.key)
            for route in program.node_routes[node.id]:
                self._add("go_on", node.id, route.node, self._arm(route))

    def fire(self, position: Position, trigger: str, before: State, after: Draft) -> None:
        """Moves a session along a trigger.

        Args:
            position: Where the session is; it is moved.
            trigger: Such as `choose:own-it`.
            before: The state in which the trigger was offered.
            after: The state in which its arms are tried.

        Raises:
            NotAvailableError: The machine knows no such way here, or its guards forbid it;
                the position is as it was.
        """
        event = self._machine.events.get(trigger)
        try:
            if event is not None and event.trigger(position, before, after):
                return
        except MachineError:
            pass  # The trigger exists, but not at this node.
        raise NotAvailableError(position.state, trigger)

    def _add_start_and_ends(self) -> None:
        from simulator.session.rules import gives_up  # noqa: PLC0415 - rules import programs

        scenario = self._program.scenario
        self._add("start", READY, scenario.start)
        live: list[str | Enum | transitions.State] = [
            node.id for node in scenario.nodes.values() if node.ending is None
        ]
        self._machine.add_transition("abandon", live, gives_up(self._program))
        if scenario.walk_out is not None:
            self._machine.add_transition("walk_out", live, scenario.walk_out)
        led = {event.to for event in scenario.events.values()}
        led |= {promise.missed for promise in scenario.promises.values()}
        for node in sorted(x for x in led if x is not None):
            self._machine.add_transition(f"happen:{node}", live, node)

    def _add_choice(self, trigger: str, node: str, key: str) -> None:
        offered = self._offered(key)
        routes = self._program.ways(self._program.choices[key])
        for route in routes:
            self._add(trigger, node, route.node, offered, self._arm(route))
        if not routes:
            self._add(trigger, node, None, offered)

    def _add(self, trigger: str, node: str, to: str | None, *guards: Guard | None) -> None:
        conditions: list[str | Callable[..., bool | None]] = [
            guard for guard in guards if guard is not None
        ]
        self._machine.add_transition(trigger, node, to, conditions=conditions)

    def _offered(self, key: str) -> Guard | None:
        test = self._program.whens.get(key)
        return None if test is None else lambda before, _: test(before)

    @staticmethod
    def _arm(route: Route) -> Guard | None:
        test = route.test
        return None if test is None else lambda _, after: test(after)
