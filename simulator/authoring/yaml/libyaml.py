"""Reads any YAML file with libyaml, and reports every feature of YAML that is not allowed.

Where PyYAML has no libyaml, its own parser takes the place of libyaml; see `pure`.
The values are built directly from libyaml's events. Loading the file with PyYAML would take three
times as long, and its values have no places.
"""

from __future__ import annotations

from contextlib import suppress
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

from simulator.authoring.yaml.explain import explain_syntax
from simulator.authoring.yaml.pure import PureLoader
from simulator.authoring.yaml.values import (
    MAX_DEPTH,
    MAX_TEXT,
    MAX_VALUES,
    Document,
    Invalid,
    YamlMapping,
    YamlScalar,
    YamlSequence,
    excerpt,
    most_values,
    span_of,
)
from simulator.findings import code as codes
from simulator.findings.collector import Collector, StopReading
from simulator.findings.source import Source, Span

if TYPE_CHECKING:
    from simulator.authoring.yaml.values import YamlValue
    from simulator.findings.code import Argument, Code

_LOADER: Any = getattr(yaml, "CSafeLoader", PureLoader)
_MAX_BYTES_PURE = 1024 * 1024
"""The size of the largest file that is read without libyaml, which takes thirty times as long."""
_FREE_SIZE = 1_000_000
"""Up to this size in bytes, a file may have all values that the fast reader reads."""


def read_events(source: Source, size: int, collector: Collector) -> Document | None:
    """The document of a file; None if libyaml could not read it to its end.

    Args:
        source: The file.
        size: The size of the file in bytes.
        collector: Gets a finding for everything that is wrong.
    """
    if _LOADER is PureLoader and size > _MAX_BYTES_PURE:
        collector.report(codes.TOO_BIG, Span(source, 0, 0, 1), maximum=1)
        return None
    most = most_values(size) if size <= _FREE_SIZE else most_values(size) * 4 // 5
    builder = _EventBuilder(source, collector, most_values=most)
    try:
        builder.run(source.text)
    except StopReading:
        return None
    except yaml.YAMLError as error:
        cause = explain_syntax(error, source)
        with suppress(StopReading):
            collector.report(
                cause.code, Span(source, cause.line, cause.column, cause.length), **cause.args
            )
        return None
    return Document(source, builder.root, size)


def read_fragment(text: str, line: int, depth: int) -> YamlValue | None:
    """The value that a few lines of a file contain; None if there is any finding about them.

    Args:
        text: The lines; the first keeps its indent, so that columns are those of the file.
        line: The number of the first line in the file.
        depth: How many lists and maps contain the value.
    """
    collector = Collector()
    builder = _EventBuilder(Source("", text), collector, first_line=line, depth=depth)
    try:
        builder.run(text)
    except (StopReading, yaml.YAMLError):
        return None
    return None if collector.errors else builder.root


class _EventBuilder:
    """Builds values with places in one loop over libyaml's events."""

    def __init__(
        self,
        source: Source,
        collector: Collector,
        *,
        most_values: int = MAX_VALUES,
        first_line: int = 0,
        depth: int = 0,
    ) -> None:
        self.root: YamlValue | None = None
        self._source = source
        self._collector = collector
        self._first_line = first_line
        self._depth = depth
        self._values_left = self._most_values = most_values
        self._container: YamlSequence | YamlMapping | None = None
        self._key: YamlScalar | Invalid | None = None
        self._stack: list[
            tuple[YamlSequence | YamlMapping | None, YamlScalar | Invalid | None]
        ] = []
        self._documents = 0

    def run(self, text: str) -> None:
        """Reads a text and sets `root`."""
        loader = _LOADER(text)
        try:
            self._loop(loader.get_event)
        finally:
            loader.dispose()

    def _loop(self, get_event: Any) -> None:  # noqa: ANN401 - a method of either loader
        while True:
            event = get_event()
            kind = type(event)
            self._values_left -= 1
            if self._values_left < 0:
                self._report(codes.TOO_MANY_VALUES, event, 1, maximum=self._most_values)
                raise StopReading
            if kind is ScalarEvent:
                self._scalar(event)
            elif kind is MappingStartEvent:
                self._refuse_anchor_and_tag(event)
                line, column = self._position(event)
                self._open(YamlMapping(line, column, flow=bool(event.flow_style)))
            elif kind is SequenceStartEvent:
                self._refuse_anchor_and_tag(event)
                self._open(YamlSequence(*self._position(event)))
            elif kind is AliasEvent:
                self._report(codes.ALIAS, event, len(event.anchor) + 1, name=event.anchor)
                self._attach(Invalid(*self._position(event)))
            elif kind is StreamEndEvent:
                return
            elif kind is DocumentStartEvent:
                self._start_document(event)
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                self._values_left += 1
                self._close()

    def _start_document(self, event: Any) -> None:  # noqa: ANN401 - PyYAML's events are not typed
        self._documents += 1
        if self._documents > 1:
            self._report(codes.MANY_DOCUMENTS, event, 3)
            raise StopReading

    def _position(self, event: Any) -> tuple[int, int]:  # noqa: ANN401 - PyYAML's events are not typed
        return event.start_mark.line + self._first_line, event.start_mark.column

    def _report(self, code: Code, event: Any, length: int, **args: Argument) -> None:  # noqa: ANN401 - PyYAML's events are not typed
        span = Span(self._source, *self._position(event), length)
        self._collector.report(code, span, **args)

    def _report_value(self, code: Code, value: YamlValue, **args: Argument) -> None:
        self._collector.report(code, span_of(self._source, value), **args)

    def _refuse_anchor_and_tag(self, event: Any) -> None:  # noqa: ANN401 - PyYAML's events are not typed
        if event.anchor is not None:
            self._report(codes.ANCHOR, event, len(event.anchor) + 1, name=event.anchor)
        if event.tag is not None:
            self._report(codes.TAG, event, 1, tag=event.tag)

    def _scalar(self, event: Any) -> None:  # noqa: ANN401 - PyYAML's events are not typed
        if event.anchor is not None or event.tag is not None:
            self._refuse_anchor_and_tag(event)
        start, end, text = event.start_mark, event.end_mark, event.value
        line, column = start.line, start.column
        if len(text) > MAX_TEXT:
            self._report(codes.TEXT_TOO_LONG, event, 0, maximum=MAX_TEXT)
            self._attach(Invalid(line + self._first_line, column))
            return
        length = end.column - column if end.line == line else 0
        scalar = YamlScalar(text, line + self._first_line, column, length, bool(event.style))
        container = self._container
        # Most scalars are keys of a map, and `_attach` takes longer.
        if type(container) is YamlMapping and self._key is None:
            self._key = scalar
        else:
            self._attach(scalar)

    def _open(self, container: YamlSequence | YamlMapping) -> None:
        if self._depth + len(self._stack) >= MAX_DEPTH:
            self._report_value(codes.TOO_DEEP, container, maximum=MAX_DEPTH)
            raise StopReading
        self._stack.append((self._container, self._key))
        self._container, self._key = container, None

    def _close(self) -> None:
        done = self._container
        assert done is not None  # noqa: S101 - each end event has a start event
        self._container, self._key = self._stack.pop()
        self._attach(done)

    def _attach(self, value: YamlValue) -> None:
        """Adds a value to the list or map that is open, as an item, a key or a value."""
        container = self._container
        if container is None:
            self.root = value
        elif type(container) is YamlSequence:
            container.items.append(value)
        elif self._key is None:
            if isinstance(value, YamlSequence | YamlMapping):
                self._report_value(codes.KEY_NOT_WORD, value)
                value = Invalid(value.line, value.column)
            self._key = value
        else:
            key, self._key = self._key, None
            if isinstance(key, YamlScalar):
                self._put(container, key, value)

    def _put(
        self, container: YamlSequence | YamlMapping, key: YamlScalar, value: YamlValue
    ) -> None:
        """Adds a key and its value to a map; a merge key or a repeated key is reported."""
        assert type(container) is YamlMapping  # noqa: S101 - only maps have keys
        text = key.text
        if text == "<<" and not key.quoted:
            self._report_value(codes.MERGE_KEY, key)
        elif text in container.entries:
            first = container.marks[text][0] + 1
            self._report_value(codes.DUPLICATE_KEY, key, key=excerpt(text), line=first)
        else:
            container.entries[text] = value
            container.marks[text] = (key.line, key.column, key.length)
