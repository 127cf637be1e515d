"""A text player on a short story, and a keyboard that can run code before a line."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from simulator.attempt.context import AppContext, PlayRequest
from simulator.attempt.edition import Edition
from simulator.terminal.player import TextPlayer
from tests.attempt.players import context
from tests.shipped import program

if TYPE_CHECKING:
    from simulator.store.memory import MemoryStore

ID = "a" * 32
TEXT = """
    title: Two words
    customer: {name: Ana}
    nodes:
      hello: {line: Hello?, choices: [{id: hi, say: Hi., to: more}]}
      more: {line: More?, choices: [{id: no, say: No., to: end}]}
      end: {line: Bye., ending: resolved}
      lost: {line: Lost., ending: lost}
"""


class Typed(io.StringIO):
    """Lines that a person types; each may call a function first."""

    def __init__(self, *lines: str | tuple[str, Callable[[], None]]) -> None:
        super().__init__()
        self._typed = iter(lines)

    def readline(self, _: int = -1, /) -> str:  # type: ignore[override]  # of bytes, it thinks
        typed = next(self._typed, "")
        if isinstance(typed, str):
            return typed
        line, act = typed
        act()
        return line

    def isatty(self) -> bool:
        return True


@cache
def edition(text: str = TEXT) -> Edition:
    return Edition(program(text))


def world(store: MemoryStore) -> AppContext:
    return context(store, id_=ID, seed=1)


def text_player(
    store: MemoryStore,
    lines: io.StringIO,
    out: io.StringIO,
    *,
    measured: bool,
    text: str = TEXT,
) -> TextPlayer:
    request = PlayRequest(edition=edition(text), trainee="Ana", language="en")
    return TextPlayer(world(store), request, lines, out, measured=measured)
