"""Scenarios, rubrics and editions as canonical JSON in UTF-8, encoded and decoded by msgspec.

Equal values have equal text, to the byte: first the tag of a value, then its fields in the order
of the class. Mappings keep the order of the file. A field with its default value is left out. The
digest of an edition is the SHA-256 of its text, so this text must never change.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from msgspec import Raw, Struct, field
from msgspec.json import Decoder, Encoder
from msgspec.structs import asdict

from simulator.scenario.model import Node, Scenario
from simulator.scenario.nodes import LazyNodes
from simulator.scenario.rubric import Rubric
from simulator.scenario.vocabulary import EVERY_DIMENSION

if TYPE_CHECKING:
    from collections.abc import Callable

    from simulator.scenario.stored import Stored

    DecodeNode: TypeAlias = Callable[[Raw], Node]
    DecodeSketch: TypeAlias = Callable[[Raw], "_NodeSketch"]


class _ScenarioSlices(Scenario, frozen=True, kw_only=True, tag="Scenario"):
    """A decoded scenario whose nodes are not decoded: each node is a slice of the stored text."""

    nodes: dict[str, Raw]  # type: ignore[assignment]  # The same field, not yet decoded.


class _EditionSlices(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A decoded edition whose nodes are not decoded: each node is a slice of the stored text."""

    scenario: _ScenarioSlices
    rubric: Rubric


class _RedressSketch(Struct, frozen=True, gc=False):
    """A stored redress of which no field is decoded; an outline only counts redresses."""


class _ChoiceSketch(Struct, frozen=True, kw_only=True, gc=False):
    """The fields of a stored choice that an outline needs.

    Attributes:
        behaviours: The stored text of the list `shows`. It is decoded only for required nodes.
        again: How often the choice can be repeated; None: without limit.
        look: The id of the record that a look-up opens; None for other choices.
        redress: One item for each redress that the choice gives.
    """

    behaviours: Raw = field(default=Raw(b"[]"), name="shows")
    look: str | None = None
    redress: tuple[_RedressSketch, ...] = ()

    @property
    def shows(self) -> tuple[str, ...]:
        return _SHOWS.decode(self.behaviours)

    @property
    def scored(self) -> bool:
        return self.look is None


class _NodeSketch(Struct, frozen=True, kw_only=True, gc=False):
    """The fields of a stored node that an outline needs; all other fields are skipped."""

    id: str
    required: str | None = None
    weight: int = 1
    silence: _ChoiceSketch | None = None
    choices: tuple[_ChoiceSketch, ...] = ()
    ending: str | None = None
    scores: tuple[str, ...] = EVERY_DIMENSION


def _stored_texts(value: object) -> object:
    """The stored texts of lazy nodes; msgspec calls it for types that it cannot encode.

    Raises:
        NotImplementedError: The value is not of the type `LazyNodes`.
    """
    if isinstance(value, LazyNodes):
        return value.texts
    raise NotImplementedError(type(value))


_ENCODER = Encoder(enc_hook=_stored_texts)
_SCENARIO = Decoder(_ScenarioSlices)
_EDITION = Decoder(_EditionSlices)
_NODE = Decoder(Node)
_SKETCH = Decoder(_NodeSketch)
_SHOWS = Decoder(tuple[str, ...])
_OBJECT = ord("{")

decode_node: DecodeNode = _NODE.decode
"""Turns the stored text of one node into the node.

Raises:
    ValueError: The text is not the text of a node.
    RecursionError: The text is nested too deeply.
"""
decode_sketch: DecodeSketch = _SKETCH.decode
"""Turns the stored text of one node into the facts that an outline needs.

Raises:
    ValueError: The text is not the text of a node.
    RecursionError: The text is nested too deeply.
"""


def encode(value: Stored) -> bytes:
    """The canonical text of a stored value.

    Args:
        value: A scenario, a rubric, or a part of a scenario or rubric.

    Raises:
        ValueError: An authored text contains a lone surrogate, which UTF-8 cannot encode.
    """
    return _ENCODER.encode(value)


def encode_edition(scenario: Scenario | bytes, rubric: Rubric) -> bytes:
    """The canonical text of an edition.

    Args:
        scenario: The scenario, or the canonical text of the scenario.
        rubric: The rubric that the scenario is scored by.

    Raises:
        ValueError: An authored text contains a lone surrogate, which UTF-8 cannot encode.
    """
    text = scenario if isinstance(scenario, bytes) else encode(scenario)
    return b'{"scenario":%b,"rubric":%b}' % (text, encode(rubric))


def decode_scenario(text: bytes) -> Scenario:
    """The scenario of a canonical text; each node is decoded when it is first read.

    Args:
        text: The canonical text of the scenario.

    Raises:
        ValueError: The text is not the text of a scenario. A node with a wrong text raises
            `ValueError` only when it is first read.
        RecursionError: The text is nested too deeply.
    """
    return _with_nodes(_SCENARIO.decode(text), decode_node, decode_sketch)


def decode_edition(
    text: bytes, node: DecodeNode = decode_node, sketch: DecodeSketch = decode_sketch
) -> tuple[Scenario, Rubric]:
    """The scenario and the rubric of an edition; each node is decoded when it is first read.

    Args:
        text: The canonical text of the edition.
        node: Decodes the text of one node. An exception that it raises reaches the code that
            reads the node.
        sketch: Decodes the facts about one node that an outline needs. An exception that it
            raises reaches the code that reads the outline.

    Raises:
        ValueError: The text is not the text of an edition.
        RecursionError: The text is nested too deeply.
    """
    edition = _EDITION.decode(text)
    return _with_nodes(edition.scenario, node, sketch), edition.rubric


def _with_nodes(stored: _ScenarioSlices, node: DecodeNode, sketch: DecodeSketch) -> Scenario:
    slices = stored.nodes
    if {memoryview(x)[0] for x in slices.values()} - {_OBJECT}:
        raise ValueError("a node that is no object")
    return Scenario(**{**asdict(stored), "nodes": LazyNodes(slices, node, sketch)})
