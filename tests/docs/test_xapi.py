"""`docs/xapi.md` agrees with the statements."""

from __future__ import annotations

import json
import re
from typing import Any

from simulator.reports.xapi.delivery import BATCH, BATCH_BYTES, TRIES
from simulator.reports.xapi.vocabulary import EXTENSIONS, HOME, PROFILE, VERBS
from tests.reports.xapi.examples import every_statement
from tests.reports.xapi.record_keeper import fault_of
from tests.shipped import ROOT

PAGE = (ROOT / "docs" / "xapi.md").read_text(encoding="utf-8")
EXAMPLES: list[dict[str, Any]] = [
    json.loads(x) for x in re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)
]


def shape(value: object) -> object:
    """What is left of a value without its words and numbers."""
    if isinstance(value, dict):
        return {key: shape(x) for key, x in value.items()}
    if isinstance(value, list):
        return [shape(value[0])] if value else []
    return (
        "number" if isinstance(value, float | int) and not isinstance(value, bool) else type(value)
    )


def fits(part: object, whole: object) -> bool:
    """Whether a part of a shape stands in the whole shape."""
    if isinstance(part, dict):
        return isinstance(whole, dict) and all(x in whole and fits(part[x], whole[x]) for x in part)
    return part == whole


def test_every_verb_has_an_example_and_each_example_is_part_of_a_statement() -> None:
    assert {x["verb"]["id"] for x in EXAMPLES} == set(VERBS.values())
    shapes = [(x["verb"]["id"], shape(x)) for x in every_statement()]
    for example in EXAMPLES:
        part = shape(example)
        assert any(verb == example["verb"]["id"] and fits(part, whole) for verb, whole in shapes), (
            example
        )
    assert fault_of(EXAMPLES[0]) == ""


def test_every_extension_has_its_row() -> None:
    for one in EXTENSIONS:
        row = next(
            x
            for x in PAGE.splitlines()
            if x.startswith(f"| `{one.name}` |") and x.endswith(f"| {one.meaning} |")
        )
        cells = [x.strip() for x in row.strip("|").split("|")]
        kind = "array of strings" if one.type == "strings" else one.type
        assert cells[2:5] == [kind, one.unit, one.range]
    section = PAGE.partition("## Extensions")[2].partition("\n## ")[0]
    assert section.count("\n| `") == len(EXTENSIONS)


def test_figures_and_addresses_are_those_of_the_code() -> None:
    for text in (f"`{HOME}/extensions/`", f"`{PROFILE}`", f"Up to {BATCH} statements"):
        assert text in PAGE
    assert f"{BATCH_BYTES // 1024} KiB" in PAGE
    assert TRIES == 7
    assert "after seven tries" in PAGE
