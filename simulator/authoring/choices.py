"""Choices, and the silence of a node with a limit."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

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
    from simulator.authoring.names import Scope
    from simulator.authoring.source import Value
    from simulator.scenario.condition import Value as Start
    from simulator.scenario.model import Record, Step

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


class _Deeds:
    """What a choice does, one key a method."""

    def __init__(self, scope: Scope, fields: Fields) -> None:
        self.scope = scope
        self.fields = fields

    def step(self) -> tuple[Step, ...]:
        read = [self.scope.one_of("step", item, STEPS) for item in self.fields.items("step")]
        return tuple(dict.fromkeys(one for one in read if one is not None))

    def moves(self) -> tuple[tuple[str, int], ...]:
        found: list[tuple[str, int]] = []
        for where, value in self._entries("moves"):
            promise = self.scope.reference("promise", "moves", where)
            due = story_time(self.scope, "moves", value)
            if promise is not None and due is not None:
                found.append((promise, due))
        return tuple(found)

    def meets(self) -> tuple[tuple[str, bool], ...]:
        found: dict[str, bool] = {}
        for item in self.fields.items("meets"):
            if isinstance(item, Mapping):
                for where, value in item.entries.values():
                    name = self.scope.reference("opportunity", "meets", where)
                    fit = self.scope.one_of("meets", value, FITS)
                    if name is not None:
                        found[name] = fit == "partly"
            else:
                name = self.scope.reference("opportunity", "meets", item)
                if name is not None:
                    found[name] = False
        return tuple(found.items())

    def redress(self) -> tuple[Redress, ...]:
        found: list[Redress] = []
        for item in self.fields.items("redress"):
            mapping = self.scope.mapping("redress", item)
            if mapping is None:
                continue
            fields = Fields(self.scope, mapping, ("kind", "value"))
            fields.need("kind")
            kind = fields.id("kind")
            if kind is not None:
                found.append(Redress(kind=kind, value=fields.amount("value") or 0))
        return tuple(found)

    def sets(self) -> tuple[tuple[str, Start], ...]:
        found: list[tuple[str, Start]] = []
        for where, value in self._entries("set"):
            name = self.scope.reference("variable", "set", where)
            variable = self.scope.names.variables.get(name or "")
            if variable is not None:
                start = value_for(self.scope, variable, where.text, value)
                if start is not None:
                    found.append((variable.id, start))
        return tuple(found)

    def adds(self) -> tuple[tuple[str, int], ...]:
        found: list[tuple[str, int]] = []
        for where, value in self._entries("add"):
            name = self.scope.reference("variable", "add", where)
            variable = self.scope.names.variables.get(name or "")
            if variable is None:
                continue
            if variable.type != "int":
                self.scope.found(f.NOT_A_NUMBER, where, id=where.text)
                continue
            amount = self.scope.number(where.text, value, -MOST_INT, MOST_INT)
            if amount is not None:
                found.append((variable.id, amount))
        return tuple(found)

    def _entries(self, key: str) -> list[tuple[Scalar, Value]]:
        value = self.fields.get(key)
        mapping = self.scope.mapping(key, value) if value is not None else None
        return list(mapping.entries.values()) if mapping is not None else []


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
    common = _common(scope, fields, own, key)
    free = look is not None or common.until_event
    if free:
        fields.forbid(("again",), UNTIL_EVENT if common.until_event else "look")
    choice = replace(
        common,
        kind=kind or "do",
        text=text,
        look=look,
        when=read_guard(scope, "when", fields.get("when")),
        again=None if free else fields.number("again", 1, MOST_AGAIN),
        to_customers=scope.references("customer", "to-customers", fields.items("to-customers")),
        concepts=scope.references("concept", "concepts", fields.items("concepts")),
    )
    return _with_deeds(choice, scope, fields) if any(key in fields for key in DEEDS) else choice


def _common(scope: Scope, fields: Fields, own: str, key: str) -> Choice:
    """What a choice and a silence have in common; it stands as a silence."""
    takes, until_event = _takes(fields)
    deeds = _Deeds(scope, fields)
    return Choice(
        id=own,
        key=key,
        kind="do",
        text=None,
        ways=ways(scope, fields),
        answer=wording(scope, fields, "answer", f"{key}/answer"),
        feedback=wording(scope, fields, "feedback", f"{key}/feedback"),
        shows=scope.references("behaviour", "shows", fields.items("shows")),
        takes=takes,
        until_event=until_event,
        again=None,
        sets=deeds.sets(),
        adds=deeds.adds(),
    )


def _with_deeds(choice: Choice, scope: Scope, fields: Fields) -> Choice:
    """The choice with what only a reply can do."""
    deeds = _Deeds(scope, fields)
    return replace(
        choice,
        steps=deeds.step(),
        promises=scope.references("promise", "promise", fields.items("promise")),
        keeps=scope.references("promise", "keeps", fields.items("keeps")),
        moves=deeds.moves(),
        meets=deeds.meets(),
        pushes=scope.references("extra", "pushes", fields.items("pushes")),
        redress=deeds.redress(),
        personal_data=fields.truth("personal-data"),
        critical=fields.one_of("critical", CRITICALS),
    )


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


def _takes(fields: Fields) -> tuple[int, bool]:
    value = fields.get("takes")
    if isinstance(value, Scalar) and value.text == UNTIL_EVENT:
        return 0, True
    return fields.duration("takes") or 0, False


def _look(
    scope: Scope, fields: Fields, records: dict[str, Record]
) -> tuple[str | None, Wording | None]:
    value = fields.get("look")
    look = scope.reference("record", "look", value) if value is not None else None
    record = records.get(look or "")
    return look, Wording(arms=(Arm(text=record.title),)) if record is not None else None


def read_silence(scope: Scope, value: Value, node: str, taken: dict[str, Value]) -> Choice | None:
    """What happens at a node when nobody replies in time."""
    mapping = scope.mapping("silence", value)
    if mapping is None:
        return None
    fields = Fields(scope, mapping, SILENCE_KEYS)
    own = choice_id(scope, fields, taken, "silence")
    key = f"{node}/{own}"
    scope.stands(key, fields.get("id") or mapping)
    return _common(scope, fields, own, key)
