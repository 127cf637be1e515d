"""Every message that a front end asks for is in the English catalog."""

from __future__ import annotations

import re
from itertools import product

import pytest

from simulator.attempt.record import MODES
from simulator.debrief.own_view import LEVELS
from simulator.reports.columns import STATUSES
from simulator.reports.decisions import DECISION_COLUMNS
from simulator.reports.dictionary import ALL_COLUMNS, HEADINGS
from simulator.scenario.vocabulary import CHANNELS, CRITICALS, DIMENSIONS, MOODS, OUTCOMES, STEPS
from tests.gui.world import ASSETS, catalogs
from tests.shipped import ROOT, SHIPPED, shipped

WORDED = [ROOT / "simulator" / room for room in ("gui", "presentation", "terminal", "cli")]
SCORING = ROOT / "simulator" / "scoring"
STORE_REASONS = ("missing", "locked", "read-only", "full", "damaged", "newer", "refused")
VERDICTS = ("proactive", "reactive", "missed", "intrusive")
FAMILIES = {
    "mood": MOODS,
    "channel": CHANNELS,
    "outcome": OUTCOMES,
    "step": STEPS,
    "critical": CRITICALS,
    "figure": (*DIMENSIONS, "total", "not-observed"),
    "stage": ("1", "2", "3", "4"),
    "verdict": VERDICTS,
    "store": STORE_REASONS,
    "unsaved": ("replies-note", "end-note"),
    "briefing": tuple(f"counts-{x}" for x in DIMENSIONS),
    "debrief": ("passed", "not-passed", "not-interpretable"),
    "column": tuple(f"{x.name}{y}" for x, y in product(ALL_COLUMNS, ("", ".meaning"))),
    "decision": tuple(f"{x.name}{y}" for x, y in product(DECISION_COLUMNS, ("", ".meaning"))),
    "status": STATUSES,
    "mode": MODES,
    "judge": LEVELS,
    "plan": ("when", "when-hint", "then", "then-hint"),
    "sheet": HEADINGS,
}


_FILES = (".svg", ".csv", ".json")


def literal() -> set[str]:
    """The message ids in the code of the front ends and of `presentation`."""
    found: set[str] = set()
    for file in (x for room in WORDED for x in room.rglob("*.py")):
        text = file.read_text(encoding="utf-8")
        found |= {x for x in re.findall(r'"([a-z]+\.[a-z-]+)"', text) if not x.endswith(_FILES)}
    return found


def rules() -> set[str]:
    """The id of every rule of the score model."""
    found: set[str] = set()
    for file in SCORING.glob("*.py"):
        text = file.read_text(encoding="utf-8")
        dimensions = "|".join(DIMENSIONS)
        found |= set(re.findall(rf'"((?:{dimensions})\.[a-z-]+)"', text))
    return found | {f"proactivity.{x}" for x in VERDICTS if x != "intrusive"}


IDS = sorted(
    literal()
    | {f"rule.{x}" for x in rules()}
    | {f"{family}.{x}" for family, members in FAMILIES.items() for x in members}
    | {f"setting.{shipped(x).scenario.setting}" for x in SHIPPED}
    | {f"setting.{x.stem}" for x in (ASSETS / "scenes").glob("*.svg") if "-dark" not in x.stem}
)


@pytest.mark.parametrize("id_", IDS)
def test_it_is_in_the_catalog(id_: str) -> None:
    found = catalogs().catalog("en", "ui")
    assert found.find(id_) or found.find(id_, 2)
