"""The fast reader: reads a simple subset of YAML, much faster than libyaml.

Nearly every line of a scenario has the form `key: some words`, which has only one meaning in YAML.
This reader matches these lines with one regular expression. It passes a folded text, and brackets
or quotes that are not simple, to libyaml as a fragment. For any other line, and for any fault, it
returns None: libyaml then reads the whole file and finds the faults. So only libyaml decides what
is valid YAML. A test checks that this reader returns either None or exactly the values and places
that libyaml returns. See docs/adr/0006.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from simulator.authoring.yaml.fast_flow import (
    QUOTED_KEY,
    QUOTES,
    NotSimpleError,
    read_flow,
    read_quoted,
)
from simulator.authoring.yaml.values import (
    MAX_DEPTH,
    MAX_TEXT,
    YamlMapping,
    YamlScalar,
    YamlSequence,
)

if TYPE_CHECKING:
    from simulator.authoring.yaml.values import YamlValue

    Line: TypeAlias = tuple[int, int, str, str, str, str, str]

# Groups: indent, dash, key, colon; then words that can only be a plain text, or any other rest of
# the line. A line of more than ten thousand characters is not simple. Spaces are matched without
# backtracking: a hostile line of millions of them would take hours.
_LINE = re.compile(
    rf"^( *+)(-(?: ++|$)|)(?:(\w[\w-]{{0,99}}|{QUOTED_KEY})(:(?: ++|$))|)"
    r"(?:(\w[^:#\n]{0,9998})(?<! )|(.{0,9999}))$",
    re.MULTILINE,
)
_EXCLUDED = ("\t", "\r", "\x85", "\u2028", "\u2029", "\ufeff")
_INDICATORS = frozenset("-?:,[]{}#&*!|>'\"%@`")
_BLOCKS = frozenset({"|", "|-", ">", ">-"})
# An explicit indent such as `|2` is relative to the parent, and a fragment has no parent.
_BLOCK_HEAD = re.compile(r"[|>][+-]?(?: |$)")
_FOLD = re.compile(r"\n+")
_FRAGMENT_STARTS = frozenset("|>[{'\"")


def read_simple(text: str) -> YamlMapping | None:
    """The map that a text contains; None if the text is not in the simple subset of YAML."""
    text = text.replace("\r\n", "\n")
    if any(character in text for character in _EXCLUDED):
        return None
    try:
        return _SimpleReader(text).run()
    except NotSimpleError:
        return None


class _SimpleReader:
    """Reads the lines of a file; the indent of a line tells which list or map it belongs to.

    Empty lines and comments are left out beforehand.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        found = _LINE.findall(text)
        self._lines: list[Line] = [
            (number, len(indent), dash, key, colon, words, rest)
            for number, (indent, dash, key, colon, words, rest) in enumerate(found)
            if key or words or dash or (rest and rest[0] != "#")
        ]
        self._lines.append((len(found), -1, "", "", "", "", ""))
        self._at = int(_starts_document(self._lines[0]))

    @cached_property
    def _raw(self) -> list[str]:
        return self._text.split("\n")

    def run(self) -> YamlMapping:
        all_matched = self._lines[-1][0] == self._text.count("\n") + 1
        if not all_matched or len(self._lines) == self._at + 1:
            raise NotSimpleError
        root = self._mapping(self._lines[self._at][1], 0)
        if self._at + 1 != len(self._lines):
            raise NotSimpleError
        return root

    def _mapping(self, indent: int, depth: int) -> YamlMapping:
        if depth >= MAX_DEPTH:
            raise NotSimpleError
        lines, at = self._lines, self._at
        found = YamlMapping(lines[at][0], indent)
        entries, marks = found.entries, found.marks
        while True:
            number, column, dash, key, colon, words, rest = lines[at]
            if column < indent:
                self._at = at
                return found
            if column > indent or dash or not key:
                raise NotSimpleError
            size = len(key)
            if key[0] in QUOTES:
                key = key[1:-1]
            if key in entries:
                raise NotSimpleError
            marks[key] = (number, indent, size)
            column += size + len(colon)
            if words and lines[at + 1][1] <= indent:
                entries[key] = YamlScalar(words, number, column, len(words), False)
                at += 1
                continue
            self._at = at
            entries[key] = self._value(number, column, words or rest, indent, depth, of_key=size)
            at = self._at

    def _sequence(self, indent: int, depth: int, *, aligned: bool) -> YamlSequence:
        """A list.

        Args:
            indent: The column of its dashes.
            depth: How many lists and maps contain it.
            aligned: Whether its dashes are in the column of the key above; then the next key in
                that column ends the list.
        """
        if depth >= MAX_DEPTH:
            raise NotSimpleError
        lines = self._lines
        found = YamlSequence(lines[self._at][0], indent)
        while True:
            number, column, dash, key, colon, words, rest = lines[self._at]
            if column != indent or not dash:
                if column < indent or (column == indent and aligned):
                    return found
                raise NotSimpleError
            column += len(dash)
            if key:
                lines[self._at] = (number, column, "", key, colon, words, rest)
                found.items.append(self._mapping(column, depth + 1))
            else:
                found.items.append(self._value(number, column, words or rest, indent, depth))

    def _value(
        self, number: int, column: int, rest: str, indent: int, depth: int, of_key: int = 0
    ) -> YamlValue:
        """The value after a key or dash, on the same line or below.

        Args:
            number: The line of the key or dash.
            column: Where the rest of the line starts.
            rest: The rest of the line.
            indent: The indent of the key or dash.
            depth: How many lists and maps contain the key or dash.
            of_key: The length of the key; 0 for a dash.
        """
        if not rest or rest[0] == "#":
            below = self._below(indent, depth + 1, may_align=of_key > 0)
            return below or YamlScalar("", number, indent + of_key + 1, 0, False)
        if self._lines[self._at + 1][1] <= indent:
            value = _one_line_value(number, column, rest.rstrip(" "), depth + 1)
            if value is not None:
                self._at += 1
                return value
        end = self._end(number, indent)
        lines = self._raw[number + 1 : end]
        if rest in _BLOCKS and (end < len(self._raw) or not self._raw[-1]):
            text = _block(number, column, rest, lines)
        else:
            text = _multiline(number, column, [rest, *lines])
        if text is None or len(text.text) > MAX_TEXT:
            return self._fragment(number, column, rest[0], end, depth + 1)
        self._skip(end)
        return text

    def _below(self, indent: int, depth: int, *, may_align: bool) -> YamlValue | None:
        """The value on the lines below a key or dash; None if there is none."""
        self._at += 1
        number, column, dash, key, _, words, rest = self._lines[self._at]
        if column > indent:
            if dash:
                return self._sequence(column, depth, aligned=False)
            if key:
                return self._mapping(column, depth)
            first = (words or rest)[0]
            return self._fragment(number, column, first, self._end(number, indent), depth)
        if column == indent and dash and may_align:
            return self._sequence(column, depth, aligned=True)
        return None

    def _end(self, number: int, indent: int) -> int:
        """The number of the first line after a value.

        A value ends before the next line that is not indented more than the value's parent.

        Args:
            number: The line on which the value starts.
            indent: The indent of the value's parent.
        """
        end, lines = number + 1, self._raw
        while end < len(lines) and (not lines[end].strip(" ") or _indent(lines[end]) > indent):
            end += 1
        return end

    def _skip(self, end: int) -> None:
        """Moves on to the line with the number `end`, or to the next one after it."""
        while self._lines[self._at][0] < end:
            self._at += 1

    def _fragment(self, number: int, column: int, first: str, end: int, depth: int) -> YamlValue:
        """A value that libyaml reads, from the lines of the value alone.

        Args:
            number: The line on which the value starts.
            column: Where it starts.
            first: Its first character.
            end: The number of the first line after it.
            depth: How many lists and maps contain it.
        """
        from simulator.authoring.yaml.libyaml import read_fragment  # noqa: PLC0415 - importing PyYAML is slow, and most files do not need it

        if first in _INDICATORS and first not in _FRAGMENT_STARTS:
            raise NotSimpleError
        lines = self._raw
        if first in "|>" and not _BLOCK_HEAD.match(lines[number], column):
            raise NotSimpleError
        fragment = [" " * column + lines[number][column:], *lines[number + 1 : end]]
        if sum(map(len, fragment)) > MAX_TEXT:  # libyaml would read most of the file twice
            raise NotSimpleError
        if end < len(lines):
            fragment.append("")
        value = read_fragment("\n".join(fragment), number, depth)
        expected = {"[": YamlSequence, "{": YamlMapping}.get(first, YamlScalar)
        if (
            value is None
            or type(value) is not expected
            or (isinstance(value, YamlMapping) and not value.flow)
        ):
            raise NotSimpleError
        self._skip(end)
        return value


def _starts_document(line: Line) -> bool:
    """Whether a line contains only `---`, and perhaps a comment."""
    _, indent, dash, key, _, words, rest = line
    return not (indent or dash or key or words) and rest.partition(" #")[0].rstrip(" ") == "---"


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _is_plain(text: str) -> bool:
    """Whether words without quotes are a plain text in YAML, and can be nothing else."""
    return (
        text[0] not in _INDICATORS
        and text[-1] not in " :"
        and ": " not in text
        and " #" not in text
    )


def _one_line_value(number: int, column: int, rest: str, depth: int) -> YamlValue | None:
    """A value on one line, perhaps before a comment; None if it is not simple."""
    if rest[0] in "[{":
        return read_flow(rest, number, column, depth)
    if rest[0] in QUOTES:
        quoted = read_quoted(rest)
        return None if quoted is None else YamlScalar(quoted[0], number, column, quoted[1], True)
    words = rest.partition(" #")[0].rstrip(" ")
    return YamlScalar(words, number, column, len(words), False) if _is_plain(words) else None


def _block(number: int, column: int, head: str, lines: list[str]) -> YamlScalar | None:
    """A literal or folded text; None if its lines do not all have the same indent.

    Args:
        number: The line of the head.
        column: The column of the head.
        head: The sign that opens the block, for example `>-`.
        lines: The lines of the block; empty ones at the end are removed from the list.
    """
    while lines and not lines[-1]:
        lines.pop()
    indent = _indent(lines[0]) if lines else 0
    texts = [line[indent:] for line in lines]
    for line, text in zip(lines, texts, strict=True):
        if line and (text[:1] in {"", " "} or text[-1] == " " or _indent(line) != indent):
            return None
    if not indent or not texts[0]:
        return None
    text = "\n".join(texts)
    if head[0] == ">":
        text = _FOLD.sub(lambda breaks: breaks[0][1:] or " ", text)
    return YamlScalar(text + "\n" * (len(head) == 1), number, column, 0, True)


def _multiline(number: int, column: int, lines: list[str]) -> YamlScalar | None:
    """A text of several lines; None if it is not simple, or if one of its lines is empty."""
    while lines and not lines[-1].strip(" "):
        lines.pop()
    parts = [line.strip(" ") for line in lines]
    if len(parts) == 1 or not all(parts):
        return None
    text = " ".join(parts)
    if text[0] in QUOTES:
        quoted = read_quoted(text)
        if quoted is None or quoted[1] != len(text):
            return None
        return YamlScalar(quoted[0], number, column, 0, True)
    if not _is_plain(parts[0]) or any(
        x[0] == "#" or x[-1] == ":" or ": " in x or " #" in x for x in parts[1:]
    ):
        return None
    return YamlScalar(text, number, column, 0, False)
