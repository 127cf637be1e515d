"""Rings in which a story would go on for ever by itself."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from simulator.authoring.load import load_scenario
from simulator.proof.rings import endless_rings
from tests.authoring.cases import REFERENCES, SCENARIOS, at, load, scenario

if TYPE_CHECKING:
    from pathlib import Path

HEAD = "title: T\ncustomer: {name: N}\nnodes:\n"
START = "  s:\n    choices:\n    - {id: go, say: Go., to: a}\n    - {id: no, say: No., to: end}\n"
END = "  end: {ending: lost}\n"


def rings(nodes: str, more: str = "") -> list[str]:
    """The rings that a load reports."""
    loaded = load(f"{more}{HEAD}{START}{nodes}{END}")
    others = {x.name for x in loaded.findings} - {"endless-ring", "unreachable-node"}
    assert not others & {"undefined-node", "unknown-key", "needs-quotes"}
    return [str(x.args["ring"]) for x in loaded.findings if x.name == "endless-ring"]


ENDLESS = {
    "a node that leads to itself": ("  a: {to: a}\n", "a → a"),
    "two nodes": ("  a: {to: b}\n  b: {to: a}\n", "a → b → a"),
    "a way into a ring": ("  a: {to: b}\n  b: {to: c}\n  c: {to: b}\n", "b → c → b"),
    "arms that all stay": (
        '  a: {to: [{when: visited("b"), node: a}, {node: b}]}\n  b: {to: a}\n',
        "a → a",
    ),
    "time-outs": (
        "  a: {limit: 5s, silence: {id: x, to: b}}\n  b: {limit: 5s, silence: {id: x, to: a}}\n",
        "a → b → a",
    ),
    "a time-out and a to": (
        "  a: {limit: 5s, silence: {id: x}, to: b}\n  b: {to: a}\n",
        "a → b → a",
    ),
    "seven nodes": (
        "".join(f"  {one}: {{to: {two}}}\n" for one, two in zip("abcdefg", "bcdefga", strict=True)),
        "a → b → c → d → e → … → a",
    ),
}


@pytest.mark.parametrize("name", ENDLESS)
def test_an_endless_ring_is_found_once(name: str) -> None:
    nodes, expected = ENDLESS[name]
    assert rings(nodes) == [expected]


def test_a_ring_behind_an_event_is_endless_too() -> None:
    event = "events: {bell: {after: 1m, to: b}}\n"
    assert rings("  a: {to: end}\n  b: {to: c}\n  c: {to: b}\n", event) == ["b → c → b"]


def test_a_ring_through_a_part(tmp_path: Path) -> None:
    part = "part: p\nnodes:\n  a: {to: b}\n  b: {to: a}\n"
    (tmp_path / "p.yaml").write_text(part, encoding="utf-8")
    nodes = START.replace("to: a", "to: x-a")
    story = f"use: [{{part: p, as: x}}]\n{HEAD}{nodes}{END}"
    (found,) = load(story, path=tmp_path / "s.yaml").findings
    assert (found.args["ring"], found.severity, at(found)) == ("x-a → x-b → x-a", "error", (3, 3))
    assert found.place is not None
    assert found.place.file.endswith("p.yaml")


NOT_ENDLESS = {
    "an arm leads out": '  a: {to: [{when: visited("end"), node: end}, {node: b}]}\n  b: {to: a}\n',
    "an arm of a later node leads out": (
        "  a: {to: b}\n  b: {to: c}\n  c: {to: [{when: trust > 999, node: s}, {node: a}]}\n"
    ),
    "a node with a reply": "  a: {to: b}\n  b: {choices: [{id: x, say: Hm., to: a}]}\n",
    "a node with a guarded reply": (
        "  a: {to: b}\n  b: {to: a, choices: [{id: x, when: trust > 9, say: Hm., to: end}]}\n"
    ),
    "a node with a look-up": "  a: {to: b}\n  b: {to: a, choices: [{id: x, look: r}]}\n",
    "a reply that leads back": "  a: {choices: [{id: x, say: Hm., to: a, again: 9}], to: end}\n",
}


@pytest.mark.parametrize("name", NOT_ENDLESS)
def test_a_ring_with_a_way_out_or_a_choice_is_no_finding(name: str) -> None:
    assert rings(NOT_ENDLESS[name], "records: {r: {title: R, text: R}}\n") == []


@pytest.mark.parametrize(
    "more",
    [
        "walk-out: end\n",
        "events: {bell: {after: 1m, to: end}}\n",
        "promises: {soon: {title: Soon, within: 5m, missed: end}}\n",
    ],
)
def test_after_a_time_out_something_else_may_lead_out(more: str) -> None:
    silent = "  a: {limit: 5s, silence: {id: x, takes: 9s, to: b}}\n  b: {to: a}\n"
    assert rings(silent) == ["a → b → a"]
    assert rings(silent, more) == []


@pytest.mark.parametrize("file", sorted(SCENARIOS.glob("*-*.yaml")), ids=lambda x: x.stem)
def test_a_shipped_scenario_has_no_endless_ring(file: Path) -> None:
    loaded = load_scenario(file, references=REFERENCES).value
    assert loaded is not None
    assert list(endless_rings(loaded)) == []


def test_a_long_way_is_checked_in_linear_time_and_without_recursion() -> None:
    count = 10_000
    way = "".join(f"  n{number}: {{to: n{number + 1}}}\n" for number in range(count))
    start = START.replace("to: a", "to: n0")
    fine = scenario(f"{HEAD}{start}{way}  n{count}: {{to: end}}\n{END}")
    assert list(endless_rings(fine)) == []
    (found,) = load(f"{HEAD}{start}{way}  n{count}: {{to: n0}}\n{END}").findings
    assert found.args["ring"] == "n0 → n1 → n2 → n3 → n4 → … → n0"


@pytest.mark.parametrize("seed", range(30))
def test_rings_are_those_of_a_search_from_every_node(seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311 - no secret
    count = rng.randint(2, 9)
    names = [f"n{number}" for number in range(count)]
    ways = {name: rng.choices([*names, *names, "end"], k=rng.choice((1, 1, 2))) for name in names}
    nodes = "".join(
        f"  {name}: {{to: [{', '.join(f'{{when: trust > {x}, node: {to}}}' for x, to in enumerate(tos[:-1]))}"
        f"{', ' if tos[1:] else ''}{{node: {tos[-1]}}}]}}\n"
        for name, tos in ways.items()
    )
    story = load(f"{HEAD}{START.replace('to: a', 'to: n0')}{nodes}{END}")

    def met(name: str) -> set[str]:
        found, stack = set[str](), [name]
        while stack:
            for to in ways.get(stack.pop(), ()):
                if to not in found:
                    found.add(to)
                    stack.append(to)
        return found

    trapped = {name for name in names if "end" not in met(name)}
    reported = {
        node
        for x in story.findings
        if x.name == "endless-ring"
        for node in str(x.args["ring"]).split(" → ")
    } - {"…"}
    assert reported <= trapped, seed
    assert bool(reported) == bool(trapped), seed
