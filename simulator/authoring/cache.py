"""Scenarios kept in their canonical form, so that a file that has not changed is read once.

An entry is a checksum, a line of JSON with all that has to be known before the story, and the
scenario's canonical form; nodes are cut out of that when a story meets them. An entry holds for
one content of the file and its parts, one library and one edition of this code. Otherwise, or if
it is damaged or out of reach, it is as if there were none.
"""

from __future__ import annotations

import os
import zlib
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import DecodeError, Struct, convert, json
from msgspec.structs import replace

from simulator import __version__
from simulator.authoring.digest import digest
from simulator.authoring.load import Loaded, load_scenario_bytes
from simulator.authoring.yaml.file import read_file
from simulator.files import write_atomic
from simulator.findings.collector import Collector
from simulator.findings.finding import Finding
from simulator.scenario.nodes import LazyNodes, Outline, outline_of
from simulator.scenario.plain import canonical, from_plain

if TYPE_CHECKING:
    from simulator.authoring.references import References
    from simulator.scenario.model import Node, Scenario

_NO_NODES = b'"nodes":{}'
"""It stands there once: within a text, quotes are escaped."""
_CODE = ("authoring", "findings", "proof", "scenario")


class _Entry(Struct, kw_only=True):
    """What stands before the canonical form.

    Attributes:
        key: What it holds for.
        parts: The part files and their digests.
        outline: The fields of the scenario's outline.
        at: Where the text of the nodes starts in the canonical form.
        spans: Where the text of each node starts and ends, counted from there.
    """

    key: str
    parts: list[tuple[str, str]]
    findings: list[Any]
    outline: list[Any]
    at: int
    spans: list[tuple[int, int]]


class Cache:
    """The entries of one folder, for one library.

    Args:
        folder: It is made when it is needed.
        library: What scenarios can refer to.
    """

    def __init__(self, folder: Path, library: References) -> None:
        self._folder = folder
        self._library = library
        self._world = "\n".join([__version__, *_code(), *_refers_to(library)]).encode()

    def load(self, path: Path) -> Loaded[Scenario]:
        """The scenario of a file, as `load_scenario` gives it, but for its places."""
        collector = Collector()
        data = read_file(path, collector)
        if data is None:
            return Loaded(value=None, findings=collector.findings())
        name = os.fsencode(path.absolute())
        key = digest(self._world, os.fsencode(path), data)
        entry = self._folder / f"{digest(name)[:32]}.json"
        kept = _kept(entry, key, path.parent)
        if kept is not None:
            return kept
        return _keep(entry, key, load_scenario_bytes(path, data, library=self._library))


def _code() -> list[str]:
    """What changes when this program does, while somebody works on it."""
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
        *("any" if rubrics is None else map(canonical, rubrics.values())),
        *(repr(ids) for ids in known),
    ]


def _kept(file: Path, key: str, folder: Path) -> Loaded[Scenario] | None:
    """What an entry holds; None if it does not hold."""
    try:
        check, _, rest = file.read_bytes().partition(b"\n")
        if check != _check(rest):
            return None
        head, _, body = rest.partition(b"\n")
        entry = json.decode(head, type=_Entry)
        if entry.key != key or any(digest((folder / x).read_bytes()) != y for x, y in entry.parts):
            return None
        scenario = _scenario(entry, body)
        findings = tuple(convert(entry.findings, list[Finding]))
    except (OSError, DecodeError, LookupError, TypeError, ValueError):
        return None
    parts = tuple(entry.parts)
    return Loaded(value=scenario, findings=findings, parts=parts, text=body.decode())


def _scenario(entry: _Entry, body: bytes) -> Scenario:
    ids, choices, repeats, endings = entry.outline
    outline = Outline(
        ids=tuple(ids), choices=tuple(choices), repeats=tuple(repeats), endings=endings
    )
    last = entry.spans[-1][1]

    def read(id_: str) -> Node:
        start, end = entry.spans[outline.places[id_]]
        node: Node = from_plain(json.decode(body[entry.at + start : entry.at + end]))
        return node

    rest = body[: entry.at] + body[entry.at + last :]
    scenario: Scenario = from_plain(json.decode(rest))
    return replace(scenario, nodes=LazyNodes(outline, read))


def _keep(file: Path, key: str, loaded: Loaded[Scenario]) -> Loaded[Scenario]:
    """Writes the entry of a scenario that is sound."""
    scenario = loaded.value
    if scenario is None:
        return loaded
    outline = outline_of(scenario.nodes)
    before, after = canonical(replace(scenario, nodes={})).encode().split(_NO_NODES)
    spans: list[tuple[int, int]] = []
    texts: list[bytes] = []
    at = 0
    for id_, node in scenario.nodes.items():
        name = json.encode(id_) + b":"
        text = canonical(node).encode()
        at += len(name)
        spans.append((at, at + len(text)))
        at += len(text) + 1
        texts.append(name + text)
    before += _NO_NODES[:-1]
    body = before + b",".join(texts) + b"}" + after
    entry = _Entry(
        key=key,
        parts=list(loaded.parts),
        findings=list(loaded.findings),
        outline=[outline.ids, outline.choices, outline.repeats, outline.endings],
        at=len(before),
        spans=spans,
    )
    rest = json.encode(entry) + b"\n" + body
    with suppress(OSError):
        write_atomic(file, _check(rest) + b"\n" + rest)
    return replace(loaded, text=body.decode(), places={})


def _check(data: bytes) -> bytes:
    return b"%d %08x" % (len(data), zlib.crc32(data))
