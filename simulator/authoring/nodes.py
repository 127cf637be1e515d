"""The nodes of a story."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.authoring import finding as f
from simulator.authoring.choices import read_choice, read_silence
from simulator.authoring.declarations import story_time
from simulator.authoring.names import SECTIONS
from simulator.authoring.reader import Fields
from simulator.authoring.source import Sequence
from simulator.authoring.texts import ways, wording
from simulator.scenario.model import CHANNELS, DIMENSIONS, MOODS, NOBODY, OUTCOMES, Node

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.authoring.names import Scope
    from simulator.authoring.source import Value
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


def nodes(scope: Scope, root: Fields, records: dict[str, Record]) -> Iterator[Node]:
    """The nodes of one file."""
    for name, where, value in root.members("nodes"):
        if name in SECTIONS:
            scope.found(f.RESERVED_ID, where, id=name)
        full = scope.full("node", name)
        scope.stands(full, where)
        mapping = scope.mapping(name, value)
        if mapping is not None:
            yield _node(scope, full, Fields(scope, mapping, NODE_KEYS), records)


def _node(scope: Scope, full: str, fields: Fields, records: dict[str, Record]) -> Node:
    taken: dict[str, Value] = {}
    choices = _choices(scope, full, fields, taken, records)
    written = fields.get("silence")
    silence = read_silence(scope, written, full, taken) if written is not None else None
    ending = fields.one_of("ending", OUTCOMES)
    if "ending" in fields and ending is None:
        scope.names.broken.add(full)
    if "limit" in fields and written is None:
        scope.found(f.LIMIT_WITHOUT_SILENCE, fields.key("limit"), node=full)
    if "limit" not in fields and written is not None:
        scope.found(f.SILENCE_WITHOUT_LIMIT, fields.key("silence"), node=full)
    for key in ("choices", "to", "silence", "limit"):
        if "ending" in fields and key in fields:
            scope.found(f.ENDING_GOES_ON, fields.key(key), node=full)
            break
    speaker, at = fields.get("speaker"), fields.get("at")
    return Node(
        id=full,
        with_=_with(scope, fields),
        line=wording(scope, fields, "line", f"{full}/line"),
        narration=wording(scope, fields, "narration", f"{full}/narration"),
        signal=wording(scope, fields, "signal", f"{full}/signal"),
        debrief=wording(scope, fields, "debrief", f"{full}/debrief"),
        mood=fields.one_of("mood", MOODS),
        speaker=scope.reference("person", "speaker", speaker) if speaker is not None else None,
        channel=fields.one_of("channel", CHANNELS),
        required=_required(scope, full, fields),
        weight=fields.number("weight", 1, MOST_WEIGHT, 1),
        think=_milliseconds(fields, "think"),
        limit=_milliseconds(fields, "limit"),
        silence=silence,
        choices=choices,
        ways=ways(scope, fields),
        ending=ending,
        scores=_scores(scope, fields),
        concepts=scope.references("concept", "concepts", fields.items("concepts")),
        fails=fields.truth("fails"),
        at=story_time(scope, "at", at) if at is not None else None,
        shuffle=fields.truth("shuffle", default=True),
        no_thanks=scope.references("extra", "no-thanks", fields.items("no-thanks")),
    )


def _choices(
    scope: Scope, full: str, fields: Fields, taken: dict[str, Value], records: dict[str, Record]
) -> tuple[Choice, ...]:
    items = fields.items("choices", or_one=False)
    written = fields.get("choices")
    if isinstance(written, Sequence) and not items:
        scope.found(f.EMPTY_VALUE, fields.key("choices"), key="choices")
    read = [read_choice(scope, item, full, taken, records) for item in items]
    if (written is not None and not items) or None in read:
        scope.names.broken.add(full)
    return tuple(choice for choice in read if choice is not None)


def _with(scope: Scope, fields: Fields) -> str:
    value = fields.get("with")
    if value is None:
        return scope.names.main
    if getattr(value, "text", None) == NOBODY:
        return NOBODY
    return scope.reference("person", "with", value) or scope.names.main


def _required(scope: Scope, full: str, fields: Fields) -> str | None:
    value = fields.get("required")
    if value is None:
        return None
    label = scope.id("required", value)
    if label in {"false", "no"}:
        return None
    return full if label in {"true", "yes"} else label


def _milliseconds(fields: Fields, key: str) -> int | None:
    seconds = fields.duration(key)
    return seconds * 1000 if seconds is not None else None


def _scores(scope: Scope, fields: Fields) -> frozenset[Dimension]:
    if "scores" not in fields:
        return frozenset(DIMENSIONS)
    read = [scope.one_of("scores", item, DIMENSIONS) for item in fields.items("scores")]
    return frozenset(one for one in read if one is not None)
