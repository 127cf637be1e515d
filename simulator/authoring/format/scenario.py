"""A scenario's file and its parts: from located values to a `Scenario`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar

from simulator.authoring import finding as f
from simulator.authoring.format import declarations as read
from simulator.authoring.format.nodes import nodes
from simulator.authoring.read.reader import Fields
from simulator.authoring.read.scope import SECTIONS, Names, Scope
from simulator.authoring.read.texts import one_text
from simulator.authoring.yaml.values import Mapping
from simulator.scenario.model import CHANNELS, Scenario

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from simulator.authoring.references import References
    from simulator.authoring.report import Report
    from simulator.authoring.yaml.values import Source, YamlValue
    from simulator.scenario.model import Node

T = TypeVar("T")

FORMAT = 1
MOST_DIFFICULTY = 5
SCENARIO_KEYS = frozenset(
    {
        "format",
        "scenario",
        "edition",
        "language",
        "title",
        "setting",
        "channel",
        "difficulty",
        "summary",
        "concepts",
        "customer",
        "failure",
        "currency",
        "briefing",
        "clock",
        "start",
        "walk-out",
        "use",
        "rubric",
        "note",
        *SECTIONS,
    }
)
PART_KEYS = frozenset({"format", "part", *SECTIONS} - {"customers"})
USE_KEYS = frozenset({"part", "as"})

_LANGUAGE = re.compile("[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_CURRENCY = re.compile("[A-Z]{3}")


def root_of(scope: Scope, known: frozenset[str]) -> Fields | None:
    """The keys of a whole file; also checks its `format`."""
    root = scope.source.root
    mapping = scope.mapping(scope.source.file, root) if root is not None else None
    if mapping is None:
        return None
    fields = Fields(scope, mapping, known)
    written = fields.text("format", str(FORMAT))
    if written != str(FORMAT):
        scope.found(f.UNKNOWN_FORMAT, fields.get("format") or mapping, value=written[:80])
    return fields


def matching(fields: Fields, key: str, code: f.Code, form: re.Pattern[str], default: str) -> str:
    """Text of a given form, or the default."""
    value = fields.get(key)
    return (fields.reader.matching(key, value, code, form) if value is not None else None) or (
        default
    )


def language_of(fields: Fields) -> str:
    """The language that a file is written in."""
    return matching(fields, "language", f.BAD_LANGUAGE, _LANGUAGE, "en")


def parse_scenario(
    source: Source,
    report: Report,
    library: References,
    stem: str,
    part: Callable[[Scope, YamlValue, str], Source | None],
) -> tuple[Scenario | None, Names]:
    """The scenario, complete only if the report has no errors, and where its elements stand.

    Args:
        source: The file.
        report: Where findings go.
        library: What it can refer to.
        stem: Its id where it names none.
        part: Reads the file of a part that a value of the scope names.
    """
    root = source.root
    entry = root.entries.get("scenario") if isinstance(root, Mapping) else None
    names = Names(getattr(entry, "text", stem))
    _library(names, library)
    scope = Scope(source, report, names)
    fields = root_of(scope, SCENARIO_KEYS)
    if fields is None:
        return None, names
    fields.id("scenario")
    scope.stands("", fields.key("nodes"))
    files = [(scope, fields), *_parts(scope, fields, names, part)]
    for one, its in files:
        one.declare(its.where)
    if "customer" in fields:
        names.add("customer", ("customer",))
    clock = fields.get("clock")
    names.clock = scope.time_of_day("clock", clock) if clock is not None else None
    names.variables = _merged(files, read.variables, "variables")
    return _scenario(scope, fields, files), names


def _library(names: Names, library: References) -> None:
    names.known["concept"] = _keys(library.concepts)
    names.known["portrait"] = _keys(library.portraits)
    names.known["rubric"] = _keys(library.rubrics)
    names.rubrics = library.rubrics


def _keys(ids: Iterable[str] | None) -> dict[str, None] | None:
    return None if ids is None else dict.fromkeys(ids)


def _parts(
    scope: Scope,
    fields: Fields,
    names: Names,
    part: Callable[[Scope, YamlValue, str], Source | None],
) -> list[tuple[Scope, Fields]]:
    found: list[tuple[Scope, Fields]] = []
    prefixes: dict[str, YamlValue] = {}
    for item in fields.items("use"):
        mapping = scope.mapping("use", item)
        if mapping is None:
            continue
        use = Fields(scope, mapping, USE_KEYS)
        file, prefix = use.need("part"), use.id("as")
        use.need("as")
        name = scope.text("part", file) if file is not None else None
        if name is None or prefix is None or file is None:
            continue
        if prefix in prefixes:
            line = prefixes[prefix].line + 1
            scope.found(f.DUPLICATE_ID, use.key("as"), id=prefix, line=line)
            continue
        prefixes[prefix] = use.key("as")
        source = part(scope, file, name)
        if source is None:
            continue
        inner = Scope(source, scope.report, names, prefix)
        its = root_of(inner, PART_KEYS)
        if its is not None:
            its.id("part")
            found.append((inner, its))
    return found


def _merged(
    files: list[tuple[Scope, Fields]],
    section: Callable[[Scope, Fields], dict[str, T]],
    key: str,
) -> dict[str, T]:
    """One section over all files."""
    merged: dict[str, T] = {}
    for scope, fields in files:
        for id_, one in section(scope, fields).items():
            if id_ in merged:
                first = scope.names.places[id_ if key == "nodes" else f"{key}/{id_}"][1]
                scope.found(f.DUPLICATE_ID, fields.key(key), id=id_, line=first.line + 1)
            merged.setdefault(id_, one)
    return merged


def _scenario(scope: Scope, fields: Fields, files: list[tuple[Scope, Fields]]) -> Scenario | None:
    names = scope.names
    rubric = fields.get("rubric")
    rubric_id = scope.reference("rubric", "rubric", rubric) if rubric is not None else None
    names.known["behaviour"] = names.behaviours(rubric_id or "service")
    customers = read.customers(scope, fields)
    names.main = next((one.id for one in customers.values() if one.main), "")
    records = _merged(files, read.records, "records")

    def all_nodes(one: Scope, its: Fields) -> dict[str, Node]:
        return {node.id: node for node in nodes(one, its, records)}

    fields.need("nodes")
    colleagues = _merged(files, read.colleagues, "colleagues")
    for id_ in customers.keys() & colleagues.keys():
        line = names.places[f"customers/{id_}"][1].line + 1
        scope.found(f.DUPLICATE_ID, fields.key("colleagues"), id=id_, line=line)
    story = _merged(files, all_nodes, "nodes")
    start, walk_out = fields.get("start"), fields.get("walk-out")
    start_id = scope.reference("node", "start", start) if start is not None else None
    if not story:
        return None
    return Scenario(
        id=names.scenario,
        edition=fields.number("edition", 1, 99_999, 1),
        language=language_of(fields),
        title=one_text(scope, fields, "title", "title"),
        summary=one_text(scope, fields, "summary", "summary", needed=False),
        briefing=one_text(scope, fields, "briefing", "briefing", needed=False),
        setting=fields.id("setting") or "",
        channel=fields.one_of("channel", CHANNELS) or "face-to-face",
        difficulty=fields.number("difficulty", 1, MOST_DIFFICULTY, 1),
        concepts=scope.references("concept", "concepts", fields.items("concepts")),
        customers=customers,
        main=names.main,
        colleagues=colleagues,
        failure=read.failure(scope, fields),
        currency=matching(fields, "currency", f.BAD_CURRENCY, _CURRENCY, "EUR"),
        records=records,
        variables=names.variables,
        clock=names.clock,
        events=_merged(files, read.events, "events"),
        opportunities=_merged(files, read.opportunities, "opportunities"),
        promises=_merged(files, read.promises, "promises"),
        extras=_merged(files, read.extras, "extras"),
        start=start_id or next(iter(story)),
        walk_out=scope.reference("node", "walk-out", walk_out) if walk_out is not None else None,
        nodes=story,
        rubric=rubric_id or "service",
    )
