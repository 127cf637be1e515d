"""The state of a story: everything that the rest of the story can depend on, and nothing else.

The size of a state depends on how much was played, not on the size of the scenario, because marks
and counts are stored only for nodes that were visited. A set of ids is a whole number with one bit
for each id; `session.program.index.Index` says which bit belongs to which id.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias, TypeVar

from msgspec import Struct

from simulator.scenario.expression import Value  # noqa: TC001 - msgspec reads it
from simulator.session.sparse import Sparse  # noqa: TC001 - msgspec reads it

if TYPE_CHECKING:
    from simulator.session.event import Event

PATIENCE_UNITS: Final = 7200
"""Units of patience in one point.

The number is 3600 seconds an hour times 2. So a customer who loses N points an hour loses 2N units
a second. While a promise with a due time is open, the customer loses half as much: N units a
second, which is a whole number too.
"""

NOT_MADE: Final = 0
OPEN: Final = 1
KEPT: Final = 2
BROKEN: Final = 3

PromiseState: TypeAlias = tuple[int, int | None, tuple[int, ...]]
"""The state of one promise, in three items.

First: `NOT_MADE`, `OPEN`, `KEPT` or `BROKEN`. Second: the due time in story seconds since the
start; None if there is none. Third: the places of the customers to whom the promise was made.
"""


class State(Struct, frozen=True, array_like=True):
    """The state of a story between two commands.

    At each step, `Draft.freeze` passes the fields by position, twice as fast as by keyword.

    Attributes:
        node: The id of the present node; empty before the start.
        elapsed: Story seconds since the start.
        variables: The value of each variable, in the order of the file.
        marks: For each node that was met, whether it was visited and which of its choices were
            made; see `Index`.
        repeats: For each choice that may be repeated a limited number of times, how often it was
            made after the first time; see `Index`.
        met: A bit for each opportunity that was met.
        read: A bit for each record that was opened.
        happened: A bit for each event of the story that happened.
        refused: A bit for each extra that a customer refused.
        missed: A bit for each broken promise that leads to a node and has not led there yet.
        promises: The state of each promise, in the order of the file.
        patience: The patience of each customer in the order of the file, from 0 to 1000 points, in
            units: `PATIENCE_UNITS` to a point.
        trust: The trust of each customer in the order of the file, from 0 to 1000 points.
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
    """A copy of a state that can be changed, with the attributes of `State` and the new events.

    Args:
        state: The state to copy.
        *events: The first events of the step.

    Attributes:
        events: The session events since this state, the oldest first.
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
        """A state with the present values of the draft; the events are left out."""
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
    """A copy of a tuple with one item replaced.

    Args:
        items: The tuple to copy.
        place: The index of the item, from 0.
        item: The new item.

    Raises:
        IndexError: The tuple has no item at this index; not checked if it has one item only.

    >>> replaced((1, 2, 3), 1, 5)
    (1, 5, 3)
    """
    if len(items) == 1:
        return (item,)
    changed = list(items)
    changed[place] = item
    return tuple(changed)


ReadableState: TypeAlias = State | Draft
"""A state or a draft: guards can be evaluated in both."""


def points(units: int) -> int:
    """Patience in whole points, rounded up, so that 0 means that the patience is used up.

    Args:
        units: Patience in units, `PATIENCE_UNITS` to a point.

    >>> points(0), points(1), points(PATIENCE_UNITS), points(PATIENCE_UNITS + 1)
    (0, 1, 1, 2)
    """
    return -(-units // PATIENCE_UNITS)
