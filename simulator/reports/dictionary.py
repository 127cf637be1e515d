"""What the columns of a score sheet mean: for workbooks, for the documents and as JSON Schema."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from simulator.reports.columns import COLUMNS, TITLE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from simulator.attempt.context import Messages
    from simulator.reports.columns import CellType, ReportColumn

ALL_COLUMNS: Final = (*COLUMNS, TITLE)
"""The columns of an export, in order."""
HEADINGS: Final = ("name", "type", "unit", "range", "meaning")
"""The last parts of the ids of the messages over the dictionary."""
_JSON_TYPES: Final[dict[CellType, str]] = {
    "text": "string",
    "date": "string",
    "integer": "integer",
    "decimal": "number",
    "boolean": "boolean",
}
_ALWAYS: Final = frozenset({"attempt", "status", "published", "measured", "mode"})
"""The columns that are never empty."""


def dictionary_rows(
    messages: Messages,
    columns: Iterable[ReportColumn] = ALL_COLUMNS,
    words_id: str = "column",
) -> list[tuple[str, ...]]:
    """A row for each column: name, type, unit, range and meaning.

    Args:
        messages: The interface, for the meanings.
        columns: The columns.
        words_id: The first part of the ids of the messages about them.
    """
    return [
        (x.name, x.type, x.unit or "-", x.range, messages(f"{words_id}.{x.name}.meaning"))
        for x in columns
    ]


def json_schema(messages: Messages) -> dict[str, Any]:
    """The JSON Schema of a line of the export in JSON Lines.

    Args:
        messages: The interface, for the meanings.
    """
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A score sheet of the customer-service training simulator",
        "type": "object",
        "properties": {x.name: _property(x, messages) for x in ALL_COLUMNS},
        "required": [x.name for x in ALL_COLUMNS],
        "additionalProperties": False,
    }


def _property(column: ReportColumn, messages: Messages) -> dict[str, Any]:
    kind: Any = _JSON_TYPES[column.type]
    found: dict[str, Any] = {"description": messages(f"column.{column.name}.meaning")}
    if column.name not in _ALWAYS:
        kind = [kind, "null"]
    found["type"] = kind
    if column.type == "date":
        found["format"] = "date-time"
    if column.words is not None:
        found["enum"] = [*column.words, *([] if column.name in _ALWAYS else [None])]
    if column.least is not None:
        found["minimum"] = column.least
    if column.most is not None:
        found["maximum"] = column.most
    if column.unit is not None:
        found["$comment"] = column.unit
    return found
