"""Quoted texts, and lists and maps in brackets, that stand on one line and are plain to see."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from simulator.authoring.values import MOST_DEPTH, Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from simulator.authoring.values import Value

_QUOTED = re.compile(r"\"((?:[^\"\\]|\\[\"\\])*)\"|'((?:[^']|'')*)'")
_ESCAPED = re.compile(r"\\(.)")
_WORDS = re.compile(r"\[\w[\w-]*(?: [\w-]+)*(?:, \w[\w-]*(?: [\w-]+)*)*\]")
_FLOW_OPEN = re.compile(r"[\[{] *")
_FLOW_KEY = re.compile(r"(\w[\w-]*): +")
_FLOW_PLAIN = re.compile(r"-?\w(?:[^,\[\]{}:#?\n]*[^,\[\]{}:#? \n])?")
_FLOW_NEXT = re.compile(r" *(?:(,) +|([\]}]))")


class NotEverydayError(Exception):
    """Something that libyaml has to judge."""


def read_quoted(text: str) -> str | None:
    """What a text in quotes says; None where it is not plain to see.

    >>> read_quoted("'it''s'"), read_quoted('"a b"'), read_quoted('"a" b')
    ("it's", 'a b', None)
    """
    match = _QUOTED.fullmatch(text)
    return _unquoted(match) if match else None


def read_flow(text: str, number: int, column: int, depth: int) -> Value | None:
    """A list or map in brackets; None where it is not plain to see.

    Args:
        text: From bracket to bracket.
        number: Its line.
        column: Where in the line it starts.
        depth: Of the lists and maps around it.
    """
    if _WORDS.fullmatch(text) and depth < MOST_DEPTH:
        return _words(text, number, column)
    try:
        return _Flow(text, number, column).read(depth)
    except NotEverydayError:
        return None


def _unquoted(match: re.Match[str]) -> str:
    double, single = match.groups()
    if double is not None:
        return _ESCAPED.sub(r"\1", double) if "\\" in double else double
    return single.replace("''", "'")


def _words(text: str, number: int, column: int) -> Sequence:
    """The list that most lists are."""
    found = Sequence(number, column)
    column += 1
    for word in text[1:-1].split(", "):
        found.items.append(Scalar(word, number, column, len(word), False))
        column += len(word) + 2
    return found


class _Flow:
    """Lists and maps in brackets, on one line."""

    def __init__(self, text: str, number: int, column: int) -> None:
        self._text = text
        self._number = number
        self._column = column
        self._at = 0

    def read(self, depth: int) -> Value | None:
        value = self._value(depth)
        return value if self._at == len(self._text) else None

    def _value(self, depth: int) -> Value:
        at, first = self._at, self._text[self._at : self._at + 1]
        if first == "[":
            return self._list(Sequence(self._number, self._column + at), depth)
        if first == "{":
            return self._map(Mapping(self._number, self._column + at, flow=True), depth)
        quotes = first in {"'", '"'}
        match = self._match(_QUOTED if quotes else _FLOW_PLAIN)
        text = _unquoted(match) if quotes else match[0]
        return Scalar(text, self._number, self._column + at, len(match[0]), quotes)

    def _list(self, found: Sequence, depth: int) -> Sequence:
        self._open(depth)
        while True:
            found.items.append(self._value(depth + 1))
            if self._closes("]"):
                return found

    def _map(self, found: Mapping, depth: int) -> Mapping:
        self._open(depth)
        while True:
            at = self._at
            key = self._match(_FLOW_KEY)[1]
            if key in found.entries:
                raise NotEverydayError
            found.marks[key] = (self._number, self._column + at, len(key))
            found.entries[key] = self._value(depth + 1)
            if self._closes("}"):
                return found

    def _open(self, depth: int) -> None:
        if depth >= MOST_DEPTH:
            raise NotEverydayError
        self._match(_FLOW_OPEN)

    def _closes(self, sign: str) -> bool:
        """Goes past a comma, or the sign that closes."""
        match = self._match(_FLOW_NEXT)
        if match[2] not in (None, sign):
            raise NotEverydayError
        return match[2] == sign

    def _match(self, pattern: re.Pattern[str]) -> re.Match[str]:
        match = pattern.match(self._text, self._at)
        if match is None:
            raise NotEverydayError
        self._at = match.end()
        return match
