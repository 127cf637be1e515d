from __future__ import annotations

import csv
import io
import os
import tracemalloc
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from simulator.errors import StoreError
from simulator.reports import csv_file
from simulator.reports.dictionary import ALL_COLUMNS
from simulator.reports.table import ScoreTable
from tests.store.examples import SUMMARY, attempt

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.attempt.record import Attempt

DONE = replace(attempt(), ended="2026-03-09T14:20:00Z", summary=SUMMARY)
NAMES = tuple(x.name for x in ALL_COLUMNS)
STARTS = set("=+-@\t\r\n＝＋－＠")


def table(*attempts: Attempt) -> list[dict[str, str]]:
    stream = io.BytesIO()
    assert csv_file.write(ScoreTable(attempts), stream) == len(attempts)
    text = stream.getvalue().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_the_bytes_of_a_file() -> None:
    stream = io.BytesIO()
    csv_file.write(ScoreTable([replace(DONE, trainee='Ana "A", 林')]), stream)
    content = stream.getvalue()
    assert content.startswith(b"\xef\xbb\xbfattempt,trainee,")
    assert b",service,2,no,yes,,practice,,,,,,,,900,no," in content
    assert content.count(b"\n") == content.count(b"\r\n") == 2
    assert '"Ana ""A"", 林"'.encode() in content


def test_cells_are_plain_values() -> None:
    (found,) = table(DONE)
    assert tuple(found) == NAMES
    assert found["empathy"] == "72.400"
    assert found["response_time"] == "0.000"
    assert found["proactivity"] == ""
    assert found["satisfaction_gap"] == "-72.500"
    assert found["passed"] == ""
    assert found["interpretable"] == "no"
    assert found["turns"] == "1"
    assert found["started"] == "2026-03-09T14:05:00Z"


@pytest.mark.parametrize(
    "name",
    ["=1+1", "+1", "-1", "@x", "\t=1", "\r", "\n", "  =1", "＝1", "\ufeff=1", "\xa0－1", "﹦1"],
)
def test_formulas_get_an_apostrophe(name: str) -> None:
    assert table(replace(DONE, trainee=name))[0]["trainee"].startswith("'")


def test_no_blank_line_starts_a_cell_after_a_semicolon() -> None:
    assert table(replace(DONE, trainee="Ana;\n=1"))[0]["trainee"] == "Ana;'\n'=1"


def test_a_semicolon_starts_no_formula_either() -> None:
    assert table(replace(DONE, trainee="Ana; =1+1"))[0]["trainee"] == "Ana;' =1+1"


@pytest.mark.parametrize("name", ["Ana-Maria", "O'Neil", "林小姐", "a=b", "", " Ana"])
def test_names_stay_as_they_are(name: str) -> None:
    assert table(replace(DONE, trainee=name))[0]["trainee"] == name


TEXT = st.text(
    st.sampled_from("=+-@\t\r\n＝＋－＠ ;,\"'\xa0\u200b|a1")
    | st.characters(exclude_characters="\0")
)


@given(name=TEXT, scenario=TEXT, ending=TEXT)
def test_no_text_could_start_a_formula(name: str, scenario: str, ending: str) -> None:
    one = replace(
        DONE, trainee=name, scenario=scenario, summary=replace(SUMMARY, ending=ending, kept=0)
    )
    (found,) = table(one)
    assert tuple(found) == NAMES
    for column in ("trainee", "scenario", "ending"):
        for part in (found[column], *found[column].split(";")):
            assert part[:1] not in STARTS or part == ""
            assert part.lstrip()[:1] not in STARTS or part.lstrip() == ""
        assert found[column].replace("'", "") == (
            {"trainee": name, "scenario": scenario, "ending": ending}[column]
            .encode("utf-8", "replace")
            .decode()
            .replace("'", "")
        )


def test_a_file_is_saved(tmp_path: Path) -> None:
    path = tmp_path / "scores.csv"
    path.write_text("before")
    assert csv_file.save(ScoreTable([DONE, DONE]), path) == 2
    assert len(path.read_bytes().splitlines()) == 3
    assert list(tmp_path.iterdir()) == [path]


def broken() -> Iterator[Attempt]:
    yield DONE
    raise StoreError("locked", "there", "busy")


def test_nothing_half_written_is_left(tmp_path: Path) -> None:
    path = tmp_path / "scores.csv"
    path.write_text("before")
    with pytest.raises(StoreError):
        csv_file.save(ScoreTable(broken()), path)
    assert path.read_text() == "before"
    assert list(tmp_path.iterdir()) == [path]


def test_a_place_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        csv_file.save(ScoreTable([DONE]), tmp_path / "no" / "scores.csv")
    with pytest.raises(IsADirectoryError):
        csv_file.save(ScoreTable([DONE]), tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no links or devices")
def test_links_and_devices_stay_what_they_are(tmp_path: Path) -> None:
    path, link, null = tmp_path / "real.csv", tmp_path / "link.csv", tmp_path / "null"
    path.write_text("before")
    link.symlink_to(path)
    null.symlink_to("/dev/null")
    csv_file.save(ScoreTable([DONE]), link)
    assert link.is_symlink()
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    csv_file.save(ScoreTable([DONE]), null)
    assert null.is_symlink()


def test_a_hundred_thousand_rows_need_little_memory() -> None:
    grown: list[int] = []

    def rows() -> Iterator[Attempt]:
        for _ in range(95_000):
            yield DONE
        tracemalloc.start()  # it is slow, and each row is like the one before
        for _ in range(5_000):
            yield DONE
        grown.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()

    with Path(os.devnull).open("wb") as stream:
        assert csv_file.write(ScoreTable(rows()), stream) == 100_000
    assert grown[0] < 100_000
