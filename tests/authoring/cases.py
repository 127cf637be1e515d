"""Small scenarios and the one way in which the tests of this folder load them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from simulator.authoring.load import Loaded, load_concepts, load_rubric, load_scenario_bytes
from simulator.authoring.references import References

if TYPE_CHECKING:
    from simulator.findings.finding import Finding, Place
    from simulator.scenario.model import Scenario

ROOT = Path(__file__).parents[2]
SCENARIOS = ROOT / "scenarios"

SMALLEST = """\
title: The smallest
customer: {name: Mr Lin}
nodes:
  greet:
    choices:
      - {id: hello, say: Good evening!, to: end}
  end: {ending: lost}
"""

CAST = [
    "lin",
    "sofia",
    "okafor",
    "papadakis",
    "wei",
    "daniel",
    "aisha",
    "jonas",
    "carmen",
    "ravi",
    "priya",
    "tomas",
]

# The lines that complete a fragment, so that it can be loaded.
BASE = {
    "title:": "title: A fragment",
    "customer": "customer: {name: Mr Lin}",
    "nodes:": "nodes:\n  start: {choices: [{id: hello, say: Hi, to: end}]}\n  end: {ending: lost}",
}


def shipped_references() -> References:
    """The shipped rubric and cards, and a small cast."""
    rubric = load_rubric(SCENARIOS / "rubrics" / "service.yaml").value
    cards = load_concepts(SCENARIOS / "concepts.yaml").value
    assert rubric is not None
    assert cards is not None
    return References(rubrics={rubric.id: rubric}, concepts=cards, portraits=frozenset(CAST))


def load(text: str | bytes, path: Path = Path("story.yaml")) -> Loaded[Scenario]:
    """The scenario of a text, with its findings."""
    data = text.encode() if isinstance(text, str) else text
    return load_scenario_bytes(path, data, references=REFERENCES)


def scenario(text: str) -> Scenario:
    """The scenario of a text; the text must have no findings."""
    loaded = load(text)
    assert loaded.findings == ()
    assert loaded.value is not None
    return loaded.value


def whole(fragment: str) -> str:
    """A fragment completed to a whole scenario."""
    lines = fragment.splitlines()
    missing = [
        base for key, base in BASE.items() if not any(line.startswith(key) for line in lines)
    ]
    return "\n".join([fragment, *missing]) + "\n"


def codes(loaded: Loaded[Scenario]) -> list[str]:
    """The names of the findings, in order."""
    return [finding.name for finding in loaded.findings]


def place_of(finding: Finding) -> Place:
    """The place of a finding; the finding must have one."""
    assert finding.place is not None
    return finding.place


def at(finding: Finding) -> tuple[int, int]:
    """The line and column of a finding, from 1."""
    place = place_of(finding)
    return place.line, place.column


REFERENCES = shipped_references()
