"""Steps of a play: guards, effects and log, beside `transitions` as its manual shows it.

There one machine has its model registered, whose triggers are bound to it. Both play the same
graph with the same dice.
"""

from __future__ import annotations

import random
from pathlib import Path
from typing import TYPE_CHECKING

import transitions

from benchmarks.generated import scenario_text
from benchmarks.load import library
from benchmarks.measure import Row, cpu_seconds
from simulator.authoring.load import load_scenario_bytes
from simulator.session.program import Program
from simulator.session.rules import available, successor
from simulator.session.session import Session

if TYPE_CHECKING:
    from collections.abc import Callable

    from simulator.scenario.model import Scenario

_NODES = 1000
_STEPS = 10_000
_OPENED = 1000
_PEER = "transitions"


def rows() -> list[Row]:
    """A step, a step of the pure successor, a new session, and one saved and restored."""
    program, small, large = (_program(x) for x in (_NODES, 50, 10_000))
    taken = cpu_seconds(
        {
            _PEER: _documented(program.scenario),
            "step": lambda: _steps(program),
            "successor": lambda: _successors(program),
            "small": lambda: [Session(small) for _ in range(_OPENED)],
            "large": lambda: [Session(large) for _ in range(_OPENED)],
        }
    )
    kept = cpu_seconds({"small": _saving(small), "large": _saving(large)})
    peer = taken[_PEER] / _STEPS
    return [
        Row("a step through the machine", taken["step"] / _STEPS, peer, _PEER, most=0.4),
        Row("a step of the successor alone", taken["successor"] / _STEPS, peer, _PEER, most=0.4),
        Row(
            "a new session on 10,000 nodes",
            taken["large"] / _OPENED,
            taken["small"] / _OPENED,
            "one on 50",
            most=1.5,
        ),
        Row(
            "one saved and restored, 10,000 nodes",
            kept["large"] / _OPENED,
            kept["small"] / _OPENED,
            "one on 50",
            most=5,
        ),
    ]


def _program(nodes: int) -> Program:
    known, rubric = library()
    data = scenario_text(nodes).encode()
    scenario = load_scenario_bytes(Path("generated.yaml"), data, library=known).value
    assert scenario is not None  # noqa: S101 - the file is ours
    return Program(scenario, rubric)


def _saving(program: Program) -> Callable[[], None]:
    session = Session(program)
    session.start()
    rng = random.Random(1)
    while not session.ended and len(session.log) < 100:
        session.choose(rng.choice(session.choices).id)

    def run() -> None:
        for _ in range(_OPENED):
            Session.restore(program, session.save(), session.log)

    return run


def _successors(program: Program) -> None:
    rng = random.Random(1)
    session = Session(program)
    session.start()
    state = first = session.state
    for _ in range(_STEPS):
        offered = available(program, state)
        state = successor(program, state, rng.choice(offered)) if offered else first


def _steps(program: Program) -> None:
    rng = random.Random(1)
    session = Session(program)
    session.start()
    for _ in range(_STEPS):
        if session.ended:
            session = Session(program)
            session.start()
        session.choose(rng.choice(session.choices).id)


class Desk:
    """A model as the manual of `transitions` shows it: guards and effects are its methods."""

    state = ""

    def __init__(self) -> None:
        self.values = {"a": 0, "b": 0, "c": False}
        self.scores = {"empathy": 0, "trust": 500, "patience": 1000}
        self.log: list[dict[str, object]] = []

    def holds(self, event: transitions.EventData) -> bool:
        """The guard of a third of the choices."""
        return bool(self.values["a"] < 5 or self.values["b"] <= 3 or event.kwargs)

    def feel(self, _: transitions.EventData) -> None:
        """Trust and patience, within their bounds."""
        self.scores["trust"] = min(1000, self.scores["trust"] + 10)
        self.scores["patience"] = max(0, min(1000, self.scores["patience"] - 5))

    def earn(self, _: transitions.EventData) -> None:
        """A point."""
        self.scores["empathy"] += 1

    def set_a(self, _: transitions.EventData) -> None:
        """A variable within its bounds."""
        self.values["a"] = min(5, self.values["a"] + 1)

    def note(self, event: transitions.EventData) -> None:
        """The log."""
        self.log.append({"event": event.event.name, "state": self.state, **self.scores})


def _documented(scenario: Scenario) -> Callable[[], None]:
    """The same graph on one machine with its model registered.

    Without the automatic triggers to every state, with which `may_` takes milliseconds.
    """
    model = Desk()
    nodes = scenario.nodes.values()
    machine = transitions.Machine(
        model=model,
        states=[x.id for x in nodes],
        initial=scenario.start,
        send_event=True,
        auto_transitions=False,
    )
    for node in nodes:
        for choice in node.choices:
            machine.add_transition(
                choice.id,
                node.id,
                choice.targets[0].node,
                conditions="holds" if choice.when is not None else None,
                after=["feel", "earn", *(["set_a"] if choice.adds or choice.sets else []), "note"],
            )

    def run() -> None:
        rng = random.Random(1)
        for _ in range(_STEPS):
            here = scenario.nodes[model.state].choices
            if not here:
                machine.set_state(scenario.start)
                continue
            offered = [x.id for x in here if getattr(model, f"may_{x.id}")()]
            getattr(model, rng.choice(offered))()

    return run
