"""The values of a YAML file: texts, lists and maps, each with its place.

All lines and columns count from 0.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct

from simulator.findings.source import Source, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_BYTES = 10 * 1024 * 1024
"""The size of the largest file that is read, in bytes."""
MAX_LINES = 300_000
"""The largest number of lines of a file."""
MAX_VALUES = 750_000
"""The largest number of values of a scenario with its parts; each key of a map is one of them."""
_FEW_VALUES = 100_000
_BYTES_PER_VALUE = 8
MAX_DEPTH = 50
"""How deep lists and maps may be nested."""
MAX_TEXT = 64 * 1024
"""The length of the longest text that is allowed, in characters."""
MAX_EXCERPT = 80
"""The longest excerpt of a text in a finding, in characters."""
# How many characters of a file are searched for one character of a text in it: an escape has ten.
_LONGEST_WAY = 20

KeyMark: TypeAlias = tuple[int, int, int]
"""The line, column and length of a key."""


class YamlScalar:
    """A text.

    Attributes:
        text: The text, without quotes.
        line: The line on which it starts.
        column: The column at which it starts; for a text in quotes, that of the opening quote.
        length: Its length in the file, with its quotes; 0 if it has several lines.
        quoted: Whether it was written in quotes or as a block (`|` or `>`).
    """

    __slots__ = ("column", "length", "line", "quoted", "text")

    def __init__(self, text: str, line: int, column: int, length: int, quoted: bool) -> None:  # noqa: FBT001 - called up to 100,000 times for a file; keyword arguments take a tenth longer
        self.text = text
        self.line = line
        self.column = column
        self.length = length
        self.quoted = quoted

    @property
    def empty(self) -> bool:
        """Whether nothing is written here; an empty text in quotes counts as written."""
        return not self.text and not self.quoted


class YamlSequence:
    """A list."""

    __slots__ = ("column", "items", "length", "line")

    def __init__(self, line: int, column: int) -> None:
        self.items: list[YamlValue] = []
        self.line = line
        self.column = column
        self.length = 1


class YamlMapping:
    """A map.

    Attributes:
        entries: The value of each key.
        marks: The place of each key.
        flow: Whether it was written in braces.
    """

    __slots__ = ("column", "entries", "flow", "length", "line", "marks")

    def __init__(self, line: int, column: int, *, flow: bool = False) -> None:
        self.entries: dict[str, YamlValue] = {}
        self.marks: dict[str, KeyMark] = {}
        self.line = line
        self.column = column
        self.length = 1
        self.flow = flow

    def pairs(self) -> Iterator[tuple[YamlScalar, YamlValue]]:
        """Each key, as a text with its place, and its value."""
        for name, value in self.entries.items():
            yield self.key(name), value

    def key(self, name: str) -> YamlScalar:
        """A key of this map, as a text with its place.

        Raises:
            KeyError: The map has no such key.
        """
        mark = self.marks[name]
        return YamlScalar(name, *mark, mark[2] != len(name))


class Invalid:
    """Placeholder for a value that was already reported, so that it is not reported twice."""

    __slots__ = ("column", "length", "line")

    def __init__(self, line: int, column: int) -> None:
        self.line = line
        self.column = column
        self.length = 1


YamlValue: TypeAlias = YamlScalar | YamlSequence | YamlMapping | Invalid


class Document(Struct, frozen=True):
    """A file and the value that was read from it.

    Attributes:
        source: The file.
        root: The value of the whole file; None if the file could not be read.
        size: The size of the file in bytes.
    """

    source: Source
    root: YamlValue | None = None
    size: int = 0


def most_values(size: int) -> int:
    """How many values files of a size may have, so that the memory for them follows the size.

    >>> most_values(60_000), most_values(2_000_000), most_values(10_000_000)
    (100000, 250000, 750000)

    Args:
        size: The size of all files together, in bytes.
    """
    return min(MAX_VALUES, max(_FEW_VALUES, size // _BYTES_PER_VALUE))


def count_values(root: YamlValue | None) -> int:
    """The number of values inside a value, with itself and the keys of maps."""
    count, stack = 0, [root]
    while stack:
        value = stack.pop()
        count += 1
        if isinstance(value, YamlSequence):
            stack.extend(value.items)
        elif isinstance(value, YamlMapping):
            count += len(value.entries)
            stack.extend(value.entries.values())
    return count


def excerpt(text: str, limit: int = MAX_EXCERPT) -> str:
    """The first characters of a text, for a finding.

    >>> excerpt("A full house tonight.", 6)
    'A full'
    """
    return text[:limit]


def span_of(source: Source, value: YamlValue) -> Span:
    """The characters of a value, for a finding about it."""
    return Span(source, value.line, value.column, value.length)


def position_inside(source: Source, scalar: YamlScalar, offset: int) -> tuple[int, int]:
    """The line and column in the file of one character of a text, both from 0.

    The position takes quotes, escapes and folded lines into account.

    Args:
        source: The file of the text.
        scalar: The text.
        offset: The index of the character in the text.
    """
    if not scalar.quoted and scalar.length:
        return scalar.line, scalar.column + offset
    at = source.starts[scalar.line] + scalar.column + scalar.quoted
    end = min(len(source.text), at + _LONGEST_WAY * len(scalar.text))
    for seen in range(offset + 1):
        wanted = scalar.text[seen] if seen < len(scalar.text) else ""
        while at < end and wanted.strip() and source.text[at] != wanted:
            at += 1
        if seen < offset:
            at += 1
    return source.position(min(at, len(source.text)))
