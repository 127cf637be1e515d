"""The public face: files in, frozen values and findings out; bad content never raises."""

from __future__ import annotations

import gc
import re
import stat
from collections.abc import Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Generic, Literal, NamedTuple, TypeAlias, TypeVar

from msgspec import Struct

from simulator.authoring import finding as f
from simulator.authoring.check import check
from simulator.authoring.concepts import parse_concepts
from simulator.authoring.library import Library
from simulator.authoring.parse import parse_scenario
from simulator.authoring.report import Report
from simulator.authoring.rubric import parse_rubric
from simulator.authoring.slug import slug
from simulator.authoring.source import read_source
from simulator.authoring.values import MOST_BYTES, Source

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from simulator.authoring.finding import Finding
    from simulator.authoring.names import Names, Scope
    from simulator.authoring.values import Value
    from simulator.scenario.model import Concept, Scenario
    from simulator.scenario.rubric import Rubric

__all__ = [
    "Library",
    "Loaded",
    "Place",
    "kind_of",
    "load_any",
    "load_concepts",
    "load_rubric",
    "load_scenario",
    "load_scenario_bytes",
]

T = TypeVar("T")

_START = 65_536
_PART = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*(\.ya?ml)?")


class Place(NamedTuple):
    """Where an element stands, from 1."""

    line: int
    column: int
    file: str


class Loaded(Struct, Generic[T], frozen=True, kw_only=True):
    """What came out of a file.

    Attributes:
        value: None if a finding is an error.
        findings: In the order of the file, all at once.
        digest: SHA-256 of the file's bytes, those of its parts behind them; empty if it cannot
            be read.
        places: Of each node `greet`, choice `greet/own-it`, and declaration `promises/remake`.
    """

    value: T | None
    findings: tuple[Finding, ...]
    digest: str
    places: Mapping[str, Place] = {}


LoadedCards: TypeAlias = "Loaded[dict[str, Concept]]"


def kind_of(path: Path) -> Literal["scenario", "part", "rubric", "concepts"]:
    """What a file is, by its name and its first keys; what cannot be read counts as a scenario."""
    if path.stem == "concepts":
        return "concepts"
    try:
        with path.open("rb") as file:
            start = file.read(_START)
    except (OSError, ValueError):
        return "scenario"
    if re.search(rb"^part:", start, re.MULTILINE):
        return "part"
    return (
        "rubric"
        if re.search(rb"^rubric:(?!.*^nodes:)", start, re.MULTILINE | re.DOTALL)
        else "scenario"
    )


def load_any(path: Path, *, library: Library) -> Loaded[Scenario] | Loaded[Rubric] | LoadedCards:
    """A scenario, a rubric or the concept cards, whichever the file is."""
    match kind_of(path):
        case "rubric":
            return load_rubric(path)
        case "concepts":
            return load_concepts(path)
        case _:
            return load_scenario(path, library=library)


def load_scenario(path: Path, *, library: Library) -> Loaded[Scenario]:
    """The scenario of a file, with every finding about it and its parts."""
    report = Report()
    data = _read(path, report)
    return _load_scenario(path, data, library, report)


def load_scenario_bytes(path: Path, data: bytes, *, library: Library) -> Loaded[Scenario]:
    """The scenario of a file that is not, or not so, on the disk.

    Args:
        path: Its name; parts are looked for beside it.
        data: What would stand in it.
        library: What it can refer to.
    """
    return _load_scenario(path, data, library, Report())


def load_rubric(path: Path) -> Loaded[Rubric]:
    """The rubric of a file, with every finding about it."""
    report = Report()
    data = _read(path, report)
    rubric: Rubric | None = None
    if data is not None:
        with _collector_off():
            rubric = parse_rubric(read_source(str(path), data, report), report, _stem(path))
    return _loaded(rubric, report, _digest(data))


def load_concepts(path: Path) -> Loaded[dict[str, Concept]]:
    """The concept cards of a file by id, with every finding about it."""
    report = Report()
    data = _read(path, report)
    cards: dict[str, Concept] | None = None
    if data is not None:
        with _collector_off():
            cards = parse_concepts(read_source(str(path), data, report), report)
    return _loaded(cards, report, _digest(data))


def _load_scenario(
    path: Path, data: bytes | None, library: Library, report: Report
) -> Loaded[Scenario]:
    if data is None:
        return _loaded(None, report, "")
    parts = _Parts(path, report)
    with _collector_off():
        source = read_source(str(path), data, report)
        scenario, names = parse_scenario(source, report, library, _stem(path), parts.read)
        if scenario is not None:
            check(scenario, names, report)
        return _loaded(scenario, report, _digest(data, *parts.data), _Places(names))


def _loaded(
    value: T | None, report: Report, digest: str, places: Mapping[str, Place] | None = None
) -> Loaded[T]:
    return Loaded(
        value=None if report.errors else value,
        findings=report.findings(),
        digest=digest,
        places=places or {},
    )


class _Places(Mapping[str, Place]):
    """Places worked out when they are asked for: few are, of the thousands that there can be."""

    def __init__(self, names: Names) -> None:
        self._places = names.places

    def __getitem__(self, element: str) -> Place:
        if not element:
            raise KeyError(element)
        source, where = self._places[element]
        return Place(where.line + 1, where.column + 1, source.file)

    def __iter__(self) -> Iterator[str]:
        return filter(None, self._places)

    def __len__(self) -> int:
        return len(self._places) - ("" in self._places)


def _stem(path: Path) -> str:
    return slug(path.stem, "scenario")


def _digest(*parts: bytes | None) -> str:
    from hashlib import sha256  # noqa: PLC0415 - costs a third of a start; findings need none

    digest = sha256()
    for part in parts:
        if part is None:
            return ""
        digest.update(part)
    return digest.hexdigest()


@contextmanager
def _collector_off() -> Iterator[None]:
    """Building many small values is twice as fast when nobody looks for cycles meanwhile."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _read(path: Path, report: Report) -> bytes | None:
    """The bytes of a regular file of sensible size."""
    nowhere = Source(str(path), "")
    try:
        about = path.stat()
        if stat.S_ISREG(about.st_mode) and about.st_size <= MOST_BYTES:
            with path.open("rb") as file:
                return file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        report.at(f.FILE_NOT_FOUND, nowhere, 0, 0, 1)
        return None
    except (OSError, ValueError):
        report.at(f.CANNOT_READ, nowhere, 0, 0, 1)
        return None
    if stat.S_ISREG(about.st_mode):
        report.at(f.TOO_BIG, nowhere, 0, 0, 1, most=MOST_BYTES // (1024 * 1024))
    else:
        report.at(f.NOT_A_FILE, nowhere, 0, 0, 1)
    return None


class _Parts:
    """Reads the parts of one scenario, all from the scenario's own folder.

    Attributes:
        data: The bytes of each, in the order of their first use.
    """

    def __init__(self, path: Path, report: Report) -> None:
        self.data: list[bytes] = []
        self._folder = path.parent
        self._report = report
        self._read: dict[str, Source | None] = {}

    def read(self, scope: Scope, where: Value, name: str) -> Source | None:
        """The part of that name; findings about the name stand where it is written."""
        if not _PART.fullmatch(name):
            scope.found(f.BAD_PART_NAME, where, value=name[:80])
            return None
        file = name if "." in name else f"{name}.yaml"
        if file not in self._read:
            self._read[file] = self._open(scope, where, file)
        return self._read[file]

    def _open(self, scope: Scope, where: Value, file: str) -> Source | None:
        path = self._folder / file
        try:
            outside = path.resolve().parent != self._folder.resolve()
            missing = not path.exists()
        except (OSError, RuntimeError, ValueError):
            outside, missing = False, True
        if outside or missing:
            code = f.PART_OUTSIDE if outside else f.PART_NOT_FOUND
            scope.found(code, where, value=file)
            return None
        data = _read(path, self._report)
        if data is None:
            return None
        self.data.append(data)
        return read_source(str(path), data, self._report)
