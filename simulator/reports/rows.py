"""Attempts as rows for exports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.reports.columns import COLUMNS, cells

if TYPE_CHECKING:
    from simulator.attempt.record import Attempt
    from simulator.reports.columns import Cell


def row(attempt: Attempt) -> dict[str, Cell]:
    """The row of an attempt: the value of each column by the name of the column, in order."""
    return {x.name: value for x, value in zip(COLUMNS, cells(attempt), strict=True)}
