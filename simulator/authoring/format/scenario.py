"""Reads scenario files and their parts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from simulator.authoring.format import declarations
from simulator.authoring.format.file_head import file_fields, language_of, matching
from simulator.authoring.format.nodes import read_nodes
from simulator.authoring.format.part_files import Expansion
from simulator.authoring.read.fields import Fields
from simulator.authoring.read.ids import is_id
from simulator.authoring.read.scope import Scope
from simulator.authoring.read.symbols import SECTIONS, SymbolTable
from simulator.authoring.read.texts import one_text
from simulator.authoring.yaml.values import YamlMapping
from simulator.findings import code as codes
from simulator.scenario.model import Scenario
from simulator.scenario.vocabulary import CHANNELS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from simulator.authoring.read.symbols import IdKind
    from simulator.authoring.references import References
    from simulator.authoring.yaml.values import Document, YamlValue
    from simulator.findings.collector import Collector
    from simulator.scenario.declarations import Colleague, Customer

T = TypeVar("T")

ReadPart: TypeAlias = "Callable[[Scope, YamlValue, str], Document | None]"
"""A function that reads the file of a part.

It takes the reader of the file that uses the part, the value that names the part, and the name.
"""

MAX_DIFFICULTY = 5
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
        "tutorial",
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

_CURRENCY = re.compile("[A-Z]{3}")


def parse_scenario(
    document: Document,
    collector: Collector,
    references: References,
    default_id: str,
    read_part: ReadPart,
) -> tuple[Scenario | None, SymbolTable]:
    """The scenario of a file and its symbol table.

    Args:
        document: The file.
        collector: Gets the findings.
        references: The rubrics, concepts and portraits that the scenario can refer to.
        default_id: The scenario's id if the file declares none.
        read_part: Reads the file of a part.

    Returns:
        The scenario is None if it has no nodes, and may be incomplete if there are errors.
    """
    root = document.root
    entry = root.entries.get("scenario") if isinstance(root, YamlMapping) else None
    written = getattr(entry, "text", "")
    symbols = SymbolTable(written if is_id(written) else default_id)
    _add_references(symbols, references)
    scope = Scope(document.source, collector, symbols)
    fields = file_fields(scope, root, SCENARIO_KEYS)
    if fields is None:
        return None, symbols
    fields.id("scenario")
    symbols.locate("", scope.source, fields.key("nodes"))
    files = [(scope, fields)]
    if "use" in fields:
        files += _parts(scope, fields, read_part, Expansion(document))
    for one, its in files:
        one.declare(its.mapping)
    if "customer" in fields:
        symbols.add("customer", ("customer",))
    clock = fields.get("clock")
    symbols.clock = scope.time_of_day("clock", clock) if clock is not None else None
    symbols.variables = _merged(files, declarations.variables, "variables")
    return _scenario(scope, fields, files), symbols


def _add_references(symbols: SymbolTable, references: References) -> None:
    symbols.known["concept"] = _known(references.concepts)
    symbols.known["portrait"] = _known(references.portraits)
    symbols.known["rubric"] = _known(references.rubrics)
    symbols.rubrics = references.rubrics


def _known(ids: Iterable[str] | None) -> dict[str, None] | None:
    return None if ids is None else dict.fromkeys(ids)


def _parts(
    scope: Scope, fields: Fields, read_part: ReadPart, expansion: Expansion
) -> list[tuple[Scope, Fields]]:
    """The reader and the fields of each part that a scenario uses.

    Raises:
        StopReading: The scenario is too large with its parts, which is reported.
    """
    found: list[tuple[Scope, Fields]] = []
    prefixes: dict[str, YamlValue] = {}
    for item in fields.items("use"):
        mapping = scope.mapping("use", item)
        if mapping is None:
            continue
        use = Fields(scope, mapping, USE_KEYS)
        file, prefix = use.require("part"), use.id("as")
        use.require("as")
        name = scope.text("part", file) if file is not None else None
        if name is None or prefix is None or file is None:
            continue
        if prefix in prefixes:
            line = prefixes[prefix].line + 1
            scope.report(codes.DUPLICATE_ID, use.key("as"), id=prefix, line=line)
            continue
        prefixes[prefix] = use.key("as")
        document = read_part(scope, file, name)
        if document is None:
            continue
        expansion.add(document)
        expansion.check(scope, fields.key("use"))
        inner = Scope(document.source, scope.collector, scope.symbols, prefix)
        its = file_fields(inner, document.root, PART_KEYS)
        if its is not None:
            its.id("part")
            found.append((inner, its))
    return found


def _merged(
    files: list[tuple[Scope, Fields]],
    section: Callable[[Scope, Fields], dict[str, T]],
    key: str,
) -> dict[str, T]:
    """The elements that a section has in all files, by id; a repeated id is reported.

    Args:
        files: The reader and fields of the scenario's own file and of each part.
        section: A function that reads the section of one file.
        key: The key of the section.
    """
    merged: dict[str, T] = {}
    for scope, fields in files:
        for id_, one in section(scope, fields).items():
            if id_ in merged:
                first = scope.symbols.places[id_ if key == "nodes" else f"{key}/{id_}"][1]
                scope.report(codes.DUPLICATE_ID, fields.key(key), id=id_, line=first.line + 1)
            merged.setdefault(id_, one)
    return merged


def _scenario(scope: Scope, fields: Fields, files: list[tuple[Scope, Fields]]) -> Scenario | None:
    """The scenario, after its ids have been declared; None if it has no nodes."""
    symbols = scope.symbols
    rubric = _rubric(scope, fields)
    customers, colleagues = _people(scope, fields, files)
    records = _merged(files, declarations.records, "records")
    fields.require("nodes")
    nodes = _merged(files, lambda one, its: read_nodes(one, its, records), "nodes")
    start = _reference(scope, fields, "node", "start")
    if not nodes:
        return None
    return Scenario(
        id=symbols.scenario,
        edition=fields.number("edition", 1, 99_999, 1),
        language=language_of(fields),
        title=one_text(scope, fields, "title", "title"),
        summary=one_text(scope, fields, "summary", "summary", needed=False),
        briefing=one_text(scope, fields, "briefing", "briefing", needed=False),
        setting=fields.id("setting") or "",
        channel=fields.one_of("channel", CHANNELS) or "face-to-face",
        difficulty=fields.number("difficulty", 1, MAX_DIFFICULTY, 1),
        concepts=scope.references("concept", "concepts", fields.items("concepts")),
        customers=customers,
        main=symbols.main,
        colleagues=colleagues,
        failure=declarations.failure(scope, fields),
        currency=matching(fields, "currency", codes.BAD_CURRENCY, _CURRENCY, "EUR"),
        records=records,
        variables=symbols.variables,
        clock=symbols.clock,
        events=_merged(files, declarations.events, "events"),
        opportunities=_merged(files, declarations.opportunities, "opportunities"),
        promises=_merged(files, declarations.promises, "promises"),
        extras=_merged(files, declarations.extras, "extras"),
        start=start or next(iter(nodes)),
        walk_out=_reference(scope, fields, "node", "walk-out"),
        nodes=nodes,
        rubric=rubric,
        tutorial=fields.truth("tutorial"),
    )


def _reference(scope: Scope, fields: Fields, kind: IdKind, key: str) -> str | None:
    """The id of the element that a key names; None if the key is missing."""
    value = fields.get(key)
    return scope.reference(kind, key, value) if value is not None else None


def _rubric(scope: Scope, fields: Fields) -> str:
    """The id of the rubric; adds the ids of its behaviours to the symbol table."""
    rubric = _reference(scope, fields, "rubric", "rubric") or "service"
    scope.symbols.known["behaviour"] = scope.symbols.behaviours(rubric)
    return rubric


def _people(
    scope: Scope, fields: Fields, files: list[tuple[Scope, Fields]]
) -> tuple[dict[str, Customer], dict[str, Colleague]]:
    """The customers and the colleagues by id; an id that both have is reported."""
    symbols = scope.symbols
    customers = declarations.customers(scope, fields)
    symbols.main = next((one.id for one in customers.values() if one.main), "")
    colleagues = _merged(files, declarations.colleagues, "colleagues")
    for id_ in customers.keys() & colleagues.keys():
        line = symbols.places[f"customers/{id_}"][1].line + 1
        scope.report(codes.DUPLICATE_ID, fields.key("colleagues"), id=id_, line=line)
    return customers, colleagues
