"""The state of a story: everything that its future can depend on, and nothing else.

Sets of ids are bits of a whole number, in the order of the file, so that a state is small,
hashable and copied at the cost of a few words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias, TypeVar

if TYPE_CHECKING:
    from simulator.scenario.expression import Value
    from simulator.session.event import Event

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


_BITS: Final = slice(3, 10)
"""From `visited` to `missed`."""


def to_plain(state: State) -> tuple[list[Any], str]:
    """The state as text, numbers and lists, and apart from these its bits in base 16.

    They may be tens of thousands, and JSON would look at each digit twice.

    >>> to_plain(State("n", 5, (True,), 10, 0, 0, 0, 0, 0, 0, (), (), (7200,), (500,)))
    (['n', 5, (True,), (), (), (7200,), (500,)], '0a 00 00 00 00 00 00')
    """
    plain: list[Any] = list(state)
    bits = " ".join([_hex(x) for x in plain[_BITS]])
    del plain[_BITS]
    return plain, bits


def from_plain(plain: list[Any], bits: str) -> State:
    """The state that `to_plain` wrote, once it was through JSON."""
    node, elapsed, variables, repeats, promises, patience, trust = plain
    return State._make(
        [
            node,
            elapsed,
            tuple(variables),
            *[int.from_bytes(bytes.fromhex(x)) for x in bits.split(" ")],
            tuple(repeats),
            tuple([(status, due, customer) for status, due, customer in promises]),
            tuple(patience),
            tuple(trust),
        ]
    )


def _hex(bits: int) -> str:
    return bits.to_bytes(bits.bit_length() // 8 + 1).hex()


class Draft:
    """A state in the making: the same attributes, open to change until `freeze`.

    Attributes:
        events: What happened on the way.
    """

    __slots__ = (*State._fields, "events")

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

    def __init__(self, state: State, *events: Event) -> None:
        self.events = list(events)
        (
            self.node,
            self.elapsed,
            self.variables,
            self.visited,
            self.chosen,
            self.met,
            self.read,
            self.happened,
            self.refused,
            self.missed,
            self.repeats,
            self.promises,
            self.patience,
            self.trust,
        ) = state

    def freeze(self) -> State:
        """The state as it now stands."""
        return State(
            self.node,
            self.elapsed,
            self.variables,
            self.visited,
            self.chosen,
            self.met,
            self.read,
            self.happened,
            self.refused,
            self.missed,
            self.repeats,
            self.promises,
            self.patience,
            self.trust,
        )


_T = TypeVar("_T")


def placed(items: tuple[_T, ...], at: int, item: _T) -> tuple[_T, ...]:
    """The items with another one at a place.

    >>> placed((1, 2, 3), 1, 5)
    (1, 5, 3)
    """
    if len(items) == 1:
        return (item,)
    changed = list(items)
    changed[at] = item
    return tuple(changed)


Standing: TypeAlias = State | Draft
"""What a guard can be asked of."""


def points(fine: int) -> int:
    """Patience in whole points as shown and as guards read it: 0 only when it is used up.

    >>> points(0), points(1), points(FINE), points(FINE + 1)
    (0, 1, 1, 2)
    """
    return -(-fine // FINE)
