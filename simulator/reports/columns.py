"""The columns of every export: name, type, unit, and how to read the value from an attempt."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Callable

    from simulator.attempt.record import Attempt
    from simulator.scoring.summary import Summary

Cell: TypeAlias = str | int | float | bool | None
"""One value of an export. A float is written with three decimals. None is an empty cell."""

CellType: TypeAlias = Literal["text", "date", "integer", "decimal", "boolean"]
"""The type of the values in a column. A date is text, ISO 8601 in UTC to the second."""


class ReportColumn(Struct, frozen=True, kw_only=True):
    """One column of every export.

    Attributes:
        name: The name of the column in the header row.
        type: The type of the values.
        unit: The unit of a number, such as `points`; None for text, dates, booleans and edition
            numbers.
        value: Takes an attempt and returns the value of the column.
    """

    name: str
    type: CellType
    unit: str | None = None
    value: Callable[[Attempt], Cell]


def _of_header(type_: CellType, *names: str) -> tuple[ReportColumn, ...]:
    """Columns for fields of an attempt's header; a column has the name of its field.

    Args:
        type_: The type of the values in these columns.
        *names: The names of the fields.
    """
    return tuple(ReportColumn(name=x, type=type_, value=_header_field(x)) for x in names)


def _header_field(name: str) -> Callable[[Attempt], Cell]:
    """A function that returns a header field of an attempt."""

    def value(attempt: Attempt) -> Cell:
        cell: Cell = getattr(attempt, name)
        return cell

    return value


def _of_summary(
    name: str, type_: CellType, read: Callable[[Summary], Cell], unit: str | None = None
) -> ReportColumn:
    """A column for a value of the summary; it is empty until the attempt has ended.

    Args:
        name: The name of the column.
        type_: The type of the values.
        read: Takes a summary and returns the value.
        unit: The unit of a number; None if the value is no number.
    """

    def value(attempt: Attempt) -> Cell:
        return None if attempt.summary is None else read(attempt.summary)

    return ReportColumn(name=name, type=type_, unit=unit, value=value)


def _points(name: str, read: Callable[[Summary], int | None]) -> ReportColumn:
    """A column of points with three decimals.

    Args:
        name: The name of the column.
        read: Takes a summary and returns a number of milli-points; None: not observed.
    """

    def value(summary: Summary) -> Cell:
        milli = read(summary)
        # SQLite stores a value of any type in any column. The cell is empty if it is no number.
        return milli / 1000 if isinstance(milli, int) else None

    return _of_summary(name, "decimal", value, "points")


def _gap(summary: Summary) -> int | None:
    """Experience minus expectation, in milli-points; None if the database lost one of the two."""
    experience: int | None = summary.experience
    expectation: int | None = summary.expectation
    if experience is None or expectation is None:
        return None
    return experience - expectation


def _status(attempt: Attempt) -> str:
    """Whether an attempt is `waiting`, `abandoned` or `finished`."""
    if attempt.summary is None:
        return "waiting"
    return "abandoned" if attempt.summary.abandoned else "finished"


COLUMNS: Final = (
    ReportColumn(name="attempt", type="text", value=lambda x: x.id),
    *_of_header("text", "trainee", "scenario"),
    *_of_header("integer", "edition"),
    *_of_header("text", "language"),
    *_of_header("date", "started", "ended"),
    ReportColumn(name="status", type="text", value=_status),
    _points("total", lambda x: x.total),
    _points("empathy", lambda x: x.empathy),
    _points("response_time", lambda x: x.response),
    _points("proactivity", lambda x: x.proactivity),
    _points("recovery", lambda x: x.recovery),
    _points("outcome_figure", lambda x: x.outcome),
    _of_summary("passed", "boolean", lambda x: x.passed),
    _of_summary("interpretable", "boolean", lambda x: x.interpretable),
    _of_summary("stage", "integer", lambda x: x.stage, "stage of service"),
    _points("harassment", lambda x: x.harassment),
    _points("satisfaction_gap", _gap),
    _of_summary("ending", "text", lambda x: x.ending),
    _of_summary("ending_outcome", "text", lambda x: x.ending_outcome),
    _of_summary("critical_errors", "text", lambda x: "; ".join(x.criticals) or None),
    _of_summary("turns", "integer", lambda x: x.turns, "turns"),
    _of_summary("timed_out", "integer", lambda x: x.timed_out, "turns"),
    _of_summary("promises_kept", "integer", lambda x: x.kept, "promises"),
    _of_summary("promises_broken", "integer", lambda x: x.broken, "promises"),
    *_of_header("text", "digest", "rubric"),
    *_of_header("integer", "rubric_edition"),
)
"""All columns. Programs that read exports rely on this order; add new columns at the end."""
