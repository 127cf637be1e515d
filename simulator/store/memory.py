"""A store in memory, for pictures and tests: what it holds is gone when the program ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from simulator.audit import fingerprint
from simulator.errors import DamagedLogError, StoreError
from simulator.store import period

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from simulator.attempt.record import Attempt
    from simulator.scoring.summary import Summary
    from simulator.session.event import Event

_PLACE = "memory"


class MemoryStore:
    """Attempts in memory; see `attempt.ports.Store`.

    Attributes:
        failing: An error that every method that writes raises; None: the store works.
    """

    def __init__(self) -> None:
        self.failing: StoreError | None = None
        self._attempts: dict[str, Attempt] = {}
        self._fingerprints: dict[str, str] = {}
        self._events: dict[str, list[Event]] = {}
        self._editions: dict[str, str] = {}

    def save_edition(self, digest: str, body: str) -> None:
        """Stores the text of an edition; a text that is already there stays unchanged."""
        self._fail_if_told()
        self._editions.setdefault(digest, body)

    def edition(self, digest: str) -> str | None:
        """The stored text of an edition; None if there is none."""
        return self._editions.get(digest)

    def begin(self, attempt: Attempt, events: Sequence[Event]) -> None:
        """Stores a new attempt with its first events."""
        self._fail_if_told()
        if attempt.id in self._attempts or not _storable(attempt.trainee):
            raise StoreError("refused", _PLACE, attempt.id)
        self._attempts[attempt.id] = attempt
        self._fingerprints[attempt.id] = fingerprint.of_attempt(attempt)
        self._events[attempt.id] = list(events)

    def append(self, attempt: str, start: int, events: Sequence[Event]) -> None:
        """Adds events to an attempt; see `attempt.ports.PlayStore`."""
        self._fail_if_told()
        log = self._log(attempt)
        if start > len(log):
            raise DamagedLogError(_PLACE, attempt, start, what="missing")
        for seq, (stored, event) in enumerate(zip(log[start:], events, strict=False), start):
            if stored != event:
                raise StoreError("elsewhere", _PLACE, f"{attempt}/{seq}")
        log.extend(events[len(log) - start :])

    def finish(self, attempt: str, ended: str, summary: Summary) -> None:
        """Stores the end of an attempt and its scores; a second call changes nothing."""
        self._fail_if_told()
        self._log(attempt)
        header = self._attempts[attempt]
        if header.ended is None:
            mark = self._fingerprints[attempt]
            self._attempts[attempt] = replace(header, ended=ended, summary=summary)
            self._fingerprints[attempt] = fingerprint.with_end(mark, attempt, ended)

    def waiting(self, trainee: str, scenario: str) -> Attempt | None:
        """The newest attempt of a trainee at a scenario that has not ended; None if none waits."""
        found = self.attempts(trainee=trainee, scenario=scenario)
        return max((x for x in found if x.ended is None), key=_start, default=None)

    def events(self, attempt: str) -> tuple[Event, ...]:
        """The event log of an attempt, in order."""
        return tuple(self._log(attempt))

    def changed(self, attempt: Attempt) -> tuple[str, ...]:
        """Names of the header fields that differ from their stored fingerprint."""
        return fingerprint.changed(self._fingerprints.get(attempt.id), attempt)

    def orphans(self) -> tuple[str, ...]:
        """Always empty: nobody can delete part of an attempt."""
        return ()

    def find(self, prefix: str) -> tuple[Attempt, ...]:
        """The attempts whose id starts with the prefix, by id; at most two."""
        found = sorted(x for x in self._attempts if x.startswith(prefix))
        return tuple(self._attempts[x] for x in found[:2])

    def attempts(
        self,
        *,
        scenario: str | None = None,
        trainee: str | None = None,
        since: str | None = None,
        until: str | None = None,
    ) -> Iterator[Attempt]:
        """The attempts that pass every filter, oldest start first; see `AttemptReader`."""
        try:
            first = period.since(since) if since is not None else ""
            last = period.until(until) if until is not None else "~"
        except ValueError as error:
            raise StoreError("refused", _PLACE, str(error)) from error
        found = (
            x
            for x in self._attempts.values()
            if first <= x.started <= last
            and scenario in (None, x.scenario)
            and trainee in (None, x.trainee)
        )
        return iter(sorted(found, key=_start))

    def _log(self, attempt: str) -> list[Event]:
        if attempt not in self._events:
            raise DamagedLogError(_PLACE, attempt, 0, what="missing")
        return self._events[attempt]

    def _fail_if_told(self) -> None:
        if self.failing is not None:
            raise self.failing


def _start(attempt: Attempt) -> tuple[str, str]:
    return attempt.started, attempt.id


def _storable(name: str) -> bool:
    """Whether a database takes a name: no NUL and no lone surrogates."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return "\0" not in name
