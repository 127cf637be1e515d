"""Steps of a play: guards, effects and log, beside `transitions` as its manual shows it.

There one machine has its model registered, whose triggers are bound to it. Both play the same
graph with the same dice.
"""

from __future__ import annotations

import gc
import random
import tracemalloc
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import transitions

from benchmarks.generated import scenario_text
from benchmarks.ink import story_text
from benchmarks.load import references
from benchmarks.measure import Row, cpu_seconds
from simulator.authoring.load import load_scenario_bytes
from simulator.session.availability import available
from simulator.session.event import Chosen
from simulator.session.program import Program
from simulator.session.replay import replay_log
from simulator.session.rules import successor
from simulator.session.session import Session

if TYPE_CHECKING:
    from collections.abc import Callable

    from simulator.scenario.model import Scenario

_STEPS = 10_000
_OPENED = 1000
_ROUNDS = 5
_PEER = "transitions"
_BINK = "bink"


class _Bytes(Row):
    """A row with bytes of memory instead of seconds."""

    __slots__ = ()

    def __str__(self) -> str:
        """The row as a line of the table; `MORE` marks a value above the limit."""
        mark = "" if self.ours <= self.most * self.peer else "  MORE"
        return f"{self.name:46}{self.ours:>8.0f} B  at most {self.most * self.peer:.0f} B{mark}"


def rows() -> list[Row]:
    """The costs of a step, of a step with its view, and of sessions on large scenarios."""
    steps = [*_step_rows(1000, 1 / 4.5), *_step_rows(10_000, 1 / 3)]
    views = _view_rows(_program(1000))
    small, large = _program(50, repeated=True), _program(10_000, repeated=True)
    return [
        *steps,
        *views,
        *_session_rows(small, large),
        _memory_row(large),
        _replay_row(large),
    ]


def _step_rows(nodes: int, most: float) -> list[Row]:
    plain, repeated = _program(nodes), _program(nodes, repeated=True)
    fresh = [Program(plain.scenario, plain.rubric) for _ in range(_ROUNDS)]
    once = _play_length(plain)
    _steps(plain)
    _steps(repeated)
    taken = cpu_seconds(
        {
            _PEER: _documented(plain.scenario),
            "own": lambda: _steps(plain),
            "same": lambda: _steps(repeated),
            "successor": lambda: _successors(plain),
            "first": lambda: _play(fresh.pop(), once),
            "later": lambda: _play(plain, once),
        },
        _ROUNDS,
    )
    peer = taken[_PEER] / _STEPS
    first, later = taken["first"] / once, taken["later"] / once
    return [
        Row(f"a choice, {nodes} nodes", taken["own"] / _STEPS, peer, _PEER, most),
        Row("the same, with the peer's work", taken["same"] / _STEPS, peer, _PEER, most),
        Row("the pure successor alone", taken["successor"] / _STEPS, peer, _PEER, most),
        Row("a choice at the first visit of its node", first, later, "a later one", 5),
    ]


def _view_rows(program: Program) -> list[Row]:
    ways: dict[str, Callable[[], object]] = {
        "30": lambda: _steps(program, turns=30, view=True),
        "300": lambda: _steps(program, turns=300, view=True),
    }
    if find_spec(_BINK) is not None:
        ways[_BINK] = _bink(program.scenario)
    taken = {name: seconds / _STEPS for name, seconds in cpu_seconds(ways).items()}
    found = [Row("view and choice, plays of 300", taken["300"], taken["30"], "plays of 30", 1.3)]
    if _BINK in taken:
        found += [
            Row(f"view and choice, plays of {turns}", taken[turns], taken[_BINK], _BINK, 0.5)
            for turns in ("30", "300")
        ]
    return found


def _session_rows(small: Program, large: Program) -> list[Row]:
    opened = cpu_seconds(
        {
            "small": lambda: [Session(small) for _ in range(_OPENED)],
            "large": lambda: [Session(large) for _ in range(_OPENED)],
        }
    )
    saved = cpu_seconds({"small": _saving(small), "large": _saving(large)})
    return [
        Row(name, taken["large"] / _OPENED, taken["small"] / _OPENED, "50 nodes", most)
        for name, taken, most in (
            ("a new session, 10000 nodes", opened, 1.5),
            ("a session saved and restored, 10000 nodes", saved, 2),
        )
    ]


def _memory_row(program: Program) -> Row:
    """The memory of a started session, without its log."""
    _play(program, 1)
    gc.collect()
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    sessions = [_started(program) for _ in range(100)]
    for session in sessions:
        session.log.clear()
    held = (tracemalloc.get_traced_memory()[0] - before) / len(sessions)
    tracemalloc.stop()
    return _Bytes("memory of a new session, 10000 nodes", held, 2048, "2 KB", 1)


def _replay_row(program: Program) -> Row:
    short, long = (_play(program, turns).log for turns in (100, 1500))
    taken = cpu_seconds(
        {"short": lambda: replay_log(program, short), "long": lambda: replay_log(program, long)}
    )
    return Row(
        "an event replayed, log of 1500 replies",
        taken["long"] / len(long),
        taken["short"] / len(short),
        "of 100",
        1.3,
    )


def _program(nodes: int, *, repeated: bool = False) -> Program:
    known, rubric = references()
    data = scenario_text(nodes, repeated=repeated).encode()
    scenario = load_scenario_bytes(Path("generated.yaml"), data, references=known).value
    assert scenario is not None  # noqa: S101 - the file is ours
    return Program(scenario, rubric)


def _started(program: Program) -> Session:
    session = Session(program)
    session.start()
    return session


def _play(program: Program, turns: int) -> Session:
    """A session with random choices; it stops after `turns` choices or at its end."""
    rng = random.Random(1)
    session = _started(program)
    for _ in range(turns):
        if session.ended:
            break
        session.choose(rng.choice(session.choices).id)
    return session


def _play_length(program: Program) -> int:
    """The number of choices of the play of `_play`, at most 500."""
    log = _play(program, 10**6).log
    return min(500, sum(isinstance(x, Chosen) for x in log))


def _saving(program: Program) -> Callable[[], None]:
    session = _play(program, 40)

    def run() -> None:
        for _ in range(_OPENED):
            Session.restore(program, session.save(), session.log)

    return run


def _successors(program: Program) -> None:
    rng = random.Random(1)
    state = first = _started(program).state
    for _ in range(_STEPS):
        offered = available(program, state).choices
        state = successor(program, state, rng.choice(offered)) if offered else first


def _steps(program: Program, *, turns: int = _STEPS, view: bool = False) -> None:
    """Makes `_STEPS` choices in plays of `turns` turns.

    Args:
        program: The scenario.
        turns: The number of choices after which a new play begins.
        view: Whether to build the view before each choice.
    """
    rng = random.Random(1)
    session, turn = _started(program), 0
    for _ in range(_STEPS):
        if session.ended or turn == turns:
            session, turn = _started(program), 0
        if view:
            session.view()
        session.choose(rng.choice(session.choices).id)
        turn += 1


def _bink(scenario: Scenario) -> Callable[[], None]:
    """Plays the same graph as an ink story; each turn reads the text and the choices."""
    from bink.story import Story  # noqa: PLC0415 - not installed everywhere

    story = Story(story_text(scenario))

    def run() -> None:
        rng = random.Random(1)
        story.reset_state()
        for _ in range(_STEPS):
            while story.can_continue():
                story.cont()
            choices = list(story.get_current_choices())
            if choices:
                story.choose_choice_index(rng.randrange(len(choices)))
            else:
                story.reset_state()

    return run


class Desk:
    """A model as in the manual of `transitions`: guards and effects are methods."""

    state = ""

    def __init__(self) -> None:
        self.values = {"a": 0, "b": 0, "c": False}
        self.scores = {"empathy": 0, "trust": 500, "patience": 1000}
        self.log: list[dict[str, object]] = []

    def holds(self, event: transitions.EventData) -> bool:
        """The guard that a third of the choices have."""
        return bool(self.values["a"] < 5 or self.values["b"] <= 3 or event.kwargs)

    def feel(self, _: transitions.EventData) -> None:
        """Changes trust and patience within their limits."""
        self.scores["trust"] = min(1000, self.scores["trust"] + 10)
        self.scores["patience"] = max(0, min(1000, self.scores["patience"] - 5))

    def earn(self, _: transitions.EventData) -> None:
        """Adds one point of empathy."""
        self.scores["empathy"] += 1

    def set_a(self, _: transitions.EventData) -> None:
        """Adds 1 to a variable, up to its maximum."""
        self.values["a"] = min(5, self.values["a"] + 1)

    def note(self, event: transitions.EventData) -> None:
        """Adds an event to the log."""
        self.log.append({"event": event.event.name, "state": self.state, **self.scores})


def _documented(scenario: Scenario) -> Callable[[], None]:
    """Plays the same graph on one machine of `transitions` with a registered model.

    The automatic triggers to every state are off, because they make `may_` take milliseconds.
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
