"""A store that forgets all at the end of a test."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from simulator.errors import StoreError
from simulator.store import period

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from simulator.attempt.record import Attempt
    from simulator.session.event import Event


class MemoryStore:
    """Keeps to the contract of `attempt.ports.Store`.

    Attributes:
        failing: Raised by every method that writes, if set.
    """

    def __init__(self) -> None:
        self.failing: StoreError | None = None
        self._attempts: dict[str, Attempt] = {}
        self._events: dict[str, list[Event]] = {}
        self._editions: dict[str, str] = {}

    def keep_edition(self, digest: str, body: str) -> None:
        self._fail()
        self._editions.setdefault(digest, body)

    def edition(self, digest: str) -> str | None:
        return self._editions.get(digest)

    def find(self, start: str) -> tuple[Attempt, ...]:
        found = sorted(x for x in self._attempts if x.startswith(start))
        return tuple(self._attempts[x] for x in found[:2])

    def begin(self, attempt: Attempt, events: Sequence[Event]) -> None:
        self._fail()
        if attempt.id in self._attempts:
            raise StoreError("refused", "memory", attempt.id)
        try:
            attempt.trainee.encode()
        except UnicodeEncodeError as error:
            raise StoreError("refused", "memory", attempt.id) from error
        if "\0" in attempt.trainee:
            raise StoreError("refused", "memory", attempt.id)
        self._attempts[attempt.id] = attempt
        self._events[attempt.id] = list(events)

    def append(self, attempt: str, start: int, events: Sequence[Event]) -> None:
        self._fail()
        log = self._log(attempt)
        if start > len(log):
            raise StoreError("damaged", "memory", f"{attempt}/{start}")
        for seq, (kept, event) in enumerate(zip(log[start:], events, strict=False), start):
            if kept != event:
                raise StoreError("elsewhere", "memory", f"{attempt}/{seq}")
        log.extend(events[len(log) - start :])

    def finish(self, attempt: str, ended: str, figures: Mapping[str, object]) -> None:
        self._fail()
        self._log(attempt)
        if self._attempts[attempt].ended is None:
            self._attempts[attempt] = replace(
                self._attempts[attempt], ended=ended, figures=dict(figures)
            )

    def waiting(self, trainee: str, scenario: str) -> Attempt | None:
        found = self.attempts(trainee=trainee, scenario=scenario)
        return max(
            (x for x in found if x.ended is None), key=lambda x: (x.started, x.id), default=None
        )

    def events(self, attempt: str) -> tuple[Event, ...]:
        return tuple(self._log(attempt))

    def strays(self) -> tuple[str, ...]:
        return ()

    def changed(self, attempt: Attempt) -> tuple[str, ...]:
        kept = self._attempts.get(attempt.id, attempt)
        fields = ("trainee", "digest", "language", "started", "ended")
        return tuple(x for x in fields if getattr(attempt, x) != getattr(kept, x))

    def attempts(
        self,
        *,
        scenario: str | None = None,
        trainee: str | None = None,
        since: str | None = None,
        until: str | None = None,
    ) -> Iterator[Attempt]:
        try:
            first = period.since(since) if since is not None else ""
            last = period.until(until) if until is not None else "~"
        except ValueError as error:
            raise StoreError("refused", "memory", str(error)) from error
        return iter(
            sorted(
                (
                    x
                    for x in self._attempts.values()
                    if first <= x.started <= last
                    and scenario in (None, x.scenario)
                    and trainee in (None, x.trainee)
                ),
                key=lambda x: (x.started, x.id),
            )
        )

    def _log(self, attempt: str) -> list[Event]:
        if attempt not in self._events:
            raise StoreError("damaged", "memory", attempt)
        return self._events[attempt]

    def _fail(self) -> None:
        if self.failing is not None:
            raise self.failing
