"""The columns of every export: name, type, unit, and how to read the value from an attempt."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from msgspec import Struct

from simulator.attempt.published import PUBLISHED

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
        reads: The fields of `Attempt` or `Summary` that the value is made of. If one of them is
            damaged, the cell is empty.
    """

    name: str
    type: CellType
    unit: str | None = None
    value: Callable[[Attempt], Cell]
    reads: frozenset[str]


def _of_header(type_: CellType, *names: str) -> tuple[ReportColumn, ...]:
    """Columns for fields of an attempt's header; a column has the name of its field.

    Args:
        type_: The type of the values in these columns.
        *names: The names of the fields.
    """
    return tuple(
        ReportColumn(name=x, type=type_, value=_header_field(x), reads=frozenset({x}))
        for x in names
    )


def _header_field(name: str) -> Callable[[Attempt], Cell]:
    """A function that returns a header field of an attempt."""

    def value(attempt: Attempt) -> Cell:
        cell: Cell = getattr(attempt, name)
        return cell

    return value


def _of_summary(
    name: str,
    type_: CellType,
    read: Callable[[Summary], Cell],
    *reads: str,
    unit: str | None = None,
) -> ReportColumn:
    """A column for a value of the summary; it is empty until the attempt has ended.

    Args:
        name: The name of the column.
        type_: The type of the values.
        read: Takes a summary and returns the value.
        *reads: The fields that the value is made of; none: the field of the column's name.
        unit: The unit of a number; None if the value is no number.
    """

    def value(attempt: Attempt) -> Cell:
        return None if attempt.summary is None else read(attempt.summary)

    return ReportColumn(
        name=name, type=type_, unit=unit, value=value, reads=frozenset(reads or {name})
    )


def _points(name: str, read: Callable[[Summary], int | None], *reads: str) -> ReportColumn:
    """A column of points with three decimals.

    Args:
        name: The name of the column.
        read: Takes a summary and returns a number of milli-points; None: not observed.
        *reads: The fields that the value is made of; none: the field of the column's name.
    """

    def value(summary: Summary) -> Cell:
        milli = read(summary)
        return None if milli is None else milli / 1000

    return _of_summary(name, "decimal", value, *reads, unit="points")


def _status(attempt: Attempt) -> str:
    """Whether an attempt is `waiting`, `abandoned` or `finished`."""
    if attempt.summary is None:
        return "waiting"
    return "abandoned" if attempt.summary.abandoned else "finished"


COLUMNS: Final = (
    ReportColumn(name="attempt", type="text", value=lambda x: x.id, reads=frozenset({"id"})),
    *_of_header("text", "trainee", "scenario"),
    *_of_header("integer", "edition"),
    *_of_header("text", "language"),
    *_of_header("date", "started", "ended"),
    ReportColumn(
        name="status", type="text", value=_status, reads=frozenset({"ended", "abandoned"})
    ),
    _points("total", lambda x: x.total),
    _points("empathy", lambda x: x.empathy),
    _points("response_time", lambda x: x.response, "response"),
    _points("proactivity", lambda x: x.proactivity),
    _points("recovery", lambda x: x.recovery),
    _points("outcome_figure", lambda x: x.outcome, "outcome"),
    _of_summary("passed", "boolean", lambda x: x.passed),
    _of_summary("interpretable", "boolean", lambda x: x.interpretable),
    _of_summary("stage", "integer", lambda x: x.stage, unit="stage of service"),
    _points("harassment", lambda x: x.harassment),
    _points("satisfaction_gap", lambda x: x.gap, "experience", "expectation"),
    _of_summary("ending", "text", lambda x: x.ending),
    _of_summary("ending_outcome", "text", lambda x: x.ending_outcome),
    _of_summary("critical_errors", "text", lambda x: "; ".join(x.criticals) or None, "criticals"),
    _of_summary("turns", "integer", lambda x: x.turns, unit="turns"),
    _of_summary("timed_out", "integer", lambda x: x.timed_out, unit="turns"),
    _of_summary("promises_kept", "integer", lambda x: x.kept, "kept", unit="promises"),
    _of_summary("promises_broken", "integer", lambda x: x.broken, "broken", unit="promises"),
    *_of_header("text", "digest", "rubric"),
    *_of_header("integer", "rubric_edition"),
    ReportColumn(
        name="published",
        type="boolean",
        value=lambda x: x.digest in PUBLISHED,
        reads=frozenset({"digest"}),
    ),
    *_of_header("boolean", "measured"),
    ReportColumn(
        name="damaged",
        type="text",
        value=lambda x: "; ".join(x.damaged_columns) or None,
        reads=frozenset(),
    ),
    *_of_header("text", "mode"),
    ReportColumn(
        name="attempt_number",
        type="integer",
        unit="attempts",
        value=lambda x: x.number,
        reads=frozenset({"number"}),
    ),
    ReportColumn(
        name="first_attempt",
        type="boolean",
        value=lambda x: x.first,
        reads=frozenset({"started", "scenario", "mode", "branch_of"}),
    ),
    *_of_header("text", "branch_of", "cohort", "team", "site"),
)
"""All columns. Programs that read exports rely on this order; add new columns at the end."""


def cells(attempt: Attempt) -> list[Cell]:
    """The value of each column of `COLUMNS`; None where the database is damaged."""
    if not attempt.damaged:
        return [column.value(attempt) for column in COLUMNS]
    damaged = set(attempt.damaged_columns) - {"id"}
    return [
        column.value(attempt) if column.reads.isdisjoint(damaged) else None for column in COLUMNS
    ]
