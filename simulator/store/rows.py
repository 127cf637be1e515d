"""Attempts and summaries as rows of the database, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.attempt.record import Attempt
from simulator.scoring.summary import Summary

if TYPE_CHECKING:
    from sqlalchemy import Row

    from simulator.store.statements import SqlValue


def summary_row(summary: Summary) -> dict[str, SqlValue]:
    """The value of each column of `schema.SUMMARY`."""
    row = {name: getattr(summary, name) for name in Summary.__struct_fields__}
    return row | {"criticals": ",".join(summary.criticals)}


def attempt_from(row: Row[Any]) -> Attempt:
    """The attempt in a row of header, trainee and summary.

    SQLite stores a value of any type in any column. Such values are passed on as they are:
    `audit.verify` reports them.
    """
    values = dict(row._mapping)  # noqa: SLF001 - its public name has an underscore
    scores = {name: values.pop(name) for name in Summary.__struct_fields__}
    if values["ended"] is None:
        return Attempt(**values)
    criticals = scores["criticals"]
    named = isinstance(criticals, str) and criticals != ""
    scores["criticals"] = tuple(criticals.split(",")) if named else ()
    return Attempt(**values, summary=Summary(**scores))
