"""The handbook's file: from located values to concept cards."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from simulator.authoring import finding as f
from simulator.authoring.names import Names, Scope
from simulator.authoring.reader import Fields
from simulator.authoring.texts import one_text
from simulator.scenario.concept import Concept

if TYPE_CHECKING:
    from simulator.authoring.report import Report
    from simulator.authoring.values import Source

CONCEPT_KEYS = frozenset({"title", "text", "rows", "note"})
_ROW = re.compile(r"\d{3}-\d{2}")


def parse_concepts(source: Source, report: Report) -> dict[str, Concept]:
    """The cards by id, complete only if the report has no errors."""
    scope = Scope(source, report, Names("concept"))
    found: dict[str, Concept] = {}
    if source.root is None:
        return found
    for name, where, value in scope.members(source.file, source.root):
        scope.stands(name, where)
        mapping = scope.mapping(name, value)
        if mapping is None:
            continue
        fields = Fields(scope, mapping, CONCEPT_KEYS)
        rows = [scope.matching("rows", row, f.BAD_ROW, _ROW) for row in fields.items("rows")]
        found[name] = Concept(
            id=name,
            title=one_text(scope, fields, "title", f"{name}/title"),
            text=one_text(scope, fields, "text", f"{name}/text"),
            objectives=tuple(row for row in rows if row is not None),
        )
    return found
