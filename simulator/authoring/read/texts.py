"""Texts, texts that depend on the state, and the arms of a `to`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.authoring import finding as f
from simulator.authoring.read.guard import read_guard
from simulator.authoring.read.ids import slug
from simulator.authoring.read.reader import Fields
from simulator.authoring.yaml.values import Mapping, Scalar, Sequence
from simulator.scenario.model import Target
from simulator.scenario.text import Arm, Wording

if TYPE_CHECKING:
    from simulator.authoring.read.scope import Scope
    from simulator.authoring.yaml.values import YamlValue
    from simulator.scenario.text import Text

ARM_KEYS = frozenset({"when", "id", "text", "note"})
WAY_KEYS = frozenset({"when", "node"})

# These follow a choice's id in text ids, where the arms of its own words stand too.
RESERVED_FOR_ARMS = frozenset({"answer", "feedback"})


def one_text(scope: Scope, fields: Fields, key: str, path: str, *, needed: bool = True) -> Text:
    """A text that does not depend on the state; empty if it is missing or wrong."""
    value = fields.need(key) if needed else fields.get(key)
    source = scope.text(key, value) if value is not None else None
    return scope.words(path, source or "", fields.text("note"))


def wording(
    scope: Scope,
    mapping: Mapping,
    key: str,
    path: str,
    reserved: frozenset[str] = frozenset(),
) -> Wording | None:
    """A text of a node, choice or declaration, with its arms if it has some.

    Args:
        scope: The file.
        mapping: What the text stands in; its `note` goes with every arm that has none.
        key: Where it stands.
        path: Its id within the scenario.
        reserved: Ids that its arms must not have.
    """
    value = mapping.entries.get(key)
    if value is None:
        return None
    hint = mapping.entries.get("note")
    note = (scope.text("note", hint) if hint is not None else None) or ""
    if type(value) is Scalar:
        source = scope.text(key, value)
        return Wording(arms=(Arm(text=scope.words(path, source or "", note)),))
    if isinstance(value, Mapping) and "text" not in value.entries:
        scope.text(key, value)
        return None
    items = scope.items(key, value)
    if isinstance(value, Sequence) and not items:
        scope.found(f.EMPTY_VALUE, value, key=key)
    taken: dict[str, YamlValue] = {}
    arms = [
        _arm(scope, item, key, path, note, taken, last=at + 1 == len(items), reserved=reserved)
        for at, item in enumerate(items)
    ]
    read = tuple(arm for arm in arms if arm is not None)
    return Wording(arms=read) if read else None


def _arm(
    scope: Scope,
    item: YamlValue,
    key: str,
    path: str,
    note: str,
    taken: dict[str, YamlValue],
    *,
    last: bool,
    reserved: frozenset[str],
) -> Arm | None:
    mapping = scope.mapping(key, item)
    if mapping is None:
        return None
    fields = Fields(scope, mapping, ARM_KEYS)
    if "when" not in fields and not last:
        scope.found(f.ARM_NEVER_USED, mapping)
    when = read_guard(scope, "when", fields.get("when"))
    arm_id = fields.id("id")
    if arm_id is None and "id" not in fields and "when" in fields:
        arm_id = arm_slug(fields.get("when"), taken)
        scope.found(f.MISSING_ARM_ID, mapping, id=arm_id)
    if arm_id is not None:
        if arm_id in taken:
            line = taken[arm_id].line + 1
            scope.found(f.DUPLICATE_ID, fields.get("id") or mapping, id=arm_id, line=line)
        if arm_id in reserved:
            scope.found(f.RESERVED_ID, fields.get("id") or mapping, id=arm_id)
        taken.setdefault(arm_id, mapping)
        path = f"{path}/{arm_id}"
    value = fields.need("text")
    source = scope.text("text", value) if value is not None else None
    return Arm(text=scope.words(path, source or "", fields.text("note") or note), when=when)


def arm_slug(guard: YamlValue | None, taken: dict[str, YamlValue]) -> str:
    """An id for a guarded arm that has none."""
    return slug(guard.text if isinstance(guard, Scalar) else "", "arm", taken)


def ways(scope: Scope, _: str, value: YamlValue) -> tuple[Target, ...]:
    """Where a `to` leads: one node, or arms of which the first that holds is taken."""
    if type(value) is Scalar:
        node = scope.reference("node", "to", value)
        return (Target(node=node),) if node is not None else ()
    found: list[Target] = []
    items = scope.items("to", value)
    if not items and isinstance(value, Sequence):
        scope.found(f.EMPTY_VALUE, value, key="to")
    for at, item in enumerate(items):
        mapping = scope.mapping("to", item)
        if mapping is None:
            continue
        arm = Fields(scope, mapping, WAY_KEYS)
        last = at + 1 == len(items)
        if "when" not in arm and not last:
            scope.found(f.ARM_NEVER_USED, mapping)
        if "when" in arm and last:
            scope.found(f.EVERY_ARM_GUARDED, arm.key("when"))
        target = arm.need("node")
        node = scope.reference("node", "node", target) if target is not None else None
        when = read_guard(scope, "when", arm.get("when"))
        if node is not None:
            found.append(Target(node=node, when=when))
    return tuple(found)
