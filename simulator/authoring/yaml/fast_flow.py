"""The second part of the fast reader: texts in quotes, and lists and maps in brackets.

Each of them must be on one line.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from simulator.authoring.yaml.values import MAX_DEPTH, YamlMapping, YamlScalar, YamlSequence

if TYPE_CHECKING:
    from simulator.authoring.yaml.values import YamlValue

QUOTES = "'\""
QUOTED_KEY = r"\"[^\"\\\n]{1,98}\"|'[^'\n]{1,98}'"
"""Matches a key in quotes that contains no escape."""

_QUOTED = re.compile(r"\"((?:[^\"\\]|\\[\"\\])*)\"|'((?:[^']|'')*)'")
_END = re.compile(r" *(?: #.*)?")
_ESCAPED = re.compile(r"\\(.)")
_PLAIN_LIST = re.compile(r"\[\w[\w-]*(?: [\w-]+)*(?:, \w[\w-]*(?: [\w-]+)*)*\]")
_OPENING = re.compile(r"[\[{] *")
_FLOW_KEY = re.compile(rf"(\w[\w-]*|{QUOTED_KEY}): +")
_PLAIN = r"-?\w(?:[^,\[\]{}:#\n]*[^,\[\]{}:# \n])?"
_PLAIN_TEXT = re.compile(_PLAIN)
_PLAIN_PAIR = re.compile(rf"(\w[\w-]*): +({_PLAIN}) *(?:(,) +|\}})")
_COMMA_OR_CLOSING = re.compile(r" *(?:(,) +|([\]}]))")


class NotSimpleError(Exception):
    """The text is wrong or not in the simple subset of YAML: libyaml must read the file."""


def read_quoted(text: str) -> tuple[str, int] | None:
    """The content of a text in quotes, and its length with the quotes.

    None if the text is not simple, or if something other than a comment follows it.

    >>> read_quoted("'it''s'"), read_quoted('"a b" # c'), read_quoted('"a" b')
    (("it's", 7), ('a b', 5), None)
    """
    match = _QUOTED.match(text)
    if match is None or not _END.fullmatch(text, match.end()):
        return None
    return _unquoted(match), match.end()


def read_flow(text: str, number: int, column: int, depth: int) -> YamlValue | None:
    """A list or map in brackets on one line; None if it is not simple.

    Args:
        text: The line from the opening bracket on; a comment may follow.
        number: The line's number.
        column: The column of the opening bracket.
        depth: How many lists and maps contain it.
    """
    try:
        return _FlowReader(text, number, column).read(depth)
    except NotSimpleError:
        return None


def _unquoted(match: re.Match[str]) -> str:
    double, single = match.groups()
    if double is not None:
        return _ESCAPED.sub(r"\1", double) if "\\" in double else double
    return single.replace("''", "'")


def _plain_list(text: str, number: int, column: int) -> YamlSequence:
    """A list of plain texts, as most lists are."""
    found = YamlSequence(number, column)
    column += 1
    for word in text[1:-1].split(", "):
        found.items.append(YamlScalar(word, number, column, len(word), False))
        column += len(word) + 2
    return found


class _FlowReader:
    """Reads lists and maps in brackets by recursive descent."""

    def __init__(self, text: str, number: int, column: int) -> None:
        self._text = text
        self._number = number
        self._column = column
        self._at = 0

    def read(self, depth: int) -> YamlValue | None:
        value = self._value(depth)
        return value if _END.fullmatch(self._text, self._at) else None

    def _value(self, depth: int) -> YamlValue:
        at, first = self._at, self._text[self._at : self._at + 1]
        if first == "[":
            words = _PLAIN_LIST.match(self._text, at)
            if words and depth < MAX_DEPTH:
                self._at = words.end()
                return _plain_list(words[0], self._number, self._column + at)
            return self._list(YamlSequence(self._number, self._column + at), depth)
        if first == "{":
            return self._map(YamlMapping(self._number, self._column + at, flow=True), depth)
        quoted = first in {"'", '"'}
        match = self._match(_QUOTED if quoted else _PLAIN_TEXT)
        text = _unquoted(match) if quoted else match[0]
        return YamlScalar(text, self._number, self._column + at, len(match[0]), quoted)

    def _list(self, found: YamlSequence, depth: int) -> YamlSequence:
        self._open(depth)
        while True:
            found.items.append(self._value(depth + 1))
            if self._closes("]"):
                return found

    def _map(self, found: YamlMapping, depth: int) -> YamlMapping:
        self._open(depth)
        while True:
            at = self._at
            pair = _PLAIN_PAIR.match(self._text, at)
            key = pair[1] if pair else self._match(_FLOW_KEY)[1]
            size = len(key)
            if key[0] in QUOTES:
                key = key[1:-1]
            if key in found.entries:
                raise NotSimpleError
            found.marks[key] = (self._number, self._column + at, size)
            if pair:
                self._at, column = pair.end(), self._column + pair.start(2)
                found.entries[key] = YamlScalar(pair[2], self._number, column, len(pair[2]), False)
                closed = pair[3] is None
            else:
                found.entries[key] = self._value(depth + 1)
                closed = self._closes("}")
            if closed:
                return found

    def _open(self, depth: int) -> None:
        if depth >= MAX_DEPTH:
            raise NotSimpleError
        self._match(_OPENING)

    def _closes(self, bracket: str) -> bool:
        """Reads a comma or the closing bracket, and returns whether it was the bracket."""
        match = self._match(_COMMA_OR_CLOSING)
        if match[2] not in (None, bracket):
            raise NotSimpleError
        return match[2] == bracket

    def _match(self, pattern: re.Pattern[str]) -> re.Match[str]:
        """Reads the next characters, which must match a pattern."""
        match = pattern.match(self._text, self._at)
        if match is None:
            raise NotSimpleError
        self._at = match.end()
        return match
