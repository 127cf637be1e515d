"""Quoted texts, and lists and maps in brackets, that stand on one line and are plain to see."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from simulator.authoring.yaml.values import MOST_DEPTH, Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from simulator.authoring.yaml.values import YamlValue

_QUOTED = re.compile(r"\"((?:[^\"\\]|\\[\"\\])*)\"|'((?:[^']|'')*)'")
_NOTHING = re.compile(r" *(?: #.*)?")
_ESCAPED = re.compile(r"\\(.)")
_WORDS = re.compile(r"\[\w[\w-]*(?: [\w-]+)*(?:, \w[\w-]*(?: [\w-]+)*)*\]")
_FLOW_OPEN = re.compile(r"[\[{] *")
_FLOW_KEY = re.compile(r"(\w[\w-]*): +")
_PLAIN = r"-?\w(?:[^,\[\]{}:#?\n]*[^,\[\]{}:#? \n])?"
_FLOW_PLAIN = re.compile(_PLAIN)
_FLOW_PAIR = re.compile(rf"(\w[\w-]*): +({_PLAIN}) *(?:(,) +|\}})")
_FLOW_NEXT = re.compile(r" *(?:(,) +|([\]}]))")


class NotEverydayError(Exception):
    """Something that libyaml has to judge."""


def read_quoted(text: str) -> tuple[str, int] | None:
    """What a text in quotes says, and its length; None where it is not plain to see.

    >>> read_quoted("'it''s'"), read_quoted('"a b" # c'), read_quoted('"a" b')
    (("it's", 7), ('a b', 5), None)
    """
    match = _QUOTED.match(text)
    if match is None or not _NOTHING.fullmatch(text, match.end()):
        return None
    return _unquoted(match), match.end()


def read_flow(text: str, number: int, column: int, depth: int) -> YamlValue | None:
    """A list or map in brackets; None where it is not plain to see.

    Args:
        text: From the bracket on; a comment may follow.
        number: Its line.
        column: Where in the line it starts.
        depth: Of the lists and maps around it.
    """
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

    def read(self, depth: int) -> YamlValue | None:
        value = self._value(depth)
        return value if _NOTHING.fullmatch(self._text, self._at) else None

    def _value(self, depth: int) -> YamlValue:
        at, first = self._at, self._text[self._at : self._at + 1]
        if first == "[":
            words = _WORDS.match(self._text, at)
            if words and depth < MOST_DEPTH:
                self._at = words.end()
                return _words(words[0], self._number, self._column + at)
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
            pair = _FLOW_PAIR.match(self._text, at)
            key = pair[1] if pair else self._match(_FLOW_KEY)[1]
            if key in found.entries:
                raise NotEverydayError
            found.marks[key] = (self._number, self._column + at, len(key))
            if pair:
                self._at, column = pair.end(), self._column + pair.start(2)
                found.entries[key] = Scalar(pair[2], self._number, column, len(pair[2]), False)
                closed = pair[3] is None
            else:
                found.entries[key] = self._value(depth + 1)
                closed = self._closes("}")
            if closed:
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
