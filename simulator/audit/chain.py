"""Hash chains of event logs: the hash of an event covers the event and all events before it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from simulator.errors import LogError
from simulator.scenario.digest import sha256_hex, utf8_bytes
from simulator.session.event import decode_event, encode_event

if TYPE_CHECKING:
    from collections.abc import Iterable

    from simulator.session.event import Event


class StoredEvent(NamedTuple):
    """One row of a stored log.

    `kind` and `body` can have any type, because SQLite does not check the types of columns.

    Attributes:
        seq: The position of the event in the log, from 0.
        kind: The type of the event, such as `chosen`.
        body: The event as canonical JSON.
        hash: The hash of this event and all events before it, 64 hexadecimal digits.
    """

    seq: int
    kind: object
    body: object
    hash: str


def body(event: Event) -> str:
    """The event as canonical JSON: equal events have equal text."""
    return encode_event(event)


def link(before: str, text: str) -> str:
    """The hash of an event, 64 hexadecimal digits.

    Args:
        before: The hash of the previous event. For the first event it is the id of the attempt, so
            that nobody can move a log to another attempt.
        text: The event as canonical JSON.
    """
    return sha256_hex(utf8_bytes(before + text))


def read_log(
    attempt: str, rows: Iterable[StoredEvent], *, length: object, head_hash: object
) -> tuple[Event, ...]:
    """The events of a stored log, after every hash was checked.

    Args:
        attempt: The id of the attempt.
        rows: The stored events, ordered by `seq`.
        length: The stored number of events. A damaged database can hold a value of any type.
        head_hash: The stored hash of the last event. A damaged database can hold any type.

    Raises:
        LogError: An event is missing, was added or was changed, or its text is not the one that
            this program writes for it.
    """
    events: list[Event] = []
    before = attempt
    for position, (seq, kind, text, hash_) in enumerate(rows):
        if isinstance(length, int) and position >= length:
            raise LogError(position, _kind_if_text(kind), "added")
        if seq != position:
            raise LogError(position, what="missing")
        if not isinstance(text, str) or link(before, text) != hash_:
            raise LogError(position, _kind_if_text(kind))
        try:
            event = decode_event(text, position)
        except LogError:
            raise LogError(position, _kind_if_text(kind)) from None
        if event.kind != kind or body(event) != text:
            raise LogError(position, _kind_if_text(kind))
        before = hash_
        events.append(event)
    if not events or (isinstance(length, int) and len(events) < length):
        raise LogError(len(events), what="missing")
    if (length, head_hash) != (len(events), before):
        raise LogError(len(events) - 1, events[-1].kind)
    return tuple(events)


def _kind_if_text(kind: object) -> str | None:
    """The stored type of an event; None if the database holds something other than text."""
    return kind if isinstance(kind, str) else None
