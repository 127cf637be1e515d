"""Finds in the SQL database what no list of attempts shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from simulator.attempt.record import Signed
from simulator.audit.signed import signed_text
from simulator.store.inspection import database_faults, orphan_ids
from simulator.store.logs import read_cell
from simulator.store.schema import attempts, signatures

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from sqlalchemy import Connection

    from simulator.attempt.record import Attempt, DatabaseFault
    from simulator.store.backend import Backend


class SqlAudit:
    """Implements `attempt.ports.AuditStore`; each method is one transaction.

    Args:
        backend: The open database.
        reading: Opens a reading transaction.
    """

    def __init__(
        self, backend: Backend, reading: Callable[[], AbstractContextManager[Connection]]
    ) -> None:
        self._backend = backend
        self._reading = reading

    def signed(self, attempt: Attempt) -> Signed | None:
        """The stored signature of an attempt; None without one."""
        own, its = attempts.c.id == attempt.id, signatures.c.attempt_id == attempt.id
        with self._reading() as connection:
            length, head, known, signer, signature = (
                read_cell(self._backend, connection, select(column).where(condition))
                for column, condition in (
                    (attempts.c.length, own),
                    (attempts.c.head_hash, own),
                    (signatures.c.attempt_id, its),
                    (signatures.c.signer, its),
                    (signatures.c.signature, its),
                )
            )
        if known is None:
            return None
        return Signed(signed_text(attempt, length, head), str(signer), str(signature))

    def orphans(self) -> tuple[str, ...]:
        """The ids of the attempts whose header or trainee is missing, sorted."""
        with self._reading() as connection:
            return orphan_ids(self._backend, connection)

    def faults(self) -> Iterator[DatabaseFault]:
        """What is damaged in the database outside the attempts."""
        with self._reading() as connection:
            yield from database_faults(self._backend, connection)
