"""Reads everything that a scenario or part declares besides its nodes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.authoring.read import units
from simulator.authoring.read.fields import Fields
from simulator.authoring.read.guard import GUARD_WORDS, read_guard
from simulator.authoring.read.symbols import SECTIONS
from simulator.authoring.read.texts import make_text, one_text, wording
from simulator.authoring.yaml.values import excerpt
from simulator.findings import code as codes
from simulator.scenario.declarations import (
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

    from simulator.authoring.read.scope import Scope
    from simulator.authoring.yaml.values import YamlScalar, YamlValue
    from simulator.scenario.expression import Value
    from simulator.scenario.text import Text

MAX_FEELING = 1000
MAX_INT = 1_000_000

CUSTOMER_KEYS = frozenset(
    {
        "name",
        "portrait",
        "patience",
        "trust",
        "expectation",
        "tolerance",
        "main",
        "iceberg",
        "note",
    }
)
ICEBERG_KEYS = frozenset({"knew", "felt", "wanted", "note"})
COLLEAGUE_KEYS = frozenset({"name", "portrait", "note"})
FAILURE_KEYS = frozenset({"redress", "loss"})
RECORD_KEYS = frozenset({"title", "text", "note"})
VARIABLE_KEYS = frozenset({"type", "one-of", "start", "min", "max"})
EVENT_KEYS = frozenset({"at", "after", "when", "signal", "to", "note"})
OPPORTUNITY_KEYS = frozenset({"title", "need", "opens", "cue", "asked", "closes", "undone", "note"})
PROMISE_KEYS = frozenset({"title", "within", "due", "missed", "note"})
EXTRA_KEYS = frozenset({"title", "fits", "note"})


def _each(
    scope: Scope, root: Fields, section: str, known: frozenset[str]
) -> Iterator[tuple[str, YamlScalar, Fields]]:
    """The entries of a section: id in the scenario, key with its place, and fields of the value."""
    for name, where, value in root.members(section):
        full = scope.full_id(SECTIONS[section], name)
        scope.symbols.locate(f"{section}/{full}", scope.source, where)
        mapping = scope.mapping(name, value)
        if mapping is not None:
            yield full, where, Fields(scope, mapping, known)


def customers(scope: Scope, root: Fields) -> dict[str, Customer]:
    """The customers by id; one of them is the main customer."""
    written = root.only_one("customer", "customers")
    found: dict[str, Customer] = {}
    if written == "customer":
        value = root.get("customer")
        mapping = scope.mapping("customer", value) if value is not None else None
        if mapping is not None:
            scope.symbols.locate("customers/customer", scope.source, root.key("customer"))
            fields = Fields(scope, mapping, CUSTOMER_KEYS)
            found["customer"] = _customer(scope, "customer", fields, alone=True)
        return found
    if written is None:
        root.require("customer")
        return found
    entries = list(_each(scope, root, "customers", CUSTOMER_KEYS))
    for full, _, fields in entries:
        found[full] = _customer(scope, full, fields, alone=len(entries) == 1)
    main = [full for full, one in found.items() if one.main]
    if not main and not scope.collector.errors:
        scope.report(codes.NO_MAIN_CUSTOMER, root.key("customers"))
    for full, where, _ in entries:
        if full in main[1:]:
            scope.report(codes.SEVERAL_MAIN_CUSTOMERS, where, id=full)
    return found


def _customer(scope: Scope, id_: str, fields: Fields, *, alone: bool) -> Customer:
    if "patience" in fields:
        scope.symbols.locate(f"customers/{id_}/patience", scope.source, fields.key("patience"))
    return Customer(
        id=id_,
        name=one_text(scope, fields, "name", f"customers/{id_}"),
        portrait=_portrait(scope, fields),
        patience=fields.number("patience", 0, MAX_FEELING, 600),
        trust=fields.number("trust", 0, MAX_FEELING, 500),
        expectation=fields.number("expectation", 0, 100, 60),
        tolerance=fields.number("tolerance", 0, 100, 1),
        main=fields.truth("main", default=alone),
        **_iceberg(scope, id_, fields),
    )


def _iceberg(scope: Scope, id_: str, fields: Fields) -> dict[str, Text]:
    """What a customer knew, felt and wanted and did not say, by the names of the fields."""
    value = fields.get("iceberg")
    mapping = scope.mapping("iceberg", value) if value is not None else None
    if mapping is None:
        return {}
    told = Fields(scope, mapping, ICEBERG_KEYS)
    return {
        key: one_text(scope, told, key, f"customers/{id_}/{key}")
        for key in ("knew", "felt", "wanted")
        if key in told
    }


def _portrait(scope: Scope, fields: Fields) -> str | None:
    value = fields.get("portrait")
    return scope.reference("portrait", "portrait", value) if value is not None else None


def colleagues(scope: Scope, root: Fields) -> dict[str, Colleague]:
    """The colleagues by id."""
    return {
        full: Colleague(
            id=full,
            name=one_text(scope, fields, "name", f"colleagues/{full}"),
            portrait=_portrait(scope, fields),
        )
        for full, _, fields in _each(scope, root, "colleagues", COLLEAGUE_KEYS)
    }


def failure(scope: Scope, root: Fields) -> Failure | None:
    """The failure that happened before the story starts; None if there is none."""
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
    """The records by id."""
    found: dict[str, Record] = {}
    for full, _, fields in _each(scope, root, "records", RECORD_KEYS):
        path = f"records/{full}"
        fields.require("text")
        text = wording(scope, fields.mapping, "text", f"{path}/text")
        nothing = Wording(arms=(Arm(text=make_text(scope, f"{path}/text", "")),))
        found[full] = Record(
            id=full, title=one_text(scope, fields, "title", f"{path}/title"), text=text or nothing
        )
    return found


def variables(scope: Scope, root: Fields) -> dict[str, Variable]:
    """The variables by id."""
    found: dict[str, Variable] = {}
    for full, where, fields in _each(scope, root, "variables", VARIABLE_KEYS):
        if where.text in GUARD_WORDS:
            scope.report(codes.RESERVED_ID, where, id=where.text)
        if fields.only_one("type", "one-of") == "one-of":
            variable = _one_of(scope, full, fields)
        else:
            kind = fields.one_of("type", ("bool", "int")) if fields.require("type") else None
            if kind is None:
                continue
            variable = _int(full, fields) if kind == "int" else _bool(full, fields)
        found[full] = variable
    return found


def _one_of(scope: Scope, full: str, fields: Fields) -> Variable:
    scope.forbid(fields.mapping, ("min", "max"), "one-of")
    read = [scope.id("one-of", item) for item in fields.items("one-of", or_one=False)]
    words = tuple(dict.fromkeys(word for word in read if word is not None))
    start = fields.one_of("start", words) if words else None
    return Variable(id=full, type="one-of", start=start or (words or ("",))[0], options=words)


def _bool(full: str, fields: Fields) -> Variable:
    fields.reader.forbid(fields.mapping, ("min", "max"), "bool")
    return Variable(id=full, type="bool", start=fields.truth("start"))


def _int(full: str, fields: Fields) -> Variable:
    minimum = fields.number("min", -MAX_INT, MAX_INT, 0)
    if "max" not in fields:
        fields.require("max")
        maximum = MAX_INT
    else:
        maximum = fields.number("max", minimum, MAX_INT, MAX_INT)
    start = fields.number("start", minimum, maximum, min(max(0, minimum), maximum))
    return Variable(id=full, type="int", start=start, minimum=minimum, maximum=maximum)


def value_for(scope: Scope, variable: Variable, key: str, value: YamlValue) -> Value | None:
    """A value of a variable; None, and reported, if the variable cannot have that value.

    Args:
        scope: The reader of the file.
        variable: The variable.
        key: The name of the variable as the file writes it.
        value: The value.
    """
    if variable.type == "bool":
        return scope.truth(key, value)
    if variable.type == "int":
        return scope.number(key, value, variable.minimum or 0, variable.maximum or 0)
    return scope.one_of(key, value, variable.options)


def story_time(scope: Scope, key: str, value: YamlValue) -> int | None:
    """The seconds from the start of the story to a time of the story clock.

    None if the value is no time, or if the scenario has no clock; both are reported.
    """
    text = scope.text(key, value)
    if text is None:
        return None
    if units.seconds_after(0, text) is None:
        scope.report(codes.BAD_TIME, value, value=excerpt(text))
        return None
    if scope.symbols.clock is None:
        scope.report(codes.CLOCK_MISSING, value)
        return None
    return units.seconds_after(scope.symbols.clock, text)


def events(scope: Scope, root: Fields) -> dict[str, StoryEvent]:
    """The events of the story by id."""
    found: dict[str, StoryEvent] = {}
    for full, _, fields in _each(scope, root, "events", EVENT_KEYS):
        timing = fields.only_one("at", "after")
        due = None
        if timing is None:
            fields.require("at")
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
            signal=wording(scope, fields.mapping, "signal", f"events/{full}"),
            to=scope.reference("node", "to", to) if to is not None else None,
        )
    return found


def opportunities(scope: Scope, root: Fields) -> dict[str, Opportunity]:
    """The opportunities by id."""
    found: dict[str, Opportunity] = {}
    for full, _, fields in _each(scope, root, "opportunities", OPPORTUNITY_KEYS):
        fields.require("opens")
        nodes = {
            key: scope.references("node", key, fields.items(key))
            for key in ("opens", "cue", "asked", "closes", "undone")
        }
        found[full] = Opportunity(
            id=full,
            title=one_text(scope, fields, "title", f"opportunities/{full}"),
            need=fields.number("need", 1, 2, 1),
            opens=nodes["opens"],
            cue=nodes["cue"],
            asked=nodes["asked"],
            closes=nodes["closes"],
            undone=nodes["undone"],
        )
    return found


def promises(scope: Scope, root: Fields) -> dict[str, Promise]:
    """The promises by id."""
    found: dict[str, Promise] = {}
    for full, _, fields in _each(scope, root, "promises", PROMISE_KEYS):
        fields.only_one("within", "due")
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
    """The extras by id."""
    return {
        full: Extra(
            id=full,
            title=one_text(scope, fields, "title", f"extras/{full}"),
            fits=read_guard(scope, "fits", fields.get("fits")),
        )
        for full, _, fields in _each(scope, root, "extras", EXTRA_KEYS)
    }
