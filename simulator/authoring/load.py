"""The public face: files in, frozen values and findings out; bad content never raises."""

from __future__ import annotations

import gc
import re
import stat
from collections.abc import Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Generic, Literal, NamedTuple, TypeAlias, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from simulator.authoring import finding as f
from simulator.authoring.check import check
from simulator.authoring.concepts import parse_concepts
from simulator.authoring.parse import parse_scenario
from simulator.authoring.references import References
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
    from simulator.authoring.values import YamlValue
    from simulator.scenario.concept import Concept
    from simulator.scenario.model import Scenario
    from simulator.scenario.rubric import Rubric

__all__ = [
    "Loaded",
    "Place",
    "References",
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
        parts: The files that it is made of beside its own, by their names, with their digests.
        text: Its canonical JSON text in UTF-8, if it is known already.
        places: Of each node `greet`, choice `greet/own-it`, and declaration `promises/remake`.
    """

    value: T | None
    findings: tuple[Finding, ...]
    parts: tuple[tuple[str, str], ...] = ()
    text: bytes | None = None
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


def load_any(path: Path, *, library: References) -> Loaded[Scenario] | Loaded[Rubric] | LoadedCards:
    """A scenario, a rubric or the concept cards, whichever the file is."""
    match kind_of(path):
        case "rubric":
            return load_rubric(path)
        case "concepts":
            return load_concepts(path)
        case _:
            return load_scenario(path, library=library)


def load_scenario(path: Path, *, library: References) -> Loaded[Scenario]:
    """The scenario of a file, with every finding about it and its parts."""
    report = Report()
    data = read_file(path, report)
    return _load_scenario(path, data, library, report)


def load_scenario_bytes(path: Path, data: bytes, *, library: References) -> Loaded[Scenario]:
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
    data = read_file(path, report)
    rubric: Rubric | None = None
    if data is not None:
        with _collector_off():
            rubric = parse_rubric(read_source(str(path), data, report), report, _stem(path))
    return _loaded(rubric, report)


def load_concepts(path: Path) -> Loaded[dict[str, Concept]]:
    """The concept cards of a file by id, with every finding about it."""
    report = Report()
    data = read_file(path, report)
    cards: dict[str, Concept] | None = None
    if data is not None:
        with _collector_off():
            cards = parse_concepts(read_source(str(path), data, report), report)
    return _loaded(cards, report)


def _load_scenario(
    path: Path, data: bytes | None, library: References, report: Report
) -> Loaded[Scenario]:
    if data is None:
        return _loaded(None, report)
    parts = _Parts(path, report)
    with _collector_off():
        source = read_source(str(path), data, report)
        scenario, names = parse_scenario(source, report, library, _stem(path), parts.read)
        if scenario is not None:
            check(scenario, names, report)
        loaded = _loaded(scenario, report)
        return replace(loaded, parts=tuple(parts.digests.items()), places=_Places(names))


def _loaded(value: T | None, report: Report) -> Loaded[T]:
    return Loaded(value=None if report.errors else value, findings=report.findings())


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


def digest(*parts: bytes) -> str:
    """The SHA-256 of some bytes, in hexadecimal digits."""
    from hashlib import sha256  # noqa: PLC0415 - a short command has no need of it

    found = sha256()
    for part in parts:
        found.update(len(part).to_bytes(8))
        found.update(part)
    return found.hexdigest()


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


def read_file(path: Path, report: Report) -> bytes | None:
    """The bytes of a regular file of sensible size; None if there are none, which is reported."""
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
        digests: Of each, by its file's name, in the order of their first use.
    """

    def __init__(self, path: Path, report: Report) -> None:
        self.digests: dict[str, str] = {}
        self._folder = path.parent
        self._report = report
        self._read: dict[str, Source | None] = {}

    def read(self, scope: Scope, where: YamlValue, name: str) -> Source | None:
        """The part of that name; findings about the name stand where it is written."""
        if not _PART.fullmatch(name):
            scope.found(f.BAD_PART_NAME, where, value=name[:80])
            return None
        file = name if "." in name else f"{name}.yaml"
        if file not in self._read:
            self._read[file] = self._open(scope, where, file)
        return self._read[file]

    def _open(self, scope: Scope, where: YamlValue, file: str) -> Source | None:
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
        data = read_file(path, self._report)
        if data is None:
            return None
        self.digests[file] = digest(data)
        return read_source(str(path), data, self._report)
