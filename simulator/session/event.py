"""The events of a session, and their stored text.

A log records what was chosen and what followed. It holds no date, no name, no language and no
milliseconds. The time of a reply is kept only as a share of the allowance, in thousandths, and all
replies within the allowance have one and the same share. So a log does not reveal who was given
more time.
"""

from __future__ import annotations

from typing import Annotated, TypeAlias

from msgspec import Meta, Struct
from msgspec.json import Decoder, Encoder

from simulator.errors import LogError


class SessionEvent(Struct, frozen=True, kw_only=True, tag_field="type", forbid_unknown_fields=True):
    """The base class of every event.

    The tags and field names must never change, because stored logs contain them.
    """

    @property
    def kind(self) -> str:
        """The type of the event as stored logs write it, for example `went-on`."""
        return str(self.__struct_config__.tag)


class Started(SessionEvent, frozen=True, kw_only=True, tag="started"):
    """The first event of every log.

    Attributes:
        scenario: The id of the scenario.
        edition: The edition number of the scenario.
        rubric: The id of the rubric.
        rubric_edition: The edition number of the rubric.
        seed: Determines the order of the choices on the screen; 0 keeps the order of the file.
    """

    scenario: str
    edition: int
    rubric: str
    rubric_edition: int
    seed: Annotated[int, Meta(ge=0, le=2**63 - 1)]


class Entered(SessionEvent, frozen=True, kw_only=True, tag="entered"):
    """A node was entered.

    Attributes:
        node: The id of the node.
        elapsed: The story time at that moment, in seconds since the start.
    """

    node: str
    elapsed: int


class Looked(SessionEvent, frozen=True, kw_only=True, tag="looked"):
    """A look-up opened a record.

    Attributes:
        node: The id of the node.
        choice: The id of the look-up at this node.
    """

    node: str
    choice: str


class Chosen(SessionEvent, frozen=True, kw_only=True, tag="chosen"):
    """A reply was chosen.

    Attributes:
        node: The id of the node.
        choice: The id of the reply at this node.
        available: Ids of all replies that were on offer, in the order of the file.
        mood: The mood that was shown; None if no face was shown.
        share: Reply time in thousandths of the allowance: 1000 for every reply within the
            allowance, and for every reply while the clock is off. None if no reply time is known,
            as in a script. Logs of old versions can hold shares under 1000.
        rapid: Whether this is the first reply at the node and came too fast for the text to have
            been read.
    """

    node: str
    choice: str
    available: tuple[str, ...]
    mood: str | None
    share: Annotated[int, Meta(ge=0)] | None
    rapid: bool


class TimedOut(SessionEvent, frozen=True, kw_only=True, tag="timed-out"):
    """No reply came before the deadline, so the silence of the node happened.

    Attributes:
        node: The id of the node.
        choice: The id of the silence at this node.
        available: Ids of all replies that were on offer, in the order of the file.
        mood: The mood that was shown; None if no face was shown.
    """

    node: str
    choice: str
    available: tuple[str, ...]
    mood: str | None


class WentOn(SessionEvent, frozen=True, kw_only=True, tag="went-on"):
    """The story continued by itself from a node without replies."""

    node: str


class Abandoned(SessionEvent, frozen=True, kw_only=True, tag="abandoned"):
    """The trainee gave up at a node."""

    node: str


class PromiseMade(SessionEvent, frozen=True, kw_only=True, tag="promised"):
    """A promise was made.

    Attributes:
        promise: The id of the promise.
        due: The due time in story seconds since the start; None if the promise has no due time.
    """

    promise: str
    due: int | None


class PromiseMoved(SessionEvent, frozen=True, kw_only=True, tag="moved"):
    """An open promise was given a new due time.

    Attributes:
        promise: The id of the promise.
        due: The new due time in story seconds since the start.
    """

    promise: str
    due: int


class PromiseKept(SessionEvent, frozen=True, kw_only=True, tag="kept"):
    """A promise was kept."""

    promise: str


class PromiseBroken(SessionEvent, frozen=True, kw_only=True, tag="broken"):
    """A promise was broken."""

    promise: str


class HarmShown(SessionEvent, frozen=True, kw_only=True, tag="harmed"):
    """A node was entered that shows harm to a customer.

    Attributes:
        node: The id of the node.
        excused: Whether the trainee had done what the story offered to prevent the harm.
    """

    node: str
    excused: bool


class ExtraOffered(SessionEvent, frozen=True, kw_only=True, tag="pushed"):
    """An extra was offered.

    Attributes:
        extra: The id of the extra.
        fits: Whether the extra fitted the situation; if it did not, the offer is an intrusion.
    """

    extra: str
    fits: bool


class EventHappened(SessionEvent, frozen=True, kw_only=True, tag="happened"):
    """An event of the story happened.

    Attributes:
        event: The id of the event of the story.
        led: Whether the story then moved to the node that this event leads to.
    """

    event: str
    led: bool


class FeelingsChanged(SessionEvent, frozen=True, kw_only=True, tag="felt"):
    """The patience or trust of a customer changed.

    Attributes:
        customer: The id of the customer.
        patience: The patience after the change, in points from 0 to 1000.
        trust: The trust after the change, in points from 0 to 1000.
    """

    customer: str
    patience: int
    trust: int


class WalkedOut(SessionEvent, frozen=True, kw_only=True, tag="walked-out"):
    """A customer left because the customer's patience was used up."""

    customer: str


class Ended(SessionEvent, frozen=True, kw_only=True, tag="ended"):
    """The session ended; this is the last event of a finished log.

    Attributes:
        node: The id of the node where the session ended.
        outcome: The outcome of the ending.
    """

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
    | HarmShown
    | ExtraOffered
    | EventHappened
    | FeelingsChanged
    | WalkedOut
    | Ended
)

_ENCODER = Encoder(order="sorted")
_DECODER: Decoder[Event] = Decoder(Event)


def encode_event(event: Event) -> str:
    """The event as canonical JSON text: keys are sorted, so that equal events have equal text.

    >>> encode_event(WentOn(node="greet"))
    '{"node":"greet","type":"went-on"}'
    """
    return _ENCODER.encode(event).decode()


def decode_event(text: str, seq: int) -> Event:
    """The event that a stored text describes.

    Args:
        text: A text that `encode_event` returned.
        seq: The position of the event in its log, from 0; named in the error.

    Raises:
        LogError: The text describes no event.
    """
    try:
        return _DECODER.decode(text)
    except (ValueError, RecursionError) as error:
        raise LogError(seq) from error
