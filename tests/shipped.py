"""The shipped files, and small scenarios written out in the tests."""

from __future__ import annotations

import textwrap
from datetime import UTC
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.authoring.load import (
    load_concepts,
    load_rubric,
    load_scenario,
    load_scenario_bytes,
)
from simulator.authoring.references import References
from simulator.i18n.catalogs import Catalogs
from simulator.session.program import Program
from simulator.session.session import Session

if TYPE_CHECKING:
    from simulator.scenario.rubric import Rubric

ROOT = Path(__file__).parent.parent
SCENARIOS = ROOT / "scenarios"
TUTORIAL = "first-shift"
"""The shipped scenario that teaches the game, and that is not scored."""
EVERY_SHIPPED = tuple(x.stem for x in sorted(SCENARIOS.glob("*.yaml")) if x.stem != "concepts")
SHIPPED = tuple(x for x in EVERY_SHIPPED if x != TUTORIAL)
"""The shipped scenarios that are scored."""


@cache
def catalogs() -> Catalogs:
    """The shipped catalogs, compiled in memory; dates are in UTC."""
    return Catalogs((ROOT / "locales",), None, zone=UTC)


@cache
def rubric() -> Rubric:
    """The shipped rubric."""
    found = load_rubric(SCENARIOS / "rubrics" / "service.yaml")
    assert found.value is not None, found.findings
    return found.value


@cache
def references() -> References:
    """Everything that the shipped scenarios may refer to."""
    concepts = load_concepts(SCENARIOS / "concepts.yaml").value
    assert concepts is not None
    cast = {x.name.rsplit("-", 1)[0] for x in (ROOT / "assets" / "portraits").glob("*.svg")}
    return References(
        rubrics={"service": rubric()}, concepts=concepts, portraits=frozenset(cast) or None
    )


@cache
def shipped(name: str) -> Program:
    """A shipped scenario, compiled."""
    found = load_scenario(SCENARIOS / f"{name}.yaml", references=references())
    assert found.value is not None, found.findings
    return Program(found.value, rubric())


def program(text: str) -> Program:
    """A scenario written out in a test, compiled."""
    data = textwrap.dedent(text).encode()
    found = load_scenario_bytes(Path("test.yaml"), data, references=References(rubrics=None))
    assert found.value is not None, found.findings
    return Program(found.value, rubric())


def session(text: str) -> Session:
    """A started session on a scenario written out in a test."""
    started = Session(program(text))
    started.start()
    return started
