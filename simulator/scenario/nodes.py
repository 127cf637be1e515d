"""Nodes that are read when they are first asked for, and what is known of all before that."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

from msgspec import Struct

from simulator.scenario.model import Node

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from simulator.scenario.model import Outcome


class Outline(Struct, frozen=True, kw_only=True, dict=True):
    """What has to be known of every node before any is met; all in the order of the file.

    Attributes:
        ids: Of the nodes.
        choices: How many choices each of them has, its silence among them.
        repeats: How many of these may be made again, but not without end.
        endings: The outcomes of those that are endings.
    """

    ids: tuple[str, ...]
    choices: tuple[int, ...]
    repeats: tuple[int, ...]
    endings: Mapping[str, Outcome]

    @cached_property
    def places(self) -> dict[str, int]:
        """Where each node stands."""
        return {id_: place for place, id_ in enumerate(self.ids)}

    @cached_property
    def choices_before(self) -> tuple[int, ...]:
        """How many choices come before those of each node; at last, how many there are."""
        return tuple(accumulate(self.choices, initial=0))

    @cached_property
    def repeats_before(self) -> tuple[int, ...]:
        """How many of the choices before those of each node may be made again; at last, all."""
        return tuple(accumulate(self.repeats, initial=0))


class LazyNodes(Mapping[str, Node]):
    """Nodes by their ids, each read when it is first asked for."""

    __slots__ = ("_found", "_read", "outline")

    def __init__(self, outline: Outline, read: Callable[[str], Node]) -> None:
        self.outline = outline
        self._read = read
        self._found: dict[str, Node] = {}

    def __getitem__(self, id_: str) -> Node:
        found = self._found.get(id_)
        if found is None:
            if id_ not in self:
                raise KeyError(id_)
            found = self._found[id_] = self._read(id_)
        return found

    def __contains__(self, id_: object) -> bool:
        return id_ in self.outline.places

    def __iter__(self) -> Iterator[str]:
        return iter(self.outline.ids)

    def __len__(self) -> int:
        return len(self.outline.ids)


def outline_of(nodes: Mapping[str, Node]) -> Outline:
    """The outline of nodes; lazy ones are not read for it."""
    if isinstance(nodes, LazyNodes):
        return nodes.outline
    every = {id_: node.every_choice for id_, node in nodes.items()}
    return Outline(
        ids=tuple(nodes),
        choices=tuple([len(choices) for choices in every.values()]),
        repeats=tuple([sum(1 for x in choices if x.again) for choices in every.values()]),
        endings={id_: node.ending for id_, node in nodes.items() if node.ending is not None},
    )
