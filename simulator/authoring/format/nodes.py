"""Reads the nodes of a scenario or part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.authoring.format.choices import read_choice, read_silence
from simulator.authoring.format.declarations import story_time
from simulator.authoring.read.fields import Fields
from simulator.authoring.read.guard import read_guard
from simulator.authoring.read.keys import (
    milliseconds,
    number,
    read_keys,
    reference,
    references,
    word,
)
from simulator.authoring.read.scope import Scope
from simulator.authoring.read.symbols import SECTIONS
from simulator.authoring.read.texts import one_text, targets, wording
from simulator.authoring.yaml.values import YamlSequence
from simulator.findings import code as codes
from simulator.scenario.model import Harm, Node
from simulator.scenario.vocabulary import (
    CHANNELS,
    DIMENSIONS,
    HARM_KINDS,
    MOODS,
    NOBODY,
    OUTCOMES,
    SCREEN_PARTS,
)

if TYPE_CHECKING:
    from simulator.authoring.read.keys import Keys
    from simulator.authoring.yaml.values import YamlMapping, YamlValue
    from simulator.scenario.declarations import Record
    from simulator.scenario.model import Choice
    from simulator.scenario.vocabulary import Dimension

NODE_KEYS = frozenset(
    {
        "line",
        "narration",
        "signal",
        "debrief",
        "hint",
        "points-at",
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
        "harm",
        "handed-over-rightly",
        "needs-time",
        "note",
    }
)
HARM_KEYS = frozenset({"kind", "title", "unless", "note"})
MAX_WEIGHT = 3
TEXTS = ("line", "narration", "signal", "debrief", "hint")


def read_nodes(scope: Scope, root: Fields, records: dict[str, Record]) -> dict[str, Node]:
    """The nodes of one file by id.

    Args:
        scope: The reader of the file.
        root: The fields of the file.
        records: The records by id. The text of a look-up is the title of its record.
    """
    nodes: dict[str, Node] = {}
    for name, where, value in root.members("nodes"):
        if name in SECTIONS:
            scope.report(codes.RESERVED_ID, where, id=name)
        full = scope.full_id("node", name)
        scope.symbols.locate(full, scope.source, where)
        mapping = scope.mapping(name, value)
        if mapping is not None:
            nodes[full] = _node(scope, full, mapping, records)
    return nodes


def _node(scope: Scope, full: str, mapping: YamlMapping, records: dict[str, Record]) -> Node:
    scope.check_keys(mapping, NODE_KEYS)
    entries = mapping.entries
    read = read_keys(scope, mapping, READERS)
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
    if "harm" in entries:
        read["harm"] = _harm(scope, full, entries["harm"])
    _check_combinations(scope, full, mapping, read)
    with_ = _with(scope, entries["with"]) if "with" in entries else scope.symbols.main
    return Node(id=full, with_=with_, **read)


def _check_combinations(
    scope: Scope, full: str, mapping: YamlMapping, read: dict[str, Any]
) -> None:
    """Reports keys of a node that lack a key which they need, or exclude another key."""
    entries = mapping.entries
    if "limit" in entries and "silence" not in entries:
        scope.report(codes.LIMIT_WITHOUT_SILENCE, mapping.key("limit"), node=full)
    if "silence" in entries and "limit" not in entries:
        scope.report(codes.SILENCE_WITHOUT_LIMIT, mapping.key("silence"), node=full)
    misread = "ending" in entries and "ending" not in read
    if read.get("handed_over_rightly") and read.get("ending") != "escalated" and not misread:
        where = mapping.key("handed-over-rightly")
        scope.report(codes.HANDED_OVER_NOT_ESCALATED, where, node=full)
    if "points-at" in entries and "hint" not in entries:
        scope.report(codes.POINTS_WITHOUT_HINT, mapping.key("points-at"), node=full)
    if "ending" in entries:
        if misread:
            scope.symbols.unreadable_nodes.add(full)
        on = next((key for key in ("choices", "to", "silence", "limit") if key in entries), None)
        if on is not None:
            scope.report(codes.ENDING_GOES_ON, mapping.key(on), node=full)


def _harm(scope: Scope, full: str, value: YamlValue) -> Harm | None:
    """The harm that a node shows; None if the value is no map or its kind is wrong."""
    mapping = scope.mapping("harm", value)
    if mapping is None:
        return None
    fields = Fields(scope, mapping, HARM_KEYS)
    fields.require("kind")
    kind = fields.one_of("kind", HARM_KINDS)
    title = one_text(scope, fields, "title", f"{full}/harm")
    unless = read_guard(scope, "unless", fields.get("unless"))
    return None if kind is None else Harm(kind=kind, title=title, unless=unless)


def _choices(
    scope: Scope,
    full: str,
    node: YamlMapping,
    taken: dict[str, YamlValue],
    records: dict[str, Record],
) -> tuple[Choice, ...]:
    value = node.entries["choices"]
    items = scope.items("choices", value, or_one=False)
    if isinstance(value, YamlSequence) and not items:
        scope.report(codes.EMPTY_VALUE, node.key("choices"), key="choices")
    read = [read_choice(scope, item, full, taken, records) for item in items]
    if not items or None in read:
        scope.symbols.unreadable_nodes.add(full)
    return tuple([choice for choice in read if choice is not None])


def _with(scope: Scope, value: YamlValue) -> str:
    """The id of the person at a node; the main customer if the value is wrong."""
    if getattr(value, "text", None) == NOBODY:
        return NOBODY
    return scope.reference("person", "with", value) or scope.symbols.main


def _required(scope: Scope, full: str, value: YamlValue) -> str | None:
    """The label of the requirement that a visit to a node meets; None for `no`.

    With `yes`, the label is the id of the node.
    """
    label = scope.id("required", value)
    if label in {"false", "no"}:
        return None
    return full if label in {"true", "yes"} else label


def _scores(scope: Scope, name: str, value: YamlValue) -> tuple[Dimension, ...]:
    read = [scope.one_of(name, item, DIMENSIONS) for item in scope.items(name, value)]
    return tuple(sorted({one for one in read if one is not None}))


READERS: Keys = {
    "points-at": ("points_at", word(SCREEN_PARTS)),
    "mood": ("mood", word(MOODS)),
    "speaker": ("speaker", reference("person")),
    "channel": ("channel", word(CHANNELS)),
    "weight": ("weight", number(1, MAX_WEIGHT)),
    "think": ("think", milliseconds),
    "limit": ("limit", milliseconds),
    "to": ("targets", targets),
    "ending": ("ending", word(OUTCOMES)),
    "scores": ("scores", _scores),
    "concepts": ("concepts", references("concept")),
    "fails": ("fails", Scope.truth),
    "at": ("at", story_time),
    "shuffle": ("shuffle", Scope.truth),
    "handed-over-rightly": ("handed_over_rightly", Scope.truth),
    "needs-time": ("needs_time", references("promise")),
    "no-thanks": ("no_thanks", references("extra")),
}
"""For each key of a node, the name of its field and the function that reads its value."""
