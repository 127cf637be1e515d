"""Reads the files of a scenario's parts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from simulator.authoring.yaml.file import read_file
from simulator.authoring.yaml.source import read_document
from simulator.authoring.yaml.values import MAX_BYTES, count_values, excerpt, most_values
from simulator.findings import code as codes
from simulator.findings.collector import StopReading
from simulator.scenario.digest import sha256_hex

if TYPE_CHECKING:
    from pathlib import Path

    from simulator.authoring.read.scope import Scope
    from simulator.authoring.yaml.values import Document, YamlValue
    from simulator.findings.collector import Collector

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*(\.ya?ml)?")


class PartFiles:
    """Reads each part of one scenario once, and only from the folder of the scenario.

    Attributes:
        digests: The digest of each part that was read, by the name of its file.
    """

    def __init__(self, scenario: Path, collector: Collector) -> None:
        self.digests: dict[str, str] = {}
        self._folder = scenario.parent
        self._collector = collector
        self._read: dict[str, Document | None] = {}

    def read(self, scope: Scope, where: YamlValue, name: str) -> Document | None:
        """The document of a part; None if the file cannot be used, which is reported.

        Args:
            scope: The reader of the file that uses the part.
            where: The value that names the part.
            name: The name of the part's file, with or without `.yaml`.
        """
        if not _NAME.fullmatch(name):
            scope.report(codes.BAD_PART_NAME, where, value=excerpt(name))
            return None
        file = name if "." in name else f"{name}.yaml"
        if file not in self._read:
            self._read[file] = self._open(scope, where, file)
        return self._read[file]

    def _open(self, scope: Scope, where: YamlValue, file: str) -> Document | None:
        """The document of a file in the folder of the scenario; None if it cannot be used."""
        path = self._folder / file
        try:
            outside = path.resolve().parent != self._folder.resolve()
            missing = not path.exists()
        except (OSError, RuntimeError, ValueError):
            outside, missing = False, True
        if outside or missing:
            code = codes.PART_OUTSIDE if outside else codes.PART_NOT_FOUND
            scope.report(code, where, value=file)
            return None
        data = read_file(path, self._collector)
        if data is None:
            return None
        self.digests[file] = sha256_hex(data)
        return read_document(str(path), data, self._collector)


class Expansion:
    """How large a scenario becomes by its parts, each of which counts as often as it is used.

    The size of the files, which decides how many values are allowed, counts each file once.
    """

    def __init__(self, document: Document) -> None:
        self._size = 0
        self._counts: dict[str, int] = {}
        self._values = 0
        self._characters = 0
        self.add(document)

    def add(self, document: Document) -> None:
        """Adds a use of a part."""
        file = document.source.file
        if file not in self._counts:
            self._counts[file] = count_values(document.root)
            self._size += document.size
        self._values += self._counts[file]
        self._characters += len(document.source.text)

    def check(self, scope: Scope, where: YamlValue) -> None:
        """Reports a scenario that is too large.

        Args:
            scope: The reader of the scenario's own file.
            where: The key `use` of the scenario.

        Raises:
            StopReading: It is too large.
        """
        most = most_values(self._size)
        if self._characters > MAX_BYTES:
            scope.report(codes.TOO_BIG, where, maximum=MAX_BYTES // (1024 * 1024))
        elif self._values > most:
            scope.report(codes.TOO_MANY_VALUES, where, maximum=most)
        else:
            return
        raise StopReading
