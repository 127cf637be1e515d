"""The page about score sheets and their JSON Schema are made from the columns."""

from __future__ import annotations

import json
import re
from io import BytesIO
from typing import TYPE_CHECKING

from msgspec.structs import replace

from simulator.reports import json_lines
from simulator.reports.decisions import DECISION_COLUMNS
from simulator.reports.dictionary import dictionary_rows, json_schema
from simulator.reports.table import ScoreTable
from tests.shipped import ROOT, catalogs
from tests.store.examples import SUMMARY, attempt

if TYPE_CHECKING:
    import pytest

PAGE = ROOT / "docs" / "score-sheet.md"
SCHEMA = ROOT / "docs" / "score-sheet.schema.json"
MESSAGES = catalogs().messages("en")
_KINDS: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
}


def dictionary(first: str, rows: list[tuple[str, ...]]) -> str:
    lines = [f"| {first} | Type | Unit | Range | Meaning |", "| --- | --- | --- | --- | --- |"]
    lines += [
        f"| `{name}` | {kind} | {unit} | {values} | {meaning} |"
        for name, kind, unit, values, meaning in rows
    ]
    return "\n".join(lines) + "\n"


DICTIONARIES = {
    "Column": dictionary_rows(MESSAGES),
    "Column of a decision": dictionary_rows(MESSAGES, DECISION_COLUMNS, "decision"),
}


def test_the_page_has_the_dictionaries(pytestconfig: pytest.Config) -> None:
    wanted = text = PAGE.read_text()
    for first, rows in DICTIONARIES.items():
        found = re.search(rf"\| {first} \|.*\n(?:\|.*\n)+", wanted)
        assert found is not None
        wanted = wanted.replace(found[0], dictionary(first, rows))
    if pytestconfig.getoption("--refresh-golden"):
        PAGE.write_text(wanted)
        text = wanted
    assert text == wanted
    assert all(dictionary(*x) in text for x in DICTIONARIES.items())


def test_the_schema_is_that_of_the_columns(pytestconfig: pytest.Config) -> None:
    wanted = json.dumps(json_schema(MESSAGES), indent=2, ensure_ascii=False) + "\n"
    if pytestconfig.getoption("--refresh-golden"):
        SCHEMA.write_text(wanted)
    assert SCHEMA.read_text() == wanted


def test_an_export_follows_the_schema() -> None:
    schema = json.loads(SCHEMA.read_text())
    done = replace(attempt(), ended="2026-03-09T14:20:00Z", summary=SUMMARY, first=True, person=1)
    stream = BytesIO()
    json_lines.write(ScoreTable([done, attempt("b")]), stream)
    for line in map(json.loads, stream.getvalue().splitlines()):
        assert list(line) == schema["required"] == list(schema["properties"])
        for name, value in line.items():
            rule = schema["properties"][name]
            kinds = rule["type"] if isinstance(rule["type"], list) else [rule["type"]]
            if value is None:
                assert "null" in kinds, name
                continue
            assert isinstance(value, _KINDS[kinds[0]]), name
            assert value in rule.get("enum", [value])
            if "minimum" in rule:
                assert rule["minimum"] <= value <= rule.get("maximum", value), name
