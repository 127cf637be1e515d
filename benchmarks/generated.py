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
%sstart: n0
nodes:
"""
_SCORES = """  d: {type: int, start: 0, min: 0, max: 1000}
  e: {type: int, start: 0, min: 0, max: 1000}
  f: {type: int, start: 0, min: 0, max: 1000}
"""
_GUARDS = ("a < 5", "b <= a + 3", "not c", "c or b < 5")
_SETS = ("add: {a: 1}", "add: {b: 1}", "set: {c: true}", "set: {c: false}", "add: {a: -1}")
_SHOWS = ("apologises", "names-the-feeling", "gives-a-time", "vague-promise", "asks-again")


def scenario_text(nodes: int, seed: int = 7, *, repeated: bool = False) -> str:
    """The YAML of a scenario.

    Args:
        nodes: The number of nodes without the two endings.
        seed: Decides the graph, the guards and the effects.
        repeated: Whether every choice can be made again, changes three scores and shows no
            behaviours. This is the work of other engines: they know neither of the two.
    """
    rng = random.Random(seed)
    parts = [_HEAD % (_SCORES if repeated else "")]
    for number in range(nodes):
        parts.append(f"  n{number}:\n    line: Where is my order number {number}?\n    choices:\n")
        for choice in range(rng.choice((3, 4))):
            to = min(nodes, number + rng.randint(1, 9))
            target = "end" if to == nodes else f"n{to}"
            shows = f"{rng.choice(_SHOWS)}, {rng.choice(_SHOWS[:2])}"
            parts.append(
                f"      - id: c{choice}\n"
                f"        say: I am looking into it for you, one moment please.\n"
            )
            if not repeated:
                parts.append(f"        shows: [{shows}]\n        takes: 5s\n")
            if choice and rng.random() < 0.4:
                parts.append(f"        when: {rng.choice(_GUARDS)}\n")
            effect = rng.choice(_SETS) if rng.random() < 0.33 else ""
            if repeated:
                parts.append("        again: 1000\n")
                effect = _with_scores(effect)
            if effect:
                parts.append(f"        {effect}\n")
            parts.append(f"        to: {target}\n")
    parts.append("  end: {line: Goodbye., ending: resolved}\n  lost: {line: No., ending: lost}\n")
    return "".join(parts)


def _with_scores(effect: str) -> str:
    """The effect extended by changes of three scores."""
    if effect.startswith("add: {"):
        return effect[:-1] + ", d: 1, e: 2, f: -1}"
    return "\n        ".join(x for x in (effect, "add: {d: 1, e: 2, f: -1}") if x)
