"""Loads scenario, rubric and concept files.

The result is a frozen value and the findings. Wrong content never raises an exception.
"""

from __future__ import annotations

import gc
import re
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Generic, Literal, TypeAlias, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from simulator.authoring.format.concepts import parse_concepts
from simulator.authoring.format.part_files import PartFiles
from simulator.authoring.format.rubric import parse_rubric
from simulator.authoring.format.scenario import parse_scenario
from simulator.authoring.read.ids import slug
from simulator.authoring.yaml.file import read_file
from simulator.authoring.yaml.source import read_document
from simulator.files.reading import read_start
from simulator.findings.code import BY_ID
from simulator.findings.collector import Collector, StopReading
from simulator.proof.graph import Symbols, check

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from simulator.authoring.read.symbols import SymbolTable
    from simulator.authoring.references import References
    from simulator.findings.finding import Finding
    from simulator.scenario.concept import Concept
    from simulator.scenario.model import Scenario
    from simulator.scenario.rubric import Rubric

T = TypeVar("T")

_HEAD = 65_536
"""How many bytes of a file are read to find out its kind."""
_KIND_KEYS = re.compile(rb"^(?:part|rubric|nodes):", re.MULTILINE)


class Loaded(Struct, Generic[T], frozen=True, kw_only=True):
    """The result of loading a file.

    Attributes:
        value: The value of the file; None if any finding is an error.
        findings: Everything that is wrong, in the order of file, line and column.
        parts: The name and digest of each part file that was read.
        text: The canonical JSON text of the value in UTF-8; None if it was not encoded.
    """

    value: T | None
    findings: tuple[Finding, ...]
    parts: tuple[tuple[str, str], ...] = ()
    text: bytes | None = None


LoadedConcepts: TypeAlias = "Loaded[dict[str, Concept]]"


def kind_of(path: Path) -> Literal["scenario", "part", "rubric", "concepts"]:
    """The kind of a file, by its name and its first keys; `scenario` if it cannot be read."""
    if path.stem == "concepts":
        return "concepts"
    try:
        head = read_start(path, _HEAD)
    except OSError:
        return "scenario"
    keys = [found[0] for found in _KIND_KEYS.finditer(head)]
    if b"part:" in keys:
        return "part"
    return "rubric" if keys and keys[-1] == b"rubric:" else "scenario"


def load_any(
    path: Path, *, references: References
) -> Loaded[Scenario] | Loaded[Rubric] | LoadedConcepts:
    """The scenario, the rubric or the concepts of a file, by the kind of the file.

    Args:
        path: The file.
        references: The rubrics, concepts and portraits that a scenario can refer to.
    """
    match kind_of(path):
        case "rubric":
            return load_rubric(path)
        case "concepts":
            return load_concepts(path)
        case _:
            return load_scenario(path, references=references)


def load_scenario(path: Path, *, references: References) -> Loaded[Scenario]:
    """The scenario of a file, with every finding about it and its parts.

    Args:
        path: The file.
        references: The rubrics, concepts and portraits that the scenario can refer to.
    """
    collector = Collector()
    data = read_file(path, collector)
    return _load_scenario(path, data, references, collector)


def load_scenario_bytes(path: Path, data: bytes, *, references: References) -> Loaded[Scenario]:
    """The scenario in the content of a file, which need not exist on the disk.

    Args:
        path: The file; its parts are read from the same folder.
        data: The content of the file.
        references: The rubrics, concepts and portraits that the scenario can refer to.
    """
    return _load_scenario(path, data, references, Collector())


def load_rubric(path: Path) -> Loaded[Rubric]:
    """The rubric of a file, with every finding about it."""
    collector = Collector()
    data = read_file(path, collector)
    rubric: Rubric | None = None
    if data is not None:
        with _reading():
            document = read_document(str(path), data, collector)
            rubric = parse_rubric(document, collector, _id_of(path))
    return _loaded(rubric, collector)


def load_concepts(path: Path) -> LoadedConcepts:
    """The concepts of a file by id, with every finding about them."""
    collector = Collector()
    data = read_file(path, collector)
    concepts: dict[str, Concept] | None = None
    if data is not None:
        with _reading():
            concepts = parse_concepts(read_document(str(path), data, collector), collector)
    return _loaded(concepts, collector)


def _load_scenario(
    path: Path, data: bytes | None, references: References, collector: Collector
) -> Loaded[Scenario]:
    if data is None:
        return _loaded(None, collector)
    parts = PartFiles(path, collector)
    scenario: Scenario | None = None
    with _reading():
        document = read_document(str(path), data, collector)
        scenario, symbols = parse_scenario(
            document, collector, references, _id_of(path), parts.read
        )
        if scenario is not None:
            _check(scenario, symbols, collector)
    return replace(_loaded(scenario, collector), parts=tuple(parts.digests.items()))


def _check(scenario: Scenario, symbols: SymbolTable, collector: Collector) -> None:
    """Reports the findings about the scenario as a whole, each at the place of its element."""
    known = Symbols(
        complete=not collector.errors,
        unreadable_nodes=symbols.unreadable_nodes,
        read_variables=symbols.read_variables,
        written=symbols.places,
    )
    for found in check(scenario, known):
        code, span = BY_ID[found.code], symbols.span(found.element)
        collector.report(code, span, found.element, **found.args)


def _loaded(value: T | None, collector: Collector) -> Loaded[T]:
    return Loaded(value=None if collector.errors else value, findings=collector.findings())


def _id_of(path: Path) -> str:
    """The id of a scenario or rubric that declares none, made from the name of its file."""
    return slug(path.stem, "scenario")


@contextmanager
def _reading() -> Iterator[None]:
    """Ends at once when reading stops; the findings say why.

    The garbage collector is off, which makes building many small values twice as fast.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        with suppress(StopReading):
            yield
    finally:
        if was_on:
            gc.enable()
