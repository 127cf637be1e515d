"""Scenarios, rubrics and editions as canonical JSON in UTF-8, encoded and decoded by msgspec.

Equal values have equal text, to the byte: the fields of a value stand in the order of its class
after the tag, maps stand in the order of the file, and a field that has its default is left out.
The digest of an edition is the digest of its text, so this text must never change.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from msgspec import Raw, Struct, field
from msgspec.json import Decoder, Encoder
from msgspec.structs import asdict

from simulator.scenario.model import EVERY_DIMENSION, Node, Scenario
from simulator.scenario.nodes import LazyNodes
from simulator.scenario.rubric import Rubric

if TYPE_CHECKING:
    from collections.abc import Callable

    from simulator.scenario.stored import Stored

    DecodeNode: TypeAlias = Callable[[Raw], Node]
    DecodeSketch: TypeAlias = Callable[[Raw], "_NodeSketch"]


class _ScenarioSlices(Scenario, frozen=True, kw_only=True, tag="Scenario"):
    """A stored scenario whose nodes are still slices of its text."""

    nodes: dict[str, Raw]  # type: ignore[assignment]  # The same field, not yet decoded.


class _EditionSlices(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A stored edition whose nodes are still slices of its text."""

    scenario: _ScenarioSlices
    rubric: Rubric


class _RedressSketch(Struct, frozen=True, gc=False):
    """A stored redress of which no field is decoded."""


class _ChoiceSketch(Struct, frozen=True, kw_only=True, gc=False):
    """The fields of a stored choice that an outline needs.

    Attributes:
        behaviours: The stored text of the list `shows`, which few outlines read.
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
    """The fields of a stored node that an outline needs; the others are skipped."""

    id: str
    required: str | None = None
    weight: int = 1
    silence: _ChoiceSketch | None = None
    choices: tuple[_ChoiceSketch, ...] = ()
    ending: str | None = None
    scores: tuple[str, ...] = EVERY_DIMENSION


def _as_stored(value: object) -> object:
    """Nodes that were never decoded, as their stored text."""
    if isinstance(value, LazyNodes):
        return value.texts
    raise NotImplementedError(type(value))


_ENCODER = Encoder(enc_hook=_as_stored)
_SCENARIO = Decoder(_ScenarioSlices)
_EDITION = Decoder(_EditionSlices)
_NODE = Decoder(Node)
_SKETCH = Decoder(_NodeSketch)
_SHOWS = Decoder(tuple[str, ...])
_OBJECT = ord("{")

decode_node: DecodeNode = _NODE.decode
"""The node of a stored text.

Raises:
    ValueError: The text is not that of a node.
    RecursionError: The text is nested too deeply.
"""
decode_sketch: DecodeSketch = _SKETCH.decode
"""The facts about a node that an outline needs, of its stored text; raises as `decode_node`."""


def encode(value: Stored) -> bytes:
    """The canonical text of a scenario, a rubric or a part of one.

    Raises:
        ValueError: A text holds half of a surrogate pair, which UTF-8 cannot store.
    """
    return _ENCODER.encode(value)


def encode_edition(scenario: Scenario | bytes, rubric: Rubric) -> bytes:
    """The canonical text of an edition.

    Args:
        scenario: The scenario, or its canonical text.
        rubric: The rubric that the scenario is scored by.
    """
    text = scenario if isinstance(scenario, bytes) else encode(scenario)
    return b'{"scenario":%b,"rubric":%b}' % (text, encode(rubric))


def decode_scenario(text: bytes) -> Scenario:
    """The scenario of a canonical text; nodes are decoded when they are first read.

    Raises:
        ValueError: The text is not that of a scenario.
        RecursionError: The text is nested too deeply.
    """
    return _with_nodes(_SCENARIO.decode(text), decode_node, decode_sketch)


def decode_edition(
    text: bytes, node: DecodeNode = decode_node, sketch: DecodeSketch = decode_sketch
) -> tuple[Scenario, Rubric]:
    """The scenario and rubric of an edition; nodes are decoded when they are first read.

    Args:
        text: The canonical text of the edition.
        node: Decodes the text of one node; it decides what a malformed node raises.
        sketch: Decodes the facts about one node that an outline needs; it decides likewise.

    Raises:
        ValueError: The text is not that of an edition.
        RecursionError: The text is nested too deeply.
    """
    edition = _EDITION.decode(text)
    return _with_nodes(edition.scenario, node, sketch), edition.rubric


def _with_nodes(stored: _ScenarioSlices, node: DecodeNode, sketch: DecodeSketch) -> Scenario:
    slices = stored.nodes
    if {memoryview(x)[0] for x in slices.values()} - {_OBJECT}:
        raise ValueError("a node that is no object")
    return Scenario(**{**asdict(stored), "nodes": LazyNodes(slices, node, sketch)})
