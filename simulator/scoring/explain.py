"""The arithmetic of a score sheet, step by step, so that a reader can check every number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from simulator.scoring.arithmetic import exact_sum
from simulator.scoring.result import weighted_mean

if TYPE_CHECKING:
    from fractions import Fraction

    from simulator.scenario.rubric import Rubric
    from simulator.scenario.vocabulary import Dimension
    from simulator.scoring.arithmetic import Reason
    from simulator.scoring.result import Bound
    from simulator.scoring.sheet import ScoreSheet


class ExplainedScore(Struct, frozen=True, kw_only=True):
    """The score of a dimension, and all the terms that add up to it.

    Attributes:
        name: The dimension.
        exact: The sum of the earned points of all terms, 0 to 100; None if the dimension was not
            observed.
        value: The score on the sheet, in milli-points; None if the dimension was not observed.
        reasons: The terms, in the order of the sheet.
    """

    name: Dimension
    exact: Fraction | None
    value: int | None
    reasons: tuple[Reason, ...]


class WeightedScore(Struct, frozen=True, kw_only=True):
    """One term of the total: the score of an observed dimension, and its weight.

    Attributes:
        name: The dimension.
        weight: The weight of the dimension in the total.
        value: The score on the sheet, in milli-points.
    """

    name: Dimension
    weight: int
    value: int


class Explanation(Struct, frozen=True, kw_only=True):
    """The computation of all scores and of the total.

    Attributes:
        scores: The scores of all dimensions.
        weighted: The scores of the observed dimensions, with their weights.
        mean: The weighted mean of `weighted`, in points; 0 if no dimension was observed.
        bound: The bound of the rubric that changed the total; None: no bound did.
        total: The total on the sheet, in milli-points.
    """

    scores: tuple[ExplainedScore, ...]
    weighted: tuple[WeightedScore, ...]
    mean: Fraction
    bound: Bound | None
    total: int


def explain_sheet(rubric: Rubric, sheet: ScoreSheet) -> Explanation:
    """The explanation of a score sheet.

    Args:
        rubric: The rubric that the sheet was scored by.
        sheet: The sheet, with all its reasons.
    """
    reasons: dict[str, list[Reason]] = {}
    for reason in sheet.reasons:
        reasons.setdefault(reason.rule.partition(".")[0], []).append(reason)
    scores = tuple(
        _explained_score(name, value, tuple(reasons.get(name, ())))
        for name, value in sheet.scores.items()
    )
    weighted = tuple(
        WeightedScore(name=x.name, weight=rubric.weights[x.name], value=x.value)
        for x in scores
        if x.value is not None
    )
    return Explanation(
        scores=scores,
        weighted=weighted,
        mean=weighted_mean(rubric, sheet.scores),
        bound=sheet.bound,
        total=sheet.total,
    )


def _explained_score(
    name: Dimension, value: int | None, reasons: tuple[Reason, ...]
) -> ExplainedScore:
    exact = None if value is None else exact_sum(x.earned for x in reasons)
    return ExplainedScore(name=name, exact=exact, value=value, reasons=reasons)
