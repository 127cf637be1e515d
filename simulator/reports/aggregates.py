"""What many attempts say together: first, best and last figures, spread, growth and mastery.

Only results count: attempts that were played to an ending, that can be interpreted, whose replies
a person made, that are no retakes, and that no reviewer has set aside. So an attempt that was left
before its end is never ranked beside a finished one. The attempts of one person at one scenario in
one mode are a *series*.
"""

from __future__ import annotations

from statistics import fmean, median, quantiles
from typing import TYPE_CHECKING, Final, Literal, TypeAlias, get_args

from msgspec import Struct

from simulator.scenario.vocabulary import DIMENSIONS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from simulator.attempt.record import Attempt

GroupedBy: TypeAlias = Literal["person", "team", "site", "cohort", "scenario", "mode", "all"]
GROUPED_BY: Final[tuple[GroupedBy, ...]] = get_args(GroupedBy)
FIGURES: Final = ("total", *DIMENSIONS)
LEAST_PEOPLE: Final = 5
"""A group of fewer people shows no figures, because they would be those of single people."""


class Summed(Struct, frozen=True, kw_only=True):
    """The figures of one group, in points.

    Attributes:
        key: The name of the group; None: the attempts without one.
        people: The number of people with a result.
        attempts: The number of results.
        passed: The number of results that were passed.
        first: The mean of the first results of the series.
        best: The mean of the best results of the series.
        last: The mean of the last results of the series.
        median: The median of all results.
        spread: The distance between the quarters of all results; None: fewer than two results.
        growth: The mean of last minus first over the series with two results or more.
        mastery: The median number of the result with which a series was passed first, from 1; None:
            no series was passed.

    All figures from `passed` on are None if the group is too small to be shown.
    """

    key: str | None
    people: int
    attempts: int
    passed: int | None = None
    first: float | None = None
    best: float | None = None
    last: float | None = None
    median: float | None = None
    spread: float | None = None
    growth: float | None = None
    mastery: float | None = None


class _Result(Struct, frozen=True):
    started: str
    points: float
    passed: bool


def aggregate(
    attempts: Iterable[Attempt],
    by: GroupedBy,
    figure: str = "total",
    least_people: int = LEAST_PEOPLE,
) -> list[Summed]:
    """The figures of each group, sorted by the key.

    Args:
        attempts: The attempts, in any order.
        by: What the attempts of a group have in common.
        figure: One of `FIGURES`.
        least_people: Groups of fewer people show no figures; groups of one person each
            (`person`) always do.
    """
    people: dict[str | None, set[str]] = {}
    series: dict[str | None, dict[tuple[str, str, str], list[_Result]]] = {}
    for attempt in attempts:
        result = _result(attempt, figure)
        if result is None:
            continue
        key = _key(attempt, by)
        people.setdefault(key, set()).add(attempt.trainee)
        one = (attempt.trainee, attempt.scenario, attempt.mode)
        series.setdefault(key, {}).setdefault(one, []).append(result)
    shown = 1 if by == "person" else least_people
    keys = sorted(series, key=lambda x: (x is None, x or ""))
    return [_summed(x, len(people[x]), list(series[x].values()), shown) for x in keys]


def _result(attempt: Attempt, figure: str) -> _Result | None:
    """The figure of an attempt; None if the attempt is no result or the figure was not observed."""
    summary = attempt.summary
    if (
        summary is None
        or summary.abandoned
        or not summary.interpretable
        or not attempt.measured
        or attempt.branch_of is not None
        or attempt.mode == "tutorial"
        or attempt.damaged
        or attempt.set_aside
    ):
        return None
    value: int | None = getattr(summary, figure)
    if value is None:
        return None
    return _Result(attempt.started, value / 1000, summary.passed is True)


def _key(attempt: Attempt, by: GroupedBy) -> str | None:
    if by == "all":
        return ""
    key: str | None = getattr(attempt, "trainee" if by == "person" else by)
    return key


def _summed(key: str | None, people: int, series: list[list[_Result]], least_people: int) -> Summed:
    every = [x for results in series for x in results]
    if people < least_people:
        return Summed(key=key, people=people, attempts=len(every))
    for results in series:
        results.sort(key=lambda x: x.started)
    points = [x.points for x in every]
    grown = [x[-1].points - x[0].points for x in series if len(x) > 1]
    mastered = [
        next(number for number, x in enumerate(results, 1) if x.passed)
        for results in series
        if any(x.passed for x in results)
    ]
    quarters = quantiles(points, n=4, method="inclusive") if len(points) > 1 else None
    return Summed(
        key=key,
        people=people,
        attempts=len(every),
        passed=sum(x.passed for x in every),
        first=fmean(x[0].points for x in series),
        best=fmean(max(y.points for y in x) for x in series),
        last=fmean(x[-1].points for x in series),
        median=median(points),
        spread=None if quarters is None else quarters[2] - quarters[0],
        growth=fmean(grown) if grown else None,
        mastery=median(mastered) if mastered else None,
    )
