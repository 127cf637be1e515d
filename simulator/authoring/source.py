"""Strict YAML with the place of every key and value.

YAML 1.1 reads `no` as false and `12:30` as 750, keeps the last of two equal keys, and lets one
short file grow without bound through aliases. None of that happens here: a plain scalar is
text, and what could surprise an author or hang the loader is a finding.

libyaml's events are read in one loop; composing nodes and then constructing values takes three
times as long and loses the places.
"""

from __future__ import annotations

import codecs
import re
from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, Any, TypeAlias

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from simulator.authoring import finding as f
from simulator.authoring.syntax import explain

if TYPE_CHECKING:
    from simulator.authoring.report import Report

MOST_BYTES = 10 * 1024 * 1024
MOST_DEPTH = 50
MOST_TEXT = 64 * 1024

_BREAKS = ("\n", "\r", "\x85", "\u2028", "\u2029")
_UNPRINTABLE = re.compile("[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Scalar:
    """A piece of text.

    Attributes:
        quoted: Whether it stood in quotes or was a block; such text is never empty by mistake.
        line: From 0, as is `column`.
        length: In the file's characters; 0 if it runs over more than one line.
    """

    __slots__ = ("column", "length", "line", "quoted", "text")

    def __init__(self, text: str, line: int, column: int, length: int, *, quoted: bool) -> None:
        self.text = text
        self.line = line
        self.column = column
        self.length = length
        self.quoted = quoted

    @property
    def empty(self) -> bool:
        """Whether nothing was written."""
        return not self.text and not self.quoted


class Sequence:
    """A list."""

    __slots__ = ("column", "items", "length", "line")

    def __init__(self, line: int, column: int) -> None:
        self.items: list[Value] = []
        self.line = line
        self.column = column
        self.length = 1


class Mapping:
    """A map; `entries` holds for each key where it stands, and its value.

    Attributes:
        flow: Whether it was written in `{}`.
    """

    __slots__ = ("column", "entries", "flow", "length", "line")

    def __init__(self, line: int, column: int, *, flow: bool) -> None:
        self.entries: dict[str, tuple[Scalar, Value]] = {}
        self.line = line
        self.column = column
        self.length = 1
        self.flow = flow


class Hole:
    """Where something stood that was already found wrong."""

    __slots__ = ("column", "length", "line")

    def __init__(self, line: int, column: int) -> None:
        self.line = line
        self.column = column
        self.length = 1


Value: TypeAlias = Scalar | Sequence | Mapping | Hole


class Source:
    """One file: its name, its text, and what was read from it.

    Attributes:
        file: As the caller named it.
        text: Without a byte order mark.
        root: None if the file cannot be made out.
    """

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = text
        self.root: Value | None = None
        self._starts: list[int] | None = None

    @property
    def starts(self) -> list[int]:
        """Where each line starts in `text`; its line ends are those of `str.splitlines`."""
        if self._starts is None:
            lines = self.text.splitlines(keepends=True)
            self._starts = [0, *accumulate(map(len, lines))]
            if not self.text.endswith(_BREAKS) and lines:
                self._starts.pop()
        return self._starts

    def line(self, number: int) -> str:
        """The line without its end; empty beyond the last."""
        if number >= len(self.starts):
            return ""
        last = number + 1 == len(self.starts)
        end = len(self.text) if last else self.starts[number + 1]
        return self.text[self.starts[number] : end].rstrip("\r\n\x85\u2028\u2029")

    def place(self, index: int) -> tuple[int, int]:
        """The line and column of a character of `text`."""
        line = bisect_right(self.starts, index) - 1
        return line, index - self.starts[line]

    def inside(self, scalar: Scalar, offset: int) -> tuple[int, int]:
        """The line and column of a character of a scalar, through quotes and folded lines."""
        if not scalar.quoted and scalar.length:
            return scalar.line, scalar.column + offset
        at = self.starts[scalar.line] + scalar.column + scalar.quoted
        for seen in range(offset + 1):
            wanted = scalar.text[seen] if seen < len(scalar.text) else ""
            while at < len(self.text) and wanted.strip() and self.text[at] != wanted:
                at += 1
            if seen < offset:
                at += 1
        return self.place(min(at, len(self.text)))


def read_source(file: str, data: bytes, report: Report) -> Source:
    """The values of a file with their places; what is wrong with it goes to the report.

    Args:
        file: Its name, for findings.
        data: Its bytes, at most `MOST_BYTES`.
        report: Where findings go.
    """
    text = _decode(file, data, report)
    if text is None:
        return Source(file, "")
    source = Source(file, text)
    bad = _UNPRINTABLE.search(text)
    if bad:
        character = f"U+{ord(bad[0]):04X}"
        report.at(f.NOT_TEXT, source, *source.place(bad.start()), 1, character=character)
        return source
    builder = _Builder(source, report)
    try:
        builder.run()
    except _StopReading:
        return source
    except yaml.YAMLError as error:
        cause = explain(error, source)
        report.at(cause.code, source, cause.line, cause.column, cause.length, **cause.args)
        return source
    source.root = builder.root
    if source.root is None or (isinstance(source.root, Scalar) and source.root.empty):
        source.root = None
        report.at(f.EMPTY_FILE, Source(file, text[:200]), 0, 0, 1)
    return source


def _decode(file: str, data: bytes, report: Report) -> str | None:
    nowhere = Source(file, "")
    if len(data) > MOST_BYTES:
        report.at(f.TOO_BIG, nowhere, 0, 0, 1, most=MOST_BYTES // (1024 * 1024))
        return None
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        report.at(f.NOT_UTF8, nowhere, 0, 0, 1)
        return None
    zero = data.find(0)
    if zero >= 0:
        before = Source(file, data[:zero].decode("utf-8", "replace"))
        report.at(f.NOT_TEXT, before, *before.place(len(before.text)), 1, character="U+0000")
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = Source(file, data[: error.start].decode("utf-8", "replace"))
        report.at(f.NOT_UTF8, before, *before.place(len(before.text)), 1)
        return None


class _StopReading(Exception):  # noqa: N818 - a signal between two functions, not an error
    """The rest of the file cannot help."""


class _Builder:
    """One loop over the events that builds located values."""

    def __init__(self, source: Source, report: Report) -> None:
        self.source = source
        self.report = report
        self.root: Value | None = None
        self._container: Sequence | Mapping | None = None
        self._key: Scalar | Hole | None = None
        self._stack: list[tuple[Sequence | Mapping | None, Scalar | Hole | None]] = []
        self._documents = 0

    def run(self) -> None:
        loader = _LOADER(self.source.text)
        try:
            self._loop(loader.get_event)
        finally:
            loader.dispose()

    def _loop(self, get_event: Any) -> None:  # noqa: ANN401 - a method of either loader
        while True:
            event = get_event()
            kind = type(event)
            if kind is ScalarEvent:
                self._scalar(event)
            elif kind is MappingStartEvent:
                self._marks(event)
                mark = event.start_mark
                self._open(Mapping(mark.line, mark.column, flow=bool(event.flow_style)))
            elif kind is SequenceStartEvent:
                self._marks(event)
                self._open(Sequence(event.start_mark.line, event.start_mark.column))
            elif kind is AliasEvent:
                mark = event.start_mark
                hole = Hole(mark.line, mark.column)
                self._found(f.ALIAS, event, len(event.anchor) + 1, name=event.anchor)
                self._attach(hole)
            elif kind is StreamEndEvent:
                return
            elif kind is DocumentStartEvent:
                self._documents += 1
                if self._documents > 1:
                    self._found(f.MANY_DOCUMENTS, event, 3)
                    raise _StopReading
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                self._close()

    def _found(self, code: f.Code, event: Any, length: int, **args: f.Argument) -> None:  # noqa: ANN401 - PyYAML's events are not typed
        mark = event.start_mark
        self.report.at(code, self.source, mark.line, mark.column, length, **args)
        if self.report.full:
            raise _StopReading

    def _marks(self, event: Any) -> None:  # noqa: ANN401 - PyYAML's events are not typed
        if event.anchor is not None:
            self._found(f.ANCHOR, event, len(event.anchor) + 1, name=event.anchor)
        if event.tag is not None:
            self._found(f.TAG, event, 1, tag=event.tag)

    def _scalar(self, event: Any) -> None:  # noqa: ANN401 - PyYAML's events are not typed
        if event.anchor is not None or event.tag is not None:
            self._marks(event)
        start, end, text = event.start_mark, event.end_mark, event.value
        line, column = start.line, start.column
        if len(text) > MOST_TEXT:
            self._found(f.TEXT_TOO_LONG, event, 0, most=MOST_TEXT)
            self._attach(Hole(line, column))
            return
        length = end.column - column if end.line == line else 0
        scalar = Scalar(text, line, column, length, quoted=bool(event.style))
        container = self._container
        # By far the most scalars are keys of a map and their values.
        if type(container) is Mapping and self._key is None:
            self._key = scalar
        else:
            self._attach(scalar)

    def _open(self, container: Sequence | Mapping) -> None:
        if len(self._stack) >= MOST_DEPTH:
            self.report.add(f.TOO_DEEP, self.source, container, most=MOST_DEPTH)
            raise _StopReading
        self._stack.append((self._container, self._key))
        self._container, self._key = container, None

    def _close(self) -> None:
        done = self._container
        assert done is not None  # noqa: S101 - the parser balances its events
        self._container, self._key = self._stack.pop()
        self._attach(done)

    def _attach(self, value: Value) -> None:
        container = self._container
        if container is None:
            self.root = value
        elif type(container) is Sequence:
            container.items.append(value)
        elif self._key is None:
            if isinstance(value, Sequence | Mapping):
                self.report.add(f.KEY_NOT_WORD, self.source, value)
                value = Hole(value.line, value.column)
            self._key = value
        else:
            key, self._key = self._key, None
            if isinstance(key, Scalar):
                self._put(container, key, value)

    def _put(self, container: Sequence | Mapping, key: Scalar, value: Value) -> None:
        assert type(container) is Mapping  # noqa: S101 - only maps have keys
        text = key.text
        if text == "<<" and not key.quoted:
            self.report.add(f.MERGE_KEY, self.source, key)
        elif text in container.entries:
            first = container.entries[text][0].line + 1
            self.report.add(f.DUPLICATE_KEY, self.source, key, key=text[:80], line=first)
        else:
            container.entries[text] = (key, value)
        if self.report.full:
            raise _StopReading
