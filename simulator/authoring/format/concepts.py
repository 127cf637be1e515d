"""Reads the concept file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from simulator.authoring.read.fields import Fields
from simulator.authoring.read.scope import Scope
from simulator.authoring.read.symbols import SymbolTable
from simulator.authoring.read.texts import one_text
from simulator.findings import code as codes
from simulator.scenario.concept import Concept

if TYPE_CHECKING:
    from simulator.authoring.yaml.values import Document
    from simulator.findings.collector import Collector

CONCEPT_KEYS = frozenset({"title", "text", "rows", "note"})
_ROW = re.compile(r"\d{3}-\d{2}")


def parse_concepts(document: Document, collector: Collector) -> dict[str, Concept]:
    """The concepts of a file by id; if there are errors, some may be missing or incomplete.

    Args:
        document: The file.
        collector: Gets the findings.
    """
    scope = Scope(document.source, collector, SymbolTable("concept"))
    found: dict[str, Concept] = {}
    if document.root is None:
        return found
    for name, where, value in scope.members(scope.source.file, document.root):
        scope.symbols.locate(name, scope.source, where)
        mapping = scope.mapping(name, value)
        if mapping is None:
            continue
        fields = Fields(scope, mapping, CONCEPT_KEYS)
        rows = [scope.matching("rows", row, codes.BAD_ROW, _ROW) for row in fields.items("rows")]
        found[name] = Concept(
            id=name,
            title=one_text(scope, fields, "title", f"{name}/title"),
            text=one_text(scope, fields, "text", f"{name}/text"),
            objectives=tuple(row for row in rows if row is not None),
        )
    return found
