"""Every reply and silence of an attempt is a row, with the points of the score sheet."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import openpyxl
import pytest

from simulator.attempt.context import PlayRequest
from simulator.attempt.edition import Edition
from simulator.attempt.play import Play
from simulator.reports import csv_file, json_lines, workbook
from simulator.reports.decisions import DECISION_COLUMNS, DecisionTable
from simulator.reports.dictionary import dictionary_rows
from simulator.session.event import Chosen, TimedOut
from simulator.store.memory import MemoryStore
from tests.cli.test_commands import Desk
from tests.fakes.clock import FrozenClock
from tests.shipped import SHIPPED, catalogs, shipped

if TYPE_CHECKING:
    from pathlib import Path

MESSAGES = catalogs().messages("en")


def played(name: str) -> MemoryStore:
    """A store with a play by the first choices, and silences where there is a limit."""
    store, edition = MemoryStore(), Edition(shipped(name))
    request = PlayRequest(trainee="=Ana", language="en")
    play = Play.begin(edition, request, id_="a" * 32, seed=0, store=store, clock=FrozenClock())
    for turn in range(60):
        session = play.session
        if session.ended:
            break
        if session.view().goes_on:
            play.go_on()
        elif session.view().limited and turn % 3 == 2:
            play.time_out()
        else:
            play.choose(next(x for x in session.choices if x.scored).id)
    if not play.ended:
        play.abandon()
    return store


def table(store: MemoryStore) -> DecisionTable:
    return DecisionTable(store.attempts(), reader=store)


@pytest.mark.parametrize("name", SHIPPED)
def test_each_reply_and_silence_is_a_row(name: str) -> None:
    store = played(name)
    stream = io.BytesIO()
    assert json_lines.write(table(store), stream) == 1
    rows = [json.loads(x) for x in stream.getvalue().splitlines()]
    made = [x for x in store.events("a" * 32) if isinstance(x, Chosen | TimedOut)]
    assert [(x["node"], x["choice"]) for x in rows] == [(x.node, x.choice) for x in made]
    assert [x["silence"] for x in rows] == [isinstance(x, TimedOut) for x in made]
    assert [x["turn"] for x in rows] == list(range(1, len(made) + 1))
    assert list(rows[0]) == [x.name for x in DECISION_COLUMNS]
    assert all(x["earned"] <= x["possible"] + 0.001 for x in rows)
    assert all(x["choice"] in x["on_offer"].split("; ") for x in rows if not x["silence"])


def test_a_workbook_of_decisions_has_its_own_dictionary_and_no_formula() -> None:
    stream = io.BytesIO()
    workbook.write(table(played("wrong-dish")), stream, MESSAGES)
    book = openpyxl.load_workbook(stream)
    assert book.sheetnames == ["Scores", "Dictionary"]
    assert book["Scores"]["B2"].value == "=Ana"
    assert book["Scores"]["B2"].data_type == "s"
    rows = [tuple(x.value for x in line) for line in book["Dictionary"].iter_rows(min_row=2)]
    assert rows == dictionary_rows(MESSAGES, DECISION_COLUMNS, "decision")


def test_no_cell_of_a_csv_file_starts_a_formula() -> None:
    stream = io.BytesIO()
    csv_file.write(table(played("wrong-dish")), stream)
    rows = list(csv.DictReader(io.StringIO(stream.getvalue().decode("utf-8-sig"), newline="")))
    assert {x["trainee"] for x in rows} == {"'=Ana"}


def test_an_attempt_whose_log_was_changed_is_left_out_and_named(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    for name in ("Ana", "Ben"):
        desk.run("play", "wrong-dish", "--text", "--trainee", name, typed="1\nx\n")
    export = ("scores", "export", "--detail", "decisions")
    assert desk.run(*export).stdout.count("\n") == 3
    with closing(sqlite3.connect(next(tmp_path.rglob("attempts.sqlite3")))) as connection:
        ((id_,),) = connection.execute("SELECT min(id) FROM attempts").fetchall()
        connection.execute("DELETE FROM events WHERE attempt_id = ? AND seq = 1", (id_,))
        connection.commit()
    done = desk.run(*export)
    assert (done.returncode, done.stdout.count("\n")) == (0, 2)
    assert id_ in done.stderr
    assert id_ not in done.stdout
