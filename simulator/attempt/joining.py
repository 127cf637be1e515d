"""Where a joiner, a variation selector or a tag has a meaning in a name.

All three are drawn as nothing, and change how the characters beside them are drawn. Where they
change nothing, two names that look the same would differ.
"""

from __future__ import annotations

import unicodedata
from typing import Final

_NON_JOINER: Final = "\u200c"
_JOINER: Final = "\u200d"
_VIRAMA: Final = 9
"""The combining class of the marks that join consonants of Indic scripts."""
_JOINING_SCRIPTS: Final = (
    "ADLAM",
    "ARABIC",
    "CHORASMIAN",
    "HANIFI ROHINGYA",
    "MANDAIC",
    "MANICHAEAN",
    "MONGOLIAN",
    "NKO",
    "OLD UYGHUR",
    "PHAGS-PA",
    "PSALTER PAHLAVI",
    "SOGDIAN",
    "SYRIAC",
)
"""The first words of the names of letters whose form depends on their neighbours."""
_IDEOGRAPHS: Final = ("CJK", "TANGUT", "NUSHU", "KHITAN", "HANGUL")
_FLAG: Final = "\U0001f3f4"
_LAST_TAG: Final = "\U000e007f"
_TAGS: Final = frozenset(map(chr, (*range(0xE0030, 0xE003A), *range(0xE0061, 0xE007B))))
_MOST_TAGS: Final = 6


def is_meaningful(text: str, place: int) -> bool:
    """Whether a joiner or a variation selector changes how its neighbours are drawn.

    Args:
        text: The text.
        place: The position of the joiner or selector, from 0.
    """
    if not place:
        return False
    if text[place] not in (_JOINER, _NON_JOINER):
        return _has_variants(text[place - 1], text[place])
    after = text[place + 1] if place + 1 < len(text) else ""
    if unicodedata.combining(text[place - 1]) == _VIRAMA:
        return True
    if after and unicodedata.combining(after) == _VIRAMA and _is_letter(text[place - 1]):
        return True
    before = _base_before(text, place)
    if text[place] == _JOINER and _is_pictograph(before) and _is_pictograph(after):
        return True
    neighbours = _is_joining(before), _is_joining(after)
    # A joiner at the end of a word gives a letter the form that it has in the middle of one.
    return all(neighbours) or (any(neighbours) and text[place] == _JOINER)


def is_tag_of_flag(text: str, place: int) -> bool:
    """Whether a character belongs to the tags of a flag, such as that of Wales.

    Args:
        text: The text.
        place: The position of the character, from 0.
    """
    start = text.rfind(_FLAG, 0, place)
    end = text.find(_LAST_TAG, place)
    if start < 0 or not 2 <= end - start - 1 <= _MOST_TAGS:
        return False
    return _TAGS.issuperset(text[start + 1 : end])


def _has_variants(character: str, selector: str) -> bool:
    """Whether a character has variants that a selector of this kind can choose."""
    category = unicodedata.category(character)
    if selector < "\u1900":
        return _is_letter(character) and _starts_with(character, ("MONGOLIAN",))
    if _starts_with(character, _IDEOGRAPHS):
        return True
    if selector > "\uffff" or category[0] in "MZC":
        return False
    return (
        (category[0] != "L" and category != "Nd")
        or character in "0123456789\N{INFORMATION SOURCE}"
        or _starts_with(character, ("MYANMAR", "PHAGS-PA", "MANICHAEAN"))
    )


def _base_before(text: str, place: int) -> str:
    """The character before a place, but for its combining marks and the colour of its skin."""
    for character in reversed(text[:place]):
        if unicodedata.category(character) not in ("Mn", "Me", "Sk"):
            return character
    return ""


def _is_pictograph(character: str) -> bool:
    """Whether a character is a symbol; Python may not know the newest ones."""
    return bool(character) and (
        unicodedata.category(character) == "So" or "\U0001f000" <= character <= "\U0001faff"
    )


def _is_joining(character: str) -> bool:
    return bool(character) and _is_letter(character) and _starts_with(character, _JOINING_SCRIPTS)


def _is_letter(character: str) -> bool:
    return unicodedata.category(character) in ("Lo", "Lm", "Ll", "Lu", "Mc", "Mn")


def _starts_with(character: str, words: tuple[str, ...]) -> bool:
    return unicodedata.name(character, "").startswith(words)
