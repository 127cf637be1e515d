"""`python -m benchmarks`: load and step, as ratios.

Load: a strict load with every position and every check, beside PyYAML's own CSafeLoader, which
has no positions and checks nothing. Step: a choice through a session (guards, effects, log),
beside `transitions` used as its manual shows: one machine whose model gets its triggers bound.
"""

from __future__ import annotations

import random
from pathlib import Path
from typing import TYPE_CHECKING

import transitions
import yaml

from benchmarks.generated import scenario_text
from benchmarks.measure import cpu_seconds
from simulator.authoring.load import Library, load_rubric, load_scenario_bytes
from simulator.session.program import Program
from simulator.session.session import Session

if TYPE_CHECKING:
    from collections.abc import Callable

    from simulator.scenario.model import Scenario

_NODES = 1000
_STEPS = 10_000
_RUBRIC = Path(__file__).parent.parent / "scenarios" / "rubrics" / "service.yaml"


def main() -> None:
    """Prints one table."""
    rubric = load_rubric(_RUBRIC).value
    assert rubric is not None  # noqa: S101 - the file is ours
    library = Library(rubrics={"service": rubric})
    data = scenario_text(_NODES).encode()
    load = cpu_seconds(
        {
            "ours": lambda: load_scenario_bytes(Path("generated.yaml"), data, library=library),
            "CSafeLoader": lambda: yaml.load(data, Loader=yaml.CSafeLoader),
        }
    )
    found = load_scenario_bytes(Path("generated.yaml"), data, library=library).value
    assert found is not None  # noqa: S101 - the file is ours
    program = Program(found, rubric)
    compiled = cpu_seconds({"ours": lambda: Program(found, rubric).machine})
    step = cpu_seconds({"ours": lambda: _steps(program), "transitions": _documented(found)})
    opened = cpu_seconds({"ours": lambda: [Session(program) for _ in range(1000)]})
    print(f"{_NODES} nodes, CPU time, medians of 5 rounds")
    _row("load, strict, with positions", load["ours"], load["CSafeLoader"], "CSafeLoader")
    print(f"{'compile':34}{compiled['ours'] * 1000:9.1f} ms")
    _row(f"{_STEPS} steps", step["ours"], step["transitions"], "transitions as its manual shows")
    print(f"{'open a session':34}{opened['ours'] * 1000:9.2f} us")


def _row(name: str, ours: float, peer: float, which: str) -> None:
    print(f"{name:34}{ours * 1000:9.1f} ms  {ours / peer:6.2f} x the time of {which}")


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
                choice.ways[0].node,
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


if __name__ == "__main__":
    main()
