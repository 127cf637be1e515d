"""The text of a file, divided into lines, and spans of characters for findings to point at."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import NamedTuple

_BREAKS = ("\n", "\r", "\x85", "\u2028", "\u2029")


class Source:
    """The text of one file.

    Attributes:
        file: The name of the file, as the caller gave it.
        text: The text of the file, without a byte order mark.
    """

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = text
        self._starts: list[int] | None = None

    @property
    def starts(self) -> list[int]:
        """The index in `text` of the first character of each line.

        A line ends where `str.splitlines` ends it.
        """
        if self._starts is None:
            lines = self.text.splitlines(keepends=True)
            self._starts = [0, *accumulate(map(len, lines))]
            if not self.text.endswith(_BREAKS) and lines:
                self._starts.pop()
        return self._starts

    def line(self, number: int) -> str:
        """The text of a line without its line end; empty if there is no such line.

        Args:
            number: The number of the line, from 0.
        """
        if number >= len(self.starts):
            return ""
        last = number + 1 == len(self.starts)
        end = len(self.text) if last else self.starts[number + 1]
        return self.text[self.starts[number] : end].rstrip("\r\n\x85\u2028\u2029")

    def position(self, index: int) -> tuple[int, int]:
        """The line and the column of a character, both counted from 0.

        Args:
            index: The index of the character in `text`.
        """
        line = bisect_right(self.starts, index) - 1
        return line, index - self.starts[line]


class Span(NamedTuple):
    """Consecutive characters within one line of a file.

    Attributes:
        source: The text of the file.
        line: The number of the line, from 0.
        column: The position of the first character in the line, from 0.
        length: The number of characters; 0 means up to the end of the line.
    """

    source: Source
    line: int
    column: int
    length: int
