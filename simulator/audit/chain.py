"""Hash chains of event logs: the hash of an event covers its text and all events before it."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from simulator.errors import LogError
from simulator.session.event import decode_event, encode_event

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TypeAlias

    from simulator.session.event import Event

    Row: TypeAlias = tuple[int, object, object, str]


def body(event: Event) -> str:
    """An event as canonical JSON: equal events have equal text."""
    return encode_event(event)


def link(before: str, text: str) -> str:
    """The hash of an event.

    Args:
        before: The hash of the event before it; for the first, the id of the attempt, so that
            a log belongs to its attempt.
        text: The event's canonical JSON.
    """
    return hashlib.sha256((before + text).encode("utf-8", "surrogatepass")).hexdigest()


def verified(
    attempt: str, rows: Iterable[Row], *, length: object, seal: object
) -> tuple[Event, ...]:
    """The events of a stored log whose chain of hashes is intact.

    Args:
        attempt: The id of the attempt that the log belongs to.
        rows: Position, type, text and hash of each event, in the order of the log.
        length: The stored number of events; it may be anything, as a database can be edited.
        seal: The stored hash of the last event; it may be anything, too.

    Raises:
        LogError: An event is missing, was added or has been changed.
    """
    found: list[Event] = []
    chain = attempt
    for place, (seq, kind, text, hash_) in enumerate(rows):
        if isinstance(length, int) and place >= length:
            raise LogError(place, _named(kind), "added")
        if seq != place:
            raise LogError(place, what="missing")
        if not isinstance(text, str) or link(chain, text) != hash_:
            raise LogError(place, _named(kind))
        try:
            event = decode_event(text, place)
        except LogError:
            raise LogError(place, _named(kind)) from None
        if event.kind != kind:
            raise LogError(place, _named(kind))
        chain = hash_
        found.append(event)
    if not found or (isinstance(length, int) and len(found) < length):
        raise LogError(len(found), what="missing")
    if (length, seal) != (len(found), chain):
        raise LogError(len(found) - 1, found[-1].kind)
    return tuple(found)


def _named(kind: object) -> str | None:
    """The type of an event if it is text: SQLite stores any value in any column."""
    return kind if isinstance(kind, str) else None
