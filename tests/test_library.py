"""The library: shipped scenarios and those of the user, their order, and their names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from simulator.errors import DataError, UnknownScenarioError
from simulator.files.sealed import SealedFolder
from simulator.library import Library
from tests.shipped import EVERY_SHIPPED, ROOT, SCENARIOS, TUTORIAL

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TEXT = """
format: 1
scenario: {id}
edition: 1
language: en
title: Cold tea
setting: restaurant
channel: face-to-face
difficulty: {difficulty}
summary: A cold cup.
briefing: A guest looks at you.
customer: {{name: Ms Wei}}
start: hello
nodes:
  hello: {{line: It is cold., choices: [{{id: sorry, say: I am sorry., shows: [apologises], to: more}}]}}
  more: {{line: And now?, choices: [{{id: tea, say: A fresh pot., to: bye}}]}}
  bye: {{line: Thank you., ending: resolved}}
  lost: {{line: No., ending: lost}}
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "own"
    folder.mkdir()
    return folder


@pytest.fixture
def library_of(tmp_path: Path) -> Callable[..., Library]:
    def build(*own: Path, shipped: Path = SCENARIOS) -> Library:
        portraits = ROOT / "assets" / "portraits"
        return Library(
            shipped=shipped,
            portraits=portraits,
            own=own,
            cache=SealedFolder(tmp_path / "cache", tmp_path / "key"),
        )

    return build


def write(folder: Path, name: str, id_: str = "", difficulty: int = 1) -> Path:
    path = folder / name
    path.write_text(TEXT.format(id=id_ or path.stem, difficulty=difficulty), encoding="utf-8")
    return path


def ids(library: Library) -> list[str]:
    return [x.id for x in library.entries]


def test_own_scenarios_follow_the_shipped_ones_in_the_same_order(
    own: Path, tmp_path: Path, library_of: Callable[..., Library]
) -> None:
    write(own, "zebra.yaml", difficulty=1)
    write(own, "apple.yml", difficulty=2)
    write(own, "berry.yaml", difficulty=1)
    (own / "broken.yaml").write_text("title: [")
    (own / "notes.txt").write_text("none")
    library = library_of(own, tmp_path / "not-there")
    shipped = ids(library_of())
    assert sorted(shipped) == sorted(EVERY_SHIPPED)
    assert shipped[-1] == TUTORIAL
    difficulties = [
        x.edition.program.scenario.difficulty
        for x in library.entries[: len(shipped) - 1]
        if x.edition
    ]
    assert difficulties == sorted(difficulties)
    assert ids(library) == [*shipped, "berry", "zebra", "apple", "broken"]
    last = library.entries[-1]
    assert (last.edition, last.findings > 0, last.taken) == (None, True, None)
    assert not (tmp_path / "not-there").exists()


@pytest.mark.parametrize(
    ("name", "id_"), [("wrong-dish.yaml", "my-dish"), ("my-dish.yaml", "wrong-dish")]
)
def test_an_own_file_never_takes_the_name_of_a_shipped_scenario(
    own: Path, library_of: Callable[..., Library], name: str, id_: str
) -> None:
    path = write(own, name, id_)
    library = library_of(own)
    entry = next(x for x in library.entries if x.id == str(path))
    assert (entry.edition, entry.taken) == (None, "wrong-dish")
    assert len(ids(library)) == len(set(ids(library)))
    assert library.find("wrong-dish") == SCENARIOS / "wrong-dish.yaml"
    opened = library.open(str(path)).edition
    assert opened is not None
    assert opened.program.scenario.title.source == "Cold tea"


def test_of_two_own_files_the_first_by_name_has_the_name(
    own: Path, library_of: Callable[..., Library]
) -> None:
    write(own, "a.yaml", "tea")
    second = write(own, "b.yaml", "tea")
    found = {x.id: x.taken for x in library_of(own).entries if x.id not in EVERY_SHIPPED}
    assert found == {"a": None, str(second): "tea"}


def test_a_name_or_a_path_stands_for_a_file(
    own: Path, library_of: Callable[..., Library], monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = write(own, "mine.yml")
    monkeypatch.chdir(own)
    (own / "wrong-dish").mkdir()
    (own / "plain").write_text("")
    library = library_of(own)
    found = {x: str(library.find(x)) for x in ("mine", "mine.yml", "./gone", "gone.yaml", "plain")}
    assert found == {
        "mine": str(mine),
        "mine.yml": "mine.yml",
        "./gone": "gone",
        "gone.yaml": "gone.yaml",
        "plain": "plain",
    }
    assert library.find("wrong-dish").parent == SCENARIOS


def test_an_unknown_name_is_reported_with_the_known_names(
    own: Path, library_of: Callable[..., Library]
) -> None:
    write(own, "mine.yaml")
    with pytest.raises(UnknownScenarioError) as raised:
        library_of(own).open("wrong-dich")
    assert (raised.value.name, raised.value.suggestion) == ("wrong-dich", "wrong-dish")
    assert raised.value.known == (*sorted(EVERY_SHIPPED), "mine")
    with pytest.raises(UnknownScenarioError) as raised:
        library_of(own).find("\0")
    assert raised.value.suggestion is None


def test_a_damaged_shipped_folder_is_named(
    tmp_path: Path, library_of: Callable[..., Library]
) -> None:
    with pytest.raises(DataError, match=re.escape("concepts.yaml")):
        _ = library_of(shipped=tmp_path).references
