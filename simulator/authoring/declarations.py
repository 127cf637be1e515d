"""What a scenario declares beside its nodes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.authoring import finding as f
from simulator.authoring import times
from simulator.authoring.guard import GUARD_WORDS, read_guard
from simulator.authoring.names import SECTIONS
from simulator.authoring.reader import Fields
from simulator.authoring.texts import one_text, wording
from simulator.scenario.model import (
    Colleague,
    Customer,
    Extra,
    Failure,
    Opportunity,
    Promise,
    Record,
    StoryEvent,
    Variable,
)
from simulator.scenario.text import Arm, Wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.authoring.names import Scope
    from simulator.authoring.values import Scalar, YamlValue
    from simulator.scenario.expression import Value as Start

GAUGE_MOST = 1000
MOST_INT = 1_000_000

CUSTOMER_KEYS = frozenset(
    {"name", "portrait", "patience", "trust", "expectation", "tolerance", "main", "note"}
)
COLLEAGUE_KEYS = frozenset({"name", "portrait", "note"})
FAILURE_KEYS = frozenset({"redress", "loss"})
RECORD_KEYS = frozenset({"title", "text", "note"})
VARIABLE_KEYS = frozenset({"type", "one-of", "start", "min", "max"})
EVENT_KEYS = frozenset({"at", "after", "when", "signal", "to", "note"})
OPPORTUNITY_KEYS = frozenset({"title", "need", "opens", "cue", "asked", "closes", "note"})
PROMISE_KEYS = frozenset({"title", "within", "due", "missed", "note"})
EXTRA_KEYS = frozenset({"title", "fits", "note"})


def _each(
    scope: Scope, root: Fields, section: str, known: frozenset[str]
) -> Iterator[tuple[str, Scalar, Fields]]:
    """The entries of a section: full id, where it stands, and its keys."""
    for name, where, value in root.members(section):
        full = scope.full(SECTIONS[section], name)
        scope.stands(f"{section}/{full}", where)
        mapping = scope.mapping(name, value)
        if mapping is not None:
            yield full, where, Fields(scope, mapping, known)


def customers(scope: Scope, root: Fields) -> dict[str, Customer]:
    """The customers, one of whom is the main one."""
    written = root.apart("customer", "customers")
    found: dict[str, Customer] = {}
    if written == "customer":
        value = root.get("customer")
        mapping = scope.mapping("customer", value) if value is not None else None
        if mapping is not None:
            scope.stands("customers/customer", root.key("customer"))
            fields = Fields(scope, mapping, CUSTOMER_KEYS)
            found["customer"] = _customer(scope, "customer", fields, alone=True)
        return found
    if written is None:
        root.need("customer")
        return found
    entries = list(_each(scope, root, "customers", CUSTOMER_KEYS))
    for full, _, fields in entries:
        found[full] = _customer(scope, full, fields, alone=len(entries) == 1)
    main = [full for full, one in found.items() if one.main]
    if not main and not scope.report.errors:
        scope.found(f.NO_MAIN_CUSTOMER, root.key("customers"))
    for full, where, _ in entries:
        if full in main[1:]:
            scope.found(f.SEVERAL_MAIN_CUSTOMERS, where, id=full)
    return found


def _customer(scope: Scope, id_: str, fields: Fields, *, alone: bool) -> Customer:
    if "patience" in fields:
        scope.stands(f"customers/{id_}/patience", fields.key("patience"))
    return Customer(
        id=id_,
        name=one_text(scope, fields, "name", f"customers/{id_}"),
        portrait=_portrait(scope, fields),
        patience=fields.number("patience", 0, GAUGE_MOST, 600),
        trust=fields.number("trust", 0, GAUGE_MOST, 500),
        expectation=fields.number("expectation", 0, 100, 60),
        tolerance=fields.number("tolerance", 0, 100, 1),
        main=fields.truth("main", default=alone),
    )


def _portrait(scope: Scope, fields: Fields) -> str | None:
    value = fields.get("portrait")
    return scope.reference("portrait", "portrait", value) if value is not None else None


def colleagues(scope: Scope, root: Fields) -> dict[str, Colleague]:
    """The colleagues."""
    return {
        full: Colleague(
            id=full,
            name=one_text(scope, fields, "name", f"colleagues/{full}"),
            portrait=_portrait(scope, fields),
        )
        for full, _, fields in _each(scope, root, "colleagues", COLLEAGUE_KEYS)
    }


def failure(scope: Scope, root: Fields) -> Failure | None:
    """What went wrong before the story starts."""
    value = root.get("failure")
    mapping = scope.mapping("failure", value) if value is not None else None
    if mapping is None:
        return None
    fields = Fields(scope, mapping, FAILURE_KEYS)
    kinds = [scope.id("redress", item) for item in fields.items("redress")]
    return Failure(
        redress=tuple(dict.fromkeys(kind for kind in kinds if kind is not None)),
        loss=fields.amount("loss") or 0,
    )


def records(scope: Scope, root: Fields) -> dict[str, Record]:
    """What can be looked up."""
    found: dict[str, Record] = {}
    for full, _, fields in _each(scope, root, "records", RECORD_KEYS):
        path = f"records/{full}"
        fields.need("text")
        text = wording(scope, fields.where, "text", f"{path}/text")
        nothing = Wording(arms=(Arm(text=scope.words(f"{path}/text", "")),))
        found[full] = Record(
            id=full, title=one_text(scope, fields, "title", f"{path}/title"), text=text or nothing
        )
    return found


def variables(scope: Scope, root: Fields) -> dict[str, Variable]:
    """The variables."""
    found: dict[str, Variable] = {}
    for full, where, fields in _each(scope, root, "variables", VARIABLE_KEYS):
        if where.text in GUARD_WORDS:
            scope.found(f.RESERVED_ID, where, id=where.text)
        if fields.apart("type", "one-of") == "one-of":
            variable = _one_of(scope, full, fields)
        else:
            kind = fields.one_of("type", ("bool", "int")) if fields.need("type") else None
            if kind is None:
                continue
            variable = _int(full, fields) if kind == "int" else _bool(full, fields)
        found[full] = variable
    return found


def _one_of(scope: Scope, full: str, fields: Fields) -> Variable:
    scope.forbid(fields.where, ("min", "max"), "one-of")
    read = [scope.id("one-of", item) for item in fields.items("one-of", or_one=False)]
    words = tuple(dict.fromkeys(word for word in read if word is not None))
    start = fields.one_of("start", words) if words else None
    return Variable(id=full, type="one-of", start=start or (words or ("",))[0], options=words)


def _bool(full: str, fields: Fields) -> Variable:
    fields.reader.forbid(fields.where, ("min", "max"), "bool")
    return Variable(id=full, type="bool", start=fields.truth("start"))


def _int(full: str, fields: Fields) -> Variable:
    least = fields.number("min", -MOST_INT, MOST_INT, 0)
    if "max" not in fields:
        fields.need("max")
        most = MOST_INT
    else:
        most = fields.number("max", least, MOST_INT, MOST_INT)
    start = fields.number("start", least, most, min(max(0, least), most))
    return Variable(id=full, type="int", start=start, minimum=least, maximum=most)


def value_for(scope: Scope, variable: Variable, key: str, value: YamlValue) -> Start | None:
    """A value that a variable can have."""
    if variable.type == "bool":
        return scope.truth(key, value)
    if variable.type == "int":
        return scope.number(key, value, variable.minimum or 0, variable.maximum or 0)
    return scope.one_of(key, value, variable.options)


def story_time(scope: Scope, key: str, value: YamlValue) -> int | None:
    """Seconds from the story's start to a time of its clock."""
    text = scope.text(key, value)
    if text is None:
        return None
    if times.since(text, 0) is None:
        scope.found(f.BAD_TIME, value, value=text[:80])
        return None
    if scope.names.clock is None:
        scope.found(f.CLOCK_MISSING, value)
        return None
    return times.since(text, scope.names.clock)


def events(scope: Scope, root: Fields) -> dict[str, StoryEvent]:
    """What happens whatever the trainee does."""
    found: dict[str, StoryEvent] = {}
    for full, _, fields in _each(scope, root, "events", EVENT_KEYS):
        timing = fields.apart("at", "after")
        due = None
        if timing is None:
            fields.need("at")
        elif timing == "at":
            value = fields.get("at")
            due = story_time(scope, "at", value) if value is not None else None
        else:
            due = fields.duration("after")
        to = fields.get("to")
        found[full] = StoryEvent(
            id=full,
            due=due or 0,
            when=read_guard(scope, "when", fields.get("when")),
            signal=wording(scope, fields.where, "signal", f"events/{full}"),
            to=scope.reference("node", "to", to) if to is not None else None,
        )
    return found


def opportunities(scope: Scope, root: Fields) -> dict[str, Opportunity]:
    """What is worth doing before anyone asks."""
    found: dict[str, Opportunity] = {}
    for full, _, fields in _each(scope, root, "opportunities", OPPORTUNITY_KEYS):
        fields.need("opens")
        nodes = {
            key: scope.references("node", key, fields.items(key))
            for key in ("opens", "cue", "asked", "closes")
        }
        found[full] = Opportunity(
            id=full,
            title=one_text(scope, fields, "title", f"opportunities/{full}"),
            need=fields.number("need", 1, 2, 1),
            opens=nodes["opens"],
            cue=nodes["cue"],
            asked=nodes["asked"],
            closes=nodes["closes"],
        )
    return found


def promises(scope: Scope, root: Fields) -> dict[str, Promise]:
    """What can be promised."""
    found: dict[str, Promise] = {}
    for full, _, fields in _each(scope, root, "promises", PROMISE_KEYS):
        fields.apart("within", "due")
        due, missed = fields.get("due"), fields.get("missed")
        found[full] = Promise(
            id=full,
            title=one_text(scope, fields, "title", f"promises/{full}"),
            within=fields.duration("within"),
            due=story_time(scope, "due", due) if due is not None else None,
            missed=scope.reference("node", "missed", missed) if missed is not None else None,
        )
    return found


def extras(scope: Scope, root: Fields) -> dict[str, Extra]:
    """Offers beyond the case."""
    return {
        full: Extra(
            id=full,
            title=one_text(scope, fields, "title", f"extras/{full}"),
            fits=read_guard(scope, "fits", fields.get("fits")),
        )
        for full, _, fields in _each(scope, root, "extras", EXTRA_KEYS)
    }
