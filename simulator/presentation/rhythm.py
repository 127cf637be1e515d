"""How fast the words of a customer appear when speech is typed."""

from __future__ import annotations

from typing import Final

_CHARACTER: Final = 25
"""Milliseconds for a character of an alphabet."""
_HAN: Final = 70
"""Milliseconds for a Chinese or Japanese character, which holds about three letters of speech."""
_PAUSES: Final = {
    **dict.fromkeys(",;:،，、；：", 120),
    **dict.fromkeys(".!?…。！？", 250),
}
"""Milliseconds of silence after a mark."""
_HAN_FROM: Final = "\u2e80"


def speech_time(text: str) -> int:
    """The milliseconds until the whole text has appeared.

    >>> speech_time("No."), speech_time("")
    (325, 0)
    """
    return sum(_time(x) for x in text)


def spoken(text: str, elapsed: int) -> int:
    """The number of characters that have appeared after some time.

    Args:
        text: What is said.
        elapsed: Milliseconds since the first character began to appear.

    >>> [spoken("No. Yes.", x) for x in (0, 50, 320, 100_000)]
    [0, 2, 2, 8]
    """
    for count, char in enumerate(text):
        elapsed -= _time(char)
        if elapsed < 0:
            return count
    return len(text)


def _time(char: str) -> int:
    return (_HAN if char >= _HAN_FROM else _CHARACTER) + _PAUSES.get(char, 0)
