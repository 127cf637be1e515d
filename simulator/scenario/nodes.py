"""A mapping that decodes each node when it is first read, and an outline of facts about all nodes.

The outline answers questions about the whole scenario without decoding all its nodes.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from msgspec import Raw, Struct

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_Node = TypeVar("_Node")


class _ChoiceFacts(Protocol):
    """The fields of a choice that an outline needs."""

    @property
    def shows(self) -> tuple[str, ...]: ...
    @property
    def again(self) -> int | None: ...
    @property
    def redress(self) -> tuple[object, ...]: ...
    @property
    def scored(self) -> bool: ...


class _NodeFacts(Protocol):
    """The fields of a node that an outline needs."""

    @property
    def required(self) -> str | None: ...
    @property
    def weight(self) -> int: ...
    @property
    def silence(self) -> _ChoiceFacts | None: ...
    @property
    def choices(self) -> tuple[_ChoiceFacts, ...]: ...
    @property
    def ending(self) -> str | None: ...
    @property
    def scores(self) -> tuple[str, ...]: ...


class RequiredNode(Struct, frozen=True, kw_only=True):
    """A node of which one visit meets a requirement.

    Attributes:
        id: The id of the node.
        weight: The weight of the node in empathy, 1 to 3.
        empathy: Whether the node counts for empathy.
        shows: For each scored choice of the node, the ids of the behaviours that the choice shows.
            The silence is not included.
    """

    id: str
    weight: int
    empathy: bool
    shows: tuple[tuple[str, ...], ...]


class Outline(Struct, frozen=True, kw_only=True, dict=True):
    """Facts about every node that are known before any node is decoded.

    Attributes:
        ids: The ids of all nodes, in the order of the file.
        choices: For each node in the order of `ids`, the number of its choices; a silence counts
            as a choice.
        repeats: For each node in the order of `ids`, the number of its choices that can be
            repeated a limited number of times.
        endings: The outcome of each ending, by the id of its node.
        required: The nodes of each requirement, by the label of the requirement.
        gives_redress: Whether any choice of the scenario gives redress.
    """

    ids: tuple[str, ...]
    choices: tuple[int, ...]
    repeats: tuple[int, ...]
    endings: Mapping[str, str]
    required: Mapping[str, tuple[RequiredNode, ...]]
    gives_redress: bool

    @cached_property
    def places(self) -> dict[str, int]:
        """The position of each node in the file, from 0, by the id of the node."""
        return {id_: position for position, id_ in enumerate(self.ids)}

    @cached_property
    def choices_before(self) -> tuple[int, ...]:
        """For each node, the number of choices of all earlier nodes; the last item is the total."""
        return tuple(accumulate(self.choices, initial=0))

    @cached_property
    def repeats_before(self) -> tuple[int, ...]:
        """For each node, the sum of `repeats` of all earlier nodes; the last item is the total."""
        return tuple(accumulate(self.repeats, initial=0))


class LazyNodes(Mapping[str, _Node], Generic[_Node]):
    """A mapping from ids to nodes that decodes each node when it is first read.

    Args:
        outline: Facts about all nodes.
        texts: The stored text of each node, by id.
        decode: Turns the stored text of one node into the node. An exception that it raises leaves
            the mapping unchanged, and reading the node again raises it again.
    """

    __slots__ = ("_decode", "_decoded", "outline", "texts")

    def __init__(
        self, outline: Outline, texts: Mapping[str, Raw], decode: Callable[[Raw], _Node]
    ) -> None:
        self.outline = outline
        self.texts = texts
        self._decode = decode
        self._decoded: dict[str, _Node] = {}

    def __getitem__(self, id_: str) -> _Node:
        node = self._decoded.get(id_)
        if node is None:
            node = self._decoded[id_] = self._decode(self.texts[id_])
        return node

    def __contains__(self, id_: object) -> bool:
        return id_ in self.texts

    def __iter__(self) -> Iterator[str]:
        return iter(self.texts)

    def __len__(self) -> int:
        return len(self.texts)


def outline_of(nodes: Mapping[str, _NodeFacts]) -> Outline:
    """The outline of a scenario's nodes; nodes that are not decoded yet stay undecoded.

    Args:
        nodes: The nodes by id, in the order of the file.
    """
    if isinstance(nodes, LazyNodes):
        return nodes.outline
    choices: list[int] = []
    repeats: list[int] = []
    endings: dict[str, str] = {}
    required: dict[str, tuple[RequiredNode, ...]] = {}
    gives_redress = False
    for id_, node in nodes.items():
        every_choice = node.choices if node.silence is None else (*node.choices, node.silence)
        repeatable = 0
        for choice in every_choice:
            if choice.again:
                repeatable += 1
            if choice.redress:
                gives_redress = True
        choices.append(len(every_choice))
        repeats.append(repeatable)
        if node.ending is not None:
            endings[id_] = node.ending
        if node.required is not None:
            earlier = required.get(node.required, ())
            required[node.required] = (*earlier, _required_node(id_, node))
    return Outline(
        ids=tuple(nodes),
        choices=tuple(choices),
        repeats=tuple(repeats),
        endings=endings,
        required=required,
        gives_redress=gives_redress,
    )


def _required_node(id_: str, node: _NodeFacts) -> RequiredNode:
    return RequiredNode(
        id=id_,
        weight=node.weight,
        empathy="empathy" in node.scores,
        shows=tuple([x.shows for x in node.choices if x.scored]),
    )
