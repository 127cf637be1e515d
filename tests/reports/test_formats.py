"""Every format of an export holds the same table, typed, and harms nobody who opens it."""

from __future__ import annotations

import io
import itertools
import json
import shutil
import subprocess
import tracemalloc
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest
from msgspec.structs import replace
from pyarrow import parquet as arrow

from simulator.attempt.context import PlayRequest
from simulator.attempt.edition import Edition
from simulator.attempt.play import Play
from simulator.reports import csv_file, json_lines, parquet, workbook
from simulator.reports.columns import COLUMNS
from simulator.reports.dictionary import ALL_COLUMNS, dictionary_rows
from simulator.reports.table import ScoreTable, Words
from simulator.store.memory import MemoryStore
from tests.fakes.clock import FrozenClock
from tests.shipped import catalogs, shipped
from tests.store.examples import SUMMARY, attempt

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from simulator.attempt.ports import LogReader
    from simulator.attempt.record import Attempt

DONE = replace(attempt(), ended="2026-03-09T14:20:00Z", summary=SUMMARY, first=True, person=7)
NAUGHTY = ("=cmd()", "+1", "-1", "@SUM(A1)", "\t=1", "＝1", "a;=1", 'Ana "A", 林', "{=1}", "x" * 80)
MESSAGES = catalogs().messages("en")


def table(
    *attempts: Attempt, reader: LogReader | None = None, words: Words | None = None
) -> ScoreTable:
    return ScoreTable(attempts, reader=reader, words=words)


def book_of(score_table: ScoreTable) -> openpyxl.Workbook:
    stream = io.BytesIO()
    workbook.write(score_table, stream, MESSAGES)
    return openpyxl.load_workbook(stream)


def test_a_workbook_has_typed_cells_a_frozen_header_and_a_filter() -> None:
    sheet = book_of(table(DONE)).worksheets[0]
    header, row = ([x.value for x in line] for line in sheet.iter_rows(max_row=2))
    assert header == [x.name for x in ALL_COLUMNS]
    cells = dict(zip(header, row, strict=True))
    assert cells["started"] == datetime(2026, 3, 9, 14, 5)  # noqa: DTZ001 - Excel knows no zones
    assert cells["total"] == SUMMARY.total / 1000
    assert (cells["measured"], cells["first_attempt"]) == (True, True)
    assert (cells["duration"], cells["trainee_id"], cells["turns"]) == (900, 7, SUMMARY.turns)
    assert sheet.freeze_panes == "C2"
    assert sheet.auto_filter.ref == f"A1:{sheet.cell(2, len(header)).coordinate}"


def test_no_cell_of_a_workbook_is_a_formula() -> None:
    people = [replace(DONE, trainee=x, team=x, cohort=x) for x in NAUGHTY]
    stream = io.BytesIO()
    workbook.write(table(*people), stream, MESSAGES)
    sheet = openpyxl.load_workbook(stream).worksheets[0]
    names = [x.value for x in sheet["B"]][1:]
    assert names == list(NAUGHTY)
    assert {x.data_type for line in sheet.iter_rows() for x in line} <= {"s", "n", "b", "d"}
    with zipfile.ZipFile(stream) as parts:
        sheets = [x for x in parts.namelist() if x.startswith("xl/worksheets/sheet")]
        assert all(b"<f>" not in parts.read(x) for x in sheets)
        assert not any("external" in x.lower() for x in parts.namelist())


def test_a_workbook_sums_up_each_scenario_in_charts() -> None:
    left = replace(SUMMARY, abandoned=True, ending=None, total=99_000)
    score_table = table(
        DONE,
        replace(DONE, summary=replace(SUMMARY, total=50_000, passed=True)),
        replace(DONE, summary=left),
        replace(attempt("b"), scenario="other"),
    )
    book = book_of(score_table)
    rows = [[x.value for x in line] for line in book["Summary"].iter_rows(min_row=2)]
    mean = (SUMMARY.total / 1000 + 50) / 2
    assert rows[0][:2] == ["other", 1]
    assert rows[1][:3] == ["tea", 3, 2]
    assert rows[1][4] == pytest.approx(mean)
    assert len(book["Summary"]._charts) == 2


def test_a_workbook_explains_its_columns() -> None:
    sheet = book_of(table(DONE))["Dictionary"]
    rows = [tuple(x.value for x in line) for line in sheet.iter_rows(min_row=2)]
    assert rows == dictionary_rows(MESSAGES)
    assert all(len(x[4]) > 9 for x in rows)


def test_rows_that_do_not_fit_go_on_in_the_next_sheet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "_MOST_ROWS", 3)
    book = book_of(table(*[DONE] * 7))
    assert book.sheetnames == ["Scores", "Scores 2", "Scores 3", "Summary", "Dictionary"]
    assert [book[x].max_row for x in book.sheetnames[:3]] == [4, 4, 2]


def test_parquet_has_typed_columns() -> None:
    stream = io.BytesIO()
    assert parquet.write(table(DONE, attempt("b")), stream) == 2
    found = arrow.read_table(stream)
    assert found.column_names == [x.name for x in ALL_COLUMNS]
    first, second = found.to_pylist()
    assert first["started"] == datetime(2026, 3, 9, 14, 5, tzinfo=UTC)
    assert (first["total"], first["trainee"]) == (SUMMARY.total / 1000, "Ana")
    assert (second["total"], second["ended"], second["measured"]) == (None, None, True)
    assert {str(found.schema.field("duration").type), str(found.schema.field("passed").type)} == {
        "int64",
        "bool",
    }


def test_an_empty_export_is_a_whole_file() -> None:
    for write in (csv_file.write, json_lines.write, parquet.write):
        stream = io.BytesIO()
        assert write(table(), stream) == 0
        if write is parquet.write:
            assert arrow.read_table(stream).num_rows == 0
    assert book_of(table()).worksheets[0].max_row == 1


def test_json_lines_are_objects_by_the_names_of_the_columns() -> None:
    stream = io.BytesIO()
    assert json_lines.write(table(DONE, replace(DONE, trainee="林\n")), stream) == 2
    first, second = map(json.loads, stream.getvalue().splitlines())
    assert list(first) == [x.name for x in ALL_COLUMNS]
    assert first["total"] == SUMMARY.total / 1000
    assert second["trainee"] == "林\n"


def test_all_formats_hold_the_same_values() -> None:
    plays = [DONE, replace(DONE, trainee="=1"), attempt("b")]
    line, columns = io.BytesIO(), io.BytesIO()
    json_lines.write(table(*plays), line)
    parquet.write(table(*plays), columns)
    one = [json.loads(x) for x in line.getvalue().splitlines()]
    two = arrow.read_table(columns).to_pylist()
    for row in two:
        for name in ("started", "ended"):
            row[name] = row[name] and row[name].strftime("%Y-%m-%dT%H:%M:%SZ")
    assert one == two
    sheet = book_of(table(*plays)).worksheets[0]
    header, *rows = ([x.value for x in x] for x in sheet.iter_rows())
    three = [dict(zip(header, x, strict=True)) for x in rows]
    for row in three:
        for name in ("started", "ended"):
            row[name] = row[name] and row[name].strftime("%Y-%m-%dT%H:%M:%SZ")
    assert one == three


def played(name: str) -> tuple[MemoryStore, tuple[Attempt, ...]]:
    store, edition = MemoryStore(), Edition(shipped(name))
    request = PlayRequest(trainee="Ana", language="en", mode="assessment")
    play = Play.begin(edition, request, id_="a" * 32, seed=0, store=store, clock=FrozenClock())
    play.abandon()
    return store, tuple(store.attempts())


@pytest.mark.parametrize(
    ("language", "title", "mode", "header"),
    [
        (None, "The wrong dish", "assessment", "mode"),
        ("el", "Το λάθος πιάτο", "αξιολόγηση", "Τρόπος"),  # noqa: RUF001 - Greek letters
        ("zh_Hans", "上错的菜", "考核", "模式"),
    ],
)
def test_words_are_neutral_or_those_of_the_reader(
    language: str | None, title: str, mode: str, header: str
) -> None:
    store, attempts = played("wrong-dish")
    words = language and Words(
        messages=catalogs().messages(language), translator=catalogs().translator(language)
    )
    score_table = table(*attempts, reader=store, words=words or None)
    (row,) = score_table.rows()
    by_name = dict(zip((x.name for x in score_table.columns), row, strict=True))
    titles = dict(zip((x.name for x in score_table.columns), score_table.names, strict=True))
    assert (by_name["title"], titles["mode"]) == (title, header)
    assert by_name["mode"] == mode
    assert by_name["scenario"] == "wrong-dish"


def test_an_edition_that_is_not_stored_has_no_title() -> None:
    (row,) = table(DONE, reader=MemoryStore()).rows()
    assert row[-1] is None


def _rows(count: int, grown: list[int]) -> Iterator[Attempt]:
    """Rows, of which the last thousand are measured; each is like the one before."""
    yield from itertools.repeat(DONE, count - 1000)
    tracemalloc.start()
    yield from itertools.repeat(DONE, 1000)
    grown.append(tracemalloc.get_traced_memory()[1])
    tracemalloc.stop()


@pytest.mark.parametrize("write", [json_lines.write, lambda x, y: workbook.write(x, y, MESSAGES)])
def test_many_rows_need_little_memory(
    write: Callable[[ScoreTable, io.BufferedWriter], int], tmp_path: Path
) -> None:
    grown: list[int] = []
    with (tmp_path / "file").open("wb") as stream:
        assert write(ScoreTable(_rows(5_000, grown)), stream) == 5_000
    assert grown[0] < 300_000


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_another_program_opens_a_workbook(tmp_path: Path) -> None:
    with (tmp_path / "scores.xlsx").open("wb") as stream:
        workbook.write(table(DONE, replace(DONE, trainee="=1+1")), stream, MESSAGES)
    command = ["soffice", "--headless", "--convert-to", "csv", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "scores.xlsx")], check=True, capture_output=True)
    lines = (tmp_path / "scores.csv").read_text().splitlines()
    assert lines[0].startswith("attempt,trainee,scenario")
    assert lines[2].split(",")[1] == "=1+1"
    assert len(lines) == 3


def test_the_columns_stand_once() -> None:
    names = [x.name for x in ALL_COLUMNS]
    assert len(set(names)) == len(names) == len(COLUMNS) + 1
