"""The commands of the text player, read from lines of input."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from msgspec import Struct

if TYPE_CHECKING:
    from simulator.presentation.scene import Scene
    from simulator.session.timing import Allowance

CommandKind: TypeAlias = Literal["choose", "leave", "give-up", "repeat", "wait", "help", "unknown"]

ECHOED: Final = 40
"""The number of characters of an unknown line that are printed in the error message."""

_LETTERS: Final[dict[str, CommandKind]] = {
    "q": "leave",
    "x": "give-up",
    "r": "repeat",
    "w": "wait",
    "?": "help",
    "h": "help",
    "": "repeat",
}
_TIMED: Final = re.compile(
    r"^(?P<command>.*?)\s*@\s*(?P<number>\d+(?:\.\d{1,3})?)\s*(?P<unit>s|%)$"
)


class Command(Struct, frozen=True):
    """A line of input as a command.

    Attributes:
        kind: The kind of the command.
        choice: The id of the choice, for `choose`.
        reply: The response time that the line states, in milliseconds; None: it states none.
    """

    kind: CommandKind
    choice: str = ""
    reply: int | None = None


def parse_command(line: str, scene: Scene, allowance: Allowance | None = None) -> Command:
    """The command of a line, which is the number or the id of a choice, or a letter.

    A script may add the time that a reply took: `2 @6s`, or `2 @40%` of the allowance.

    Args:
        line: The line as it was typed.
        scene: The scene with the choices that are on offer.
        allowance: The time that is fair for the reply; None: replies are not timed, so a share of
            the allowance is ignored.
    """
    text = line.strip()
    reply: int | None = None
    timed = _TIMED.match(text)
    if timed is not None:
        text = timed["command"].strip()
        amount = round(float(timed["number"]) * 1000)
        if timed["unit"] == "s":
            reply = amount
        elif allowance is not None:
            reply = -(-(allowance.whole or allowance.base) * amount // 100_000)
    for offered in (*scene.replies, *scene.lookups):
        if text in {str(offered.number), offered.id}:
            return Command("choose", offered.id, reply)
    return Command(_LETTERS.get(text.lower(), "unknown"))
