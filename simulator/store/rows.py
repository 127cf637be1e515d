"""Converts attempts and events into rows of the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.audit import chain
from simulator.scoring.summary import Summary
from simulator.store.statements import HEADER_KEYS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from simulator.attempt.record import Attempt
    from simulator.session.event import Event
    from simulator.store.statements import SqlValue


def header_row(attempt: Attempt) -> dict[str, SqlValue]:
    """The values of `HEADER_KEYS`, but for those that depend on the table of trainees."""
    row: dict[str, SqlValue] = {x: getattr(attempt, x) for x in HEADER_KEYS if hasattr(attempt, x)}
    measured = None if attempt.measured else False
    return row | {
        "measured": measured,
        "mode": None if attempt.mode == "practice" else attempt.mode,
    }


def summary_row(summary: Summary) -> dict[str, SqlValue]:
    """The value of each column of `schema.SUMMARY`, by the name of the column."""
    row = {name: getattr(summary, name) for name in Summary.__struct_fields__}
    return row | {"criticals": ",".join(summary.criticals)}


def whole_row(attempt: Attempt, log: list[tuple[SqlValue, ...]]) -> dict[str, SqlValue]:
    """The values of `WHOLE_KEYS`, but for those that depend on the table of trainees.

    Args:
        attempt: The header of an attempt that has ended.
        log: The rows of all its events.
    """
    summary = {} if attempt.summary is None else summary_row(attempt.summary)
    head = {"length": len(log), "head_hash": log[-1][-1] if log else None}
    return header_row(attempt) | summary | head | {"ended": attempt.ended}


def chained_rows(
    attempt: str, start: int, before: str, new: Iterable[Event]
) -> list[tuple[SqlValue, ...]]:
    """The rows of events at the end of a log: attempt, position, kind, body and hash.

    Args:
        attempt: The id of the attempt.
        start: The position of the first new event in the log, from 0.
        before: The hash of the last stored event; the id of the attempt if there is none.
        new: The new events, in order.
    """
    rows: list[tuple[SqlValue, ...]] = []
    for seq, event in enumerate(new, start):
        body = chain.body(event)
        before = chain.link(before, body)
        rows.append((attempt, seq, event.kind, body, before))
    return rows
