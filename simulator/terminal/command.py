"""The commands of the text player, read from lines of input."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from msgspec import Struct

if TYPE_CHECKING:
    from simulator.presentation.scene import Scene
    from simulator.session.timing import Allowance

CommandKind: TypeAlias = Literal[
    "choose", "leave", "give-up", "take-back", "repeat", "wait", "help", "timed", "unknown"
]

ECHOED: Final = 40
"""The number of characters of an unknown line that are printed in the error message."""

_LETTERS: Final[dict[str, CommandKind]] = {
    "q": "leave",
    "x": "give-up",
    "b": "take-back",
    "r": "repeat",
    "w": "wait",
    "?": "help",
    "h": "help",
    "": "repeat",
}
# Six digits are eleven days; a longer time is no time that a reply takes.
_TIME: Final = re.compile(r"\s*(?P<number>[0-9]{1,6}(?:\.[0-9]{1,3})?)\s*(?P<unit>s|%)")


class Command(Struct, frozen=True):
    """A line of input as a command.

    Attributes:
        kind: The kind of the command. `timed`: a choice with a response time, typed by a person,
            whose replies are measured.
        choice: The id of the choice, for `choose`.
        reply: The response time that the line states, in milliseconds; None: it states none.
    """

    kind: CommandKind
    choice: str = ""
    reply: int | None = None


def parse_command(
    line: str, scene: Scene, allowance: Allowance | None = None, *, scripted: bool = True
) -> Command:
    """The command of a line, which is the number or the id of a choice, or a letter.

    A script may add the time that a reply took: `2 @6s`, or `2 @40%` of the allowance.

    Args:
        line: The line as it was typed.
        scene: The scene with the choices that are on offer.
        allowance: The time that is fair for the reply; None: replies are not timed, so a share of
            the allowance is ignored.
        scripted: Whether the line comes from a script, which may state response times.
    """
    text = line.strip()
    command, at, time = text.rpartition("@")
    timed = _TIME.fullmatch(time) if at else None
    if timed is not None:
        text = command.strip()
    for offered in (*scene.replies, *scene.lookups):
        if text in {str(offered.number), offered.id}:
            if timed is None:
                return Command("choose", offered.id)
            if not scripted:
                return Command("timed")
            return Command("choose", offered.id, _reply_time(timed, allowance))
    return Command(_LETTERS.get(text.lower(), "unknown"))


def _reply_time(timed: re.Match[str], allowance: Allowance | None) -> int | None:
    """The response time that a line states, in milliseconds; None: a share of no allowance."""
    amount = round(float(timed["number"]) * 1000)
    if timed["unit"] == "s":
        return amount
    if allowance is None:
        return None
    return -(-(allowance.whole or allowance.base) * amount // 100_000)
