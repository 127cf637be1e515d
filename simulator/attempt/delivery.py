"""Delivers the ended attempts of one database to another one, each exactly once.

The id of an attempt is its key in the receiving database, and an attempt arrives in one
transaction, or not at all. So a delivery can be stopped and repeated at any moment, and neither
clocks nor names decide what has arrived.
"""

from __future__ import annotations

from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Final, TypeVar

from msgspec import Struct

from simulator.attempt.ports import Parcel
from simulator.errors import DamagedLogError, StoreError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from simulator.attempt.ports import Receiver, Store
    from simulator.attempt.record import Attempt

_Result = TypeVar("_Result")
_BATCH: Final = 50
_TRIES: Final = 5
_WORTH_TRYING: Final = frozenset({"unreachable", "locked"})


class Delivered(Struct, kw_only=True):
    """What became of the attempts of a delivery.

    Attributes:
        new: The number of attempts that were delivered now.
        known: The number of attempts that had been delivered before.
        damaged: The ids of the attempts that are not as they were written; they stay where they
            are.
    """

    new: int = 0
    known: int = 0
    damaged: list[str] = []


def deliver(
    source: Store,
    target: Receiver,
    *,
    wait: Callable[[float], object],
    progress: Callable[[int], None] = lambda _: None,
    done: Delivered | None = None,
) -> Delivered:
    """Delivers every attempt that has ended and that the target does not have.

    Args:
        source: The store of the attempts.
        target: The database that receives them.
        wait: Called with a number of seconds before a lost connection is tried again.
        progress: Called with the number of attempts that were looked at.
        done: Counts what becomes of the attempts, also if an error ends the delivery.

    Raises:
        StoreError: The source cannot be read, or the target cannot be written.
    """
    done = Delivered() if done is None else done
    ended = source.attempts(without=("waiting",))
    editions: set[str] = set()
    seen = 0
    while batch := list(islice(ended, _BATCH)):
        known = _again(partial(target.known, [x.id for x in batch]), wait)
        fresh = [x for x in batch if x.id not in known]
        parcels = list(_parcels(source, fresh, editions, done))
        new = _again(partial(target.receive, parcels), wait) if parcels else 0
        editions.update(x.attempt.digest for x in parcels)
        done.new += new
        done.known += len(known) + len(parcels) - new
        seen += len(batch)
        progress(seen)
    return done


def _parcels(
    source: Store, attempts: Iterable[Attempt], editions: set[str], done: Delivered
) -> Iterator[Parcel]:
    """The parcels of the attempts that are as they were written.

    Args:
        source: The store of the attempts.
        attempts: The attempts.
        editions: The digests of the editions that the target has for certain.
        done: Gets the ids of the other attempts.
    """
    for attempt in attempts:
        try:
            whole = not attempt.damaged and not source.changed(attempt)
            events = source.events(attempt.id) if whole else ()
        except DamagedLogError:
            whole, events = False, ()
        if not whole:
            done.damaged.append(attempt.id)
            continue
        digest = attempt.digest
        edition = None if digest in editions else source.edition(digest)
        signed = source.audit.signed(attempt)
        yield Parcel(
            attempt=attempt,
            events=events,
            edition=edition,
            signer=signed.signer if signed else "",
            signature=signed.signature if signed else "",
        )


def _again(work: Callable[[], _Result], wait: Callable[[float], object]) -> _Result:
    """The result of some work on the target, which is tried again after a lost connection."""
    for number in range(_TRIES):
        try:
            return work()
        except StoreError as error:
            if error.reason not in _WORTH_TRYING or number == _TRIES - 1:
                raise
            wait(2.0**number)
    raise AssertionError("the last try returns or raises")
