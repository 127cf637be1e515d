"""A cache of loaded scenarios: a file that has not changed is not loaded again.

An entry is a sealed file of two lines: a JSON head with the findings, and the canonical text of the
scenario. A node is decoded from that text when a play first visits it. The seal covers the entry
and everything that it was made from: the scenario's file, the references and the code of this
program; the digests of part files are in the head. An entry that is out of date, damaged,
unreadable or not sealed by this installation is ignored, so that no entry can tell another story
than its file (`files.sealed`).
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, json
from msgspec.structs import replace

from simulator.authoring.load import Loaded, load_scenario_bytes
from simulator.authoring.yaml.file import read_file
from simulator.authoring.yaml.values import MAX_BYTES
from simulator.files.reading import read_whole
from simulator.findings.collector import Collector
from simulator.findings.finding import Finding  # noqa: TC001 - msgspec reads the annotation
from simulator.scenario.codec import decode_scenario, encode
from simulator.scenario.digest import sha256_hex
from simulator.version import __version__

if TYPE_CHECKING:
    from simulator.authoring.references import References
    from simulator.files.sealed import SealedFolder
    from simulator.scenario.model import Scenario

# The packages whose code decides how a scenario is loaded.
_CODE = ("authoring", "findings", "proof", "scenario")


class _Head(Struct, kw_only=True):
    """The second line of an entry.

    Attributes:
        parts: The name and digest of each part file.
        findings: The findings, which are all warnings.
    """

    parts: list[tuple[str, str]]
    findings: list[Finding]


_HEAD = json.Decoder(_Head)


class Cache:
    """A cache of scenarios in one folder.

    Args:
        folder: The folder of the entries.
        references: The rubrics, concepts and portraits that scenarios can refer to.
    """

    def __init__(self, folder: SealedFolder, references: References) -> None:
        self._folder = folder
        self._references = references
        self._dependencies = "\n".join([__version__, *_code(), *_referred_ids(references)]).encode()

    def load(self, path: Path) -> Loaded[Scenario]:
        """The scenario of a file and its findings; see `load_scenario`."""
        collector = Collector()
        data = read_file(path, collector)
        if data is None:
            return Loaded(value=None, findings=collector.findings())
        entry = f"{sha256_hex(os.fsencode(path.absolute()))[:32]}.json"
        key = _key(self._dependencies, os.fsencode(path), data)
        cached = self._read(entry, key, path.parent)
        if cached is not None:
            return cached
        loaded = load_scenario_bytes(path, data, references=self._references)
        return self._write(entry, key, loaded)

    def _read(self, entry: str, key: bytes, folder: Path) -> Loaded[Scenario] | None:
        """The content of an entry; None if the entry is out of date or unreadable."""
        stored = self._folder.read(entry, [key])
        if stored is None:
            return None
        start, _, text = stored.partition(b"\n")
        try:
            head = _HEAD.decode(start)
            if any(sha256_hex(read_whole(folder / x, MAX_BYTES)) != y for x, y in head.parts):
                return None
            scenario = decode_scenario(text)
        except (OSError, TypeError, ValueError, RecursionError):
            return None
        found = tuple(head.findings)
        return Loaded(value=scenario, findings=found, parts=tuple(head.parts), text=text)

    def _write(self, entry: str, key: bytes, loaded: Loaded[Scenario]) -> Loaded[Scenario]:
        """Writes a scenario, unless it has errors; returns the scenario with its text."""
        scenario = loaded.value
        if scenario is None:
            return loaded
        text = encode(scenario)
        head = _Head(parts=list(loaded.parts), findings=list(loaded.findings))
        self._folder.write(entry, [key], b"%b\n%b" % (json.encode(head), text))
        return replace(loaded, text=text)


def _code() -> list[str]:
    """The name, size and time of change of each file that decides how a scenario is loaded."""
    found: list[str] = []
    with suppress(OSError):
        for package in _CODE:
            for file in sorted((Path(__file__).parents[1] / package).rglob("*.py")):
                status = file.stat()
                found.append(f"{file.name} {status.st_size} {status.st_mtime_ns}")
    return found


def _referred_ids(references: References) -> list[str]:
    """The rubrics, and the ids of the concepts and portraits, as texts for the digest."""
    rubrics = references.rubrics
    known = [None if x is None else sorted(x) for x in (references.concepts, references.portraits)]
    return [
        *("any" if rubrics is None else [repr(encode(x)) for x in rubrics.values()]),
        *(repr(ids) for ids in known),
    ]


def _key(*parts: bytes) -> bytes:
    """The hash of several byte strings; the lengths are hashed too, so that no border can move."""
    joined = b"".join(x for part in parts for x in (len(part).to_bytes(8), part))
    return sha256_hex(joined).encode()
