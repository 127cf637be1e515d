"""How the costs of reading, scoring and the debrief grow with the play and with the scenario.

Each row compares a large case with a small one. A row whose cost grows in a straight line with
the number of events has a ratio of 10 for 10 times as many events.
"""

from __future__ import annotations

import random
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.generated import scenario_text
from benchmarks.load import references
from benchmarks.measure import Row, cpu_seconds
from simulator.authoring.load import load_scenario_bytes
from simulator.debrief.review import build_debrief
from simulator.scoring.explain import explain_sheet
from simulator.scoring.playthrough import read_playthrough
from simulator.scoring.sheet import score
from simulator.session.program import Program
from simulator.session.session import Session

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from simulator.session.event import Event

_SHORT, _LONG = 1000, 10_000
_STRAIGHT = 12
"""The limit of the ratio for 10 times as many events; more is no linear growth."""
_NODES = 12
_TURNS = 5
_SHEETS = 20
_HEAD = """title: Rounds
channel: live-chat
customer: {name: Ana, patience: 1000, trust: 500, tolerance: 2}
failure: {redress: [refund], loss: 20.00}
opportunities:
  spare: {title: Spare, need: 2, opens: n0, cue: n4, asked: n8}
  label: {title: Label, need: 1, opens: n2, cue: n6, asked: n10}
promises:
  call: {title: Call, within: 1h}
  word: {title: Word}
extras: {club: {title: Club}, card: {title: Card}}
variables: {over: {type: bool, start: false}}
records: {order: {title: Order, text: Two parcels.}}
start: n0
nodes:
"""


def rows() -> list[Row]:
    """The growth of the costs with the number of events, and with the number of nodes."""
    rounds = _program(_rounds())
    short, long = (_ways(rounds, _log(rounds, events=n)) for n in (_SHORT, _LONG))
    small, large = (_program(_with_failure(scenario_text(n))) for n in (50, 10_000))
    by_events = [_growth(name, short[name], long[name]) for name in short]
    taken = cpu_seconds({"small": _sheets(small), "large": _sheets(large)})
    by_nodes = Row(
        f"a sheet of {_TURNS} turns, 10,000 nodes",
        taken["large"] / _SHEETS,
        taken["small"] / _SHEETS,
        "one on 50",
        most=1.5,
    )
    return [*by_events, by_nodes]


def _growth(name: str, short: Callable[[], object], long: Callable[[], object]) -> Row:
    taken = cpu_seconds({"short": short, "long": long})
    title = f"{name} of {_LONG:,} events"
    return Row(title, taken["long"], taken["short"], f"one of {_SHORT:,}", most=_STRAIGHT)


def _ways(program: Program, log: tuple[Event, ...]) -> Mapping[str, Callable[[], object]]:
    scenario, rubric = program.scenario, program.rubric
    sheet = score(scenario, rubric, log)
    return {
        "a playthrough": lambda: read_playthrough(scenario, rubric, log),
        "a sheet": lambda: score(scenario, rubric, log),
        "an explanation": lambda: explain_sheet(rubric, sheet),
        "a debrief": lambda: build_debrief(program, log, sheet),
    }


def _sheets(program: Program) -> Callable[[], None]:
    """A function that scores one play of a few turns many times."""
    log = _log(program, turns=_TURNS)

    def run() -> None:
        for _ in range(_SHEETS):
            score(program.scenario, program.rubric, log)

    return run


def _log(program: Program, *, events: int = 0, turns: int = 0) -> tuple[Event, ...]:
    """The log of a random play with this many turns or at least this many events; it has no end."""
    rng = random.Random(1)
    session = Session(program)
    session.start()
    while len(session.log) < events or turns > 0:
        turns -= 1
        session.show(0, reading=4000)
        session.choose(rng.choice(session.choices).id, rng.choice((500, 6000, 12_000, 40_000)))
    return tuple(session.log)


def _program(text: str) -> Program:
    known, rubric = references()
    found = load_scenario_bytes(Path("generated.yaml"), text.encode(), references=known)
    assert found.value is not None, found.findings  # noqa: S101 - the file is ours
    return Program(found.value, rubric)


def _with_failure(text: str) -> str:
    """The scenario with a failure, so that scoring also looks for offers of redress."""
    return text.replace("start: n0\n", "failure: {redress: [refund], loss: 20.00}\nstart: n0\n", 1)


def _rounds() -> str:
    """A small scenario without an ending: each reply leads to another node."""
    parts = [_HEAD]
    for number in range(_NODES):
        one, two, three = ((number + step) % _NODES for step in (1, 3, 7))
        parts.append(
            f"""  n{number}:
    line: Where is my order?
    required: {"true" if number % 3 else "proof"}
    choices:
      - id: sorry
        say: I am sorry to hear that, and I will find out at once.
        shows: [apologises, names-the-feeling]
        step: receive
        meets: {{spare: partly}}
        promise: word
        again: 1000
        to: n{one}
      - id: ask
        say: What is the number of the order, please?
        shows: [asks-open-question, asks-again]
        step: gather
        meets: [spare, label]
        promise: call
        redress: {{kind: refund, value: {number + 1}.00}}
        again: 1000
        to: n{two}
      - id: push
        say: Join the club.
        shows: [vague-promise]
        pushes: [club, card]
        again: 1000
        to: n{three}
      - {{id: order, look: order}}
      - {{id: close, say: Goodbye., when: over, to: end}}
"""
        )
    parts.append("  end: {line: Goodbye., ending: resolved}\n  lost: {line: No., ending: lost}\n")
    return "".join(parts)


if __name__ == "__main__":
    for row in rows():
        print(row)
