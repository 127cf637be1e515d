"""Converts the summary of an attempt into database values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.scoring.summary import Summary

if TYPE_CHECKING:
    from simulator.store.statements import SqlValue


def summary_row(summary: Summary) -> dict[str, SqlValue]:
    """The value of each column of `schema.SUMMARY`, by the name of the column."""
    row = {name: getattr(summary, name) for name in Summary.__struct_fields__}
    return row | {"criticals": ",".join(summary.criticals)}
