"""Converts summaries into database rows, and database rows into attempts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.attempt.record import Attempt
from simulator.scoring.summary import Summary

if TYPE_CHECKING:
    from sqlalchemy import Row

    from simulator.store.statements import SqlValue


def summary_row(summary: Summary) -> dict[str, SqlValue]:
    """The value of each column of `schema.SUMMARY`, by the name of the column."""
    row = {name: getattr(summary, name) for name in Summary.__struct_fields__}
    return row | {"criticals": ",".join(summary.criticals)}


def attempt_from(row: Row[Any]) -> Attempt:
    """The attempt in a database row.

    SQLite stores a value of any type in any column. A value of a wrong type is passed on unchanged,
    so that `audit.verify` can report it.

    Args:
        row: The header columns, the name of the trainee as `trainee`, and the summary columns.
    """
    values = dict(row._mapping)  # noqa: SLF001 - its public name has an underscore
    scores = {name: values.pop(name) for name in Summary.__struct_fields__}
    if values["ended"] is None:
        return Attempt(**values)
    criticals = scores["criticals"]
    has_criticals = isinstance(criticals, str) and criticals != ""
    scores["criticals"] = tuple(criticals.split(",")) if has_criticals else ()
    return Attempt(**values, summary=Summary(**scores))
