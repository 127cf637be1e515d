"""Compares a stored attempt with what its log gives on the edition that was played."""

from __future__ import annotations

from functools import lru_cache, partial
from typing import TYPE_CHECKING, Literal, TypeAlias

from msgspec import Struct

from simulator.attempt.edition import playable, stored_edition
from simulator.errors import DamagedLogError, EditionError, LogError, StoreError
from simulator.scoring.sheet import score
from simulator.scoring.summary import Summary
from simulator.session.event import Ended, Started
from simulator.session.replay import replay_log

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.attempt.ports import LogReader
    from simulator.attempt.record import Attempt
    from simulator.session.event import Event
    from simulator.session.program import Program

FaultKind: TypeAlias = Literal[
    "changed",
    "missing",
    "added",
    "unreadable",
    "unlike",
    "unended",
    "edition-missing",
    "edition-changed",
    "edition-unreadable",
    "header",
    "orphan",
    "figure",
]
FieldValue: TypeAlias = str | int | float | bool | bytes | tuple[str, ...] | None
"""The value of a header field or a score. A damaged database can hold any of these types."""

_EDITION_FAULTS: dict[str, FaultKind] = {
    "missing": "edition-missing",
    "changed": "edition-changed",
    "unreadable": "edition-unreadable",
}
_EDITIONS = 16


class Fault(Struct, frozen=True, kw_only=True):
    """One way in which a stored attempt differs from the attempt that was played.

    Attributes:
        kind: changed, missing, added: an event of the log was changed or moved, is missing, or was
            added. unreadable: the database cannot read the log. unlike: no play of the edition
            gives this log. unended: the attempt has ended, but its log has no ending.
            edition-...: the edition is missing, was changed, or cannot be played. header: a field
            differs from its fingerprint. figure: a field differs from the value that the log
            gives. orphan: only the events are there, or all but the trainee.
        seq: The place of the event in the log, from 0; None if the fault is not about one event.
        event: The type of the event; None if unknown.
        field: The name of the header field or score.
        stored: The stored value of that field.
        recomputed: The value that the log gives for that field.
    """

    kind: FaultKind
    seq: int | None = None
    event: str | None = None
    field: str | None = None
    stored: FieldValue = None
    recomputed: FieldValue = None

    def encode(self) -> dict[str, object]:
        """The fault as an object for JSON, without the attributes that do not apply."""
        values = {
            "what": self.kind,
            "seq": self.seq,
            "event": self.event,
            "figure": self.field,
            "stored": _encode(self.stored),
            "recomputed": _encode(self.recomputed),
        }
        wanted = {"figure": ("stored", "recomputed"), "header": ("stored",)}.get(self.kind, ())
        return {k: v for k, v in values.items() if v is not None or k in wanted}


class Verifier:
    """Verifies attempts of one store. The last editions are kept in memory for the next attempt.

    Args:
        store: The store of the attempts.
    """

    def __init__(self, store: LogReader) -> None:
        self._store = store
        self._edition = lru_cache(maxsize=_EDITIONS)(partial(stored_edition, store))

    def __call__(self, attempt: Attempt) -> tuple[Fault, ...]:
        """All faults of an attempt: of its header, its log, its edition and its scores.

        Raises:
            StoreError: The store cannot be read at all.
        """
        found = [
            Fault(kind="header", field=name, stored=getattr(attempt, name))
            for name in self._store.changed(attempt)
        ]
        try:
            log = self._store.events(attempt.id)
        except DamagedLogError as error:
            return (*found, Fault(kind=error.what, seq=error.seq, event=error.kind))
        except StoreError as error:
            if error.reason != "damaged":
                raise
            return (*found, Fault(kind="unreadable"))
        found += _header_faults(attempt, log)
        last = log[-1]
        if attempt.ended is not None and not isinstance(last, Ended):
            found.append(Fault(kind="unended", seq=len(log) - 1, event=last.kind))
        try:
            program = self._edition(attempt.digest).program
            with playable(attempt.digest):
                replay_log(program, log)
                return (*found, *_score_faults(attempt, program, log))
        except EditionError as error:
            return (*found, Fault(kind=_EDITION_FAULTS[error.what]))
        except LogError as error:
            kind = log[error.seq].kind if error.seq < len(log) else None
            return (*found, Fault(kind="unlike", seq=error.seq, event=kind))


def _header_faults(attempt: Attempt, log: tuple[Event, ...]) -> Iterator[Fault]:
    """The fields of the header that differ from the first event."""
    first = log[0]
    if not isinstance(first, Started):
        return
    for name in ("scenario", "edition", "rubric", "rubric_edition"):
        yield from _compared(name, getattr(attempt, name), getattr(first, name))


def _score_faults(attempt: Attempt, program: Program, log: tuple[Event, ...]) -> Iterator[Fault]:
    """The stored scores that differ from those of the log."""
    if attempt.ended is None:
        return
    recomputed = score(program.scenario, program.rubric, log).summary()
    for name in Summary.__struct_fields__:
        stored = getattr(attempt.summary, name, None)
        yield from _compared(name, stored, getattr(recomputed, name))


def _compared(name: str, stored: FieldValue, recomputed: FieldValue) -> Iterator[Fault]:
    if stored != recomputed:
        yield Fault(kind="figure", field=name, stored=stored, recomputed=recomputed)


def _encode(value: FieldValue) -> object:
    return list(value) if isinstance(value, tuple) else value
