"""Checks the form of ids, and makes ids from an author's words."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container

MAX_ID = 64
"""The length of the longest id, in characters."""
_ID = re.compile("[a-z][a-z0-9-]*")
_WORD = re.compile("[a-z0-9]+")
_MAX_SLUG = 32
_MAX_WORDS = 500


def is_id(text: str) -> bool:
    """Whether a text is an id: lower-case letters, digits and hyphens, a letter first."""
    return len(text) <= MAX_ID and _ID.fullmatch(text) is not None


def slug(words: str, fallback: str, taken: Container[str] = ()) -> str:
    """A short id made from some words.

    Args:
        words: Any text. Letters lose their accents; letters that are not Latin are left out.
        fallback: The id if no letter remains.
        taken: Ids already in use; the new id gets a number if it would repeat one of them.

    >>> slug("Oh no. I'm so sorry, really!", "choice", {"x"})
    'oh-no-im-so-sorry-really'
    >>> slug("对不起", "choice", {"choice"})
    'choice-2'
    """
    plain = unicodedata.normalize("NFKD", words[:_MAX_WORDS].replace("'", "").replace("\u2019", ""))
    parts: list[str] = []
    for word in _WORD.findall(plain.encode("ascii", "ignore").decode().lower()):
        if not parts and not word[0].isalpha():
            continue
        if parts and sum(map(len, parts)) + len(parts) + len(word) > _MAX_SLUG:
            break
        parts.append(word[:_MAX_SLUG])
    base = "-".join(parts) or fallback
    return base if base not in taken else f"{base}-{_free_number(base, taken)}"


def _free_number(base: str, taken: Container[str]) -> int:
    """The first number that makes an id with `base` which is not taken yet.

    The numbers of an author's choices have no gaps, so the search doubles its steps: thousands of
    choices with the same words would take too long one by one.
    """
    used, free = 1, 2
    while f"{base}-{free}" in taken:
        used, free = free, 2 * free
    while free - used > 1:
        middle = (used + free) // 2
        if f"{base}-{middle}" in taken:
            used = middle
        else:
            free = middle
    return free
