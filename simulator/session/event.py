"""The events of a session, and their plain form for the log.

A log tells what was chosen and what followed; it holds no date, no name, no language and no
milliseconds. Of a reply's time only the share of the allowance is kept, in thousandths, so
that a log does not tell who was given more time.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, ClassVar, TypeAlias, TypeVar, dataclass_transform, get_args

from simulator.errors import LogError

if TYPE_CHECKING:
    from collections.abc import Mapping

_T = TypeVar("_T")


@dataclass_transform(frozen_default=True, kw_only_default=True)
def _event(cls: type[_T]) -> type[_T]:
    """Makes an event of a class: its fields are for reading, and the type checker sees to it.

    Python's own watch over frozen fields would more than double the time that one takes to make.
    """
    return dataclass(slots=True, kw_only=True, unsafe_hash=True)(cls)


@_event
class Started:
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


@_event
class Entered:
    """A node was entered, at `elapsed` seconds of the story."""

    kind: ClassVar[str] = "entered"
    node: str
    elapsed: int


@_event
class Looked:
    """A record was opened."""

    kind: ClassVar[str] = "looked"
    node: str
    choice: str


@_event
class Chosen:
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


@_event
class TimedOut:
    """The deadline came first; `choice` is the node's silence."""

    kind: ClassVar[str] = "timed-out"
    node: str
    choice: str
    available: tuple[str, ...]
    mood: str | None


@_event
class WentOn:
    """The story went on by itself from a node without replies."""

    kind: ClassVar[str] = "went-on"
    node: str


@_event
class Abandoned:
    """The trainee gave up."""

    kind: ClassVar[str] = "abandoned"
    node: str


@_event
class Promised:
    """A promise was made, due at `due` seconds of the story or at no time."""

    kind: ClassVar[str] = "promised"
    promise: str
    due: int | None


@_event
class Moved:
    """An open promise was re-agreed for `due` seconds of the story."""

    kind: ClassVar[str] = "moved"
    promise: str
    due: int


@_event
class Kept:
    """A promise was kept."""

    kind: ClassVar[str] = "kept"
    promise: str


@_event
class Broken:
    """A promise was broken."""

    kind: ClassVar[str] = "broken"
    promise: str


@_event
class Pushed:
    """An extra was offered; unless it fitted, it was an intrusion."""

    kind: ClassVar[str] = "pushed"
    extra: str
    fits: bool


@_event
class Happened:
    """An event of the story happened; `led` tells whether the story went where it leads."""

    kind: ClassVar[str] = "happened"
    event: str
    led: bool


@_event
class Felt:
    """How a customer stands now, in points from 0 to 1000."""

    kind: ClassVar[str] = "felt"
    customer: str
    patience: int
    trust: int


@_event
class WalkedOut:
    """A customer's patience was used up."""

    kind: ClassVar[str] = "walked-out"
    customer: str


@_event
class Ended:
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
    | Promised
    | Moved
    | Kept
    | Broken
    | Pushed
    | Happened
    | Felt
    | WalkedOut
    | Ended
)

_CLASSES: dict[str, type[Event]] = {cls.kind: cls for cls in get_args(Event)}
_FIELDS: dict[str, tuple[tuple[str, str], ...]] = {
    kind: tuple((field.name, str(field.type)) for field in fields(cls))
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
