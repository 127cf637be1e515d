"""The nodes of a story."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.authoring import finding as f
from simulator.authoring.choices import read_choice, read_silence
from simulator.authoring.declarations import story_time
from simulator.authoring.decode import (
    decoded,
    milliseconds,
    number,
    reference,
    references,
    word,
)
from simulator.authoring.names import SECTIONS, Scope
from simulator.authoring.texts import ways, wording
from simulator.authoring.values import Sequence
from simulator.scenario.model import CHANNELS, DIMENSIONS, MOODS, NOBODY, OUTCOMES, Node

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.authoring.decode import Keys
    from simulator.authoring.reader import Fields
    from simulator.authoring.values import Mapping, YamlValue
    from simulator.scenario.model import Choice, Dimension, Record

NODE_KEYS = frozenset(
    {
        "line",
        "narration",
        "signal",
        "debrief",
        "mood",
        "required",
        "think",
        "limit",
        "silence",
        "choices",
        "with",
        "speaker",
        "channel",
        "scores",
        "concepts",
        "to",
        "ending",
        "fails",
        "at",
        "weight",
        "shuffle",
        "no-thanks",
        "note",
    }
)
MOST_WEIGHT = 3
TEXTS = ("line", "narration", "signal", "debrief")


def nodes(scope: Scope, root: Fields, records: dict[str, Record]) -> Iterator[Node]:
    """The nodes of one file."""
    for name, where, value in root.members("nodes"):
        if name in SECTIONS:
            scope.found(f.RESERVED_ID, where, id=name)
        full = scope.full("node", name)
        scope.stands(full, where)
        mapping = scope.mapping(name, value)
        if mapping is not None:
            yield _node(scope, full, mapping, records)


def _node(scope: Scope, full: str, mapping: Mapping, records: dict[str, Record]) -> Node:
    scope.only(mapping, NODE_KEYS)
    entries = mapping.entries
    read = decoded(scope, mapping, READERS)
    for name in TEXTS:
        if name in entries:
            read[name] = wording(scope, mapping, name, f"{full}/{name}")
    taken: dict[str, YamlValue] = {}
    if "choices" in entries:
        read["choices"] = _choices(scope, full, mapping, taken, records)
    if "silence" in entries:
        read["silence"] = read_silence(scope, entries["silence"], full, taken)
    if "required" in entries:
        read["required"] = _required(scope, full, entries["required"])
    _together(scope, full, mapping, read)
    with_ = _with(scope, entries["with"]) if "with" in entries else scope.names.main
    return Node(id=full, with_=with_, **read)


def _together(scope: Scope, full: str, mapping: Mapping, read: dict[str, Any]) -> None:
    """What a node may only have with, or without, something else."""
    entries = mapping.entries
    if "limit" in entries and "silence" not in entries:
        scope.found(f.LIMIT_WITHOUT_SILENCE, mapping.key("limit"), node=full)
    if "silence" in entries and "limit" not in entries:
        scope.found(f.SILENCE_WITHOUT_LIMIT, mapping.key("silence"), node=full)
    if "ending" in entries:
        if "ending" not in read:
            scope.names.broken.add(full)
        on = next((key for key in ("choices", "to", "silence", "limit") if key in entries), None)
        if on is not None:
            scope.found(f.ENDING_GOES_ON, mapping.key(on), node=full)


def _choices(
    scope: Scope, full: str, node: Mapping, taken: dict[str, YamlValue], records: dict[str, Record]
) -> tuple[Choice, ...]:
    value = node.entries["choices"]
    items = scope.items("choices", value, or_one=False)
    if isinstance(value, Sequence) and not items:
        scope.found(f.EMPTY_VALUE, node.key("choices"), key="choices")
    read = [read_choice(scope, item, full, taken, records) for item in items]
    if not items or None in read:
        scope.names.broken.add(full)
    return tuple([choice for choice in read if choice is not None])


def _with(scope: Scope, value: YamlValue) -> str:
    if getattr(value, "text", None) == NOBODY:
        return NOBODY
    return scope.reference("person", "with", value) or scope.names.main


def _required(scope: Scope, full: str, value: YamlValue) -> str | None:
    label = scope.id("required", value)
    if label in {"false", "no"}:
        return None
    return full if label in {"true", "yes"} else label


def _scores(scope: Scope, name: str, value: YamlValue) -> tuple[Dimension, ...]:
    read = [scope.one_of(name, item, DIMENSIONS) for item in scope.items(name, value)]
    return tuple(sorted({one for one in read if one is not None}))


READERS: Keys = {
    "mood": ("mood", word(MOODS)),
    "speaker": ("speaker", reference("person")),
    "channel": ("channel", word(CHANNELS)),
    "weight": ("weight", number(1, MOST_WEIGHT)),
    "think": ("think", milliseconds),
    "limit": ("limit", milliseconds),
    "to": ("targets", ways),
    "ending": ("ending", word(OUTCOMES)),
    "scores": ("scores", _scores),
    "concepts": ("concepts", references("concept")),
    "fails": ("fails", Scope.truth),
    "at": ("at", story_time),
    "shuffle": ("shuffle", Scope.truth),
    "no-thanks": ("no_thanks", references("extra")),
}
"""What each key of a node becomes."""
