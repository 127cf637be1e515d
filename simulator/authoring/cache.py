"""A cache of loaded scenarios: a file that has not changed is not loaded again.

An entry is a file of three lines: a checksum of the rest, a JSON head with the findings, and the
canonical text of the scenario. Nodes are decoded from that text when
a play meets them. The key of an entry covers the content of the scenario's file, the references
and this program's code; the digests of part files are in the head. An entry that does not match,
is damaged or cannot be read is ignored.
"""

from __future__ import annotations

import os
import zlib
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, json
from msgspec.structs import replace

from simulator.authoring.digest import content_digest
from simulator.authoring.load import Loaded, load_scenario_bytes
from simulator.authoring.yaml.file import read_file
from simulator.files import write_atomic
from simulator.findings.collector import Collector
from simulator.findings.finding import Finding  # noqa: TC001 - msgspec reads the annotation
from simulator.scenario.codec import decode_scenario, encode
from simulator.version import __version__

if TYPE_CHECKING:
    from simulator.authoring.references import References
    from simulator.scenario.model import Scenario

_CODE = ("authoring", "findings", "proof", "scenario")


class _Head(Struct, kw_only=True):
    """The second line of an entry.

    Attributes:
        key: Digest of everything that the entry depends on, except for part files.
        parts: Name and digest of each part file.
        findings: The findings, which are all warnings.
    """

    key: str
    parts: list[tuple[str, str]]
    findings: list[Finding]


_HEAD = json.Decoder(_Head)


class Cache:
    """A cache of scenarios in one folder.

    Args:
        folder: The folder of the entries; it is made when the first entry is written.
        library: The rubrics, concepts and portraits that scenarios can refer to.
    """

    def __init__(self, folder: Path, library: References) -> None:
        self._folder = folder
        self._library = library
        self._world = "\n".join([__version__, *_code(), *_refers_to(library)]).encode()

    def load(self, path: Path) -> Loaded[Scenario]:
        """The scenario of a file and its findings, as from `load_scenario` but without places."""
        collector = Collector()
        data = read_file(path, collector)
        if data is None:
            return Loaded(value=None, findings=collector.findings())
        name = os.fsencode(path.absolute())
        key = content_digest(self._world, os.fsencode(path), data)
        entry = self._folder / f"{content_digest(name)[:32]}.json"
        kept = _kept(entry, key, path.parent)
        if kept is not None:
            return kept
        return _keep(entry, key, load_scenario_bytes(path, data, library=self._library))


def _code() -> list[str]:
    """Size and time of each file of code that decides what a scenario becomes."""
    found: list[str] = []
    with suppress(OSError):
        for room in _CODE:
            for file in sorted((Path(__file__).parents[1] / room).rglob("*.py")):
                about = file.stat()
                found.append(f"{file.name} {about.st_size} {about.st_mtime_ns}")
    return found


def _refers_to(library: References) -> list[str]:
    rubrics = library.rubrics
    known = [None if x is None else sorted(x) for x in (library.concepts, library.portraits)]
    return [
        *("any" if rubrics is None else [repr(encode(x)) for x in rubrics.values()]),
        *(repr(ids) for ids in known),
    ]


def _kept(file: Path, key: str, folder: Path) -> Loaded[Scenario] | None:
    """The content of an entry; None if the entry does not match."""
    try:
        check, _, rest = file.read_bytes().partition(b"\n")
        if check != _check(rest):
            return None
        start, _, text = rest.partition(b"\n")
        head = _HEAD.decode(start)
        if head.key != key or any(
            content_digest((folder / x).read_bytes()) != y for x, y in head.parts
        ):
            return None
        scenario = decode_scenario(text)
    except (OSError, TypeError, ValueError, RecursionError):
        return None
    return Loaded(value=scenario, findings=tuple(head.findings), parts=tuple(head.parts), text=text)


def _keep(file: Path, key: str, loaded: Loaded[Scenario]) -> Loaded[Scenario]:
    """Writes the entry of a scenario without errors, and drops the places."""
    scenario = loaded.value
    if scenario is None:
        return loaded
    text = encode(scenario)
    head = _Head(
        key=key,
        parts=list(loaded.parts),
        findings=list(loaded.findings),
    )
    rest = b"%b\n%b" % (json.encode(head), text)
    with suppress(OSError):
        write_atomic(file, b"%b\n%b" % (_check(rest), rest))
    return replace(loaded, text=text, places={})


def _check(data: bytes) -> bytes:
    return b"%d %08x" % (len(data), zlib.crc32(data))
