"""What was read from a file, with its places: texts, lists and maps. Lines and columns from 0."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_BYTES = 10 * 1024 * 1024
MOST_DEPTH = 50
MOST_TEXT = 64 * 1024

_BREAKS = ("\n", "\r", "\x85", "\u2028", "\u2029")

Mark: TypeAlias = tuple[int, int, int]
"""Line, column and length of a key."""


class Scalar:
    """A piece of text.

    Attributes:
        quoted: Whether it stood in quotes or was a block; such text is never empty by mistake.
        line: From 0, as is `column`.
        length: In the file's characters; 0 if it runs over more than one line.
    """

    __slots__ = ("column", "length", "line", "quoted", "text")

    def __init__(self, text: str, line: int, column: int, length: int, quoted: bool) -> None:  # noqa: FBT001 - made a hundred thousand times; a keyword costs a tenth
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
        self.items: list[YamlValue] = []
        self.line = line
        self.column = column
        self.length = 1


class Mapping:
    """A map.

    Attributes:
        entries: The value of each key.
        marks: Where each key stands.
        flow: Whether it was written in `{}`.
    """

    __slots__ = ("column", "entries", "flow", "length", "line", "marks")

    def __init__(self, line: int, column: int, *, flow: bool = False) -> None:
        self.entries: dict[str, YamlValue] = {}
        self.marks: dict[str, Mark] = {}
        self.line = line
        self.column = column
        self.length = 1
        self.flow = flow

    def pairs(self) -> Iterator[tuple[Scalar, YamlValue]]:
        """Each key as a value with its place, and what it has."""
        for name, value in self.entries.items():
            yield self.key(name), value

    def key(self, name: str) -> Scalar:
        """A key that it has, as a value with its place."""
        mark = self.marks[name]
        return Scalar(name, *mark, mark[2] != len(name))


class Hole:
    """Where something stood that was already found wrong."""

    __slots__ = ("column", "length", "line")

    def __init__(self, line: int, column: int) -> None:
        self.line = line
        self.column = column
        self.length = 1


YamlValue: TypeAlias = Scalar | Sequence | Mapping | Hole


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
        self.root: YamlValue | None = None
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
