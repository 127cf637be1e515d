"""What an attempt needs from outside: translations, the time, and the store of attempts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from simulator.attempt.record import Attempt
    from simulator.scenario.text import Text
    from simulator.scoring.summary import Summary
    from simulator.session.event import Event


class Translator(Protocol):
    """Authored text in one language."""

    @property
    def language(self) -> str:
        """The folder name of the language, such as `zh_Hans`."""

    def text(self, text: Text) -> str:
        """The translation; the author's own words where there is no translation."""


class Clock(Protocol):
    """The reply clock and the date."""

    def now(self) -> int:
        """Milliseconds since any fixed moment; never less than at the call before."""

    def date(self) -> str:
        """The date and time, ISO 8601 in UTC to the second: `2026-03-09T14:05:00Z`."""


class LogReader(Protocol):
    """Reads the log of one attempt, the edition it belongs to, and whether its header is intact.

    Every method of this and the other store protocols raises `StoreError` if the store fails.
    """

    def edition(self, digest: str) -> str | None:
        """The stored text of an edition; None if there is none."""

    def events(self, attempt: str) -> tuple[Event, ...]:
        """The event log of an attempt, in order.

        Args:
            attempt: The attempt's id.

        Raises:
            DamagedLogError: An event is missing, was added or has been changed.
        """

    def changed(self, attempt: Attempt) -> tuple[str, ...]:
        """Names of the header fields that differ from their stored fingerprint, in field order.

        Covers the fields that no event repeats: trainee, digest, language, started, ended.
        """


class PlayStore(LogReader, Protocol):
    """Stores an attempt while it is played."""

    def save_edition(self, digest: str, body: str) -> None:
        """Stores the text of an edition durably; a text that is already there stays unchanged."""

    def begin(self, attempt: Attempt, events: Sequence[Event]) -> None:
        """Stores a new attempt with its first events, durably.

        Raises:
            StoreError: refused: an attempt of this id exists, or a field is no storable text.
        """

    def append(self, attempt: str, start: int, events: Sequence[Event]) -> None:
        """Adds events to an attempt, durably. Adding the same events again changes nothing.

        Args:
            attempt: The attempt's id.
            start: The number of events before these.
            events: The new events, in order.

        Raises:
            StoreError: elsewhere: other events are already stored in this place, because the
                attempt was played on in another window; the events stored first are kept.
            DamagedLogError: An event before `start` is missing.
        """

    def finish(self, attempt: str, ended: str, summary: Summary) -> None:
        """Stores the end of an attempt and its scores; a second call changes nothing.

        Args:
            attempt: The attempt's id.
            ended: The date and time, ISO 8601 in UTC to the second.
            summary: The scores.

        Raises:
            DamagedLogError: There is no such attempt.
        """

    def waiting(self, trainee: str, scenario: str) -> Attempt | None:
        """The newest attempt of a trainee at a scenario that has not ended; None if none waits."""


class AttemptReader(LogReader, Protocol):
    """Finds and lists attempts."""

    def find(self, prefix: str) -> tuple[Attempt, ...]:
        """The attempts whose id starts with the prefix, by id.

        At most two: enough to see that the prefix is ambiguous.
        """

    def attempts(
        self,
        *,
        scenario: str | None = None,
        trainee: str | None = None,
        since: str | None = None,
        until: str | None = None,
    ) -> Iterator[Attempt]:
        """The attempts that pass every filter, oldest start first; read in batches.

        Args:
            scenario: A scenario's id.
            trainee: A trainee's name, exactly as stored.
            since: The earliest start, ISO 8601.
            until: The latest start, ISO 8601, included; a bare date includes the whole day.

        Raises:
            StoreError: refused: `since` or `until` is not a date.
        """


class AuditStore(LogReader, Protocol):
    """Finds parts of attempts that nothing else would miss."""

    def orphans(self) -> tuple[str, ...]:
        """Ids of attempts whose header or trainee is missing, sorted."""


class Store(PlayStore, AttemptReader, AuditStore, Protocol):
    """The whole store of attempts. Code that needs less asks for one of the smaller protocols."""
