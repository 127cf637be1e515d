"""What a line of input asks for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, TypeAlias

from msgspec import Struct

if TYPE_CHECKING:
    from simulator.presentation.scene import Scene
    from simulator.session.timing import Allowance

Command: TypeAlias = Literal["choose", "leave", "give-up", "repeat", "wait", "help", "unknown"]

_COMMANDS: dict[str, Command] = {
    "q": "leave",
    "x": "give-up",
    "r": "repeat",
    "w": "wait",
    "?": "help",
    "h": "help",
    "": "repeat",
}
_TIMED = re.compile(r"^(?P<what>.*?)\s*@\s*(?P<number>\d+(?:\.\d{1,3})?)\s*(?P<unit>s|%)$")


class Answer(Struct, frozen=True):
    """A line, understood.

    Attributes:
        choice: The id of the choice, for `choose`.
        reply: Milliseconds that the line says the reply took; None: it says nothing.
    """

    command: Command
    choice: str = ""
    reply: int | None = None


def understand(line: str, scene: Scene, allowance: Allowance | None = None) -> Answer:
    """Reads a line: a number or id of a choice, or the letter of a command.

    A script may tell how long a reply took: `2 @6s`, or `2 @40%` of the allowance.
    """
    text = line.strip()
    reply: int | None = None
    timed = _TIMED.match(text)
    if timed is not None:
        text = timed["what"].strip()
        amount = round(float(timed["number"]) * 1000)
        if timed["unit"] == "s":
            reply = amount
        elif allowance is not None and allowance.whole is not None:
            reply = -(-allowance.whole * amount // 100_000)
    for offer in (*scene.replies, *scene.lookups):
        if text in {str(offer.number), offer.id}:
            return Answer("choose", offer.id, reply)
    return Answer(_COMMANDS.get(text.lower(), "unknown"))
