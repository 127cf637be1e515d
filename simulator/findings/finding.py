"""A finding: a code with arguments, and the element and the place with the fault."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from simulator.findings.code import BY_ID, Argument, Severity

if TYPE_CHECKING:
    from simulator.findings.source import Span


MAX_LINE = 240
"""How much of a line a finding keeps, in characters."""


class Place(Struct, frozen=True, kw_only=True):
    """The characters of a file that a finding points at.

    Attributes:
        file: The name of the file, as the caller gave it.
        line: The number of the line, from 1.
        column: The position of the first character in the line, from 1.
        length: The number of characters to mark, at least 1.
        text: The line, without its line end; of a long line, the part around the characters.
        start: The position in the line of the first character of `text`, from 1.
    """

    file: str
    line: int
    column: int
    length: int
    text: str
    start: int = 1


class Finding(Struct, frozen=True, kw_only=True):
    """One fault of a file, to be shown to its author.

    Attributes:
        code: The id of the code of the finding, for example `SC012`.
        severity: `error`: the file cannot be used. `warning`: the file can be used.
        place: The characters that the finding points at; None if the checked scenario has no file.
        args: The values of the arguments that the text of the code names, by name.
        element: The id of the scenario element with the fault, for example `greet/own-it` or
            `promises/remake`; empty if no single element has the fault.
    """

    code: str
    severity: Severity
    place: Place | None = None
    args: dict[str, Argument] = {}
    element: str = ""

    @property
    def name(self) -> str:
        """The short name of the code, for example `undefined-node`."""
        return BY_ID[self.code].name


def place_of(span: Span) -> Place:
    """The place of a span: line and column are counted from 1, and the text of the line is added.

    Of a line that is too long, the part from a little before the span is added.

    Args:
        span: Characters of a file, with line and column counted from 0.
    """
    source, line, column, length = span
    size = source.length(line)
    start = max(0, column - MAX_LINE // 3) if size > MAX_LINE else 0
    return Place(
        file=source.file,
        line=line + 1,
        column=column + 1,
        length=max(1, min(length or size, size - column)),
        text=source.part(line, start, MAX_LINE),
        start=start + 1,
    )
