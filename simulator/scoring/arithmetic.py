"""Exact fractions, one rounding, one curve for everything that fades."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable

ZERO: Final = Fraction(0)
ONE: Final = Fraction(1)
HUNDRED: Final = Fraction(100)
_GONE: Final = 10


def halving(x: Fraction | int) -> Fraction:
    """1 up to 0, a half at 1, a quarter at 2 and so on; straight between; 0 from 10 on.

    Source: a default of ours; one curve, so that a trainer learns it once.

    >>> [str(halving(x)) for x in (-1, 0, 1, Fraction(3, 2), 2, 10)]
    ['1', '1', '1/2', '3/8', '1/4', '0']
    """
    if x <= 0:
        return ONE
    if x >= _GONE:
        return ZERO
    whole = int(x)
    high = Fraction(1, 2**whole)
    low = ZERO if whole + 1 == _GONE else high / 2
    return high - (high - low) * (x - whole)


def milli(x: Fraction) -> int:
    """Points as whole milli-points, rounded half up.

    >>> milli(Fraction(200, 3)), milli(Fraction(1, 2000))
    (66667, 1)
    """
    return int((x * 2000 + 1) // 2)


class Reason(Struct, frozen=True, kw_only=True):
    """Why a figure is what it is: one of the terms that add up to it.

    Attributes:
        rule: The rule, such as `empathy.credit`; `docs/scoring.md` has each.
        earned: Points of the figure, 0 to 100; below 0 where something was taken off.
        possible: The most that this term could have given.
        node: Where; choice: by which choice; both None for a rule on the whole play.
        subject: The opportunity, promise, extra, step or requirement that it is about.
        turn: The number of the reply, from 0.
    """

    rule: str
    earned: Fraction
    possible: Fraction
    node: str | None = None
    choice: str | None = None
    subject: str | None = None
    turn: int | None = None


class Figure(Struct, frozen=True, kw_only=True):
    """One dimension of a score sheet.

    Attributes:
        exact: 0 to 100; None: not observed.
        reasons: They add up to `exact`.
    """

    exact: Fraction | None
    reasons: tuple[Reason, ...] = ()

    @property
    def value(self) -> int | None:
        """In milli-points; None: not observed."""
        return None if self.exact is None else milli(self.exact)


NOT_OBSERVED: Final = Figure(exact=None)


def figure(reasons: Iterable[Reason]) -> Figure:
    """The figure that these reasons add up to."""
    kept = tuple(reasons)
    return Figure(exact=sum((x.earned for x in kept), ZERO), reasons=kept)
