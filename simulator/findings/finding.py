"""A finding: one code, its arguments, and the element and the place that it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from simulator.findings.code import BY_ID, Argument, Severity

if TYPE_CHECKING:
    from simulator.findings.source import Span


class Place(Struct, frozen=True, kw_only=True):
    """Where in a file a finding points.

    Attributes:
        file: The file's name, as the caller gave it.
        line: From 1.
        column: From 1.
        length: How many characters to mark, at least 1.
        text: The whole line, without its line end.
    """

    file: str
    line: int
    column: int
    length: int
    text: str


class Finding(Struct, frozen=True, kw_only=True):
    """One remark for the author.

    Attributes:
        code: The id of its code, for example `SC012`.
        severity: An error forbids the use of the file; a warning does not.
        place: Where in a file it points; None if it was raised without a file.
        args: The values that the wording of the code fills in, by name.
        element: The id of the scenario element it is about, for example `greet/own-it` or
            `promises/remake`; empty if it is about no single element.
    """

    code: str
    severity: Severity
    place: Place | None = None
    args: dict[str, Argument] = {}
    element: str = ""

    @property
    def name(self) -> str:
        """The plain name of the code, for example `undefined-node`."""
        return BY_ID[self.code].name


def place_of(span: Span) -> Place:
    """The place of a span: counted from 1, and with the text of its line."""
    source, line, column, length = span
    text = source.line(line)
    return Place(
        file=source.file,
        line=line + 1,
        column=column + 1,
        length=max(1, min(length or len(text), len(text) - column)),
        text=text,
    )
