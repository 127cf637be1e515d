"""Located values out of everyday YAML, several times as fast as out of all of YAML.

Nearly every line of a scenario is `key: some words` and can be read in one way only. Such lines
are read here, one match each. A folded text, or brackets and quotes that are not plain to see,
go to libyaml as a piece. At anything else, and at anything wrong, this reader gives up, and
libyaml reads the whole file and words what is wrong: there is one judge of what YAML is. A test
holds that this reader gives the judge's values and places, or none. See docs/adr/0006.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from simulator.authoring.yaml.fast_flow import NotEverydayError, read_flow, read_quoted
from simulator.authoring.yaml.values import MOST_DEPTH, Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from simulator.authoring.yaml.values import YamlValue

    Line: TypeAlias = tuple[int, int, str, str, str, str, str]

# Margin, dash, key, colon; then words that can be nothing else, or what stands there instead.
# A line of more than ten thousand characters is not an everyday one.
_LINE = re.compile(
    r"^( *)(-(?: +|$)|)(?:(\w[\w-]{0,99})(:(?: +|$))|)"
    r"(?:(\w[^:#\n]{0,9998})(?<! )|(.{0,9999}))$",
    re.MULTILINE,
)
_MOST_LINES = 500_000
_NOT_HERE = ("\t", "\r", "\x85", "\u2028", "\u2029", "\ufeff")
_INDICATORS = frozenset("-?:,[]{}#&*!|>'\"%@`")
_BLOCKS = frozenset({"|", "|-", ">", ">-"})
# With a number it would tell of a margin beyond its parent's, whom a piece has not.
_BLOCK_HEAD = re.compile(r"[|>][+-]?(?: |$)")
_FOLD = re.compile(r"\n+")
_BEGINS_PIECE = frozenset("|>[{'\"")


def read_blocks(text: str) -> Mapping | None:
    """The map that a text is; None where it is not everyday YAML."""
    text = text.replace("\r\n", "\n")
    if any(sign in text for sign in _NOT_HERE) or text.count("\n") > _MOST_LINES:
        return None
    try:
        return _Reader(text).run()
    except NotEverydayError:
        return None


class _Reader:
    """Descends by margins through the lines that have something on them."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        found = _LINE.findall(text)
        self._lines: list[Line] = [
            (number, len(margin), dash, key, colon, words, rest)
            for number, (margin, dash, key, colon, words, rest) in enumerate(found)
            if key or words or dash or (rest and rest[0] != "#")
        ]
        self._lines.append((len(found), -1, "", "", "", "", ""))

    @cached_property
    def _raw(self) -> list[str]:
        return self._text.split("\n")

    def run(self) -> Mapping:
        all_matched = self._lines[-1][0] == self._text.count("\n") + 1
        if not all_matched or len(self._lines) == 1:
            raise NotEverydayError
        root = self._mapping(self._lines[0][1], 0)
        if self._at + 1 != len(self._lines):
            raise NotEverydayError
        return root

    def _mapping(self, margin: int, depth: int) -> Mapping:
        if depth >= MOST_DEPTH:
            raise NotEverydayError
        lines, at = self._lines, self._at
        found = Mapping(lines[at][0], margin)
        entries, marks = found.entries, found.marks
        while True:
            number, column, dash, key, colon, words, rest = lines[at]
            if column < margin:
                self._at = at
                return found
            if column > margin or dash or not key or key in entries:
                raise NotEverydayError
            size = len(key)
            marks[key] = (number, margin, size)
            column += size + len(colon)
            if words and lines[at + 1][1] <= margin:
                entries[key] = Scalar(words, number, column, len(words), False)
                at += 1
                continue
            self._at = at
            entries[key] = self._value(number, column, words or rest, margin, depth, of_key=size)
            at = self._at

    def _sequence(self, margin: int, depth: int, *, aligned: bool) -> Sequence:
        """A list; aligned with the key above it, a further key ends it."""
        if depth >= MOST_DEPTH:
            raise NotEverydayError
        lines = self._lines
        found = Sequence(lines[self._at][0], margin)
        while True:
            number, column, dash, key, colon, words, rest = lines[self._at]
            if column != margin or not dash:
                if column < margin or (column == margin and aligned):
                    return found
                raise NotEverydayError
            column += len(dash)
            if key:
                lines[self._at] = (number, column, "", key, colon, words, rest)
                found.items.append(self._mapping(column, depth + 1))
            else:
                found.items.append(self._value(number, column, words or rest, margin, depth))

    def _value(
        self, number: int, column: int, rest: str, margin: int, depth: int, of_key: int = 0
    ) -> YamlValue:
        """What stands beside its key or dash, or under it."""
        if not rest or rest[0] == "#":
            below = self._below(margin, depth + 1, may_align=of_key > 0)
            return below or Scalar("", number, margin + of_key + 1, 0, False)
        if self._lines[self._at + 1][1] <= margin:
            value = _plain_to_see(number, column, rest.rstrip(" "), depth + 1)
            if value is not None:
                self._at += 1
                return value
        end = self._end(number, margin)
        lines = self._raw[number + 1 : end]
        if rest in _BLOCKS and (end < len(self._raw) or not self._raw[-1]):
            text = _block(number, column, rest, lines)
        else:
            text = _flowing(number, column, [rest, *lines])
        if text is None:
            return self._piece(number, column, rest[0], end, depth + 1)
        self._skip(end)
        return text

    def _below(self, margin: int, depth: int, *, may_align: bool) -> YamlValue | None:
        """What stands under its key or dash; None where nothing does."""
        self._at += 1
        number, column, dash, key, _, words, rest = self._lines[self._at]
        if column > margin:
            if dash:
                return self._sequence(column, depth, aligned=False)
            if key:
                return self._mapping(column, depth)
            return self._piece(number, column, (words or rest)[0], self._end(number, margin), depth)
        if column == margin and dash and may_align:
            return self._sequence(column, depth, aligned=True)
        return None

    def _end(self, number: int, margin: int) -> int:
        """The line after those that stand further in than the parent of what starts here."""
        end, lines = number + 1, self._raw
        while end < len(lines) and (not lines[end].strip(" ") or _margin(lines[end]) > margin):
            end += 1
        return end

    def _skip(self, end: int) -> None:
        while self._lines[self._at][0] < end:
            self._at += 1

    def _piece(self, number: int, column: int, first: str, end: int, depth: int) -> YamlValue:
        """A value that libyaml reads, with all of its lines."""
        from simulator.authoring.yaml.libyaml import read_piece  # noqa: PLC0415 - most files spare PyYAML

        if first in _INDICATORS and first not in _BEGINS_PIECE:
            raise NotEverydayError
        lines = self._raw
        if first in "|>" and not _BLOCK_HEAD.match(lines[number], column):
            raise NotEverydayError
        piece = [" " * column + lines[number][column:], *lines[number + 1 : end]]
        if end < len(lines):
            piece.append("")
        value = read_piece("\n".join(piece), number, depth)
        wanted = {"[": Sequence, "{": Mapping}.get(first, Scalar)
        if (
            value is None
            or type(value) is not wanted
            or (isinstance(value, Mapping) and not value.flow)
        ):
            raise NotEverydayError
        self._skip(end)
        return value


def _margin(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _is_words(rest: str) -> bool:
    """Whether a text without quotes is all that it looks like."""
    return (
        rest[0] not in _INDICATORS
        and rest[-1] not in " :"
        and ": " not in rest
        and " #" not in rest
    )


def _plain_to_see(number: int, column: int, rest: str, depth: int) -> YamlValue | None:
    """A value that is on one line and simple; a comment may follow."""
    if rest[0] in "[{":
        return read_flow(rest, number, column, depth)
    if rest[0] in "'\"":
        quoted = read_quoted(rest)
        return None if quoted is None else Scalar(quoted[0], number, column, quoted[1], True)
    words = rest.partition(" #")[0].rstrip(" ")
    return Scalar(words, number, column, len(words), False) if _is_words(words) else None


def _block(number: int, column: int, head: str, lines: list[str]) -> Scalar | None:
    """A literal or folded text whose lines all have one margin; else None."""
    while lines and not lines[-1]:
        lines.pop()
    margin = _margin(lines[0]) if lines else 0
    texts = [line[margin:] for line in lines]
    for line, text in zip(lines, texts, strict=True):
        if line and (text[:1] in {"", " "} or text[-1] == " " or _margin(line) != margin):
            return None
    if not margin or not texts[0]:
        return None
    text = "\n".join(texts)
    if head[0] == ">":
        text = _FOLD.sub(lambda breaks: breaks[0][1:] or " ", text)
    return Scalar(text + "\n" * (len(head) == 1), number, column, 0, True)


def _flowing(number: int, column: int, lines: list[str]) -> Scalar | None:
    """A text that runs over some lines without a break in it, if it is simple."""
    while lines and not lines[-1].strip(" "):
        lines.pop()
    parts = [line.strip(" ") for line in lines]
    if len(parts) == 1 or not all(parts):
        return None
    text = " ".join(parts)
    if text[0] in "'\"":
        quoted = read_quoted(text)
        if quoted is None or quoted[1] != len(text):
            return None
        return Scalar(quoted[0], number, column, 0, True)
    if not _is_words(parts[0]) or any(
        x[0] == "#" or x[-1] == ":" or ": " in x or " #" in x for x in parts[1:]
    ):
        return None
    return Scalar(text, number, column, 0, False)
