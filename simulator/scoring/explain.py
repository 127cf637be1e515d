"""A score sheet with its arithmetic laid out: every milli-point can be counted again."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from msgspec import Struct

from simulator.scoring.arithmetic import ZERO, milli

if TYPE_CHECKING:
    from simulator.scenario.model import Dimension
    from simulator.scenario.rubric import Rubric
    from simulator.scoring.arithmetic import Reason
    from simulator.scoring.sheet import ScoreSheet


class Explained(Struct, frozen=True, kw_only=True):
    """A figure and all the terms that add up to it.

    Attributes:
        exact: The sum of what the reasons earned; None: not observed.
        value: The same in milli-points.
    """

    name: Dimension
    exact: Fraction | None
    value: int | None
    reasons: tuple[Reason, ...]


class Weighed(Struct, frozen=True, kw_only=True):
    """A term of the total: an observed figure in milli-points, and its weight."""

    name: Dimension
    weight: int
    value: int


class Explanation(Struct, frozen=True, kw_only=True):
    """How each figure came about, and the total.

    Attributes:
        weighed: The figures observed.
        mean: Their weighted mean in points; 0 if none was observed.
        cap: The points that a critical error leaves at the most; None where it took nothing.
        total: In milli-points.
    """

    figures: tuple[Explained, ...]
    weighed: tuple[Weighed, ...]
    mean: Fraction
    cap: int | None
    total: int


def explain(rubric: Rubric, sheet: ScoreSheet) -> Explanation:
    """Lays out the arithmetic of a score sheet.

    Args:
        rubric: That it was scored by.
        sheet: With all its reasons.
    """
    figures = tuple(_explained(sheet, name) for name in sheet.figures)
    weighed = tuple(
        Weighed(name=x.name, weight=rubric.weights[x.name], value=x.value)
        for x in figures
        if x.value is not None
    )
    weights = sum(x.weight for x in weighed)
    mean = Fraction(sum(x.weight * x.value for x in weighed), weights * 1000) if weights else ZERO
    capped = sheet.total < milli(mean)
    return Explanation(
        figures=figures,
        weighed=weighed,
        mean=mean,
        cap=rubric.critical_cap if capped else None,
        total=sheet.total,
    )


def _explained(sheet: ScoreSheet, name: Dimension) -> Explained:
    reasons = tuple(x for x in sheet.reasons if x.rule.partition(".")[0] == name)
    value = sheet.figures[name]
    exact = None if value is None else sum((x.earned for x in reasons), ZERO)
    return Explained(name=name, exact=exact, value=value, reasons=reasons)
