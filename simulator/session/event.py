"""The events of a session, and their plain form for the log.

A log tells what was chosen and what followed; it holds no date, no name, no language and no
milliseconds. Of a reply's time only the share of the allowance is kept, in thousandths, so
that a log does not tell who was given more time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, TypeAlias, get_args

from msgspec import Struct

from simulator.errors import LogError

if TYPE_CHECKING:
    from collections.abc import Mapping


class Started(Struct, frozen=True, kw_only=True):
    """The first event of every log.

    Attributes:
        seed: Orders the choices on the screen; 0 keeps the order of the file.
    """

    kind: ClassVar[str] = "started"
    scenario: str
    edition: int
    rubric: str
    rubric_edition: int
    seed: int


class Entered(Struct, frozen=True, kw_only=True):
    """A node was entered, at `elapsed` seconds of the story."""

    kind: ClassVar[str] = "entered"
    node: str
    elapsed: int


class Looked(Struct, frozen=True, kw_only=True):
    """A record was opened."""

    kind: ClassVar[str] = "looked"
    node: str
    choice: str


class Chosen(Struct, frozen=True, kw_only=True):
    """A reply was made.

    Attributes:
        available: Ids of all replies that were on offer, in the order of the file.
        mood: The face that was shown; None with nobody there.
        share: Reply time in thousandths of the allowance; None where it was not measured.
        rapid: Too quick, at a first visit, to have been read.
    """

    kind: ClassVar[str] = "chosen"
    node: str
    choice: str
    available: tuple[str, ...]
    mood: str | None
    share: int | None
    rapid: bool


class TimedOut(Struct, frozen=True, kw_only=True):
    """The deadline came first; `choice` is the node's silence."""

    kind: ClassVar[str] = "timed-out"
    node: str
    choice: str
    available: tuple[str, ...]
    mood: str | None


class WentOn(Struct, frozen=True, kw_only=True):
    """The story went on by itself from a node without replies."""

    kind: ClassVar[str] = "went-on"
    node: str


class Abandoned(Struct, frozen=True, kw_only=True):
    """The trainee gave up."""

    kind: ClassVar[str] = "abandoned"
    node: str


class PromiseMade(Struct, frozen=True, kw_only=True):
    """A promise was made, due at `due` seconds of the story or at no time."""

    kind: ClassVar[str] = "promised"
    promise: str
    due: int | None


class PromiseMoved(Struct, frozen=True, kw_only=True):
    """An open promise was re-agreed for `due` seconds of the story."""

    kind: ClassVar[str] = "moved"
    promise: str
    due: int


class PromiseKept(Struct, frozen=True, kw_only=True):
    """A promise was kept."""

    kind: ClassVar[str] = "kept"
    promise: str


class PromiseBroken(Struct, frozen=True, kw_only=True):
    """A promise was broken."""

    kind: ClassVar[str] = "broken"
    promise: str


class ExtraOffered(Struct, frozen=True, kw_only=True):
    """An extra was offered; unless it fitted, it was an intrusion."""

    kind: ClassVar[str] = "pushed"
    extra: str
    fits: bool


class EventHappened(Struct, frozen=True, kw_only=True):
    """An event of the story happened; `led` tells whether the story went where it leads."""

    kind: ClassVar[str] = "happened"
    event: str
    led: bool


class FeelingsChanged(Struct, frozen=True, kw_only=True):
    """How a customer stands now, in points from 0 to 1000."""

    kind: ClassVar[str] = "felt"
    customer: str
    patience: int
    trust: int


class WalkedOut(Struct, frozen=True, kw_only=True):
    """A customer's patience was used up."""

    kind: ClassVar[str] = "walked-out"
    customer: str


class Ended(Struct, frozen=True, kw_only=True):
    """The last event of a finished log."""

    kind: ClassVar[str] = "ended"
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

_CLASSES: dict[str, type[Event]] = {cls.kind: cls for cls in get_args(Event)}
_FIELDS: dict[str, tuple[tuple[str, str], ...]] = {
    kind: tuple((name, cls.__annotations__[name]) for name in cls.__struct_fields__)
    for kind, cls in _CLASSES.items()
}
_CHECKS = {
    "str": lambda value: type(value) is str,
    "str | None": lambda value: value is None or type(value) is str,
    "int": lambda value: type(value) is int,
    "int | None": lambda value: value is None or type(value) is int,
    "bool": lambda value: type(value) is bool,
    "tuple[str, ...]": lambda value: (
        type(value) is list and all(type(item) is str for item in value)
    ),
}


def to_plain(event: Event) -> dict[str, Any]:
    """The event as text, numbers and lists, ready for JSON.

    >>> to_plain(WentOn(node="greet"))
    {'type': 'went-on', 'node': 'greet'}
    """
    plain: dict[str, Any] = {"type": event.kind}
    for name, kind in _FIELDS[event.kind]:
        value = getattr(event, name)
        plain[name] = list(value) if kind == "tuple[str, ...]" else value
    return plain


def from_plain(plain: Mapping[str, Any], seq: int) -> Event:
    """The event that `to_plain` wrote.

    Raises:
        LogError: It is not the plain form of any event; `seq` is its place in the log.
    """
    kind = plain.get("type")
    if type(kind) is not str or kind not in _CLASSES:
        raise LogError(seq)
    wanted = _FIELDS[kind]
    if len(plain) != len(wanted) + 1:
        raise LogError(seq)
    values: dict[str, Any] = {}
    for name, type_ in wanted:
        if name not in plain or not _CHECKS[type_](plain[name]):
            raise LogError(seq)
        value = plain[name]
        values[name] = tuple(value) if type(value) is list else value
    event: Event = _CLASSES[kind](**values)
    return event
