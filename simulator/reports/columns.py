"""The columns of every score sheet: name, type, unit, range, and how to read the value.

A column stands here once. The header rows, the dictionary in workbooks, `docs/score-sheet.md` and
the JSON Schema of the export are made from it; the messages `column.NAME` and `column.NAME.meaning`
word it.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from msgspec import Struct

from simulator.attempt.published import PUBLISHED
from simulator.attempt.record import MODES
from simulator.audit.signed import sheet_code
from simulator.scenario.vocabulary import OUTCOMES

if TYPE_CHECKING:
    from collections.abc import Callable

    from simulator.attempt.record import Attempt
    from simulator.scoring.summary import Summary

Cell: TypeAlias = str | int | float | bool | None
"""One value of an export. A float is written with three decimals. None is an empty cell."""

CellType: TypeAlias = Literal["text", "date", "integer", "decimal", "boolean"]
"""The type of the values in a column. A date is text, ISO 8601 in UTC to the second."""

STATUSES: Final = ("waiting", "abandoned", "finished")


class ReportColumn(Struct, frozen=True, kw_only=True):
    """One column of every export.

    Attributes:
        name: The name of the column in the header row.
        type: The type of the values.
        unit: The unit of a number, such as `points`; None for text, dates, booleans and edition
            numbers.
        least: The smallest possible number; None: there is none.
        most: The largest possible number; None: there is none.
        words: The possible words; None: any text. The message of a word is `words_id` and the word.
        words_id: The first part of the ids of the messages of `words`.
        value: Takes an attempt and returns the value of the column.
        reads: The fields of `Attempt` or `Summary` that the value is made of. If one of them is
            damaged, the cell is empty.
    """

    name: str
    type: CellType
    unit: str | None = None
    least: int | None = None
    most: int | None = None
    words: tuple[str, ...] | None = None
    words_id: str = ""
    value: Callable[[Attempt], Cell]
    reads: frozenset[str]

    @property
    def range(self) -> str:
        """The possible values, as they stand in the export; a dash for any text or date."""
        if self.words is not None:
            return ", ".join(self.words)
        if self.type == "boolean":
            return "yes, no"
        if self.least is None:
            return "-"
        return f"{self.least} to {self.most}" if self.most is not None else f"from {self.least}"


def _of_header(type_: CellType, *names: str, least: int | None = None) -> tuple[ReportColumn, ...]:
    """Columns for fields of an attempt's header; a column has the name of its field.

    Args:
        type_: The type of the values in these columns.
        *names: The names of the fields.
        least: The smallest possible number; None: there is none.
    """
    return tuple(
        ReportColumn(name=x, type=type_, least=least, value=_header_field(x), reads=frozenset({x}))
        for x in names
    )


def _header_field(name: str) -> Callable[[Attempt], Cell]:
    """A function that returns a header field of an attempt."""

    def value(attempt: Attempt) -> Cell:
        cell: Cell = getattr(attempt, name)
        return cell

    return value


def _of_summary(
    name: str, type_: CellType, read: Callable[[Summary], Cell], *reads: str, **more: object
) -> ReportColumn:
    """A column for a value of the summary; it is empty until the attempt has ended.

    Args:
        name: The name of the column.
        type_: The type of the values.
        read: Takes a summary and returns the value.
        *reads: The fields that the value is made of; none: the field of the column's name.
        **more: Other fields of the column.
    """

    def value(attempt: Attempt) -> Cell:
        return None if attempt.summary is None else read(attempt.summary)

    return ReportColumn(
        name=name,
        type=type_,
        value=value,
        reads=frozenset(reads or {name}),
        **more,  # type: ignore[arg-type]  # the fields of `ReportColumn` check them
    )


def _points(
    name: str, read: Callable[[Summary], int | None], *reads: str, least: int | None = 0
) -> ReportColumn:
    """A column of points with three decimals.

    Args:
        name: The name of the column.
        read: Takes a summary and returns a number of milli-points; None: not observed.
        *reads: The fields that the value is made of; none: the field of the column's name.
        least: 0 for points from 0 to 100; None: any number.
    """

    def value(summary: Summary) -> Cell:
        milli = read(summary)
        return None if milli is None else milli / 1000

    most = None if least is None else 100
    return _of_summary(name, "decimal", value, *reads, unit="points", least=least, most=most)


def _count(name: str, field: str, unit: str) -> ReportColumn:
    """A column of a number of things that the summary counts.

    Args:
        name: The name of the column.
        field: The name of the field.
        unit: What is counted.
    """

    def value(summary: Summary) -> Cell:
        cell: Cell = getattr(summary, field)
        return cell

    return _of_summary(name, "integer", value, field, unit=unit, least=0)


def _status(attempt: Attempt) -> str:
    """Whether an attempt is `waiting`, `abandoned` or `finished`."""
    if attempt.summary is None:
        return "waiting"
    return "abandoned" if attempt.summary.abandoned else "finished"


def _code(attempt: Attempt) -> str | None:
    """The verification code; None while the attempt waits, because it still changes."""
    return None if attempt.ended is None else sheet_code(attempt)


def _duration(attempt: Attempt) -> int | None:
    """The seconds from the start to the end; None while the attempt waits or if a clock was set."""
    if attempt.ended is None:
        return None
    start, end = (datetime.fromisoformat(x) for x in (attempt.started, attempt.ended))
    seconds = round((end - start).total_seconds())
    return seconds if seconds >= 0 else None


COLUMNS: Final = (
    ReportColumn(name="attempt", type="text", value=lambda x: x.id, reads=frozenset({"id"})),
    *_of_header("text", "trainee", "scenario"),
    *_of_header("integer", "edition", least=1),
    *_of_header("text", "language"),
    *_of_header("date", "started", "ended"),
    ReportColumn(
        name="status",
        type="text",
        words=STATUSES,
        words_id="status.",
        value=_status,
        reads=frozenset({"ended", "abandoned"}),
    ),
    _points("total", lambda x: x.total),
    _points("empathy", lambda x: x.empathy),
    _points("response_time", lambda x: x.response, "response"),
    _points("proactivity", lambda x: x.proactivity),
    _points("recovery", lambda x: x.recovery),
    _points("outcome_figure", lambda x: x.outcome, "outcome"),
    _of_summary("passed", "boolean", lambda x: x.passed),
    _of_summary("interpretable", "boolean", lambda x: x.interpretable),
    _of_summary("stage", "integer", lambda x: x.stage, unit="stage of service", least=1, most=4),
    _points("harassment", lambda x: x.harassment),
    _points("satisfaction_gap", lambda x: x.gap, "experience", "expectation", least=None),
    _of_summary("ending", "text", lambda x: x.ending),
    _of_summary(
        "ending_outcome",
        "text",
        lambda x: x.ending_outcome,
        words=OUTCOMES,
        words_id="outcome.",
    ),
    _of_summary("critical_errors", "text", lambda x: "; ".join(x.criticals) or None, "criticals"),
    _count("turns", "turns", "turns"),
    _count("timed_out", "timed_out", "turns"),
    _count("promises_kept", "kept", "promises"),
    _count("promises_broken", "broken", "promises"),
    *_of_header("text", "digest", "rubric"),
    *_of_header("integer", "rubric_edition", least=1),
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
    ReportColumn(
        name="mode",
        type="text",
        words=MODES,
        words_id="mode.",
        value=lambda x: x.mode,
        reads=frozenset({"mode"}),
    ),
    ReportColumn(
        name="attempt_number",
        type="integer",
        unit="attempts",
        least=1,
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
    ReportColumn(
        name="trainee_id",
        type="integer",
        least=1,
        value=lambda x: x.person,
        reads=frozenset({"person"}),
    ),
    ReportColumn(
        name="duration",
        type="integer",
        unit="seconds",
        least=0,
        value=_duration,
        reads=frozenset({"started", "ended"}),
    ),
    *_of_header("boolean", "set_aside"),
    ReportColumn(name="code", type="text", value=_code, reads=frozenset({"ended"})),
)
"""All columns. Programs that read exports rely on this order; add new columns at the end."""

TITLE: Final = ReportColumn(name="title", type="text", value=lambda _: None, reads=frozenset())
"""The title of the scenario, which is read from the stored edition; the last column of a sheet."""


def cells(attempt: Attempt) -> list[Cell]:
    """The value of each column of `COLUMNS`; None where the database is damaged."""
    if not attempt.damaged:
        return [column.value(attempt) for column in COLUMNS]
    damaged = set(attempt.damaged_columns) - {"id"}
    return [
        column.value(attempt) if column.reads.isdisjoint(damaged) else None for column in COLUMNS
    ]
