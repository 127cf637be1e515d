"""Exact fractions, one rounding rule, and one curve for every value that fades.

Source: *How the figures are computed* in `docs/scoring.md`.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable

ZERO: Final = Fraction(0)
ONE: Final = Fraction(1)
HUNDRED: Final = Fraction(100)
_CURVE_ENDS_AT: Final = 10


def halving_curve(x: Fraction | int) -> Fraction:
    """The share that is left after `x`, from 1 down to 0.

    The share is 1 up to 0, then a half at 1, a quarter at 2 and so on, with straight lines
    between the whole numbers, and 0 from 10 on. One curve serves all dimensions, so that a
    trainer learns it once. The curve is a default of ours.

    >>> [str(halving_curve(x)) for x in (-1, 0, 1, Fraction(3, 2), 2, 10)]
    ['1', '1', '1/2', '3/8', '1/4', '0']
    """
    if x <= 0:
        return ONE
    if x >= _CURVE_ENDS_AT:
        return ZERO
    numerator, denominator = x.as_integer_ratio()
    whole, rest = divmod(numerator, denominator)
    # From here to the next whole number the share falls by half; in the last piece to 0.
    parts = denominator if whole + 1 == _CURVE_ENDS_AT else 2 * denominator
    return Fraction(parts - rest, parts << whole)


def milli(points: Fraction) -> int:
    """Points as whole milli-points, rounded half up.

    >>> milli(Fraction(200, 3)), milli(Fraction(1, 2000)), milli(Fraction(-1, 2000))
    (66667, 1, 0)
    """
    numerator, denominator = points.as_integer_ratio()
    return (numerator * 2000 + denominator) // (denominator * 2)


def exact_sum(terms: Iterable[Fraction]) -> Fraction:
    """The sum of fractions, as `sum` gives it; terms with one denominator are added first.

    The terms of a long play share few denominators. Adding whole numbers first saves the search
    for a common denominator at every term.

    >>> str(exact_sum([Fraction(1, 2), Fraction(1, 3), Fraction(1, 2)]))
    '4/3'
    """
    numerators: dict[int, int] = {}
    for term in terms:
        numerator, denominator = term.as_integer_ratio()
        numerators[denominator] = numerators.get(denominator, 0) + numerator
    return sum((Fraction(top, bottom) for bottom, top in numerators.items()), ZERO)


class Reason(Struct, frozen=True, kw_only=True):
    """One of the terms that add up to the score of a dimension.

    Attributes:
        rule: The rule of the term, such as `empathy.credit`; `docs/scoring.md` explains each.
        earned: Points that the term adds to the score, -100 to 100; below 0 where a rule takes
            points off.
        possible: The most points that this term could have added.
        node: Id of the node that the term is about; None for a rule on the whole play.
        choice: Id of the choice that the term is about; None for a rule on the whole play.
        subject: Id of the opportunity, promise, extra, behaviour, step or requirement that the
            term is about; None where the node and the choice say it.
        turn: Number of the turn that the term is about, from 0; None for a rule on the whole
            play.
    """

    rule: str
    earned: Fraction
    possible: Fraction
    node: str | None = None
    choice: str | None = None
    subject: str | None = None
    turn: int | None = None


class DimensionScore(Struct, frozen=True, kw_only=True):
    """The score of one dimension, exact and with its reasons.

    Attributes:
        exact: 0 to 100 points; None: not observed.
        reasons: The terms that add up to `exact`.
    """

    exact: Fraction | None
    reasons: tuple[Reason, ...] = ()

    @property
    def value(self) -> int | None:
        """The score in milli-points, rounded half up; None: not observed."""
        return None if self.exact is None else milli(self.exact)


NOT_OBSERVED: Final = DimensionScore(exact=None)
"""The score of a dimension that nothing in the play could show."""


def score_from(reasons: Iterable[Reason]) -> DimensionScore:
    """The score that these reasons add up to."""
    terms = tuple(reasons)
    return DimensionScore(exact=exact_sum(x.earned for x in terms), reasons=terms)
