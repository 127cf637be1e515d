"""Event logs as text, each event chained to all before it by a hash."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from simulator.errors import LogError
from simulator.session.event import from_plain, to_plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from simulator.session.event import Event


def body(event: Event) -> str:
    """An event as canonical JSON: equal events have equal text."""
    return json.dumps(to_plain(event), sort_keys=True, separators=(",", ":"))


def link(before: str, text: str) -> str:
    """The hash of an event.

    Args:
        before: The hash of the event before it; for the first, the id of the attempt, so that
            a log belongs to its attempt.
        text: The event's canonical JSON.
    """
    return hashlib.sha256((before + text).encode()).hexdigest()


def verified(attempt: str, rows: Iterable[tuple[int, str, str]]) -> tuple[Event, ...]:
    """The events of rows of place, text and hash.

    Raises:
        LogError: One is missing or has been changed.
    """
    found: list[Event] = []
    chain = attempt
    for place, (seq, text, hash_) in enumerate(rows):
        chain = link(chain, text)
        if seq != place or chain != hash_:
            raise LogError(place)
        try:
            plain = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise LogError(place) from error
        if not isinstance(plain, dict):
            raise LogError(place)
        found.append(from_plain(plain, place))
    if not found:
        raise LogError(0)
    return tuple(found)
