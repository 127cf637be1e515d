"""A synthetic scenario of any size, shaped like a real one.

Three or four choices a node, a guard on a third of them, behaviours on each, a variable set on
a third; every choice leads up to nine nodes on, so that plays are long.
"""

from __future__ import annotations

import random

_HEAD = """title: Generated
clock: "08:00"
customer: {name: Ana, patience: 1000, trust: 500}
variables:
  a: {type: int, start: 0, min: 0, max: 5}
  b: {type: int, start: 0, min: 0, max: 5}
  c: {type: bool, start: false}
start: n0
nodes:
"""
_GUARDS = ("a < 5", "b <= a + 3", "not c", "c or b < 5")
_SETS = ("add: {a: 1}", "add: {b: 1}", "set: {c: true}", "set: {c: false}", "add: {a: -1}")
_SHOWS = ("apologises", "names-the-feeling", "gives-a-time", "vague-promise", "asks-again")


def scenario_text(nodes: int, seed: int = 7) -> str:
    """The YAML of a scenario of that many nodes."""
    rng = random.Random(seed)
    parts = [_HEAD]
    for number in range(nodes):
        parts.append(f"  n{number}:\n    line: Where is my order number {number}?\n    choices:\n")
        for choice in range(rng.choice((3, 4))):
            to = min(nodes, number + rng.randint(1, 9))
            target = "end" if to == nodes else f"n{to}"
            parts.append(
                f"      - id: c{choice}\n"
                f"        say: I am looking into it for you, one moment please.\n"
                f"        shows: [{rng.choice(_SHOWS)}, {rng.choice(_SHOWS[:2])}]\n"
                f"        takes: 5s\n"
            )
            if choice and rng.random() < 0.4:
                parts.append(f"        when: {rng.choice(_GUARDS)}\n")
            if rng.random() < 0.33:
                parts.append(f"        {rng.choice(_SETS)}\n")
            parts.append(f"        to: {target}\n")
    parts.append("  end: {line: Goodbye., ending: resolved}\n  lost: {line: No., ending: lost}\n")
    return "".join(parts)
