"""Statistics of the places of a scenario, for the trainers who write it.

Each visit of a node by an attempt is one observation. Figures of few observations say nothing and
are left out.

Source: classical test theory; the discrimination is the corrected item-total correlation.
"""

from __future__ import annotations

from statistics import StatisticsError, correlation, fmean
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from simulator.reports.decisions import DECISION_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from simulator.reports.columns import Cell

LEAST_VISITS: Final = 10
"""How many visits a share or a difficulty needs."""
LEAST_CORRELATED: Final = 30
"""How many visits a discrimination needs."""
_PLACE: Final = {x.name: number for number, x in enumerate(DECISION_COLUMNS)}


class Picked(Struct, frozen=True, kw_only=True):
    """One reply or silence of a node.

    Attributes:
        choice: Its id.
        count: How often it was chosen.
        share: The share of the visits at which it was chosen, 0 to 1; None: too few visits.
    """

    choice: str
    count: int
    share: float | None


class Item(Struct, frozen=True, kw_only=True):
    """The statistics of one node.

    Attributes:
        scenario: The id of the scenario.
        node: The id of the node.
        visits: The number of visits.
        difficulty: The mean share of the possible points that was earned, 0 hard to 1 easy; None:
            too few visits, or nothing could be earned.
        discrimination: The correlation of this share with the points that the attempt earned
            elsewhere, -1 to 1; below 0, those who do well elsewhere do badly here. None: too few
            visits, or no differences.
        picked: What was chosen, the most frequent first.
    """

    scenario: str
    node: str
    visits: int
    difficulty: float | None
    discrimination: float | None
    picked: tuple[Picked, ...]


class _Visit(Struct, frozen=True):
    choice: str
    credit: float | None
    elsewhere: float


def item_statistics(rows: Iterable[list[Cell]]) -> list[Item]:
    """The statistics of every node that was visited, by scenario and node.

    Args:
        rows: The rows of a `DecisionTable`; those of one attempt follow each other.
    """
    visits: dict[tuple[str, str], list[_Visit]] = {}
    attempt: list[list[Cell]] = []
    for row in rows:
        if attempt and attempt[0][0] != row[0]:
            _add(attempt, visits)
            attempt = []
        attempt.append(row)
    if attempt:
        _add(attempt, visits)
    return [_item(*key, found) for key, found in sorted(visits.items())]


def _add(attempt: list[list[Cell]], visits: dict[tuple[str, str], list[_Visit]]) -> None:
    """Adds the visits of one attempt."""
    earned, possible = (
        [float(row[_PLACE[x]] or 0) for row in attempt] for x in ("earned", "possible")
    )
    whole = sum(earned)
    for row, own, most in zip(attempt, earned, possible, strict=True):
        key = (str(row[_PLACE["scenario"]]), str(row[_PLACE["node"]]))
        credit = own / most if most > 0 else None
        visit = _Visit(str(row[_PLACE["choice"]]), credit, whole - own)
        visits.setdefault(key, []).append(visit)


def _item(scenario: str, node: str, visits: list[_Visit]) -> Item:
    enough = len(visits) >= LEAST_VISITS
    counts: dict[str, int] = {}
    for visit in visits:
        counts[visit.choice] = counts.get(visit.choice, 0) + 1
    scored = [(x.credit, x.elsewhere) for x in visits if x.credit is not None]
    return Item(
        scenario=scenario,
        node=node,
        visits=len(visits),
        difficulty=fmean(x for x, _ in scored) if len(scored) >= LEAST_VISITS else None,
        discrimination=_correlated(scored) if len(scored) >= LEAST_CORRELATED else None,
        picked=tuple(
            Picked(choice=x, count=count, share=count / len(visits) if enough else None)
            for x, count in sorted(counts.items(), key=lambda x: (-x[1], x[0]))
        ),
    )


def _correlated(pairs: list[tuple[float, float]]) -> float | None:
    try:
        return correlation(*zip(*pairs, strict=True))
    except StatisticsError:
        return None  # All are equal.
