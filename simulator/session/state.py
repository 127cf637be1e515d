"""The state of a story: everything that its future can depend on, and nothing else.

Sets of ids are bits of a whole number, in the order of the file, so that a state is small,
hashable and copied at the cost of a few words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from simulator.scenario.condition import Value

FINE: Final = 7200
"""Parts of a patience point that the state keeps: seconds an hour, times two for the half rate."""

NOT_MADE: Final = 0
OPEN: Final = 1
KEPT: Final = 2
BROKEN: Final = 3

PromiseState: TypeAlias = tuple[int, int | None, int]
"""How it stands, its due time in seconds or None, and the number of the customer it binds."""


class State(NamedTuple):
    """Where a story stands between two commands.

    Attributes:
        node: Where it is; empty before the start.
        elapsed: Story seconds since the start.
        variables: In the order of the file.
        visited: A bit for each node; chosen: for each choice; met: for each opportunity;
            read: for each record; happened: for each story event; refused: for each extra;
            missed: for each promise whose breaking has still to lead somewhere.
        repeats: How often each repeatable choice was made.
        promises: In the order of the file.
        patience: For each customer, in parts of `FINE` a point.
        trust: For each customer, 0 to 1000.
    """

    node: str
    elapsed: int
    variables: tuple[Value, ...]
    visited: int
    chosen: int
    met: int
    read: int
    happened: int
    refused: int
    missed: int
    repeats: tuple[int, ...]
    promises: tuple[PromiseState, ...]
    patience: tuple[int, ...]
    trust: tuple[int, ...]


class Draft:
    """A state in the making: the same attributes, open to change until `freeze`."""

    __slots__ = (*State._fields,)

    node: str
    elapsed: int
    variables: list[Value]
    visited: int
    chosen: int
    met: int
    read: int
    happened: int
    refused: int
    missed: int
    repeats: list[int]
    promises: list[PromiseState]
    patience: list[int]
    trust: list[int]

    def __init__(self, state: State) -> None:
        (
            self.node,
            self.elapsed,
            variables,
            self.visited,
            self.chosen,
            self.met,
            self.read,
            self.happened,
            self.refused,
            self.missed,
            repeats,
            promises,
            patience,
            trust,
        ) = state
        self.variables = list(variables)
        self.repeats = list(repeats)
        self.promises = list(promises)
        self.patience = list(patience)
        self.trust = list(trust)

    def freeze(self) -> State:
        """The state as it now stands."""
        return State(
            self.node,
            self.elapsed,
            tuple(self.variables),
            self.visited,
            self.chosen,
            self.met,
            self.read,
            self.happened,
            self.refused,
            self.missed,
            tuple(self.repeats),
            tuple(self.promises),
            tuple(self.patience),
            tuple(self.trust),
        )


Standing: TypeAlias = State | Draft
"""What a guard can be asked of."""


def points(fine: int) -> int:
    """Patience in whole points as shown and as guards read it: 0 only when it is used up.

    >>> points(0), points(1), points(FINE), points(FINE + 1)
    (0, 1, 1, 2)
    """
    return -(-fine // FINE)
