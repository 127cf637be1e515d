"""What reviewers say about attempts, in the SQL database."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from sqlalchemy import insert, select

from simulator.attempt.record import Review
from simulator.store.schema import reviews
from simulator.store.statements import Statement

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from sqlalchemy import Connection

    from simulator.store.backend import Backend
    from simulator.store.transaction import WriteTransaction

_FIELDS = Review.__struct_fields__


class SqlReviews:
    """Implements `attempt.ports.ReviewStore`; each method is one transaction.

    Args:
        backend: The open database.
        writing: Its writing transaction.
        reading: Opens a reading transaction.
    """

    def __init__(
        self,
        backend: Backend,
        writing: WriteTransaction,
        reading: Callable[[], AbstractContextManager[Connection]],
    ) -> None:
        self._backend = backend
        self._writing = writing
        self._reading = reading

    def add(self, attempt: str, review: Review) -> None:
        """Adds a review; none is ever changed or removed."""
        columns = ("attempt_id", *_FIELDS)
        statement = Statement(insert(reviews), self._backend.engine.dialect, *columns)
        values = {x: str(getattr(review, x)) for x in _FIELDS}
        with self._writing as cursor:
            statement.run(cursor, attempt_id=attempt, **values)

    def of(self, attempt: str) -> tuple[Review, ...]:
        """The reviews of an attempt, the oldest first; one that cannot be read is left out."""
        query = (
            select(*(reviews.c[x] for x in _FIELDS))
            .where(reviews.c.attempt_id == attempt)
            .order_by(reviews.c.id)
        )
        with self._reading() as connection:
            rows = connection.execute(query).all()
        found = []
        for row in rows:
            try:
                found.append(msgspec.convert(dict(zip(_FIELDS, row, strict=True)), Review))
            except msgspec.ValidationError:
                continue
        return tuple(found)
