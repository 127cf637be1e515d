"""Attempts as flat rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.reports.columns import COLUMNS

if TYPE_CHECKING:
    from simulator.attempt.record import Attempt
    from simulator.reports.columns import Cell


def row(attempt: Attempt) -> dict[str, Cell]:
    """The value of each column by its name, in the order of the columns."""
    return {x.name: x.value(attempt) for x in COLUMNS}
