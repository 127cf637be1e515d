"""Choices, and the silence of a node with a limit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from simulator.authoring import finding as f
from simulator.authoring.declarations import MOST_INT, story_time, value_for
from simulator.authoring.guard import read_guard
from simulator.authoring.reader import Fields
from simulator.authoring.slug import slug
from simulator.authoring.source import Mapping, Scalar
from simulator.authoring.texts import RESERVED_FOR_ARMS, ways, wording
from simulator.scenario.model import CRITICALS, KINDS, STEPS, Choice, Kind, Redress
from simulator.scenario.text import Arm, Wording

if TYPE_CHECKING:
    from collections.abc import Callable

    from simulator.authoring.names import Kind as NameKind
    from simulator.authoring.names import Scope
    from simulator.authoring.source import Value
    from simulator.scenario.condition import Value as Start
    from simulator.scenario.model import Record

    Reader: TypeAlias = Callable[[Scope, Fields, str], dict[str, Any]]

UNTIL_EVENT = "until-event"
DEEDS = (
    "shows",
    "step",
    "promise",
    "keeps",
    "moves",
    "meets",
    "pushes",
    "redress",
    "personal-data",
    "critical",
)
CHOICE_KEYS = frozenset(
    {
        "id",
        *KINDS,
        *DEEDS,
        "when",
        "to",
        "to-customers",
        "answer",
        "feedback",
        "takes",
        "again",
        "set",
        "add",
        "concepts",
        "note",
    }
)
SILENCE_KEYS = frozenset({"id", "shows", "takes", "feedback", "answer", "to", "set", "add", "note"})
MOST_AGAIN = 1000
FITS = ("fully", "partly")

# These follow a node's id in text ids, where its choices stand too.
RESERVED_FOR_CHOICES = frozenset({"line", "narration", "signal", "debrief"})


def choice_id(scope: Scope, fields: Fields, taken: dict[str, Value], words: str) -> str:
    """The choice's own id; where it is missing, wrong or taken it is reported."""
    read = fields.id("id")
    where = fields.get("id") or fields.where
    if read is None:
        read = slug(words, "choice", taken)
        if "id" not in fields:
            scope.found(f.MISSING_ID, fields.where, id=read)
    elif read in taken:
        scope.found(f.DUPLICATE_ID, where, id=read, line=taken[read].line + 1)
    elif read in RESERVED_FOR_CHOICES:
        scope.found(f.RESERVED_ID, where, id=read)
    taken.setdefault(read, where)
    return read


def first_words(fields: Fields) -> str:
    """What a choice says, as far as that is known without its state."""
    for kind in KINDS:
        value = fields.get(kind)
        if isinstance(value, Scalar):
            return f"read {value.text}" if kind == "look" else value.text
    return ""


def read_choice(
    scope: Scope, value: Value, node: str, taken: dict[str, Value], records: dict[str, Record]
) -> Choice | None:
    """A choice of a node, or None if it is not even a map.

    Args:
        scope: The file.
        value: What stands there.
        node: The full id of its node.
        taken: The ids of the node's choices before it; its own is added.
        records: By id; a look-up shows the record's title.
    """
    mapping = scope.mapping("choices", value)
    if mapping is None:
        return None
    fields = Fields(scope, mapping, CHOICE_KEYS)
    own = choice_id(scope, fields, taken, first_words(fields))
    key = f"{node}/{own}"
    scope.stands(key, fields.get("id") or mapping)
    kind = _kind(scope, fields)
    look, text = None, None
    if kind == "look":
        look, text = _look(scope, fields, records)
    elif kind is not None:
        text = wording(scope, fields, kind, key, RESERVED_FOR_ARMS)
    read = _read(scope, fields, key)
    free = look is not None or read.get("until_event", False)
    if free:
        fields.forbid(("again",), "look" if look is not None else UNTIL_EVENT)
        read["again"] = None
    return Choice(id=own, key=key, kind=kind or "do", text=text, look=look, **read)


def read_silence(scope: Scope, value: Value, node: str, taken: dict[str, Value]) -> Choice | None:
    """What happens at a node when nobody replies in time."""
    mapping = scope.mapping("silence", value)
    if mapping is None:
        return None
    fields = Fields(scope, mapping, SILENCE_KEYS)
    own = choice_id(scope, fields, taken, "silence")
    key = f"{node}/{own}"
    scope.stands(key, fields.get("id") or mapping)
    read = _read(scope, fields, key) | {"again": None}
    return Choice(id=own, key=key, kind="do", text=None, **read)


def _read(scope: Scope, fields: Fields, key: str) -> dict[str, Any]:
    """The fields of a choice whose keys stand there; the others keep their defaults."""
    read: dict[str, Any] = {}
    for name in fields.there():
        reader = READERS.get(name)
        if reader is not None:
            read |= reader(scope, fields, key)
    return read


def _kind(scope: Scope, fields: Fields) -> Kind | None:
    written = fields.apart(*KINDS)
    if written is None:
        scope.found(f.CHOICE_WITHOUT_WORDS, fields.where)
        return None
    if written != "send":
        fields.forbid(("to-customers",), written)
    if written == "look":
        fields.forbid(DEEDS, written)
    return next(kind for kind in KINDS if kind == written)


def _look(
    scope: Scope, fields: Fields, records: dict[str, Record]
) -> tuple[str | None, Wording | None]:
    value = fields.get("look")
    look = scope.reference("record", "look", value) if value is not None else None
    record = records.get(look or "")
    return look, Wording(arms=(Arm(text=record.title),)) if record is not None else None


def _references(kind: NameKind, name: str, field: str) -> Reader:
    def read(scope: Scope, fields: Fields, _: str) -> dict[str, Any]:
        return {field: scope.references(kind, name, fields.items(name))}

    return read


def _wording(name: str) -> Reader:
    def read(scope: Scope, fields: Fields, key: str) -> dict[str, Any]:
        return {name: wording(scope, fields, name, f"{key}/{name}")}

    return read


def _when(scope: Scope, fields: Fields, _: str) -> dict[str, Any]:
    return {"when": read_guard(scope, "when", fields.get("when"))}


def _ways(scope: Scope, fields: Fields, _: str) -> dict[str, Any]:
    return {"ways": ways(scope, fields)}


def _takes(_: Scope, fields: Fields, __: str) -> dict[str, Any]:
    value = fields.get("takes")
    if isinstance(value, Scalar) and value.text == UNTIL_EVENT:
        return {"until_event": True}
    return {"takes": fields.duration("takes") or 0}


def _again(_: Scope, fields: Fields, __: str) -> dict[str, Any]:
    return {"again": fields.number("again", 1, MOST_AGAIN)}


def _personal_data(_: Scope, fields: Fields, __: str) -> dict[str, Any]:
    return {"personal_data": fields.truth("personal-data")}


def _critical(_: Scope, fields: Fields, __: str) -> dict[str, Any]:
    return {"critical": fields.one_of("critical", CRITICALS)}


def _steps(scope: Scope, fields: Fields, _: str) -> dict[str, Any]:
    read = [scope.one_of("step", item, STEPS) for item in fields.items("step")]
    return {"steps": tuple(dict.fromkeys(one for one in read if one is not None))}


def _moves(scope: Scope, fields: Fields, _: str) -> dict[str, Any]:
    found: list[tuple[str, int]] = []
    for where, value in _entries(scope, fields, "moves"):
        promise = scope.reference("promise", "moves", where)
        due = story_time(scope, "moves", value)
        if promise is not None and due is not None:
            found.append((promise, due))
    return {"moves": tuple(found)}


def _meets(scope: Scope, fields: Fields, _: str) -> dict[str, Any]:
    found: dict[str, bool] = {}
    for item in fields.items("meets"):
        if isinstance(item, Mapping):
            for where, value in item.entries.values():
                name = scope.reference("opportunity", "meets", where)
                fit = scope.one_of("meets", value, FITS)
                if name is not None:
                    found[name] = fit == "partly"
        else:
            name = scope.reference("opportunity", "meets", item)
            if name is not None:
                found[name] = False
    return {"meets": tuple(found.items())}


def _redress(scope: Scope, fields: Fields, _: str) -> dict[str, Any]:
    found: list[Redress] = []
    for item in fields.items("redress"):
        mapping = scope.mapping("redress", item)
        if mapping is None:
            continue
        its = Fields(scope, mapping, ("kind", "value"))
        its.need("kind")
        kind = its.id("kind")
        if kind is not None:
            found.append(Redress(kind=kind, value=its.amount("value") or 0))
    return {"redress": tuple(found)}


def _sets(scope: Scope, fields: Fields, _: str) -> dict[str, Any]:
    found: list[tuple[str, Start]] = []
    for where, value in _entries(scope, fields, "set"):
        name = scope.reference("variable", "set", where)
        variable = scope.names.variables.get(name or "")
        if variable is not None:
            start = value_for(scope, variable, where.text, value)
            if start is not None:
                found.append((variable.id, start))
    return {"sets": tuple(found)}


def _adds(scope: Scope, fields: Fields, _: str) -> dict[str, Any]:
    found: list[tuple[str, int]] = []
    for where, value in _entries(scope, fields, "add"):
        name = scope.reference("variable", "add", where)
        variable = scope.names.variables.get(name or "")
        if variable is None:
            continue
        if variable.type != "int":
            scope.found(f.NOT_A_NUMBER, where, id=where.text)
            continue
        amount = scope.number(where.text, value, -MOST_INT, MOST_INT)
        if amount is not None:
            found.append((variable.id, amount))
    return {"adds": tuple(found)}


def _entries(scope: Scope, fields: Fields, key: str) -> list[tuple[Scalar, Value]]:
    value = fields.get(key)
    mapping = scope.mapping(key, value) if value is not None else None
    return list(mapping.entries.values()) if mapping is not None else []


READERS: dict[str, Reader] = {
    "when": _when,
    "to": _ways,
    "answer": _wording("answer"),
    "feedback": _wording("feedback"),
    "takes": _takes,
    "again": _again,
    "to-customers": _references("customer", "to-customers", "to_customers"),
    "shows": _references("behaviour", "shows", "shows"),
    "step": _steps,
    "promise": _references("promise", "promise", "promises"),
    "keeps": _references("promise", "keeps", "keeps"),
    "moves": _moves,
    "meets": _meets,
    "pushes": _references("extra", "pushes", "pushes"),
    "redress": _redress,
    "personal-data": _personal_data,
    "critical": _critical,
    "set": _sets,
    "add": _adds,
    "concepts": _references("concept", "concepts", "concepts"),
}
"""How each key of a choice or silence becomes a field of it."""
