"""The index: it says which bit or place of a state belongs to which id of the scenario."""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003 - msgspec reads it
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from simulator.session.sparse import Spot, page_at, spot

if TYPE_CHECKING:
    from collections.abc import Iterable

    from simulator.scenario.model import Node, Scenario
    from simulator.session.state import ReadableState

MARK_STEP: Final = 64
"""The number of nodes whose marks share a page.

The number is also the distance in bits between two marks of one node: the first marks of all these
nodes come first, then their second marks, and so on.
"""
_COUNTED_NODES: Final = 32
"""The number of nodes whose counts of repeats share a page."""
COUNT_BITS: Final = 32
"""The number of bits of one count of repeats."""


class Index(Struct, frozen=True, kw_only=True):
    """The bits and places of a state for the ids of one scenario, all in the order of the file.

    Attributes:
        nodes: The place of each node in the file, from 0.
        main: The place of the main customer.
        opportunities: The bit of each opportunity in `State.met`.
        records: The bit of each record in `State.read`.
        extras: The bit of each extra in `State.refused`.
        variables: The place of each variable in `State.variables`.
        promises: The place of each promise in `State.promises`; its bit in `State.missed` is
            `1 << place`.
        customers: The place of each customer in `State.patience` and `State.trust`.
    """

    nodes: Mapping[str, int]
    main: int
    opportunities: Mapping[str, int]
    records: Mapping[str, int]
    extras: Mapping[str, int]
    variables: Mapping[str, int]
    promises: Mapping[str, int]
    customers: Mapping[str, int]

    def marks(self, node: str) -> Spot:
        """The place of the marks of a node in `State.marks`. A mark is one bit.

        The first mark, at this place, is set when the node was visited. The node's choices in the
        order of the file, and last its silence, have one mark each, which is set when the choice
        was made. Each mark is `MARK_STEP` bits above the mark before it. So `MARK_STEP` nodes share
        a page, and the place of a node does not depend on how many choices other nodes have.

        Args:
            node: The id of the node.

        Raises:
            KeyError: The scenario has no such node.
        """
        page, bit = divmod(self.nodes[node], MARK_STEP)
        return spot(page, bit)

    def repeats(self, node: str, number: int) -> Spot:
        """The place of the count of a choice in `State.repeats`; a count has `COUNT_BITS` bits.

        Args:
            node: The id of the node of the choice.
            number: The number of the choice, from 0, counted among those choices of the node that
                may be repeated a limited number of times.

        Raises:
            KeyError: The scenario has no such node.
        """
        page, count = divmod(self.nodes[node], _COUNTED_NODES)
        return spot(page, (count + number * _COUNTED_NODES) * COUNT_BITS)

    def visited(self, state: ReadableState, node: str) -> bool:
        """Whether a node was visited.

        Args:
            state: The state to read.
            node: The id of the node.

        Raises:
            KeyError: The scenario has no such node.
        """
        at = self.marks(node)
        return bool(page_at(state.marks, at.branch, at.page) >> at.shift & 1)

    def made(self, state: ReadableState, node: str, number: int) -> bool:
        """Whether a choice was made.

        Args:
            state: The state to read.
            node: The id of the node of the choice.
            number: The number of the choice at its node, from 0; the silence is the last.

        Raises:
            KeyError: The scenario has no such node.
        """
        at = self.marks(node)
        return bool(
            page_at(state.marks, at.branch, at.page) >> at.shift + (1 + number) * MARK_STEP & 1
        )


def index_of(scenario: Scenario) -> Index:
    """The index of a scenario; it is made from the ids of the nodes, without reading any node.

    Args:
        scenario: The scenario.
    """
    customers = _places(scenario.customers)
    return Index(
        nodes=_places(scenario.nodes),
        main=customers[scenario.main],
        opportunities=_bits(scenario.opportunities),
        records=_bits(scenario.records),
        extras=_bits(scenario.extras),
        variables=_places(scenario.variables),
        promises=_places(scenario.promises),
        customers=customers,
    )


def choice_number(node: Node, choice: str) -> int:
    """The number of a choice or silence at its node, from 0; the silence is the last.

    Args:
        node: The node.
        choice: The id of the choice or silence.

    Raises:
        KeyError: The node has no choice of this id.
    """
    for number, found in enumerate(node.every_choice):
        if found.id == choice:
            return number
    raise KeyError(f"{node.id}/{choice}")


def _bits(ids: Iterable[str]) -> dict[str, int]:
    return {id_: 1 << place for place, id_ in enumerate(ids)}


def _places(ids: Iterable[str]) -> dict[str, int]:
    return {id_: place for place, id_ in enumerate(ids)}
