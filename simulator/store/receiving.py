"""Receives attempts that were played elsewhere into the SQL database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from simulator.audit import fingerprint
from simulator.store.rows import chained_rows, whole_row
from simulator.store.schema import attempts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from contextlib import AbstractContextManager

    from sqlalchemy import Connection
    from sqlalchemy.engine.interfaces import DBAPICursor

    from simulator.attempt.ports import Parcel
    from simulator.store.statements import Statements
    from simulator.store.transaction import WriteTransaction


class SqlReceiver:
    """Implements `attempt.ports.Receiver`; each method is one transaction.

    Args:
        writing: The writing transaction of the database.
        reading: Opens a reading transaction.
        statements: The statements of the database.
        trainee: Takes a cursor and a name, and returns the id and the key of the trainee, who is
            added if there is none.
    """

    def __init__(
        self,
        writing: WriteTransaction,
        reading: Callable[[], AbstractContextManager[Connection]],
        statements: Statements,
        trainee: Callable[[DBAPICursor, str], tuple[int, str]],
    ) -> None:
        self._writing = writing
        self._reading = reading
        self._statements = statements
        self._trainee = trainee

    def known(self, ids: Sequence[str]) -> frozenset[str]:
        """Those of some ids of attempts that are stored here."""
        with self._reading() as connection:
            return frozenset(
                connection.scalars(select(attempts.c.id).where(attempts.c.id.in_(ids)))
            )

    def receive(self, parcels: Iterable[Parcel]) -> int:
        """Stores attempts, all of them or none; see `attempt.ports.Receiver`."""
        new = 0
        with self._writing as cursor:
            for parcel in sorted(parcels, key=lambda x: x.attempt.trainee):
                attempt, digest = parcel.attempt, parcel.attempt.digest
                trainee, key = self._trainee(cursor, attempt.trainee)
                rows = chained_rows(attempt.id, 0, attempt.id, parcel.events)
                self._statements.add_whole.run(
                    cursor,
                    **whole_row(attempt, rows),
                    trainee_id=trainee,
                    fingerprint=fingerprint.of_attempt(attempt, key),
                )
                if cursor.rowcount != 1:
                    continue
                new += 1
                if parcel.edition is not None:
                    self._statements.add_edition.run(cursor, digest=digest, body=parcel.edition)
                self._statements.add_event.run_each(cursor, rows)
                if parcel.signature:
                    self._statements.add_signature.run(
                        cursor,
                        attempt_id=attempt.id,
                        signer=parcel.signer,
                        signature=parcel.signature,
                    )
        return new
