"""What trainees think of their own attempt. It is private, and no part of a score."""

from __future__ import annotations

import unicodedata
from typing import Final

from msgspec import Struct

LONGEST_HALF: Final = 120
"""The most characters of each half of a plan."""


class Plan(Struct, frozen=True, kw_only=True):
    """An if-then plan: what the trainee will do when something happens again.

    Attributes:
        when: What happens, in the words of the trainee.
        then: What the trainee will do.
    """

    when: str
    then: str


def plan_of(when: str, then: str) -> Plan | None:
    r"""A plan from what was typed; None if one of its halves is empty.

    Control characters are dropped, and a half that is too long is cut.

    >>> plan_of(" she asks twice ", "I\ttell her the time.")
    Plan(when='she asks twice', then='I tell her the time.')
    >>> plan_of("she asks", " ") is None
    True
    """
    halves = [_clean(x) for x in (when, then)]
    return Plan(when=halves[0], then=halves[1]) if all(halves) else None


def _clean(text: str) -> str:
    spaced = " ".join(text.split())
    kept = "".join(x for x in spaced if unicodedata.category(x) not in ("Cc", "Cs"))
    return kept[:LONGEST_HALF].strip()
