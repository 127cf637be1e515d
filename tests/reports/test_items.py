"""Statistics of nodes, beside figures that are computed from the definitions."""

from __future__ import annotations

import random
from math import sqrt
from typing import TYPE_CHECKING

import pytest

from simulator.reports.decisions import DECISION_COLUMNS
from simulator.reports.items import LEAST_CORRELATED, LEAST_VISITS, item_statistics
from tests.chance import chance
from tests.cli.test_commands import Desk

if TYPE_CHECKING:
    from pathlib import Path

    from simulator.reports.columns import Cell

NAMES = [x.name for x in DECISION_COLUMNS]


def row(attempt: str, node: str, choice: str, earned: float, possible: float = 10) -> list[Cell]:
    values: dict[str, Cell] = {
        "attempt": attempt,
        "scenario": "tea",
        "node": node,
        "choice": choice,
        "earned": earned,
        "possible": possible,
    }
    return [values.get(x) for x in NAMES]


def test_shares_and_difficulty_need_enough_visits() -> None:
    few = [row(f"a{x}", "n", "yes" if x % 3 else "no", x) for x in range(LEAST_VISITS - 1)]
    (item,) = item_statistics(few)
    assert (item.visits, item.difficulty, item.discrimination) == (9, None, None)
    assert [(x.choice, x.count, x.share) for x in item.picked] == [
        ("yes", 6, None),
        ("no", 3, None),
    ]
    (item,) = item_statistics([*few, row("a9", "n", "yes", 9)])
    assert item.difficulty == pytest.approx(0.45)
    assert [x.share for x in item.picked] == [0.7, 0.3]


def test_where_nothing_can_be_earned_there_is_no_difficulty() -> None:
    (item,) = item_statistics([row(f"a{x}", "n", "yes", 0, 0) for x in range(50)])
    assert (item.visits, item.difficulty, item.discrimination) == (50, None, None)


def test_equal_credits_discriminate_nothing() -> None:
    (item,) = item_statistics([row(f"a{x}", "n", "yes", 5) for x in range(50)])
    assert (item.difficulty, item.discrimination) == (0.5, None)


def pearson(pairs: list[tuple[float, float]]) -> float:
    n = len(pairs)
    sx, sy = (sum(x[i] for x in pairs) for i in (0, 1))
    sxx, syy = (sum(x[i] ** 2 for x in pairs) for i in (0, 1))
    sxy = sum(x * y for x, y in pairs)
    return (n * sxy - sx * sy) / sqrt((n * sxx - sx**2) * (n * syy - sy**2))


def test_random_attempts_agree_with_the_definition() -> None:
    rng: random.Random = chance()
    rows: list[list[Cell]] = []
    pairs: dict[str, list[tuple[float, float]]] = {}
    for number in range(LEAST_CORRELATED * 4):
        nodes = [rng.choice("abc") for _ in range(rng.randrange(1, 8))]
        earned = [float(rng.randrange(11)) for _ in nodes]
        for node, own in zip(nodes, earned, strict=True):
            rows.append(row(f"x{number}", node, rng.choice(("yes", "no")), own))
            pairs.setdefault(node, []).append((own / 10, sum(earned) - own))
    found = {x.node: x for x in item_statistics(rows)}
    assert sorted(found) == sorted(pairs)
    for node, wanted in pairs.items():
        item = found[node]
        assert item.visits == len(wanted) == sum(x.count for x in item.picked)
        if len(wanted) >= LEAST_CORRELATED:
            assert item.difficulty == pytest.approx(sum(x for x, _ in wanted) / len(wanted))
            assert item.discrimination == pytest.approx(pearson(wanted))


def test_the_command_shows_each_node(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    for name in ("Ana", "Ben"):
        desk.run("play", "wrong-dish", "--text", "--trainee", name, typed="1\nx\n")
    done = desk.run("scores", "items", "--scenario", "wrong-dish")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("wrong-dish / plate-down: 2 visits, difficulty –")
    assert "need 10 visits" in done.stdout
