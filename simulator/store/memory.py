"""A store in memory, for pictures and tests; its attempts are lost when the program ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from simulator.audit import fingerprint
from simulator.errors import DamagedLogError, StoreError
from simulator.store.selection import matcher, sort_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Unpack

    from simulator.attempt.ports import AttemptFilter, Order
    from simulator.attempt.record import Attempt, DatabaseFault, Review
    from simulator.attempt.reflection import Plan
    from simulator.debrief.own_view import Level
    from simulator.scoring.summary import Summary
    from simulator.session.event import Event

_PLACE = "memory"
_KEY = "00"


class MemoryReflections:
    """What trainees think of their own attempts; implements `attempt.ports.ReflectionStore`.

    Args:
        store: The attempts.
    """

    def __init__(self, store: MemoryStore) -> None:
        self._store = store
        self._judged: dict[str, Mapping[int, Level]] = {}
        self._plans: dict[str, Plan] = {}

    def save_judged(self, attempt: str, judged: Mapping[int, Level]) -> None:
        """Stores how the trainee judged some turns; an earlier judgement is replaced."""
        self._store.check()
        self._judged[attempt] = dict(judged)

    def judged(self, attempt: str) -> Mapping[int, Level]:
        """How the trainee judged turns of an attempt; empty without any judgement."""
        return self._judged.get(attempt, {})

    def save_plan(self, attempt: str, plan: Plan) -> None:
        """Stores the plan that the trainee made after an attempt; an earlier one is replaced."""
        self._store.check()
        self._plans[attempt] = plan

    def plan(self, attempt: str) -> Plan | None:
        """The plan that the trainee made after an attempt; None without one."""
        return self._plans.get(attempt)

    def newest_plan(self, trainee: str) -> Plan | None:
        """The plan after the newest attempt of a trainee that has one; None without any."""
        own = [x.id for x in self._store.attempts(trainee=trainee) if x.id in self._plans]
        return self._plans[own[-1]] if own else None


class MemoryReviews:
    """What reviewers say about attempts; implements `attempt.ports.ReviewStore`.

    Args:
        store: The attempts.
    """

    def __init__(self, store: MemoryStore) -> None:
        self._store = store
        self._reviews: dict[str, tuple[Review, ...]] = {}

    def add(self, attempt: str, review: Review) -> None:
        """Adds a review; none is ever changed or removed."""
        self._store.check()
        self._reviews[attempt] = (*self.of(attempt), review)

    def of(self, attempt: str) -> tuple[Review, ...]:
        """The reviews of an attempt, the oldest first."""
        return self._reviews.get(attempt, ())

    def sets_aside(self, attempt: str) -> bool:
        """Whether the newest decision sets an attempt aside."""
        decisions = [x.decision for x in self.of(attempt) if x.decision != "note"]
        return bool(decisions) and decisions[-1] == "set-aside"


class MemoryAudit:
    """Finds nothing, because only the program can change the memory; see `ports.AuditStore`."""

    def signed(self, attempt: Attempt) -> None:
        """Always None, because attempts in memory are not signed."""

    def orphans(self) -> tuple[str, ...]:
        """Always empty, because nothing can delete a part of an attempt in memory."""
        return ()

    def faults(self) -> Iterator[DatabaseFault]:
        """Always empty, because nothing but the program can change the memory."""
        return iter(())


class MemoryStore:
    """A store in memory that implements `attempt.ports.Store`.

    Attributes:
        failing: An error that every writing method raises, to imitate a broken database; None: the
            store works.
        reflections: What trainees think of their own attempts.
        reviews: What reviewers say about attempts.
        audit: Finds what no list of attempts shows.
    """

    def __init__(self) -> None:
        self.failing: StoreError | None = None
        self._attempts: dict[str, Attempt] = {}
        self._fingerprints: dict[str, str] = {}
        self._events: dict[str, list[Event]] = {}
        self._editions: dict[str, str] = {}
        self.reflections = MemoryReflections(self)
        self.reviews = MemoryReviews(self)
        self.audit = MemoryAudit()

    def save_edition(self, digest: str, body: str) -> None:
        """Stores the text of an edition, unless the store already has this digest."""
        self.check()
        self._editions.setdefault(digest, body)

    def edition(self, digest: str) -> str | None:
        """The stored text of an edition; None if the store has no edition with this digest."""
        return self._editions.get(digest)

    def begin(self, attempt: Attempt, events: Sequence[Event]) -> None:
        """Stores a new attempt with its first events; see `attempt.ports.PlayStore`."""
        self.check()
        if attempt.id in self._attempts or not _storable(attempt.trainee):
            raise StoreError("refused", _PLACE, attempt.id)
        self._attempts[attempt.id] = attempt
        self._fingerprints[attempt.id] = fingerprint.of_attempt(attempt, _KEY)
        self._events[attempt.id] = list(events)

    def append(self, attempt: str, start: int, events: Sequence[Event]) -> None:
        """Adds events to the log of an attempt; see `attempt.ports.PlayStore`."""
        self.check()
        log = self._log(attempt)
        if start > len(log):
            raise DamagedLogError(_PLACE, attempt, start, what="missing")
        for seq, (stored, event) in enumerate(zip(log[start:], events, strict=False), start):
            if stored != event:
                raise StoreError("elsewhere", _PLACE, f"{attempt}/{seq}")
        log.extend(events[len(log) - start :])

    def finish(self, attempt: str, ended: str, summary: Summary) -> None:
        """Stores the end of an attempt and its scores; a second call changes nothing."""
        self.check()
        self._log(attempt)
        header = self._attempts[attempt]
        if header.ended is None:
            without_end = self._fingerprints[attempt]
            self._attempts[attempt] = replace(header, ended=ended, summary=summary)
            self._fingerprints[attempt] = fingerprint.with_end(without_end, attempt, ended)

    def unmeasure(self, attempt: str) -> None:
        """Stores that a script made replies of an attempt; see `attempt.ports.PlayStore`."""
        self.check()
        self._log(attempt)
        self._attempts[attempt] = replace(self._attempts[attempt], measured=False)
        self._fingerprints[attempt] = fingerprint.unmeasured(self._fingerprints[attempt], attempt)

    def waiting(self, trainee: str, scenario: str) -> Attempt | None:
        """The newest unfinished attempt of a trainee at a scenario; None if there is none."""
        attempts = self.attempts(trainee=trainee, scenario=scenario)
        return max((x for x in attempts if x.ended is None), key=_start_order, default=None)

    def events(self, attempt: str) -> tuple[Event, ...]:
        """The event log of an attempt, in order."""
        return tuple(self._log(attempt))

    def changed(self, attempt: Attempt) -> tuple[str, ...]:
        """The names of the header fields that do not match their stored fingerprint."""
        return fingerprint.changed(self._fingerprints.get(attempt.id), attempt, _KEY)

    def find(self, prefix: str) -> tuple[Attempt, ...]:
        """The attempts whose id starts with a prefix, ordered by id; at most two."""
        ids = sorted(id_ for id_ in self._attempts if id_.startswith(prefix))
        return tuple(self._completed(self._attempts[id_]) for id_ in ids[:2])

    def attempts(self, **wanted: Unpack[AttemptFilter]) -> Iterator[Attempt]:
        """The attempts that match every filter, oldest start first; see `AttemptReader`."""
        return iter(sorted(self._matching(**wanted), key=_start_order))

    def page(
        self,
        order: Order,
        *,
        reverse: bool = False,
        limit: int,
        offset: int = 0,
        **wanted: Unpack[AttemptFilter],
    ) -> tuple[Attempt, ...]:
        """Some of the attempts that match every filter, in an order; see `AttemptReader`."""
        found = sorted(self._matching(**wanted), key=lambda x: sort_key(x, order))
        if order == "total":
            totals = {x.id: x.summary.total for x in found if x.summary and not x.summary.abandoned}
            found.sort(key=lambda x: (x.id not in totals, totals.get(x.id, 0) * (reverse or -1)))
        elif reverse:
            found.reverse()
        return tuple(found[offset : offset + limit])

    def count(self, **wanted: Unpack[AttemptFilter]) -> int:
        """The number of attempts that match every filter; see `AttemptReader`."""
        return sum(1 for _ in self._matching(**wanted))

    def _matching(self, **wanted: Unpack[AttemptFilter]) -> list[Attempt]:
        """The attempts that match every filter, each with the mark of a first attempt."""
        try:
            matches = matcher(**wanted)
        except ValueError as error:
            raise StoreError("refused", _PLACE, str(error)) from error
        return [x for x in map(self._completed, self._attempts.values()) if matches(x)]

    def _completed(self, attempt: Attempt) -> Attempt:
        """An attempt with what depends on the other attempts."""
        people = list(dict.fromkeys(x.trainee for x in self._attempts.values()))
        person = people.index(attempt.trainee) + 1
        return replace(
            attempt,
            first=self._is_first(attempt),
            person=person,
            set_aside=self.reviews.sets_aside(attempt.id),
        )

    def _is_first(self, attempt: Attempt) -> bool:
        """Whether no earlier attempt of the trainee at the scenario in the mode is stored."""
        if attempt.branch_of is not None:
            return False
        alike = ("trainee", "scenario", "mode", "branch_of")
        return not any(
            _start_order(x) < _start_order(attempt)
            and all(getattr(x, y) == getattr(attempt, y) for y in alike)
            for x in self._attempts.values()
        )

    def _log(self, attempt: str) -> list[Event]:
        """The events of an attempt, as a list that may be extended.

        Raises:
            DamagedLogError: The store has no attempt with this id.
        """
        if attempt not in self._events:
            raise DamagedLogError(_PLACE, attempt, 0, what="missing")
        return self._events[attempt]

    def check(self) -> None:
        """Raises the error of `failing`, if there is one."""
        if self.failing is not None:
            raise self.failing


def _start_order(attempt: Attempt) -> tuple[str, str]:
    """The sort key for the order of start; the id decides between equal dates."""
    return attempt.started, attempt.id


def _storable(name: str) -> bool:
    """Whether a database accepts a name: it has no NUL and no lone surrogate."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return "\0" not in name
