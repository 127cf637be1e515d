"""Text for a terminal whose encoding has few characters, such as ASCII or Latin-1."""

from __future__ import annotations

import codecs
from typing import Final

READABLE: Final = "simulator.readable"
"""The name of the error handler for `str.encode` that this module registers."""

_SIMILAR: Final = {
    **dict.fromkeys("\u2010\u2011\u2012–—―\u2212", "-"),
    **dict.fromkeys("‘’\u201a\u201b\u2032", "'"),
    **dict.fromkeys("“”„‟″«»「」『』", '"'),
    **dict.fromkeys("•·・", "*"),
    "…": "...",
    "→": "->",
    "←": "<-",
    "↑": "+",
    "↓": "-",
    "×": "x",
    "≈": "~",
    "\N{REPLACEMENT CHARACTER}": "?",
    "。": ".",
    "、": ",",
    "\N{ZERO WIDTH NON-JOINER}": "",
    "\N{ZERO WIDTH JOINER}": "",
}


def _readable(error: UnicodeError) -> tuple[str, int]:
    """What to encode in place of the characters that the encoding lacks, and where to go on."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lacking = error.object[error.start : error.end]
    return "".join(map(_similar, lacking)), error.end


def _similar(character: str) -> str:
    """A similar text in ASCII, such as `"` for `“` and `e` for `é`; otherwise an escape."""
    if character in _SIMILAR:
        return _SIMILAR[character]
    import unicodedata  # noqa: PLC0415 - every start of the program loads this module

    parts = unicodedata.normalize("NFKD", character)
    plain = "".join(x for x in parts if not unicodedata.combining(x))
    if plain and plain.isascii() and plain.isprintable():
        return plain
    return character.encode("ascii", "backslashreplace").decode("ascii")


codecs.register_error(READABLE, _readable)
