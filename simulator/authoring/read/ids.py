"""Ids out of an author's words."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container

ID = re.compile("[a-z][a-z0-9-]*")
LONGEST_ID = 64
_WORD = re.compile("[a-z0-9]+")
_LONGEST_SLUG = 32


def is_id(text: str) -> bool:
    """Whether it is lower-case letters, digits and hyphens, a letter first."""
    return len(text) <= LONGEST_ID and ID.fullmatch(text) is not None


def slug(words: str, fallback: str, taken: Container[str] = ()) -> str:
    """A short id out of some words, unlike those taken.

    >>> slug("Oh no. I'm so sorry, really!", "choice", {"x"})
    'oh-no-im-so-sorry-really'
    >>> slug("对不起", "choice", {"choice"})
    'choice-2'
    """
    plain = unicodedata.normalize("NFKD", words[:500].replace("'", "").replace("\u2019", ""))
    parts: list[str] = []
    for word in _WORD.findall(plain.encode("ascii", "ignore").decode().lower()):
        if not parts and not word[0].isalpha():
            continue
        if parts and sum(map(len, parts)) + len(parts) + len(word) > _LONGEST_SLUG:
            break
        parts.append(word[:_LONGEST_SLUG])
    base = "-".join(parts) or fallback
    name, number = base, 1
    while name in taken:
        number += 1
        name = f"{base}-{number}"
    return name
