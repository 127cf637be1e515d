"""What many attempts say together, beside figures that are computed in another way."""

from __future__ import annotations

import random
from collections import defaultdict
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from simulator.reports.aggregates import FIGURES, aggregate
from tests.chance import chance
from tests.store.examples import SUMMARY, attempt

if TYPE_CHECKING:
    from simulator.attempt.record import Attempt

GOOD = replace(SUMMARY, interpretable=True, abandoned=False)


def played(
    number: int, trainee: str, total: int, *, passed: bool = False, **fields: object
) -> Attempt:
    header = attempt(f"{number:x}", trainee=trainee, started=f"2026-03-{number % 28 + 1:02}T10")
    summary = replace(GOOD, total=total * 1000, passed=passed)
    return replace(header, ended="2026-04-01T10:00:00Z", summary=summary, **fields)


def test_the_figures_of_one_person() -> None:
    plays = [
        played(1, "Ana", 40),
        played(3, "Ana", 90, passed=True),
        played(2, "Ana", 60),
        played(4, "Ana", 80, passed=True),
    ]
    (found,) = aggregate(plays, "person")
    assert (found.key, found.people, found.attempts, found.passed) == ("Ana", 1, 4, 2)
    assert (found.first, found.best, found.last, found.median) == (40, 90, 80, 70)
    assert (found.growth, found.mastery) == (40, 3)
    assert found.spread == pytest.approx(82.5 - 55)


@pytest.mark.parametrize(
    "change",
    [
        {"summary": replace(GOOD, abandoned=True)},
        {"summary": replace(GOOD, interpretable=False)},
        {"summary": None, "ended": None},
        {"measured": False},
        {"branch_of": "a" * 32},
        {"mode": "tutorial"},
    ],
)
def test_what_is_no_result_does_not_count(change: dict[str, object]) -> None:
    assert aggregate([replace(played(1, "Ana", 99), **change)], "person") == []


def test_a_figure_that_was_not_observed_does_not_count() -> None:
    one = played(1, "Ana", 50)
    assert one.summary is not None
    without = replace(one, summary=replace(one.summary, recovery=None))
    assert aggregate([without], "person", "recovery") == []
    assert len(aggregate([without], "person", "empathy")) == 1


def test_small_groups_show_no_figures() -> None:
    def team(count: int) -> list[Attempt]:
        return [played(x, f"T{x}", 50, team="Bar") for x in range(count)]

    (small,) = aggregate(team(4), "team")
    assert (small.key, small.people, small.attempts) == ("Bar", 4, 4)
    assert {small.passed, small.first, small.best, small.median, small.growth} == {None}
    (large,) = aggregate(team(5), "team")
    assert large.first == 50


def test_many_attempts_of_few_people_are_a_small_group() -> None:
    plays = [played(x, f"T{x % 4}", 50, team="Bar") for x in range(28)]
    (found,) = aggregate(plays, "team")
    assert (found.people, found.attempts, found.median) == (4, 28, None)


def test_groups_stand_in_order_and_those_without_a_name_last() -> None:
    plays = [played(x, f"T{x}", 50, team=("B", "A", None)[x % 3]) for x in range(27)]
    assert [x.key for x in aggregate(plays, "team")] == ["A", "B", None]
    assert [x.key for x in aggregate(plays, "all")] == [""]


def by_hand(plays: list[Attempt], figure: str) -> dict[str, tuple[float, float, float]]:
    """First, best and last means of each scenario, computed from sorted lists."""
    series: dict[str, dict[tuple[str, str], list[tuple[str, float]]]] = defaultdict(dict)
    for x in plays:
        value = getattr(x.summary, figure)
        if value is not None:
            key = (x.trainee, x.mode)
            series[x.scenario].setdefault(key, []).append((x.started, value / 1000))
    found = {}
    for scenario, people in series.items():
        lists = [[y for _, y in sorted(x, key=lambda y: y[0])] for x in people.values()]
        ends = [(x[0], max(x), x[-1]) for x in lists]
        found[scenario] = tuple(sum(x) / len(ends) for x in zip(*ends, strict=True))
    return found


@pytest.mark.parametrize("figure", FIGURES)
def test_random_attempts_agree_with_sorted_lists(figure: str) -> None:
    rng: random.Random = chance()
    plays = []
    for number in range(300):
        header = attempt(
            f"{number:x}",
            trainee=f"T{rng.randrange(20)}",
            scenario=f"s{rng.randrange(4)}",
            started=f"{2000 + number}-01-01T10",
        )
        scores = {x: rng.choice((None, rng.randrange(100_001))) for x in FIGURES if x != "total"}
        summary = replace(GOOD, total=rng.randrange(100_001), **scores)
        plays.append(
            replace(
                header,
                ended="2027-01-01T00:00:00Z",
                summary=summary,
                mode=rng.choice(("practice", "assessment")),
            )
        )
    wanted = by_hand(plays, figure)
    rng.shuffle(plays)
    for group in aggregate(plays, "scenario", figure):
        assert (group.first, group.best, group.last) == pytest.approx(wanted[group.key or ""])
