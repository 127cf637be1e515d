"""Missing ids are written into the file, and nothing else in it changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from simulator.authoring.write_ids import missing_ids, with_ids, write_missing_ids
from tests.authoring.cases import SCENARIOS, codes, load

if TYPE_CHECKING:
    from pathlib import Path

BEFORE = """\
# Ours.
title: The wrong dish   # a comment
difficulty: 2
customer: {name: Mr Lin}
nodes:
  greet:
    limit: 5s
    silence: {to: end}
    line:
    - {when: visited("greet"), text: You again!}
    - text: Good evening.
    choices:
      # the first
      - say: >-
          I'm so sorry, Mr Lin,
          and I mean it.
        to: end
      - {say: "I'm so sorry, Mr Lin, and I mean it.", to: end}
      -   do: 微笑。
          to: end
      - {id: choice-2, say: 你好, to: end}
      - "to": end
        do: Line
  end: {ending: lost}
"""
AFTER = """\
# Ours.
title: The wrong dish   # a comment
difficulty: 2
customer: {name: Mr Lin}
nodes:
  greet:
    limit: 5s
    silence: {id: silence, to: end}
    line:
    - {id: visited-greet, when: visited("greet"), text: You again!}
    - text: Good evening.
    choices:
      # the first
      - id: im-so-sorry-mr-lin-and-i-mean-it
        say: >-
          I'm so sorry, Mr Lin,
          and I mean it.
        to: end
      - {id: im-so-sorry-mr-lin-and-i-mean-it-2, say: "I'm so sorry, Mr Lin, and I mean it.", to: end}
      -   id: choice
          do: 微笑。
          to: end
      - {id: choice-2, say: 你好, to: end}
      - id: line-2
        "to": end
        do: Line
  end: {ending: lost}
"""


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_missing_ids_are_written_and_nothing_else(end: str, mark: str) -> None:
    before, after = (mark + text.replace("\n", end) for text in (BEFORE, AFTER))
    assert with_ids(before) == after
    assert with_ids(after) == after
    assert missing_ids(before) == 6
    assert codes(load(after)) == []


def test_the_finding_names_the_id_that_would_be_written() -> None:
    proposed = [one.args["id"] for one in load(BEFORE).findings if one.name == "missing-id"]
    assert proposed[:2] == ["silence", "im-so-sorry-mr-lin-and-i-mean-it"]


@pytest.mark.parametrize(
    "text", ["", "a: [", "nodes: [x]", "nodes: {a: {choices: 3}}", "- a", "\0"]
)
def test_a_file_that_cannot_be_read_is_not_changed(text: str) -> None:
    assert with_ids(text) == text


def test_shipped_scenarios_have_all_their_ids() -> None:
    for file in SCENARIOS.glob("*.yaml"):
        text = file.read_text(encoding="utf-8")
        assert with_ids(text) == text


def test_a_file_is_written_once(tmp_path: Path) -> None:
    file = tmp_path / "story.yaml"
    file.write_bytes(BEFORE.replace("\n", "\r\n").encode())
    file.chmod(0o640)
    assert write_missing_ids(file) == 6
    assert file.read_bytes() == AFTER.replace("\n", "\r\n").encode()
    assert file.stat().st_mode & 0o777 == 0o640
    assert write_missing_ids(file) == 0
    assert list(tmp_path.iterdir()) == [file]


def test_a_file_that_is_not_there_has_no_missing_ids(tmp_path: Path) -> None:
    assert write_missing_ids(tmp_path / "nothing.yaml") == 0
    assert write_missing_ids(tmp_path) == 0
