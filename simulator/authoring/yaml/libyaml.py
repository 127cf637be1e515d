"""Located values out of libyaml's events: all of YAML, with a finding for what we do not take.

Composing nodes and then constructing values takes three times as long and loses the places.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

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
from simulator.authoring.report import Report
from simulator.authoring.yaml.explain import explain
from simulator.authoring.yaml.values import (
    MOST_DEPTH,
    MOST_TEXT,
    Hole,
    Mapping,
    Scalar,
    Sequence,
    Source,
)

if TYPE_CHECKING:
    from simulator.authoring.yaml.values import YamlValue

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_events(source: Source, report: Report) -> bool:
    """Fills the root of a source; returns whether the file could be made out."""
    builder = _Builder(source, report)
    try:
        builder.run(source.text)
    except _StopReading:
        return False
    except yaml.YAMLError as error:
        cause = explain(error, source)
        report.at(cause.code, source, cause.line, cause.column, cause.length, **cause.args)
        return False
    source.root = builder.root
    return True


def read_piece(text: str, line: int, depth: int) -> YamlValue | None:
    """The one value of a piece of a file, or None where there is anything to report about it.

    Args:
        text: With the margin of its first line, so that columns are the file's.
        line: The line of the file on which it starts.
        depth: Of the lists and maps around it.
    """
    report = Report()
    builder = _Builder(Source("", text), report, line, depth)
    try:
        builder.run(text)
    except (_StopReading, yaml.YAMLError):
        return None
    return None if report.findings() else builder.root


class _StopReading(Exception):  # noqa: N818 - a signal between two functions, not an error
    """The rest of the file cannot help."""


class _Builder:
    """One loop over the events that builds located values."""

    def __init__(self, source: Source, report: Report, line: int = 0, depth: int = 0) -> None:
        self.source = source
        self.report = report
        self.root: YamlValue | None = None
        self._line = line
        self._depth = depth
        self._container: Sequence | Mapping | None = None
        self._key: Scalar | Hole | None = None
        self._stack: list[tuple[Sequence | Mapping | None, Scalar | Hole | None]] = []
        self._documents = 0

    def run(self, text: str) -> None:
        loader = _LOADER(text)
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
                line, column = self._place(event)
                self._open(Mapping(line, column, flow=bool(event.flow_style)))
            elif kind is SequenceStartEvent:
                self._marks(event)
                self._open(Sequence(*self._place(event)))
            elif kind is AliasEvent:
                self._found(f.ALIAS, event, len(event.anchor) + 1, name=event.anchor)
                self._attach(Hole(*self._place(event)))
            elif kind is StreamEndEvent:
                return
            elif kind is DocumentStartEvent:
                self._documents += 1
                if self._documents > 1:
                    self._found(f.MANY_DOCUMENTS, event, 3)
                    raise _StopReading
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                self._close()

    def _place(self, event: Any) -> tuple[int, int]:  # noqa: ANN401 - PyYAML's events are not typed
        return event.start_mark.line + self._line, event.start_mark.column

    def _found(self, code: f.Code, event: Any, length: int, **args: f.Argument) -> None:  # noqa: ANN401 - PyYAML's events are not typed
        self.report.at(code, self.source, *self._place(event), length, **args)
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
            self._attach(Hole(line + self._line, column))
            return
        length = end.column - column if end.line == line else 0
        scalar = Scalar(text, line + self._line, column, length, bool(event.style))
        container = self._container
        # By far the most scalars are keys of a map and their values.
        if type(container) is Mapping and self._key is None:
            self._key = scalar
        else:
            self._attach(scalar)

    def _open(self, container: Sequence | Mapping) -> None:
        if self._depth + len(self._stack) >= MOST_DEPTH:
            self.report.add(f.TOO_DEEP, self.source, container, most=MOST_DEPTH)
            raise _StopReading
        self._stack.append((self._container, self._key))
        self._container, self._key = container, None

    def _close(self) -> None:
        done = self._container
        assert done is not None  # noqa: S101 - the parser balances its events
        self._container, self._key = self._stack.pop()
        self._attach(done)

    def _attach(self, value: YamlValue) -> None:
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

    def _put(self, container: Sequence | Mapping, key: Scalar, value: YamlValue) -> None:
        assert type(container) is Mapping  # noqa: S101 - only maps have keys
        text = key.text
        if text == "<<" and not key.quoted:
            self.report.add(f.MERGE_KEY, self.source, key)
        elif text in container.entries:
            first = container.marks[text][0] + 1
            self.report.add(f.DUPLICATE_KEY, self.source, key, key=text[:80], line=first)
        else:
            container.entries[text] = value
            container.marks[text] = (key.line, key.column, key.length)
        if self.report.full:
            raise _StopReading
