"""Rules for plural forms: which form of a message belongs to a number."""

from __future__ import annotations

import re
from functools import lru_cache
from gettext import c2py
from typing import TYPE_CHECKING, Final

from simulator.i18n.po_lines import MOST_FORMS

if TYPE_CHECKING:
    from collections.abc import Callable

_RULE: Final = re.compile(r"\s*nplurals\s*=\s*([0-9])\s*;\s*plural\s*=([^;]*);?\s*")
_LONGEST: Final = 500
"""The most characters of a rule; the longest one of any language has about 200."""
_TRIED: Final = (*range(200), 1000, 1_000_000)
"""The numbers that a rule is tried with."""
DEFAULT_RULE: Final = "nplurals=2; plural=(n != 1);"
"""The rule of a language that nobody knows."""


@lru_cache(maxsize=64)
def plural_rule(header: str) -> tuple[int, Callable[[int], int]] | None:
    """The number of forms and the function that picks one; None if the rule cannot be used.

    A rule can still divide by zero for a number that was not tried here.

    Args:
        header: The value of a `Plural-Forms` header.

    >>> rule = plural_rule("nplurals=2; plural=(n != 1);")
    >>> rule and [rule[1](x) for x in (0, 1, 2)]
    [1, 0, 1]
    >>> plural_rule("nplurals=2; plural=n/0;"), plural_rule("nplurals=99999999999; plural=0;")
    (None, None)
    """
    found = _RULE.fullmatch(header) if len(header) <= _LONGEST else None
    if found is None:
        return None
    forms = int(found[1])
    try:
        picks: Callable[[int], int] = c2py(found[2])
        fits = all(0 <= picks(n) < forms for n in _TRIED)
    except (ValueError, ArithmeticError, RecursionError, SyntaxError, MemoryError):
        return None
    return (forms, picks) if fits and forms <= MOST_FORMS else None
