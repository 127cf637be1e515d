"""Splits a guard into tokens: texts, numbers, names and signs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, TypeAlias

from msgspec import Struct

from simulator.findings import code as codes

if TYPE_CHECKING:
    from simulator.findings.code import Argument, Code

TokenKind: TypeAlias = Literal["text", "time", "duration", "number", "name", "sign", "end"]

# A hyphen between letters or digits belongs to a name; a minus sign after a name needs a space.
_TOKEN = re.compile(
    r"""\s*(?:
      (?P<text>"[^"]*"|'[^']*')
    | (?P<time>\d{1,2}:\d{2})
    | (?P<duration>(?:\d+[dhms])+(?![A-Za-z0-9_]))
    | (?P<number>\d+(?![A-Za-z0-9_]))
    | (?P<name>[A-Za-z_][A-Za-z0-9_]*(?:-[A-Za-z0-9_]+)*)
    | (?P<sign>==|!=|<=|>=|[-<>+()=])
    | (?P<end>$)
    )""",
    re.VERBOSE,
)


class GuardError(Exception):
    """A fault in a guard.

    Attributes:
        code: What is wrong.
        start: The index in the guard's text at which the fault starts.
        end: The index after the fault.
        arguments: The arguments that the code names.
    """

    def __init__(self, code: Code, start: int, end: int, **arguments: Argument) -> None:
        super().__init__(code.id)
        self.code = code
        self.start = start
        self.end = end
        self.arguments = arguments


class Token(Struct, frozen=True):
    """One token.

    Attributes:
        kind: The last token of a guard is an empty one of the kind `end`.
        text: The token; of a text, the content of its quotes.
        start: The index of its first character in the guard.
        end: The index after its last character.
        written: The token as it was written.
    """

    kind: TokenKind
    text: str
    start: int
    end: int
    written: str = ""


def tokens(text: str) -> list[Token]:
    """The tokens of a guard; the last one is of the kind `end`.

    Raises:
        GuardError: A character cannot be part of any guard.
    """
    found: list[Token] = []
    at = 0
    while True:
        match = _TOKEN.match(text, at)
        if match is None:
            at += len(text[at:]) - len(text[at:].lstrip())
            raise GuardError(codes.GUARD_CHARACTER, at, at + 1, character=text[at])
        kind: TokenKind = match.lastgroup  # type: ignore[assignment]  # the groups are the kinds
        written = match[kind]
        inner = written[1:-1] if kind == "text" else written
        found.append(Token(kind, inner, match.start(kind), match.end(kind), written))
        if kind == "end":
            return found
        at = match.end()
