"""The words and signs of a guard."""

from __future__ import annotations

import re
from typing import Literal, TypeAlias

from msgspec import Struct

from simulator.authoring import finding as f

TokenKind: TypeAlias = Literal["text", "time", "duration", "number", "name", "sign", "end"]

# A hyphen without spaces belongs to a name; a minus has spaces.
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
    """A guard that cannot be read.

    Attributes:
        code: What was found.
        start: Where in the guard's text, from 0.
        end: Up to where.
        args_: What the code names.
    """

    def __init__(self, code: f.Code, start: int, end: int, **args: f.Argument) -> None:
        super().__init__(code.id)
        self.code = code
        self.start = start
        self.end = end
        self.args_ = args


class Token(Struct, frozen=True):
    """A word or sign and where it stands; `text` is without its quotes."""

    kind: TokenKind
    text: str
    start: int
    end: int
    shown: str = ""


def tokens(text: str) -> list[Token]:
    """The tokens of a guard, an end mark last.

    Raises:
        GuardError: There is a character that no guard has.
    """
    found: list[Token] = []
    at = 0
    while True:
        match = _TOKEN.match(text, at)
        if match is None:
            at += len(text[at:]) - len(text[at:].lstrip())
            raise GuardError(f.GUARD_CHARACTER, at, at + 1, character=text[at])
        kind: TokenKind = match.lastgroup  # type: ignore[assignment]  # the groups are the kinds
        shown = match[kind]
        inner = shown[1:-1] if kind == "text" else shown
        found.append(Token(kind, inner, match.start(kind), match.end(kind), shown))
        if kind == "end":
            return found
        at = match.end()
