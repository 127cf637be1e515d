"""The events of a session, and their stored text.

A log records what was chosen and what followed. It holds no date, no name, no language and no
milliseconds. The time of a reply is kept only as a share of the allowance, in thousandths, so
that a log does not reveal who was given more time.
"""

from __future__ import annotations

from typing import TypeAlias

from msgspec import Struct
from msgspec.json import Decoder, Encoder

from simulator.errors import LogError


class SessionEvent(Struct, frozen=True, kw_only=True, tag_field="type", forbid_unknown_fields=True):
    """The base of every event.

    Tags and field names never change: stored logs hold them.
    """

    @property
    def kind(self) -> str:
        """The type of the event as logs name it, such as `went-on`."""
        return str(self.__struct_config__.tag)


class Started(SessionEvent, frozen=True, kw_only=True, tag="started"):
    """The first event of every log.

    Attributes:
        seed: Determines the order of the choices on the screen; 0 keeps the order of the file.
    """

    scenario: str
    edition: int
    rubric: str
    rubric_edition: int
    seed: int


class Entered(SessionEvent, frozen=True, kw_only=True, tag="entered"):
    """A node was entered, `elapsed` seconds of story time after the start."""

    node: str
    elapsed: int


class Looked(SessionEvent, frozen=True, kw_only=True, tag="looked"):
    """A record was opened by a look-up choice of a node."""

    node: str
    choice: str


class Chosen(SessionEvent, frozen=True, kw_only=True, tag="chosen"):
    """A reply was chosen.

    Attributes:
        available: Ids of all replies that were on offer, in the order of the file.
        mood: The customer's mood as shown; None when no customer was there.
        share: Reply time in thousandths of the allowance; None when it was not measured.
        rapid: At a first visit, the reply came too fast for the text to have been read.
    """

    node: str
    choice: str
    available: tuple[str, ...]
    mood: str | None
    share: int | None
    rapid: bool


class TimedOut(SessionEvent, frozen=True, kw_only=True, tag="timed-out"):
    """No reply came before the deadline; `choice` is the node's silence."""

    node: str
    choice: str
    available: tuple[str, ...]
    mood: str | None


class WentOn(SessionEvent, frozen=True, kw_only=True, tag="went-on"):
    """The story continued by itself from a node without replies."""

    node: str


class Abandoned(SessionEvent, frozen=True, kw_only=True, tag="abandoned"):
    """The trainee gave up."""

    node: str


class PromiseMade(SessionEvent, frozen=True, kw_only=True, tag="promised"):
    """A promise was made; `due` is in seconds of story time, None when it has no due time."""

    promise: str
    due: int | None


class PromiseMoved(SessionEvent, frozen=True, kw_only=True, tag="moved"):
    """An open promise was given a new due time, in seconds of story time."""

    promise: str
    due: int


class PromiseKept(SessionEvent, frozen=True, kw_only=True, tag="kept"):
    """A promise was kept."""

    promise: str


class PromiseBroken(SessionEvent, frozen=True, kw_only=True, tag="broken"):
    """A promise was broken."""

    promise: str


class ExtraOffered(SessionEvent, frozen=True, kw_only=True, tag="pushed"):
    """An extra was offered; if it did not fit, the offer is an intrusion."""

    extra: str
    fits: bool


class EventHappened(SessionEvent, frozen=True, kw_only=True, tag="happened"):
    """An event of the story happened; `led`: the story then moved to the node it leads to."""

    event: str
    led: bool


class FeelingsChanged(SessionEvent, frozen=True, kw_only=True, tag="felt"):
    """A customer's patience and trust after a change, in points from 0 to 1000."""

    customer: str
    patience: int
    trust: int


class WalkedOut(SessionEvent, frozen=True, kw_only=True, tag="walked-out"):
    """A customer left because no patience remained."""

    customer: str


class Ended(SessionEvent, frozen=True, kw_only=True, tag="ended"):
    """The last event of a finished log."""

    node: str
    outcome: str


Event: TypeAlias = (
    Started
    | Entered
    | Looked
    | Chosen
    | TimedOut
    | WentOn
    | Abandoned
    | PromiseMade
    | PromiseMoved
    | PromiseKept
    | PromiseBroken
    | ExtraOffered
    | EventHappened
    | FeelingsChanged
    | WalkedOut
    | Ended
)

_ENCODER = Encoder(order="sorted")
_DECODER: Decoder[Event] = Decoder(Event)


def encode_event(event: Event) -> str:
    """The event as canonical JSON: equal events have equal text.

    >>> encode_event(WentOn(node="greet"))
    '{"node":"greet","type":"went-on"}'
    """
    return _ENCODER.encode(event).decode()


def decode_event(text: str, seq: int) -> Event:
    """The event of a stored text.

    Args:
        text: What `encode_event` returned.
        seq: The position of the event in its log, from 0.

    Raises:
        LogError: The text is not that of an event.
    """
    try:
        return _DECODER.decode(text)
    except (ValueError, RecursionError) as error:
        raise LogError(seq) from error
