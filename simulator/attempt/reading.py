"""What a trainee has read before: the nodes that earlier attempts at the same edition reached."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from simulator.attempt.trainee import spellings
from simulator.errors import StoreError
from simulator.session.event import Entered

if TYPE_CHECKING:
    from collections.abc import Iterable

    from simulator.attempt.ports import AttemptReader
    from simulator.attempt.record import Attempt

_MOST: Final = 50
"""How many earlier attempts are read at most; the newest ones."""


def nodes_read(
    store: AttemptReader,
    trainee: str,
    scenario: str,
    digest: str,
    *,
    besides: str | None = None,
    until: str | None = None,
) -> frozenset[str]:
    """The ids of the nodes that a trainee has read in attempts at an edition.

    An attempt that cannot be read is left out.

    Args:
        store: The store of the attempts.
        trainee: The name of the trainee.
        scenario: The id of the scenario.
        digest: The digest of the edition.
        besides: The id of an attempt that does not count; None: all count.
        until: Only attempts count that ended before this date, ISO 8601; None: all attempts.

    Raises:
        StoreError: The attempts cannot be listed.
    """
    found = [
        attempt
        for name in spellings(trainee)
        for attempt in store.attempts(trainee=name, scenario=scenario)
        if attempt.digest == digest and attempt.id != besides and _counts(attempt, until)
    ]
    newest = sorted(found, key=lambda x: (str(x.started), str(x.id)), reverse=True)
    return frozenset(_nodes(store, islice(newest, _MOST)))


def _counts(attempt: Attempt, until: str | None) -> bool:
    return until is None or (attempt.ended is not None and str(attempt.ended) < until)


def _nodes(store: AttemptReader, attempts: Iterable[Attempt]) -> Iterable[str]:
    for attempt in attempts:
        try:
            yield from (x.node for x in store.events(attempt.id) if isinstance(x, Entered))
        except StoreError:
            continue
