"""The one place where stored headers are read: every cell is checked for its type and its bounds.

SQLite stores a value of any type in any column. A cell with an impossible value is left out and
named in `Attempt.damaged`, so that it costs only itself.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal, cast

import msgspec
from msgspec import Meta, defstruct
from sqlalchemy import (
    LargeBinary,
    Select,
    and_,
    exists,
    func,
    literal_column,
    select,
    tuple_,
    type_coerce,
)
from sqlalchemy import cast as sql_cast
from sqlalchemy.exc import DBAPIError
from sqlalchemy.types import NullType

from simulator.attempt.record import Attempt, CellValue, DamagedCell
from simulator.scoring.summary import Summary
from simulator.store.schema import attempts, reviews, trainees

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import ColumnElement, Connection

    from simulator.store.backend import Backend

LONGEST: Final = 20_000
"""The largest number of bytes in a cell of a header that is read."""
_SHOWN: Final = 100
"""How many characters or bytes of an impossible value are kept."""

_LONGEST_WORD: Final = 1000
_Word = Annotated[str, Meta(max_length=_LONGEST_WORD)]
_Filled = Annotated[str, Meta(min_length=1, max_length=_LONGEST_WORD)]
_Count = Annotated[int, Meta(ge=0)]
_Score = Annotated[int, Meta(ge=0, le=100_000)]
# A date of this program; the day is checked against the calendar afterwards.
_Date = Annotated[
    str,
    Meta(pattern=r"^(19[7-9]|2\d\d)\d-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-5]\dZ\Z", max_length=20),
]
# SQLite gives numbers, PostgreSQL gives truth values.
_Bool = Literal[0, 1] | bool
_Points = Annotated[int, Meta(ge=-(10**12), le=10**12)]

_HEADER_KINDS: Final[dict[str, Any]] = {
    "id": _Filled,
    "trainee": _Filled,
    "scenario": _Filled,
    "edition": _Count,
    "digest": _Filled,
    "rubric": _Filled,
    "rubric_edition": _Count,
    "language": _Filled,
    "started": _Date,
    "ended": _Date | None,
    "measured": Literal[0] | bool | None,
    "mode": Literal["assessment", "tutorial"] | None,
    "number": Annotated[int, Meta(ge=1, le=10**9)] | None,
    "branch_of": _Filled | None,
    "branch_turn": _Count | None,
    "cohort": _Filled | None,
    "team": _Filled | None,
    "site": _Filled | None,
    "first": _Bool,
    "person": _Count,
    "set_aside": _Bool,
}
_SUMMARY_KINDS: Final[dict[str, Any]] = {
    "empathy": _Score | None,
    "proactivity": _Score | None,
    "response": _Score | None,
    "recovery": _Score | None,
    "outcome": _Score | None,
    "total": _Score,
    "passed": _Bool | None,
    "interpretable": _Bool,
    "criticals": _Word,
    "stage": Annotated[int, Meta(ge=1, le=4)] | None,
    "harassment": _Score,
    "experience": _Points,
    "expectation": _Points,
    "ending_outcome": _Word | None,
    "ending": _Word | None,
    "abandoned": _Bool,
    "turns": _Count,
    "timed_out": _Count,
    "kept": _Count,
    "broken": _Count,
}
_HEADER: Final = tuple(_HEADER_KINDS)
_FIGURES: Final = tuple(_SUMMARY_KINDS)
_NAMES: Final = (*_HEADER, *_FIGURES)
_EMPTY: Final[dict[str, object]] = {
    "edition": 0, "rubric_edition": 0, "ended": None, "measured": None, "total": 0,
    "first": None, "person": None, "set_aside": False,
    "interpretable": 0, "criticals": "", "harassment": 0, "experience": 0, "expectation": 0,
    "abandoned": 0, "turns": 0, "timed_out": 0, "kept": 0, "broken": 0,
    **dict.fromkeys(("id", "trainee", "scenario", "digest", "rubric", "language", "started"), ""),
}  # fmt: skip
"""What stands for a damaged cell; None for every other column."""

_ENDED_KINDS: Final = {**_HEADER_KINDS, "ended": _Date, **_SUMMARY_KINDS}
_WAITING_KINDS: Final = {**_HEADER_KINDS, "ended": None, **dict.fromkeys(_FIGURES)}
_ENDED_ROW: Final = defstruct("EndedRow", list(_ENDED_KINDS.items()), array_like=True)
_WAITING_ROW: Final = defstruct("WaitingRow", list(_WAITING_KINDS.items()), array_like=True)
_ID, _STARTED, _ENDED = (_HEADER.index(x) for x in ("id", "started", "ended"))


def _is_first() -> ColumnElement[bool]:
    """Whether no earlier attempt of the trainee at the scenario in the mode is stored.

    It is asked of the stored attempts, because attempts may be delivered late and out of order.
    """
    other = attempts.alias("other")
    earlier = (
        exists()
        .where(
            other.c.trainee_id == attempts.c.trainee_id,
            other.c.scenario == attempts.c.scenario,
            other.c.mode.is_not_distinct_from(attempts.c.mode),
            other.c.branch_of.is_(None),
            tuple_(other.c.started, other.c.id) < tuple_(attempts.c.started, attempts.c.id),
        )
        .correlate(attempts)
    )
    return and_(attempts.c.branch_of.is_(None), ~earlier)


IS_FIRST: Final = _is_first()
"""Whether an attempt is a first attempt; see `Attempt.first`."""


def _is_set_aside() -> ColumnElement[bool]:
    """Whether the newest decision of a reviewer sets the attempt aside."""
    newest = (
        select(func.max(reviews.c.id))
        .where(
            reviews.c.attempt_id == attempts.c.id, reviews.c.decision != literal_column("'note'")
        )
        .correlate(attempts)
        .scalar_subquery()
    )
    return (
        exists()
        .where(reviews.c.id == newest, reviews.c.decision == literal_column("'set-aside'"))
        .correlate(attempts)
    )


IS_SET_ASIDE: Final = _is_set_aside()
"""Whether a reviewer has set an attempt aside; see `Attempt.set_aside`."""


def _cells() -> list[ColumnElement[Any]]:
    """The columns of a header; SQLAlchemy hands on each value as it is stored."""
    named: dict[str, ColumnElement[Any]] = {
        "trainee": trainees.c.name,
        "first": IS_FIRST,
        "person": attempts.c.trainee_id,
        "set_aside": IS_SET_ASIDE,
    }
    columns = [named.get(x, attempts.c.get(x)) for x in _NAMES]
    return [type_coerce(x, NullType()).label(f"cell_{n}") for n, x in enumerate(columns)]


CELLS: Final = _cells()
ATTEMPTS: Final[Select[Any]] = select(*CELLS).select_from(attempts.outerjoin(trainees))
"""Selects the cells of headers; a header whose trainee is gone is selected, too."""


class StoredRow(msgspec.Struct, frozen=True, kw_only=True):
    """One row of the table of attempts.

    Attributes:
        attempt: The attempt in the row.
        row: The number of the row in the table.
        key: The start and the id, by which lists are ordered; None if one of them cannot be read.
    """

    attempt: Attempt
    row: int
    key: tuple[CellValue, CellValue] | None


def read_rows(backend: Backend, connection: Connection, query: Select[Any]) -> list[StoredRow]:
    """The rows of a query, each cell checked.

    Args:
        backend: The database.
        connection: An open reading transaction.
        query: A query made from `ATTEMPTS`.
    """
    numbered = query.add_columns(backend.row_number(attempts))
    try:
        with backend.bounded(connection, LONGEST):
            rows = connection.execute(numbered).all()
    except DBAPIError as error:
        if not backend.concerns_a_value(error):
            raise
        return _read_singly(backend, connection, query)
    return [
        StoredRow(attempt=attempt_from(row[:-1]), row=row[-1], key=(row[_STARTED], row[_ID]))
        for row in rows
    ]


def _read_singly(backend: Backend, connection: Connection, query: Select[Any]) -> list[StoredRow]:
    """The rows of a query, where at least one cell cannot be read; each cell is read alone."""
    number = backend.row_number(attempts)
    found: list[StoredRow] = []
    for row in connection.scalars(query.with_only_columns(number)).all():
        values = [_cell(backend, connection, x, row) for x in CELLS]
        key = (values[_STARTED], values[_ID])
        readable = not any(isinstance(x, _Unreadable) for x in key)
        found.append(
            StoredRow(
                attempt=attempt_from(values),
                row=row,
                key=cast("tuple[CellValue, CellValue]", key) if readable else None,
            )
        )
    return found


class _Unreadable(msgspec.Struct, frozen=True):
    """The value of a cell that is too long, or that is text in no known encoding."""

    stored: CellValue


def _cell(backend: Backend, connection: Connection, column: ColumnElement[Any], row: int) -> object:
    """The value of one cell.

    Args:
        backend: The database.
        connection: An open reading transaction.
        column: One of `CELLS`.
        row: The number of the row.
    """
    for form in (column, sql_cast(column, LargeBinary)):
        query = (
            select(form)
            .select_from(attempts.outerjoin(trainees))
            .where(backend.row_number(attempts) == row)
        )
        try:
            with backend.bounded(connection, LONGEST):
                value = connection.execute(query).scalar_one_or_none()
        except DBAPIError as error:
            if not backend.concerns_a_value(error):
                raise
            continue
        return value if form is column else _Unreadable(shortened(value))
    return _Unreadable(f"> {LONGEST} B")


def attempt_from(values: Sequence[object]) -> Attempt:
    """The attempt in a row.

    Args:
        values: The values of `CELLS`, in their order.
    """
    ended = values[_ENDED] is not None
    try:
        msgspec.convert(values, _ENDED_ROW if ended else _WAITING_ROW)
        damaged: tuple[DamagedCell, ...] = ()
        datetime.fromisoformat(cast("str", values[_STARTED])[:-1])
        if ended:
            datetime.fromisoformat(cast("str", values[_ENDED])[:-1])
    except ValueError:
        values, damaged = _checked(values, ended=ended)
    header = dict(zip(_HEADER, values, strict=False))
    if damaged and not header["id"]:
        header["id"] = next(readable(x.stored) for x in damaged if x.column == "id")
    header["measured"] = header["measured"] != 0
    header["mode"] = header["mode"] or "practice"
    header["set_aside"] = bool(header["set_aside"])
    header["first"] = None if header["first"] is None else bool(header["first"])
    if not ended:
        return Attempt(**cast("dict[str, Any]", header), damaged=damaged)
    scores = cast("dict[str, Any]", dict(zip(_FIGURES, values[len(_HEADER) :], strict=True)))
    for name in ("interpretable", "abandoned"):
        scores[name] = bool(scores[name])
    if scores["passed"] is not None:
        scores["passed"] = bool(scores["passed"])
    criticals = scores["criticals"]
    scores["criticals"] = tuple(criticals.split(",")) if criticals else ()
    summary = Summary(**scores)
    return Attempt(**cast("dict[str, Any]", header), summary=summary, damaged=damaged)


def _checked(
    values: Sequence[object], *, ended: bool
) -> tuple[list[object], tuple[DamagedCell, ...]]:
    """The values with an empty one for each damaged cell, and the damaged cells."""
    kinds = _ENDED_KINDS if ended else _WAITING_KINDS
    checked: list[object] = []
    damaged: list[DamagedCell] = []
    for (name, kind), value in zip(kinds.items(), values, strict=True):
        if _fits(value, kind, date=name in {"started", "ended"}):
            checked.append(value)
            continue
        stored = value.stored if isinstance(value, _Unreadable) else shortened(value)
        damaged.append(DamagedCell(column=name, stored=stored))
        checked.append(_EMPTY.get(name))
    return checked, tuple(damaged)


def _fits(value: object, kind: object, *, date: bool) -> bool:
    """Whether a value can stand in a column."""
    try:
        msgspec.convert(value, cast("type", kind))
        if date and isinstance(value, str):
            datetime.fromisoformat(value[:-1])
    except ValueError:
        return False
    return True


def shortened(value: object) -> CellValue:
    """A value of a database, of which a long text or blob is cut."""
    if isinstance(value, str | bytes) and len(value) > _SHOWN:
        return value[:_SHOWN]
    return value if isinstance(value, str | int | float | bytes) else None


def readable(value: object) -> str:
    """A value of a database as text for a message, for something that should be a text."""
    short = shortened(value)
    return f"x'{short.hex()}'" if isinstance(short, bytes) else f"({short})"
