"""What an attempt needs of the world."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from simulator.attempt.record import Attempt
    from simulator.scenario.text import Text
    from simulator.session.event import Event


class Translator(Protocol):
    """Authored text in one language."""

    @property
    def language(self) -> str:
        """The folder name of the language, such as `zh_Hans`."""

    def text(self, text: Text) -> str:
        """The words to show; the author's own where there is no translation."""


class Clock(Protocol):
    """The time of the world."""

    def now(self) -> int:
        """Milliseconds that never go back."""

    def date(self) -> str:
        """The date and time, ISO 8601 in UTC to the second: `2026-03-09T14:05:00Z`."""


class Store(Protocol):
    """Where attempts are kept. Every method raises `StoreError` if it cannot do its work."""

    def keep_edition(self, digest: str, body: str) -> None:
        """Keeps the text of an edition, durably; one that is there stays as it is."""

    def edition(self, digest: str) -> str | None:
        """The text of an edition, as it is kept; None if there is none."""

    def begin(self, attempt: Attempt, events: Sequence[Event]) -> None:
        """Keeps a new attempt with its first events, durably."""

    def append(self, attempt: str, start: int, events: Sequence[Event]) -> None:
        """Adds events to an attempt, durably; `start` is the number of events before them.

        Adding again what is there already changes nothing.
        """

    def finish(self, attempt: str, ended: str, figures: Mapping[str, object]) -> None:
        """Notes the ending and the score sheet's summary."""

    def waiting(self, trainee: str, scenario: str) -> Attempt | None:
        """The newest attempt of a trainee at a scenario that has not ended."""

    def events(self, attempt: str) -> tuple[Event, ...]:
        """The event log of an attempt, in order.

        Raises:
            DamagedLogError: It is not as it was written.
        """

    def strays(self) -> tuple[str, ...]:
        """Ids of attempts of which only the events are there, or all but the trainee."""

    def changed(self, attempt: Attempt) -> tuple[str, ...]:
        """The fields of a header that are not as they were written, in their order.

        Only of those that no event tells: trainee, digest, language, started, ended.
        """

    def find(self, start: str) -> tuple[Attempt, ...]:
        """Attempts whose id starts so, by id; two at the most, which is one too many."""

    def attempts(
        self,
        *,
        scenario: str | None = None,
        trainee: str | None = None,
        since: str | None = None,
        until: str | None = None,
    ) -> Iterator[Attempt]:
        """Attempts by their start, oldest first; dates are ISO 8601, both ends included."""
