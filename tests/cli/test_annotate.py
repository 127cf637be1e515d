"""A named reviewer says something about an attempt, beside its scores and never over them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.cli.test_commands import Desk

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path)
    desk.run("play", "wrong-dish", "--text", "--trainee", "Ana", typed="1\nx\n")
    return desk


def row(desk: Desk) -> dict[str, object]:
    (found,) = json.loads(desk.run("scores", "list", "--json").stdout)
    assert isinstance(found, dict)
    return found


def test_an_attempt_is_set_aside_and_restored_and_its_scores_stay(desk: Desk) -> None:
    before = row(desk)
    annotate = ("scores", "annotate", str(before["attempt"])[:8], "--by", "Ada", "--note")
    done = desk.run(*annotate, "The network failed.", "--set-aside")
    assert (done.returncode, done.stderr) == (0, "")
    assert row(desk) == {**before, "set_aside": True}
    assert "[set aside]" in desk.run("scores", "list").stdout
    assert desk.run("scores", "verify").returncode == 0
    desk.run(*annotate, "A second look:\nit did not.", "--restore")
    assert row(desk) == before
    shown = desk.run("scores", "show", str(before["attempt"])[:8]).stdout.splitlines()
    assert shown[-2].endswith("Ada: set aside. The network failed.")
    assert shown[-1].endswith("Ada: restored. A second look: it did not.")
    trail = json.loads(desk.run("trail", "--json").stdout)
    assert [x["what"] for x in trail if "annotate" in str(x["what"])] == [
        "scores annotate set-aside",
        "scores annotate restored",
    ]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--by", "Ada"), 2),
        (("--note", "Why."), 2),
        (("--by", "A\x07", "--note", "Why."), 2),
        (("--by", "Ada", "--note", " "), 2),
    ],
)
def test_a_review_has_a_name_and_a_reason(
    desk: Desk, arguments: tuple[str, ...], code: int
) -> None:
    before = row(desk)
    done = desk.run("scores", "annotate", str(before["attempt"]), *arguments)
    assert (done.returncode, "Traceback" in done.stderr) == (code, False)
    assert row(desk) == before


def test_an_unknown_attempt_is_named(desk: Desk) -> None:
    done = desk.run("scores", "annotate", "ffff", "--by", "Ada", "--note", "Why.")
    assert (done.returncode, "ffff" in done.stderr) == (1, True)
