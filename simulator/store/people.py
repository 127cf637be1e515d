"""Erases trainees from the SQL database."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, func, select, text, update

from simulator.audit import fingerprint
from simulator.store.schema import attempts, reflections, trainees
from simulator.store.statements import Statement

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from contextlib import AbstractContextManager

    from sqlalchemy import Connection, Select, Update

    from simulator.store.backend import Backend
    from simulator.store.transaction import WriteTransaction


class SqlPeople:
    """Implements `attempt.ports.PeopleStore`; each method is one transaction.

    Args:
        backend: The open database.
        writing: Its writing transaction.
        reading: Opens a reading transaction.
        new_key: Returns a new random key for a name.
    """

    def __init__(
        self,
        backend: Backend,
        writing: WriteTransaction,
        reading: Callable[[], AbstractContextManager[Connection]],
        new_key: Callable[[], str],
    ) -> None:
        self._backend = backend
        self._writing = writing
        self._reading = reading
        self._new_key = new_key

    def last_starts(self) -> Mapping[str, str]:
        """When each trainee last began an attempt, by the name; ISO 8601 in UTC."""
        query = (
            select(trainees.c.name, func.max(attempts.c.started))
            .join_from(trainees, attempts)
            .group_by(trainees.c.name)
        )
        with self._reading() as connection:
            return {str(name): str(start) for name, start in connection.execute(query)}

    def erase(self, name: str, placeholder: str) -> int:
        """Puts a placeholder in the place of a name, and deletes what the trainee wrote."""
        key = self._new_key()
        with self._writing as cursor:
            self._backend.lock(trainees, name)
            own = attempts.c.trainee_id == trainees.c.id
            found = select(attempts.c.id, attempts.c.fingerprint).where(
                own, trainees.c.name == bindparam("sought")
            )
            self._statement(found).run(cursor, sought=name)
            rows = cursor.fetchall()
            seal = update(attempts).where(attempts.c.id == bindparam("attempt"))
            set_seal = self._statement(seal.values(fingerprint=bindparam("fingerprint")))
            forget = Statement(
                text(f"DELETE FROM {reflections.name} WHERE attempt_id = :attempt"),  # noqa: S608 - our own name
                self._backend.engine.dialect,
            )
            for id_, before in rows:
                renamed = fingerprint.renamed(before, id_, placeholder, key)
                set_seal.run(cursor, attempt=id_, fingerprint=renamed)
                forget.run(cursor, attempt=id_)
            rename = update(trainees).where(trainees.c.name == bindparam("sought"))
            self._statement(
                rename.values(name=bindparam("placeholder"), key=bindparam("fresh"))
            ).run(cursor, sought=name, placeholder=placeholder, fresh=key)
        return len(rows)

    def _statement(self, statement: Select[Any] | Update) -> Statement:
        return Statement(statement, self._backend.engine.dialect)
