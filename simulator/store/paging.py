"""The condition that continues a list after its last row."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from sqlalchemy import and_, or_, select, tuple_

from simulator.store.schema import attempts

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement

    from simulator.store.backend import Backend
    from simulator.store.cells import StoredRow


def after(backend: Backend, last: StoredRow) -> ColumnElement[bool]:
    """The rows that follow a row in the order of start and id.

    A comparison of rows, unlike two conditions joined by OR, finds its place in the index at once.

    Args:
        backend: The database.
        last: The last row that was read.
    """
    start = attempts.c.started
    if last.key is None:
        # A value that is too long to be read is compared inside the database.
        table = attempts.alias("last")
        same = backend.row_number(table) == last.row
        both = (select(x).where(same).scalar_subquery() for x in (table.c.started, table.c.id))
        return tuple_(start, attempts.c.id) > tuple_(*both)
    started, id_ = last.key
    if started is None:
        # Nothing is greater than NULL, which comes first in the order.
        return or_(and_(start.is_(None), attempts.c.id > id_), start.is_not(None))
    return tuple_(start, attempts.c.id) > tuple_(started, id_)


def is_behind(last: StoredRow, before: StoredRow) -> bool:
    """Whether a row stands before another in the order of start and id.

    In a damaged index the next batch can begin anywhere, so that a list would never end.

    Args:
        last: The last row of a batch.
        before: The last row of the batch before.
    """
    keys = (last.key, before.key)
    if any(x is None or not all(isinstance(y, str) for y in x) for x in keys):
        return False
    return cast("tuple[str, str]", last.key) <= cast("tuple[str, str]", before.key)
