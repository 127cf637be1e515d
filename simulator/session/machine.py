"""The state machine of a scenario: the only authority on where a story may go.

One `transitions` machine a scenario, shared by its sessions. A node is a state, a choice a
trigger, a guard a condition. Sessions hold a small model that is never registered: adding a
model to the machine would bind a helper for each state to it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias, cast

import transitions

from simulator.errors import NotAvailableError
from simulator.session.rules import gives_up

if TYPE_CHECKING:
    from collections import defaultdict
    from collections.abc import Callable

    from simulator.session.plan import ChoicePlan
    from simulator.session.program import Program, Route
    from simulator.session.state import Draft, State

    Guard: TypeAlias = Callable[[State, Draft], bool]

READY = "@ready"


class Position:
    """Where one session is; the machine writes `state`."""

    __slots__ = ("state",)

    def __init__(self, state: str = READY) -> None:
        self.state = state


class Transition(transitions.Transition):
    """A transition with its guards at hand: what a step reads lies in one place."""

    __slots__ = ("dest", "guards")

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - the library's own
        super().__init__(*args, **kwargs)
        self.guards = tuple(cast("Guard", x.func) for x in self.conditions)


class Trigger(transitions.Event):
    """A trigger whose first transition with no closed guard moves the model.

    We hang no work on transitions, so that none can leave a story half moved; this spares each
    step the walk through a dozen empty lists of callbacks.
    """

    transitions: defaultdict[str, list[Transition]]  # type: ignore[assignment]  # ours alone

    def fire(self, model: Position, before: State, after: Draft) -> bool:
        """Moves the model; False, and nothing changed, where no transition is open."""
        for transition in self.transitions.get(model.state, ()):
            for guard in transition.guards:
                if not guard(before, after):
                    break
            else:
                if transition.dest is not None:
                    model.state = transition.dest
                return True
        return False


class Graph(transitions.Machine):
    """A machine of such triggers."""

    event_cls = Trigger
    transition_cls = Transition


class StoryMachine:
    """The triggers of one scenario, to be fired.

    They are `start`, `choose:<id>`, `go_on`, `happen:<node>`, `time_out`, `walk_out` and
    `abandon`.
    """

    def __init__(self, program: Program) -> None:
        self._program = program
        self._known: set[str] = set()
        self._learned: set[str] = set()
        self._machine = Graph(model=None, states=[READY], initial=READY, auto_transitions=False)
        scenario = program.scenario
        led = {event.to for event in scenario.events.values()}
        led |= {promise.missed for promise in scenario.promises.values()}
        self._led = sorted(x for x in led if x is not None)
        self._add("start", READY, scenario.start)

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
        if position.state not in self._learned:
            self._learn(position.state)
        event = self._machine.events.get(trigger)
        if not isinstance(event, Trigger) or not event.fire(position, before, after):
            raise NotAvailableError(position.state, trigger)

    def _learn(self, node: str) -> None:
        """Adds the ways from a node when a story first fires there.

        A scenario of ten thousand nodes is ready at once, and a play pays for its own path.
        """
        self._learned.add(node)
        if node == READY:
            return
        plan = self._program.plans[node]
        if plan.node.ending is not None:
            return
        for choice in plan.choices.values():
            self._add_choice(choice.trigger, node, choice)
        if plan.silence is not None:
            self._add_choice("time_out", node, plan.silence)
        for route in plan.routes:
            self._add("go_on", node, route.node, self._arm(route))
        self._add("abandon", node, gives_up(self._program))
        if self._program.scenario.walk_out is not None:
            self._add("walk_out", node, self._program.scenario.walk_out)
        for led in self._led:
            self._add(f"happen:{led}", node, led)

    def _add_choice(self, trigger: str, node: str, plan: ChoicePlan) -> None:
        offered = self._offered(plan)
        for route in plan.routes:
            self._add(trigger, node, route.node, offered, self._arm(route))
        if not plan.routes:
            self._add(trigger, node, None, offered)

    def _add(self, trigger: str, node: str, to: str | None, *guards: Guard | None) -> None:
        conditions: list[str | Callable[..., bool | None]] = [
            guard for guard in guards if guard is not None
        ]
        for state in (node, to):
            if state is not None and state != READY and state not in self._known:
                self._known.add(state)
                final = state in self._program.outline.endings
                self._machine.add_state(transitions.State(state, final=final))
        self._machine.add_transition(trigger, node, to, conditions=conditions)

    @staticmethod
    def _offered(plan: ChoicePlan) -> Guard | None:
        test = plan.test
        return None if test is None else lambda before, _: test(before)

    @staticmethod
    def _arm(route: Route) -> Guard | None:
        test = route.test
        return None if test is None else lambda _, after: test(after)
