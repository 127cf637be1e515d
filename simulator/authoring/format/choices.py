"""Reads the choices of a node, and the silence of a node with a time limit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.authoring.format.declarations import MAX_INT, story_time, value_for
from simulator.authoring.read.fields import Fields
from simulator.authoring.read.guard import read_guard
from simulator.authoring.read.ids import slug
from simulator.authoring.read.keys import read_keys, references, word
from simulator.authoring.read.scope import Scope
from simulator.authoring.read.texts import RESERVED_FOR_ARMS, targets, wording
from simulator.authoring.yaml.values import YamlMapping, YamlScalar
from simulator.findings import code as codes
from simulator.scenario.model import Choice, Redress
from simulator.scenario.text import Arm, Wording
from simulator.scenario.vocabulary import CHOICE_KINDS, CRITICALS, STEPS, ChoiceKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from simulator.authoring.read.keys import Keys
    from simulator.authoring.yaml.values import YamlValue
    from simulator.scenario.declarations import Record, Variable
    from simulator.scenario.expression import Value
    from simulator.scenario.vocabulary import Step

UNTIL_EVENT = "until-event"
ACTIONS = (
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
        *CHOICE_KINDS,
        *ACTIONS,
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
MAX_AGAIN = 1000
FITS = ("fully", "partly")

RESERVED_FOR_CHOICES = frozenset({"line", "narration", "signal", "debrief", "harm", "hint"})
"""Ids that choices must not have.

The line of the node `greet` has the text id `greet/line`. The words of a choice with the id `line`
would get the same text id.
"""


def choice_id(scope: Scope, mapping: YamlMapping, taken: dict[str, YamlValue], words: str) -> str:
    """The id of a choice within its node; a missing, wrong or repeated id is reported.

    Args:
        scope: The reader of the file.
        mapping: The choice.
        taken: The ids of the node's choices before it; its own is added.
        words: The words from which an id is made if the choice has none.
    """
    where = mapping.entries.get("id")
    read = scope.id("id", where) if where is not None else None
    if read is None:
        read = slug(words, "choice", taken)
        if where is None:
            scope.report(codes.MISSING_ID, mapping, id=read)
    elif read in taken:
        scope.report(codes.DUPLICATE_ID, where or mapping, id=read, line=taken[read].line + 1)
    elif read in RESERVED_FOR_CHOICES:
        scope.report(codes.RESERVED_ID, where or mapping, id=read)
    taken.setdefault(read, where or mapping)
    return read


def first_words(mapping: YamlMapping) -> str:
    """The words of a choice, for an id; empty if they depend on the state."""
    for kind in CHOICE_KINDS:
        value = mapping.entries.get(kind)
        if isinstance(value, YamlScalar):
            return f"read {value.text}" if kind == "look" else value.text
    return ""


def read_choice(
    scope: Scope,
    value: YamlValue,
    node: str,
    taken: dict[str, YamlValue],
    records: dict[str, Record],
) -> Choice | None:
    """A choice of a node; None if the value is no map.

    Args:
        scope: The reader of the file.
        value: The choice.
        node: The id of the node in the scenario.
        taken: The ids of the node's choices before it; its own is added.
        records: The records by id. The text of a look-up is the title of its record.
    """
    mapping = scope.mapping("choices", value)
    if mapping is None:
        return None
    scope.check_keys(mapping, CHOICE_KEYS)
    words = "" if "id" in mapping.entries else first_words(mapping)
    own, key, read = _read(scope, mapping, node, taken, words)
    kind = _kind(scope, mapping)
    look, text = None, None
    if kind == "look":
        look, text = _look(scope, mapping, records)
    elif kind is not None:
        text = wording(scope, mapping, kind, key, RESERVED_FOR_ARMS)
    if look is not None or "until_event" in read:
        scope.forbid(mapping, ("again",), "look" if look is not None else UNTIL_EVENT)
        read["again"] = None
    return Choice(id=own, key=key, kind=kind or "do", text=text, look=look, **read)


def read_silence(
    scope: Scope, value: YamlValue, node: str, taken: dict[str, YamlValue]
) -> Choice | None:
    """The silence of a node: what happens if nobody replies in time.

    None if the value is no map.

    Args:
        scope: The reader of the file.
        value: The silence.
        node: The id of the node in the scenario.
        taken: The ids of the node's choices; its own is added.
    """
    mapping = scope.mapping("silence", value)
    if mapping is None:
        return None
    scope.check_keys(mapping, SILENCE_KEYS)
    own, key, read = _read(scope, mapping, node, taken, "silence")
    return Choice(id=own, key=key, kind="do", text=None, **{**read, "again": None})


def _read(
    scope: Scope, mapping: YamlMapping, node: str, taken: dict[str, YamlValue], words: str
) -> tuple[str, str, dict[str, Any]]:
    """The id of a choice, its key `node/choice`, and its fields except for its words."""
    own = choice_id(scope, mapping, taken, words)
    key = f"{node}/{own}"
    scope.symbols.locate(key, scope.source, mapping.entries.get("id") or mapping)
    read = read_keys(scope, mapping, READERS)
    if _waits(mapping.entries.get("takes")):
        read["until_event"] = True
    for name in ("answer", "feedback"):
        if name in mapping.entries:
            read[name] = wording(scope, mapping, name, f"{key}/{name}")
    return own, key, read


def _kind(scope: Scope, mapping: YamlMapping) -> ChoiceKind | None:
    """The kind of a choice; reports keys that a choice of that kind must not have."""
    written = scope.only_one(mapping, CHOICE_KINDS)
    if written is None:
        scope.report(codes.CHOICE_WITHOUT_WORDS, mapping)
        return None
    if written != "send":
        scope.forbid(mapping, ("to-customers",), written)
    if written == "look":
        scope.forbid(mapping, ACTIONS, written)
    return written


def _look(
    scope: Scope, mapping: YamlMapping, records: dict[str, Record]
) -> tuple[str | None, Wording | None]:
    """The id of the record that a look-up opens, and the title of the record."""
    look = scope.reference("record", "look", mapping.entries["look"])
    record = records.get(look or "")
    return look, Wording(arms=(Arm(text=record.title),)) if record is not None else None


def _takes(scope: Scope, name: str, value: YamlValue) -> int | None:
    return None if _waits(value) else scope.duration(name, value)


def _waits(takes: YamlValue | None) -> bool:
    """Whether a choice lasts until the next event of the story."""
    return type(takes) is YamlScalar and takes.text == UNTIL_EVENT


def _again(scope: Scope, name: str, value: YamlValue) -> int | None:
    return scope.number(name, value, 1, MAX_AGAIN)


def _steps(scope: Scope, name: str, value: YamlValue) -> tuple[Step, ...]:
    read = [scope.one_of(name, item, STEPS) for item in scope.items(name, value)]
    return tuple(dict.fromkeys(one for one in read if one is not None))


def _moves(scope: Scope, name: str, value: YamlValue) -> tuple[tuple[str, int], ...]:
    """Each promise that gets a new due time, with the seconds from the story's start to it."""
    found: list[tuple[str, int]] = []
    for where, time in _pairs(scope, name, value):
        promise = scope.reference("promise", name, where)
        due = story_time(scope, name, time)
        if promise is not None and due is not None:
            found.append((promise, due))
    return tuple(found)


def _meets(scope: Scope, name: str, value: YamlValue) -> tuple[tuple[str, bool], ...]:
    """Each opportunity that the choice meets, and whether it meets it only partly."""
    found: dict[str, bool] = {}
    for item in scope.items(name, value):
        if isinstance(item, YamlMapping):
            for where, written in item.pairs():
                opportunity = scope.reference("opportunity", name, where)
                fit = scope.one_of(name, written, FITS)
                if opportunity is not None:
                    found[opportunity] = fit == "partly"
        else:
            opportunity = scope.reference("opportunity", name, item)
            if opportunity is not None:
                found[opportunity] = False
    return tuple(found.items())


def _redress(scope: Scope, name: str, value: YamlValue) -> tuple[Redress, ...]:
    found: list[Redress] = []
    for item in scope.items(name, value):
        mapping = scope.mapping(name, item)
        if mapping is None:
            continue
        its = Fields(scope, mapping, ("kind", "value"))
        its.require("kind")
        kind = its.id("kind")
        if kind is not None:
            found.append(Redress(kind=kind, value=its.amount("value") or 0))
    return tuple(found)


def _sets(scope: Scope, name: str, value: YamlValue) -> tuple[tuple[str, Value], ...]:
    """The new value of each variable that the choice sets."""
    found: list[tuple[str, Value]] = []
    for variable, where, written in _changes(scope, name, value):
        new = value_for(scope, variable, where.text, written)
        if new is not None:
            found.append((variable.id, new))
    return tuple(found)


def _adds(scope: Scope, name: str, value: YamlValue) -> tuple[tuple[str, int], ...]:
    """The amount that the choice adds to each variable of the type `int`."""
    found: list[tuple[str, int]] = []
    for variable, where, written in _changes(scope, name, value):
        if variable.type != "int":
            scope.report(codes.NOT_A_NUMBER, where, id=where.text)
            continue
        amount = scope.number(where.text, written, -MAX_INT, MAX_INT)
        if amount is not None:
            found.append((variable.id, amount))
    return tuple(found)


def _changes(
    scope: Scope, name: str, value: YamlValue
) -> Iterator[tuple[Variable, YamlScalar, YamlValue]]:
    """The entries of `set` or `add`: variable, key with its place, and value.

    An entry whose key is no variable is reported and left out.
    """
    for where, written in _pairs(scope, name, value):
        id_ = scope.reference("variable", name, where)
        variable = scope.symbols.variables.get(id_ or "")
        if variable is not None:
            yield variable, where, written


def _pairs(scope: Scope, name: str, value: YamlValue) -> Iterable[tuple[YamlScalar, YamlValue]]:
    """The keys and values of a map; none if the value is no map, which is reported."""
    mapping = scope.mapping(name, value)
    return mapping.pairs() if mapping is not None else ()


READERS: Keys = {
    "when": ("when", read_guard),
    "to": ("targets", targets),
    "takes": ("takes", _takes),
    "again": ("again", _again),
    "to-customers": ("to_customers", references("customer")),
    "shows": ("shows", references("behaviour")),
    "step": ("steps", _steps),
    "promise": ("promises", references("promise")),
    "keeps": ("keeps", references("promise")),
    "moves": ("moves", _moves),
    "meets": ("meets", _meets),
    "pushes": ("pushes", references("extra")),
    "redress": ("redress", _redress),
    "personal-data": ("personal_data", Scope.truth),
    "critical": ("critical", word(CRITICALS)),
    "set": ("sets", _sets),
    "add": ("adds", _adds),
    "concepts": ("concepts", references("concept")),
}
"""For each key of a choice or silence, the name of its field and the function that reads it."""
