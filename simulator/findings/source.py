"""The text of a file, divided into lines, and spans of characters for findings to point at."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from itertools import accumulate
from typing import NamedTuple

_OTHER_ENDS = "\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")


class Source:
    """The text of one file.

    Attributes:
        file: The name of the file, as the caller gave it.
        text: The text of the file, without a byte order mark.
    """

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = text
        self._starts: array[int] | None = None

    @property
    def starts(self) -> array[int]:
        """The index in `text` of the first character of each line, and the index after the text."""
        if self._starts is None:
            if any(end in self.text for end in _OTHER_ENDS):
                ends = [match.end() for match in _LINE_END.finditer(self.text)]
            else:  # This is three times as fast.
                ends = [*accumulate(map(len, self.text.splitlines(keepends=True)))]
                if not self.text.endswith("\n") and ends:
                    ends.pop()
            self._starts = array("I", [0, *ends, len(self.text)])
        return self._starts

    def length(self, number: int) -> int:
        """The number of characters of a line without its line end; 0 if there is no such line.

        Args:
            number: The number of the line, from 0.
        """
        if number + 1 >= len(self.starts):
            return 0
        start, end = self.starts[number], self.starts[number + 1]
        if number + 2 < len(self.starts):
            end -= 1 + (self.text[max(start, end - 2) : end] == "\r\n")
        return end - start

    def part(self, number: int, start: int, length: int) -> str:
        """Some characters of a line without its line end; empty if there is no such line.

        Args:
            number: The number of the line, from 0.
            start: The column of the first of the characters, from 0.
            length: The maximum number of characters.
        """
        end = min(start + length, self.length(number))
        if start >= end:
            return ""
        first = self.starts[number]
        return self.text[first + start : first + end]

    def line(self, number: int) -> str:
        """The text of a line without its line end; empty if there is no such line.

        Args:
            number: The number of the line, from 0.
        """
        return self.part(number, 0, self.length(number))

    def position(self, index: int) -> tuple[int, int]:
        """The line and the column of a character, both counted from 0.

        Args:
            index: The index of the character in `text`.
        """
        line = bisect_right(self.starts, index, hi=len(self.starts) - 1) - 1
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
