"""Recomputes a stored attempt from its log, on the edition that was played."""

from __future__ import annotations

from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from msgspec import Struct
from msgspec.structs import asdict

from simulator.attempt.edition import playable, stored_edition
from simulator.errors import DamagedLogError, EditionError, LogError, StoreError
from simulator.scoring.sheet import score
from simulator.session.event import Ended, Started
from simulator.session.session import Session

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.attempt.ports import Store
    from simulator.attempt.record import Attempt
    from simulator.session.event import Event
    from simulator.session.program import Program

What: TypeAlias = Literal[
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
    "stray",
    "figure",
]
_EDITION_FAULTS: dict[str, What] = {
    "missing": "edition-missing",
    "changed": "edition-changed",
    "unreadable": "edition-unreadable",
}
_EDITIONS = 16


class Fault(Struct, frozen=True, kw_only=True):
    """Something about an attempt that is not as it was written.

    Attributes:
        what: An event was changed (or moved), is missing or was added; the log is unreadable,
            unlike any play of the edition, or ends too early; so for the edition; a field of the
            header was changed; or a figure is not the one that the log gives.
        seq: The place of the event in the log, from 0.
        event: Its type; None where it cannot be told.
        figure: The name of the figure, or of the field of the header.
        stored: What is kept of it; recomputed: what the log gives.
    """

    what: What
    seq: int | None = None
    event: str | None = None
    figure: str | None = None
    stored: Any = None
    recomputed: Any = None

    def plain(self) -> dict[str, Any]:
        """The fault as plain data; fields that it has not are left out."""
        wanted = {"figure": ("stored", "recomputed"), "header": ("stored",)}.get(self.what, ())
        return {k: v for k, v in asdict(self).items() if v is not None or k in wanted}


class Verifier:
    """Verifies attempts of one store; editions are read once for many attempts."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._edition = lru_cache(maxsize=_EDITIONS)(partial(stored_edition, store))

    def __call__(self, attempt: Attempt) -> tuple[Fault, ...]:
        """What is wrong with an attempt, in the order in which it is looked at.

        Raises:
            StoreError: The store cannot be read at all.
        """
        found = [
            Fault(what="header", figure=name, stored=getattr(attempt, name))
            for name in self._store.changed(attempt)
        ]
        try:
            log = self._store.events(attempt.id)
        except DamagedLogError as error:
            return (*found, Fault(what=error.what, seq=error.seq, event=error.kind))
        except StoreError as error:
            if error.reason != "damaged":
                raise
            return (*found, Fault(what="unreadable"))
        found += _header(attempt, log)
        last = log[-1]
        if attempt.ended is not None and not isinstance(last, Ended):
            found.append(Fault(what="unended", seq=len(log) - 1, event=last.kind))
        try:
            program = self._edition(attempt.digest).program
            with playable(attempt.digest):
                Session.replay(program, log)
                figures = tuple(_figures(attempt, program, log))
        except EditionError as error:
            return (*found, Fault(what=_EDITION_FAULTS[error.what]))
        except LogError as error:
            kind = log[error.seq].kind if error.seq < len(log) else None
            return (*found, Fault(what="unlike", seq=error.seq, event=kind))
        return (*found, *figures)


def _header(attempt: Attempt, log: tuple[Event, ...]) -> Iterator[Fault]:
    """Fields of the header that the first event tells otherwise."""
    first = log[0]
    if not isinstance(first, Started):
        return
    for name in ("scenario", "edition", "rubric", "rubric_edition"):
        stored, recomputed = getattr(attempt, name), getattr(first, name)
        if stored != recomputed:
            yield Fault(what="figure", figure=name, stored=stored, recomputed=recomputed)


def _figures(attempt: Attempt, program: Program, log: tuple[Event, ...]) -> Iterator[Fault]:
    if attempt.ended is None:
        return
    stored = attempt.figures or {}
    for name, value in asdict(score(program.scenario, program.rubric, log).summary()).items():
        if stored.get(name) != value:
            yield Fault(what="figure", figure=name, stored=stored.get(name), recomputed=value)
