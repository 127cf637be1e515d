"""`simulator check` on every kind of path."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

from tests.cli.test_commands import Desk

if TYPE_CHECKING:
    from pathlib import Path

STORY = "title: T\ncustomer: {name: N}\nnodes:\n  a: {line: Hi, to: %s}\n  end: {ending: lost}\n"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def found(desk: Desk, *arguments: str) -> list[dict[str, object]]:
    """The findings that `check --json` prints."""
    done = desk.run("check", "--json", *arguments)
    assert done.stderr == ""
    plain: list[dict[str, object]] = json.loads(done.stdout)
    assert done.returncode == int(any(x["severity"] == "error" for x in plain))
    return plain


def test_a_folder_a_missing_file_and_a_link_to_itself(desk: Desk) -> None:
    (desk.home / "folder").mkdir()
    (desk.home / "loop.yaml").symlink_to(desk.home / "loop.yaml")
    paths = ("./folder", "./missing.yaml", "./loop.yaml", "./" + "x" * 300 + ".yaml")
    names = [x["name"] for x in found(desk, *paths)]
    assert names == ["not-a-file", "file-not-found", "cannot-read", "cannot-read"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read all")
def test_a_file_without_permission(desk: Desk) -> None:
    file = desk.home / "secret.yaml"
    file.write_text(STORY % "end")
    file.chmod(0)
    assert [x["name"] for x in found(desk, "secret.yaml")] == ["cannot-read"]


def test_the_same_file_twice_is_checked_once(desk: Desk) -> None:
    (desk.home / "story.yaml").write_text(STORY % "ende")
    assert [x["name"] for x in found(desk, "story.yaml", "story.yaml")] == ["undefined-node"]
    assert desk.run("check", "story.yaml", "story.yaml").stdout.count("SC012") == 1


def test_a_thousand_files(desk: Desk) -> None:
    names = [f"s{number}.yaml" for number in range(1000)]
    for name in names:
        (desk.home / name).write_text(STORY % "ende")
    plain = found(desk, *names)
    assert [x["file"] for x in plain] == names
    assert {x["arguments"]["suggestion"] for x in plain} == {"end"}  # type: ignore[index]  # a map


def test_a_name_with_control_characters_gives_valid_json(desk: Desk) -> None:
    names = ["a\nb.yaml", "a\x1b[31mb.yaml", "a\u202eb.yaml", 'a"b\\.yaml']
    for name in names:
        (desk.home / name).write_text(STORY % "ende")
    assert [x["file"] for x in found(desk, *names)] == names


def test_control_characters_in_a_text_give_valid_json(desk: Desk) -> None:
    (desk.home / "story.yaml").write_text(STORY % "'a\u202e\u2066b\u200f'")
    (only,) = found(desk, "story.yaml")
    assert only["arguments"] == {"id": "a\u202e\u2066b\u200f", "suggestion": ""}


def test_findings_are_printed_one_file_after_the_other(desk: Desk) -> None:
    (desk.home / "good.yaml").write_text(STORY % "end")
    (desk.home / "bad.yaml").write_text(STORY % "ende")
    (desk.home / "part.yaml").write_text("part: p\n")
    done = desk.run("check", "bad.yaml", "part.yaml", "good.yaml")
    assert done.returncode == 1
    lines = done.stdout.splitlines()
    assert lines[0].startswith("bad.yaml:4:21: error SC012")
    assert lines[-2].startswith("part.yaml: ")
    assert lines[-1].startswith("good.yaml: ")
    assert found(desk, "good.yaml") == []
