"""The protocols through which an attempt reaches translations, the time and the stored attempts."""

from __future__ import annotations

from typing import (
    TYPE_CHECKING,
    Final,
    Literal,
    Protocol,
    TypeAlias,
    TypedDict,
    get_args,
)

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import Unpack

    from simulator.attempt.record import Attempt, DatabaseFault, Flag, Mode, Review, Signed
    from simulator.attempt.reflection import Plan
    from simulator.debrief.own_view import Level
    from simulator.scenario.text import Text
    from simulator.scoring.summary import Summary
    from simulator.session.event import Event


class Translator(Protocol):
    """Translates authored texts into one language."""

    @property
    def language(self) -> str:
        """The folder name of the language, such as `zh_Hans`."""

    def text(self, text: Text) -> str:
        """The translation of a text; the text in the author's language if it is not translated."""


class Clock(Protocol):
    """The reply clock and the date."""

    def now(self) -> int:
        """Milliseconds since an arbitrary fixed moment; the value never decreases."""

    def date(self) -> str:
        """The date and time, ISO 8601 in UTC to the second: `2026-03-09T14:05:00Z`."""


class LogReader(Protocol):
    """Reads the log and the edition of an attempt, and checks its header.

    Every method of the store protocols in this module raises `StoreError` if the store fails.
    """

    def edition(self, digest: str) -> str | None:
        """The stored text of an edition; None if the store has no edition with this digest."""

    def events(self, attempt: str) -> tuple[Event, ...]:
        """The event log of an attempt, in order.

        Args:
            attempt: The id of the attempt.

        Raises:
            DamagedLogError: An event is missing, was added or was changed.
        """

    def changed(self, attempt: Attempt) -> tuple[str, ...]:
        """The names of the header fields that do not match the stored fingerprint, in field order.

        A fingerprint covers the fields that no event repeats, from trainee to branch_turn. A
        damaged field matches no fingerprint.
        """


class PlayStore(LogReader, Protocol):
    """Stores an attempt while it is played."""

    def save_edition(self, digest: str, body: str) -> None:
        """Stores the text of an edition durably, unless the store already has this digest."""

    def begin(self, attempt: Attempt, events: Sequence[Event]) -> None:
        """Stores a new attempt with its first events, durably.

        Raises:
            StoreError: `refused`: an attempt with this id exists, or a field contains characters
                that the database cannot store.
        """

    def append(self, attempt: str, start: int, events: Sequence[Event]) -> None:
        """Adds events to the log of an attempt, durably.

        Events that are already stored are skipped, so a failed call can be repeated.

        Args:
            attempt: The id of the attempt.
            start: The position of the first new event in the log, from 0.
            events: The new events, in order.

        Raises:
            StoreError: `elsewhere`: other events are already stored at these positions, because
                the attempt was continued in another window. They stay unchanged.
            DamagedLogError: An event before `start` is missing.
        """

    def finish(self, attempt: str, ended: str, summary: Summary) -> None:
        """Stores the end of an attempt and its scores; a second call changes nothing.

        Args:
            attempt: The id of the attempt.
            ended: The date and time of the end, ISO 8601 in UTC to the second.
            summary: The scores.

        Raises:
            DamagedLogError: The store has no attempt with this id.
        """

    def unmeasure(self, attempt: str) -> None:
        """Stores durably that a script made replies of an attempt, so `measured` is False.

        Args:
            attempt: The id of the attempt.
        """

    def waiting(self, trainee: str, scenario: str) -> Attempt | None:
        """The newest unfinished attempt of a trainee at a scenario; None if there is none.

        Args:
            trainee: The name of the trainee, exactly as stored.
            scenario: The id of the scenario.
        """


class AttemptFilter(TypedDict, total=False):
    """The filters of a list of attempts; a filter that is left out or None lets all pass.

    Attributes:
        scenario: The id of a scenario.
        trainee: The name of a trainee, or several spellings of it, exactly as stored;
            `attempt.trainee.attempts_of` finds the attempts of a typed name.
        since: The earliest date of the start, ISO 8601.
        until: The latest date of the start, ISO 8601. A date without a time includes the whole day
            in UTC.
        edition: The edition number of the scenario.
        language: The folder name of the language in which the attempt began.
        mode: The mode.
        tutorials: False leaves out tutorials.
        team: The team of the trainee.
        site: The place where the trainee works.
        cohort: The label of the group that plays together.
        first: Whether it is a first attempt; see `Attempt.first`.
        passed: Whether the attempt was passed; an attempt without a result is neither.
        flags: What must all be true of the attempt.
        without: What must not be true of it.
    """

    scenario: str | None
    trainee: str | tuple[str, ...] | None
    since: str | None
    until: str | None
    edition: int | None
    language: str | None
    mode: Mode | None
    tutorials: bool | None
    team: str | None
    site: str | None
    cohort: str | None
    first: bool | None
    passed: bool | None
    flags: tuple[Flag, ...] | None
    without: tuple[Flag, ...] | None


Order: TypeAlias = Literal["started", "trainee", "scenario", "total"]
"""The order of a page: the oldest, the first by name, or the highest total first."""
ORDERS: Final[tuple[Order, ...]] = get_args(Order)


class AttemptReader(LogReader, Protocol):
    """Finds and lists attempts."""

    def find(self, prefix: str) -> tuple[Attempt, ...]:
        """The attempts whose id starts with a prefix, ordered by id.

        At most two attempts are returned, because two show that the prefix is ambiguous.
        """

    def attempts(self, **wanted: Unpack[AttemptFilter]) -> Iterator[Attempt]:
        """The attempts that match every filter, ordered by start, the oldest first.

        A damaged cell costs only itself; see `Attempt.damaged`.

        Args:
            **wanted: The filters.

        Raises:
            StoreError: `refused`: `since` or `until` is not a date.
        """

    def page(
        self,
        order: Order,
        *,
        reverse: bool = False,
        limit: int,
        offset: int = 0,
        **wanted: Unpack[AttemptFilter],
    ) -> tuple[Attempt, ...]:
        """Some of the attempts that match every filter, in an order.

        By total, attempts that were left before their end, and those that wait, come last in
        both directions: their totals are no results.

        Args:
            order: The order; attempts that are equal in it stand by start and id.
            reverse: Whether the order is reversed.
            limit: How many attempts at most.
            offset: How many attempts to pass over first.
            **wanted: The filters.

        Raises:
            StoreError: `refused`: `since` or `until` is not a date.
        """

    def count(self, **wanted: Unpack[AttemptFilter]) -> int:
        """The number of attempts that match every filter.

        Args:
            **wanted: The filters.

        Raises:
            StoreError: `refused`: `since` or `until` is not a date.
        """


class AuditStore(Protocol):
    """Finds what no list of attempts shows: signatures, lost attempts, and damage beside them.

    Every method raises `StoreError` if the store fails.
    """

    def signed(self, attempt: Attempt) -> Signed | None:
        """The stored signature of an attempt; None without one.

        Args:
            attempt: The header of the attempt as it is stored.
        """

    def orphans(self) -> tuple[str, ...]:
        """The ids of the attempts whose header or trainee is missing, sorted."""

    def faults(self) -> Iterator[DatabaseFault]:
        """What is damaged in the database outside the attempts."""


class ReflectionStore(Protocol):
    """Stores what trainees think of their own attempts. No score and no export depends on it.

    Every method raises `StoreError` if the store fails.
    """

    def save_judged(self, attempt: str, judged: Mapping[int, Level]) -> None:
        """Stores how the trainee judged some turns; an earlier judgement is replaced.

        Args:
            attempt: The id of the attempt.
            judged: The judgements by the number of the turn, from 0.
        """

    def judged(self, attempt: str) -> Mapping[int, Level]:
        """How the trainee judged turns of an attempt; empty without any judgement.

        Args:
            attempt: The id of the attempt.
        """

    def save_plan(self, attempt: str, plan: Plan) -> None:
        """Stores the plan that the trainee made after an attempt; an earlier one is replaced.

        Args:
            attempt: The id of the attempt.
            plan: The plan.
        """

    def plan(self, attempt: str) -> Plan | None:
        """The plan that the trainee made after an attempt; None without one.

        Args:
            attempt: The id of the attempt.
        """

    def newest_plan(self, trainee: str) -> Plan | None:
        """The plan after the newest attempt of a trainee that has one; None without any.

        Args:
            trainee: The name of the trainee, exactly as stored.
        """


class ReviewStore(Protocol):
    """Stores what reviewers say about attempts. Every method raises `StoreError` if it fails."""

    def add(self, attempt: str, review: Review) -> None:
        """Adds a review; none is ever changed or removed.

        Args:
            attempt: The id of the attempt.
            review: The review.
        """

    def of(self, attempt: str) -> tuple[Review, ...]:
        """The reviews of an attempt, the oldest first.

        Args:
            attempt: The id of the attempt.
        """


class PeopleStore(Protocol):
    """Finds and erases trainees. Every method raises `StoreError` if it fails."""

    def last_starts(self) -> Mapping[str, str]:
        """When each trainee last began an attempt, by the name; ISO 8601 in UTC."""

    def erase(self, name: str, placeholder: str) -> int:
        """Puts a placeholder in the place of a name, and deletes what the trainee wrote.

        Figures, logs and their seals stay; attempts of one trainee stay attempts of one trainee.

        Args:
            name: The name of the trainee, exactly as stored.
            placeholder: A name that no trainee has.

        Returns:
            The number of attempts of the trainee; 0 if there is no such trainee.
        """


class Parcel(Struct, frozen=True, kw_only=True):
    """An attempt on its way.

    Attributes:
        attempt: The header of an attempt that has ended.
        events: Its log.
        edition: The text of its edition; None if its database does not have it.
        signer: The public key of its signer; empty without a signature.
        signature: Its signature; empty without one.
    """

    attempt: Attempt
    events: tuple[Event, ...]
    edition: str | None
    signer: str = ""
    signature: str = ""


class Receiver(Protocol):
    """Receives attempts that were played elsewhere; a method that fails raises `StoreError`."""

    def known(self, ids: Sequence[str]) -> frozenset[str]:
        """Those of some ids of attempts that are stored here."""

    def receive(self, parcels: Iterable[Parcel]) -> int:
        """Stores attempts, all of them or none; an attempt whose id is stored is passed over.

        Args:
            parcels: The attempts.

        Returns:
            The number of attempts that are new here.
        """


class Store(PlayStore, AttemptReader, Protocol):
    """All operations of the store. Functions that need only some accept a smaller protocol."""

    @property
    def reflections(self) -> ReflectionStore:
        """What trainees think of their own attempts."""

    @property
    def reviews(self) -> ReviewStore:
        """What reviewers say about attempts."""

    @property
    def audit(self) -> AuditStore:
        """Finds what no list of attempts shows."""
