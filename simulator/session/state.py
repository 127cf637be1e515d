"""The state of a story: everything that its future can depend on, and nothing else.

A state grows with the play, not with the scenario: it holds numbers only of nodes that were
visited and of choices that were made. Sets of ids are bits of a whole number; which bit belongs to
which id is told by `session.program.index.Index`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias, TypeVar

from msgspec import Struct

from simulator.scenario.expression import Value  # noqa: TC001 - msgspec reads it
from simulator.session.sparse import Sparse  # noqa: TC001 - msgspec reads it

if TYPE_CHECKING:
    from simulator.session.event import Event

PATIENCE_UNITS: Final = 7200
"""Units of patience in a point.

With 3600 seconds an hour times 2, a customer who loses N points an hour loses 2N units a second,
and half of that, while a promise with a time is open, is a whole number too.
"""

NOT_MADE: Final = 0
OPEN: Final = 1
KEPT: Final = 2
BROKEN: Final = 3

PromiseState: TypeAlias = tuple[int, int | None, int]
"""`NOT_MADE`, `OPEN`, `KEPT` or `BROKEN`; the due time in story seconds, or None; and the place of
the customer who was promised it."""


class State(Struct, frozen=True, array_like=True):
    """Where a story stands between two commands.

    It is made by position at every step, which is twice as fast as by keyword.

    Attributes:
        node: The id of the present node; empty before the start.
        elapsed: Story seconds since the start.
        variables: The value of each variable, in the order of the file.
        marks: For each node that was met, whether it was visited and which of its choices were
            made; see `Index`.
        repeats: How often each choice was made again that may be made again a limited number of
            times; see `Index`.
        met: A bit for each opportunity that was met.
        read: A bit for each record that was opened.
        happened: A bit for each event of the story that happened.
        refused: A bit for each extra that a customer refused.
        missed: A bit for each broken promise that has still to lead to a node.
        promises: Each promise, in the order of the file.
        patience: Of each customer, 0 to 1000 points in units of `PATIENCE_UNITS` a point.
        trust: Of each customer, 0 to 1000 points.
    """

    node: str
    elapsed: int
    variables: tuple[Value, ...]
    marks: Sparse
    repeats: Sparse
    met: int
    read: int
    happened: int
    refused: int
    missed: int
    promises: tuple[PromiseState, ...]
    patience: tuple[int, ...]
    trust: tuple[int, ...]


class Draft:
    """A copy of a state that can be changed until `freeze`; its attributes are those of `State`.

    Attributes:
        events: What happened since the state that the draft was made from.
    """

    __slots__ = (*State.__struct_fields__, "events")

    node: str
    elapsed: int
    variables: tuple[Value, ...]
    marks: Sparse
    repeats: Sparse
    met: int
    read: int
    happened: int
    refused: int
    missed: int
    promises: tuple[PromiseState, ...]
    patience: tuple[int, ...]
    trust: tuple[int, ...]

    def __init__(self, state: State, *events: Event) -> None:
        self.events: list[Event] = list(events)
        self.node = state.node
        self.elapsed = state.elapsed
        self.variables = state.variables
        self.marks = state.marks
        self.repeats = state.repeats
        self.met = state.met
        self.read = state.read
        self.happened = state.happened
        self.refused = state.refused
        self.missed = state.missed
        self.promises = state.promises
        self.patience = state.patience
        self.trust = state.trust

    def freeze(self) -> State:
        """The state as the draft now stands."""
        return State(
            self.node,
            self.elapsed,
            self.variables,
            self.marks,
            self.repeats,
            self.met,
            self.read,
            self.happened,
            self.refused,
            self.missed,
            self.promises,
            self.patience,
            self.trust,
        )


_T = TypeVar("_T")


def replaced(items: tuple[_T, ...], place: int, item: _T) -> tuple[_T, ...]:
    """The items with another one at a place.

    >>> replaced((1, 2, 3), 1, 5)
    (1, 5, 3)
    """
    if len(items) == 1:
        return (item,)
    changed = list(items)
    changed[place] = item
    return tuple(changed)


ReadableState: TypeAlias = State | Draft
"""What a guard can be evaluated in."""


def points(units: int) -> int:
    """Patience in whole points, rounded up: 0 only when all of it is used up.

    >>> points(0), points(1), points(PATIENCE_UNITS), points(PATIENCE_UNITS + 1)
    (0, 1, 1, 2)
    """
    return -(-units // PATIENCE_UNITS)
