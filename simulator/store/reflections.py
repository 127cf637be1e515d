"""What trainees think of their own attempts, in the SQL database."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, get_args

from sqlalchemy import bindparam, select, update

from simulator.attempt.reflection import Plan
from simulator.debrief.own_view import Level
from simulator.store.logs import read_cell
from simulator.store.schema import attempts, reflections, trainees
from simulator.store.statements import Statement

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from contextlib import AbstractContextManager

    from sqlalchemy import Connection, Select

    from simulator.store.backend import Backend
    from simulator.store.statements import SqlValue
    from simulator.store.transaction import WriteTransaction


_HALVES: Final = (reflections.c.plan_when, reflections.c.plan_then)


class SqlReflections:
    """Implements `attempt.ports.ReflectionStore`; each method is one transaction.

    A cell that cannot be read counts as empty, because nothing depends on it.

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

    def save_judged(self, attempt: str, judged: Mapping[int, Level]) -> None:
        """Stores how the trainee judged some turns; an earlier judgement is replaced."""
        words = ",".join(f"{number}:{level}" for number, level in sorted(judged.items()))
        self._save(attempt, judged=words)

    def judged(self, attempt: str) -> Mapping[int, Level]:
        """How the trainee judged turns of an attempt; empty without any judgement."""
        query = select(reflections.c.judged).where(reflections.c.attempt_id == attempt)
        pairs = (x.partition(":") for x in self._text(query).split(","))
        return {
            int(number): level
            for number, _, word in pairs
            for level in get_args(Level)
            if level == word and number.isdecimal()
        }

    def save_plan(self, attempt: str, plan: Plan) -> None:
        """Stores the plan that the trainee made after an attempt; an earlier one is replaced."""
        self._save(attempt, plan_when=plan.when, plan_then=plan.then)

    def plan(self, attempt: str) -> Plan | None:
        """The plan that the trainee made after an attempt; None without one."""
        own = reflections.c.attempt_id == attempt
        return self._plan(*(select(x).where(own) for x in _HALVES))

    def newest_plan(self, trainee: str) -> Plan | None:
        """The plan after the newest attempt of a trainee that has one; None without any."""
        joined = reflections.join(attempts, attempts.c.id == reflections.c.attempt_id).join(
            trainees, trainees.c.id == attempts.c.trainee_id
        )
        newest = (attempts.c.started.desc(), attempts.c.id.desc())
        own = (trainees.c.name == trainee, reflections.c.plan_when.is_not(None))
        queries = (select(x).select_from(joined).where(*own) for x in _HALVES)
        return self._plan(*(x.order_by(*newest).limit(1) for x in queries))

    def _plan(self, *halves: Select[Any]) -> Plan | None:
        when, then = map(self._text, halves)
        return Plan(when=when, then=then) if when and then else None

    def _save(self, attempt: str, **values: SqlValue) -> None:
        dialect = self._backend.engine.dialect
        add = Statement(self._backend.insert_if_absent(reflections), dialect, "attempt_id")
        change = update(reflections).where(reflections.c.attempt_id == bindparam("attempt"))
        with self._writing as cursor:
            add.run(cursor, attempt_id=attempt)
            changed = change.values({x: bindparam(x) for x in values})
            Statement(changed, dialect).run(cursor, attempt=attempt, **values)

    def _text(self, query: Select[Any]) -> str:
        with self._reading() as connection:
            found = read_cell(self._backend, connection, query)
        return found if isinstance(found, str) else ""
