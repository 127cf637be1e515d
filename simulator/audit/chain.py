"""Hash chains of event logs: the hash of an event covers its text and all events before it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from simulator.errors import LogError
from simulator.scenario.digest import sha256_hex, utf8_bytes
from simulator.session.event import decode_event, encode_event

if TYPE_CHECKING:
    from collections.abc import Iterable

    from simulator.session.event import Event


class StoredEvent(NamedTuple):
    """One row of a stored log. `kind` and `body` can be of any type: SQLite does not check.

    Attributes:
        seq: The place of the event in the log, from 0.
        kind: The type of the event, such as `chosen`.
        body: The event as canonical JSON.
        hash: The hash of this event and of all before it.
    """

    seq: int
    kind: object
    body: object
    hash: str


def body(event: Event) -> str:
    """An event as canonical JSON: equal events have equal text."""
    return encode_event(event)


def link(before: str, text: str) -> str:
    """The hash of an event, 64 hexadecimal digits.

    Args:
        before: The hash of the event before this one. For the first event it is the attempt's id,
            so that a log cannot be moved to another attempt.
        text: The event's canonical JSON.
    """
    return sha256_hex(utf8_bytes(before + text))


def read_log(
    attempt: str, rows: Iterable[StoredEvent], *, length: object, head_hash: object
) -> tuple[Event, ...]:
    """The events of a stored log, once every hash has been checked.

    Args:
        attempt: The attempt's id.
        rows: The stored events, by place.
        length: The stored number of events, of any type.
        head_hash: The stored hash of the last event, of any type.

    Raises:
        LogError: An event is missing, was added or has been changed.
    """
    found: list[Event] = []
    before = attempt
    for place, (seq, kind, text, hash_) in enumerate(rows):
        if isinstance(length, int) and place >= length:
            raise LogError(place, _text_only(kind), "added")
        if seq != place:
            raise LogError(place, what="missing")
        if not isinstance(text, str) or link(before, text) != hash_:
            raise LogError(place, _text_only(kind))
        try:
            event = decode_event(text, place)
        except LogError:
            raise LogError(place, _text_only(kind)) from None
        if event.kind != kind:
            raise LogError(place, _text_only(kind))
        before = hash_
        found.append(event)
    if not found or (isinstance(length, int) and len(found) < length):
        raise LogError(len(found), what="missing")
    if (length, head_hash) != (len(found), before):
        raise LogError(len(found) - 1, found[-1].kind)
    return tuple(found)


def _text_only(kind: object) -> str | None:
    return kind if isinstance(kind, str) else None
