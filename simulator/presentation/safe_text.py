"""Makes the characters of a text harmless that can disturb a terminal or a window.

Names and authored texts may contain any character. A terminal obeys control characters, and
bidirectional controls change the order of the text that follows them, far beyond the text that
they stand in. What is shown goes through `displayable` first; what is stored is not changed.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

REPLACEMENT: Final = "\ufffd"
"""Shown in place of each character that would disturb what stands beside or after the text."""

MOST_MARKS: Final = 6
"""The most combining marks that are shown on one character. Written languages need at most 5."""

_LINE_END: Final = "\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]"
_DISTURBING: Final = (
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"  # control characters but tab and line ends
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # bidirectional controls
    "\ud800-\udfff"  # lone surrogates
    "\ufff9-\ufffb"  # interlinear annotations
    "\ufdd0-\ufdef"  # code points that are no characters, here and in each plane
    + "".join(
        f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
    )
)
# What Unicode calls Default_Ignorable_Code_Point, without what stands above, without the joiners
# U+200C and U+200D, without the variation selectors, and without _BREAK_MARKS.
_IGNORABLE: Final = (
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u2061-\u2065\u206a-\u206f\u3164\uffa0"
    "\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"
)
_BREAK_MARKS: Final = "\u200b\u2060\ufeff"
"""Invisible characters that say only where a line may end, or may not."""

_CHANGED: Final = re.compile(
    f"(?P<end>{_LINE_END})|(?P<tab>\t)|(?P<disturbing>[{_DISTURBING}])"
    f"|(?P<breaks>[{_BREAK_MARKS}])|[{_IGNORABLE}]"
)
# Combining marks are no word characters. The second check, by category, is slower.
_MAYBE_MARKS: Final = re.compile(rf"[^\w\s!-~]{{{MOST_MARKS + 1},}}")


def displayable(text: str, *, break_marks: bool = False) -> str:
    r"""A text without the characters that could disturb a terminal or a window.

    - Line ends of every kind become ``\n``, and a tab becomes a space.
    - Control characters, bidirectional controls, lone surrogates, interlinear annotations and
      code points that are no characters become U+FFFD each, so that a reader sees that something
      was there.
    - Other characters that are drawn as nothing are removed. Joiners and variation selectors
      stay, because they choose the form of the characters beside them.
    - Of the combining marks on one character, the first `MOST_MARKS` stay.

    Args:
        text: Any text.
        break_marks: Whether the zero-width space, the word joiner and the byte order mark stay,
            for a caller that breaks the text into lines.

    >>> displayable("red \x1b[31m, \u202eback\u202c, zero\u200bwidth")
    'red �[31m, �back�, zerowidth'
    >>> displayable("one\r\ntwo\tthree")
    'one\ntwo three'
    """
    if text.isascii() and text.isprintable():
        return text

    def shown(match: re.Match[str]) -> str:
        if match["end"]:
            return "\n"
        if match["tab"]:
            return " "
        if match["breaks"] and break_marks:
            return match["breaks"]
        return REPLACEMENT if match["disturbing"] else ""

    return _MAYBE_MARKS.sub(_fewer_marks, _CHANGED.sub(shown, text))


def displayable_line(text: str) -> str:
    r"""What `displayable` gives, in one line: a line end becomes a space.

    >>> displayable_line("Ana\nLima")
    'Ana Lima'
    """
    return displayable(text).replace("\n", " ")


def _fewer_marks(match: re.Match[str]) -> str:
    """A run of characters that may be combining marks, with at most `MOST_MARKS` together."""
    found: list[str] = []
    marks = 0
    for char in match.group():
        marks = marks + 1 if unicodedata.category(char) in ("Mn", "Me") else 0
        if marks <= MOST_MARKS:
            found.append(char)
    return "".join(found)
