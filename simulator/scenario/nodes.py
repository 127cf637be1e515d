"""A mapping that decodes each node when it is first read, and an outline of facts about all nodes.

The outline answers questions about the whole scenario without decoding all its nodes.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, Generic, Protocol, TypeVar

from msgspec import Raw, Struct

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_Node = TypeVar("_Node")

_OUTLINED: Final = (b'"required":', b'"ending":', b'"redress":[')
"""The keys of the fields of nodes and choices that an outline tells something about."""


class _ChoiceFacts(Protocol):
    """The fields of a choice that an outline needs."""

    @property
    def shows(self) -> tuple[str, ...]: ...
    @property
    def redress(self) -> tuple[object, ...]: ...
    @property
    def scored(self) -> bool: ...


class _NodeFacts(Protocol):
    """The fields of a node that an outline needs."""

    @property
    def id(self) -> str: ...
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


class Outline(Struct, frozen=True, kw_only=True):
    """Facts that a score can need about every node, even about nodes that the play never met.

    Attributes:
        endings: The outcome of each ending, by the node's id, in the order of the file.
        required: The nodes of each requirement, by the label of the requirement.
        gives_redress: Whether any choice of the scenario gives redress.
    """

    endings: Mapping[str, str]
    required: Mapping[str, tuple[RequiredNode, ...]]
    gives_redress: bool


class LazyNodes(Mapping[str, _Node], Generic[_Node]):
    """A mapping from ids to nodes that decodes each node when it is first read.

    Args:
        texts: The stored text of each node, by id.
        decode: Turns the stored text of one node into the node.
        sketch: Turns the stored text of one node into the facts that an outline needs.
    """

    __slots__ = ("_decode", "_decoded", "_sketch", "texts")

    def __init__(
        self,
        texts: Mapping[str, Raw],
        decode: Callable[[Raw], _Node],
        sketch: Callable[[Raw], _NodeFacts],
    ) -> None:
        self.texts = texts
        self._decode = decode
        self._sketch = sketch
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

    def outlined(self) -> Iterator[_NodeFacts]:
        """The facts about the nodes that matter to an outline, in the order of the file.

        The text of such a node contains one of three keys with its quotation marks. The words of
        an author cannot contain them, because quotation marks are escaped there. All texts are
        searched as one, which is faster than a loop over thousands of texts; `rfind` is twice as
        fast as `find`.
        """
        whole = b"\0".join([*self.texts.values(), b""])
        starts: set[int] = set()
        for key in _OUTLINED:
            hit = whole.rfind(key)
            while hit >= 0:
                start = whole.rfind(b"\0", 0, hit) + 1
                starts.add(start)
                hit = whole.rfind(key, 0, start)
        for start in sorted(starts):
            yield self._sketch(Raw(whole[start : whole.index(b"\0", start)]))


def outline_of(nodes: Mapping[str, _NodeFacts]) -> Outline:
    """The outline of the nodes of a scenario; nodes that are not decoded yet stay undecoded."""
    endings: dict[str, str] = {}
    required: dict[str, tuple[RequiredNode, ...]] = {}
    gives_redress = False
    for node in nodes.outlined() if isinstance(nodes, LazyNodes) else nodes.values():
        every = node.choices if node.silence is None else (*node.choices, node.silence)
        gives_redress = gives_redress or any(choice.redress for choice in every)
        if node.ending is not None:
            endings[node.id] = node.ending
        if node.required is not None:
            required[node.required] = (*required.get(node.required, ()), _required(node))
    return Outline(endings=endings, required=required, gives_redress=gives_redress)


def _required(node: _NodeFacts) -> RequiredNode:
    return RequiredNode(
        id=node.id,
        weight=node.weight,
        empathy="empathy" in node.scores,
        shows=tuple([x.shows for x in node.choices if x.scored]),
    )
