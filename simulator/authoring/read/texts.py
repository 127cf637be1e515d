"""Reads the texts of a scenario, which may depend on the state, and the targets of a `to`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from simulator.authoring.read.fields import Fields
from simulator.authoring.read.guard import read_guard
from simulator.authoring.read.ids import slug
from simulator.authoring.yaml.values import YamlMapping, YamlScalar, YamlSequence
from simulator.findings import code as codes
from simulator.scenario.model import Target
from simulator.scenario.text import Arm, Text, Wording

if TYPE_CHECKING:
    from simulator.authoring.read.scope import Scope
    from simulator.authoring.yaml.values import YamlValue

ARM_KEYS = frozenset({"when", "id", "text", "note"})
TARGET_KEYS = frozenset({"when", "node"})

RESERVED_FOR_ARMS = frozenset({"answer", "feedback"})
"""Ids that the arms of a choice's text must not have.

The answer of the choice `greet/own-it` has the text id `greet/own-it/answer`. An arm with the id
`answer` would get the same text id.
"""


def make_text(scope: Scope, path: str, source: str, note: str = "") -> Text:
    """A text of the scenario.

    Args:
        scope: The reader of the file.
        path: The text's id, without the id of the scenario.
        source: The words as the author wrote them.
        note: A hint for translators.
    """
    return Text(id=f"{scope.symbols.scenario}/{path}", source=unwrap(source), note=note)


def unwrap(text: str) -> str:
    r"""The text with each single line break replaced by a space; an empty line ends a paragraph.

    >>> unwrap("A full house,\nFriday.\n\nTwo tables wait.\n")
    'A full house, Friday.\n\nTwo tables wait.'
    """
    if "\n" not in text:
        return text.strip()
    paragraphs = re.split(r"\n[ \t]*\n\s*", text.strip())
    return "\n\n".join(_on_one_line(x) for x in paragraphs)


def _on_one_line(paragraph: str) -> str:
    """A paragraph with each line break, and the spaces around it, replaced by a space."""
    first, *others = paragraph.split("\n")
    if not others:
        return first
    middle = [line.strip(" \t") for line in others[:-1]]
    return " ".join([first.rstrip(" \t"), *middle, others[-1].lstrip(" \t")])


def one_text(scope: Scope, fields: Fields, key: str, path: str, *, needed: bool = True) -> Text:
    """A text that has no arms; empty if it is missing or wrong.

    Args:
        scope: The reader of the file.
        fields: The map that contains the text.
        key: The key of the text.
        path: The text's id, without the id of the scenario.
        needed: Whether a missing key is reported.
    """
    value = fields.require(key) if needed else fields.get(key)
    source = scope.text(key, value) if value is not None else None
    return make_text(scope, path, source or "", fields.text("note"))


def wording(
    scope: Scope,
    mapping: YamlMapping,
    key: str,
    path: str,
    reserved: frozenset[str] = frozenset(),
) -> Wording | None:
    """A text of a node, choice or declaration, which may have arms.

    Args:
        scope: The reader of the file.
        mapping: The map that contains the text. Its `note`, a hint for translators, is used for
            each arm that has no `note` of its own.
        key: The key of the text.
        path: The text's id, without the id of the scenario.
        reserved: Ids that the arms must not have.

    Returns:
        None if the key is missing or no arm could be read.
    """
    value = mapping.entries.get(key)
    if value is None:
        return None
    note = _note(scope, mapping)
    if type(value) is YamlScalar:
        source = scope.text(key, value)
        return Wording(arms=(Arm(text=make_text(scope, path, source or "", note)),))
    if isinstance(value, YamlMapping) and "text" not in value.entries:
        scope.text(key, value)
        return None
    items = scope.items(key, value)
    if isinstance(value, YamlSequence) and not items:
        scope.report(codes.EMPTY_VALUE, value, key=key)
    taken: dict[str, YamlValue] = {}
    arms = [
        _arm(scope, item, key, path, note, taken, last=at + 1 == len(items), reserved=reserved)
        for at, item in enumerate(items)
    ]
    read = tuple(arm for arm in arms if arm is not None)
    return Wording(arms=read) if read else None


def _note(scope: Scope, mapping: YamlMapping) -> str:
    """The hint for translators in a map; empty if there is none."""
    value = mapping.entries.get("note")
    return (scope.text("note", value) if value is not None else None) or ""


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
    """One arm of a text; None if it is no map.

    Args:
        scope: The reader of the file.
        item: The arm.
        key: The key of the text.
        path: The text's id, without the id of the scenario.
        note: The hint for translators if the arm has none.
        taken: The ids of the arms before it; its own is added.
        last: Whether it is the last arm, the only one that needs no guard.
        reserved: Ids that the arm must not have.
    """
    mapping = scope.mapping(key, item)
    if mapping is None:
        return None
    fields = Fields(scope, mapping, ARM_KEYS)
    if "when" not in fields and not last:
        scope.report(codes.ARM_NEVER_USED, mapping)
    when = read_guard(scope, "when", fields.get("when"))
    id_ = _arm_id(scope, fields, taken, reserved)
    value = fields.require("text")
    source = scope.text("text", value) if value is not None else None
    own_path = path if id_ is None else f"{path}/{id_}"
    text = make_text(scope, own_path, source or "", fields.text("note") or note)
    return Arm(text=text, when=when)


def _arm_id(
    scope: Scope, fields: Fields, taken: dict[str, YamlValue], reserved: frozenset[str]
) -> str | None:
    """The id of an arm; None if it has neither id nor guard.

    The missing id of an arm with a guard is reported, and made from the guard.
    """
    mapping = fields.mapping
    id_ = fields.id("id")
    if id_ is None and "id" not in fields and "when" in fields:
        guard = fields.get("when")
        id_ = slug(guard.text if isinstance(guard, YamlScalar) else "", "arm", taken)
        scope.report(codes.MISSING_ARM_ID, mapping, id=id_)
    if id_ is None:
        return None
    where = fields.get("id") or mapping
    if id_ in taken:
        scope.report(codes.DUPLICATE_ID, where, id=id_, line=taken[id_].line + 1)
    if id_ in reserved:
        scope.report(codes.RESERVED_ID, where, id=id_)
    taken.setdefault(id_, mapping)
    return id_


def targets(scope: Scope, _: str, value: YamlValue) -> tuple[Target, ...]:
    """The targets of a `to`: one node, or one for each arm.

    A play takes the first target whose guard holds.
    """
    if type(value) is YamlScalar:
        node = scope.reference("node", "to", value)
        return (Target(node=node),) if node is not None else ()
    found: list[Target] = []
    items = scope.items("to", value)
    if not items and isinstance(value, YamlSequence):
        scope.report(codes.EMPTY_VALUE, value, key="to")
    for at, item in enumerate(items):
        mapping = scope.mapping("to", item)
        if mapping is None:
            continue
        arm = Fields(scope, mapping, TARGET_KEYS)
        last = at + 1 == len(items)
        if "when" not in arm and not last:
            scope.report(codes.ARM_NEVER_USED, mapping)
        if "when" in arm and last:
            scope.report(codes.EVERY_ARM_GUARDED, arm.key("when"))
        target = arm.require("node")
        node = scope.reference("node", "node", target) if target is not None else None
        when = read_guard(scope, "when", arm.get("when"))
        if node is not None:
            found.append(Target(node=node, when=when))
    return tuple(found)
