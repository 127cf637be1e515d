"""Exact fractions, the rounding rule, the halving curve, and the terms of a score.

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
    """The value of the halving curve at `x`, from 1 down to 0.

    The curve is 1 for every `x` up to 0, 1/2 at 1, 1/4 at 2 and so on. Between two whole numbers it
    is a straight line, and from 10 on it is 0. All dimensions use this one curve, so that a trainer
    has to learn only one. The shape is our own choice, not a result of research.

    Args:
        x: The number of halvings, such as the number of listening faults.

    >>> [str(halving_curve(x)) for x in (-1, 0, 1, Fraction(3, 2), 2, 10)]
    ['1', '1', '1/2', '3/8', '1/4', '0']
    """
    if x <= 0:
        return ONE
    if x >= _CURVE_ENDS_AT:
        return ZERO
    numerator, denominator = x.as_integer_ratio()
    whole, rest = divmod(numerator, denominator)
    # Between two whole numbers the curve falls to half of its value, between 9 and 10 to 0.
    parts = denominator if whole + 1 == _CURVE_ENDS_AT else 2 * denominator
    return Fraction(parts - rest, parts << whole)


def milli(points: Fraction) -> int:
    """Points as whole milli-points (thousandths of a point), rounded half up.

    >>> milli(Fraction(200, 3)), milli(Fraction(1, 2000)), milli(Fraction(-1, 2000))
    (66667, 1, 0)
    """
    numerator, denominator = points.as_integer_ratio()
    return (numerator * 2000 + denominator) // (denominator * 2)


def exact_sum(terms: Iterable[Fraction]) -> Fraction:
    """The sum of fractions, equal to the result of `sum` but faster.

    The terms of a long play have few different denominators. Terms with equal denominators are
    added first as whole numbers, so that a common denominator is computed only a few times.

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
        rule: The name of the rule, such as `empathy.credit`; `docs/scoring.md` explains each rule.
        earned: The points that the term adds to the score, -100 to 100; negative if the rule
            takes points off.
        possible: The most points that the term could have added.
        node: The id of the node that the term is about; None if the term is about no single node.
        choice: The id of the choice that the term is about; None if it is about no single choice.
        subject: The id of the opportunity, promise, extra, behaviour, step or requirement that the
            term is about; None if the term is about none of these.
        turn: The number of the turn that the term is about, from 0; None if it is about no single
            turn.
    """

    rule: str
    earned: Fraction
    possible: Fraction
    node: str | None = None
    choice: str | None = None
    subject: str | None = None
    turn: int | None = None


class DimensionScore(Struct, frozen=True, kw_only=True):
    """The exact score of one dimension, with its reasons.

    Attributes:
        exact: The score, 0 to 100 points; None if the dimension was not observed.
        reasons: The terms that add up to `exact`.
    """

    exact: Fraction | None
    reasons: tuple[Reason, ...] = ()

    @property
    def value(self) -> int | None:
        """The score in milli-points, rounded half up; None: not observed."""
        return None if self.exact is None else milli(self.exact)


NOT_OBSERVED: Final = DimensionScore(exact=None)
"""The score of a dimension for which the play gave no opportunity."""


def score_from(reasons: Iterable[Reason]) -> DimensionScore:
    """The score of a dimension: the sum of the points that its reasons earned.

    Args:
        reasons: All terms of the dimension; their sum must be 0 to 100 points.
    """
    terms = tuple(reasons)
    return DimensionScore(exact=exact_sum(x.earned for x in terms), reasons=terms)
