"""`scores show` and `scores verify`, and the effects of a changed file or database."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_commands import Desk, golden_input
from tests.shipped import ROOT


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.fixture
def played(desk: Desk) -> Desk:
    """A machine with two finished attempts and one unfinished attempt."""
    for trainee, case in (("Ana", "reactive"), ("Ben", "proactive")):
        typed = golden_input(f"wrong-dish--{case}")
        desk.run("play", "wrong-dish", "--text", "--trainee", trainee, typed=typed)
    desk.run("play", "not-as-described", "--text", "--trainee", "Ana", typed="1\n1\n")
    return desk


@contextmanager
def database(desk: Desk) -> Iterator[sqlite3.Connection]:
    (file,) = (desk.home / "data").rglob("*.sqlite3")
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        yield connection


def rows(desk: Desk) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(desk.run("scores", "list", "--json").stdout)
    return sorted(found, key=lambda x: x["trainee"])


def test_show_explains_every_milli_point(played: Desk) -> None:
    wanted = next(x for x in rows(played) if (x["trainee"], x["status"]) == ("Ana", "finished"))
    short = wanted["attempt"][:8]
    assert short in played.run("scores", "list").stdout
    shown = played.run("scores", "show", short)
    assert (shown.returncode, shown.stderr) == (0, "")
    assert "Proactivity: 40.0" in shown.stdout
    assert "empathy.credit" not in shown.stdout
    text = played.run("scores", "show", short, "--explain").stdout
    assert "1. plate-down/own-it: the warmth of this reply" in text
    assert re.search(r"\(response\.speed\): (\d+/\d+ ≈ \d\.\d{3}) of \1", text)
    assert re.search(r"Sum: \d+/\d+ ≈ \d\d\.\d{3}", text)
    assert "Proactivity: 40.000 × 25" in text
    assert "differ from the stored ones" not in text
    plain = json.loads(played.run("scores", "show", short, "--explain", "--json").stdout)
    explained = plain.pop("explanation")
    assert plain == wanted
    for figure in explained["figures"].values():
        assert sum(Fraction(x["earned"]) for x in figure["reasons"]) == Fraction(figure["exact"])
    assert explained["total"]["milli"] == round(wanted["total"] * 1000)


def test_show_of_one_that_waits_explains_what_there_is(played: Desk) -> None:
    waits = next(x for x in rows(played) if x["status"] == "waiting")
    done = played.run("scores", "show", waits["attempt"], "--explain")
    assert done.returncode == 0
    assert "not finished, can be continued" in done.stdout
    assert "empathy.credit" in done.stdout


def test_an_attempt_must_be_named_without_doubt(played: Desk) -> None:
    for wanted in ("xyz", "", "%", "ab" * 40):
        done = played.run("scores", "show", wanted)
        assert (done.returncode, done.stdout) == (1, "")
        assert "No attempt has an id" in done.stderr
    with database(played) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("UPDATE attempts SET id = 'ab' || substr(id, 3)")
    assert "More than one attempt" in played.run("scores", "show", "AB").stderr


def test_verify_finds_nothing_in_what_was_played(played: Desk) -> None:
    done = played.run("scores", "verify")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "3 attempts verified.\nNothing differs from what was written.\n"
    assert "1 attempt verified." in played.run("scores", "verify", "--trainee", "Ben").stdout
    found = json.loads(played.run("scores", "verify", "--json").stdout)
    assert [x["faults"] for x in found] == [[], [], []]


def test_verify_names_every_change(played: Desk) -> None:
    finished = [x for x in rows(played) if x["status"] == "finished"]
    ana, ben = (x["attempt"] for x in finished)
    total = round(float(str(finished[0]["total"])) * 1000)
    with database(played) as connection:
        connection.execute("UPDATE attempts SET total = 99999 WHERE id = ?", [ana])
        connection.execute("DELETE FROM events WHERE seq = 7 AND attempt_id = ?", [ben])
    done = played.run("scores", "verify")
    assert done.returncode == 1
    assert f"total: stored 99999, computed again {total}." in done.stdout
    assert "Event 7 is missing." in done.stdout
    assert "2 attempts differ from what was written." in done.stdout
    found = played.run("scores", "verify", "--json", "--trainee", "Ben")
    assert found.returncode == 1
    assert json.loads(found.stdout) == [{"attempt": ben, "faults": [{"what": "missing", "seq": 7}]}]
    shown = played.run("scores", "show", ben, "--explain")
    assert shown.returncode == 1
    assert f"The event log of the attempt {ben}" in shown.stderr
    assert "differ from the stored ones" in played.run("scores", "show", ana, "--explain").stdout


def test_verify_names_a_cut_tail_and_a_changed_header(played: Desk) -> None:
    (waiting,) = (x["attempt"] for x in rows(played) if x["status"] == "waiting")
    with database(played) as connection:
        connection.execute("DELETE FROM events WHERE seq > 2 AND attempt_id = ?", [waiting])
        connection.execute("UPDATE attempts SET started = x'00' WHERE id = ?", [waiting])
    done = played.run("scores", "verify", "--trainee", "Ana", "--scenario", "not-as-described")
    assert (done.returncode, done.stderr) == (1, "")
    assert "started: \"b'\\\\x00'\" is not what was written." in done.stdout
    assert "Event 3 is missing." in done.stdout
    found = played.run("scores", "verify", "--json")
    (faults,) = (x["faults"] for x in json.loads(found.stdout) if x["faults"])
    assert [x["what"] for x in faults] == ["header", "missing"]


def test_verify_prints_attempts_that_no_list_shows(played: Desk) -> None:
    (ben,) = (x["attempt"] for x in rows(played) if x["trainee"] == "Ben")
    with database(played) as connection:
        connection.execute("DELETE FROM attempts WHERE id = ?", [ben])
    done = played.run("scores", "verify")
    assert done.returncode == 1
    assert f"{ben}\n  The header or the trainee of this attempt is missing" in done.stdout
    assert played.run("scores", "verify", "--trainee", "Ana").returncode == 0


def test_a_play_reports_unsaved_replies_at_its_end(desk: Desk) -> None:
    desk.run("play", "wrong-dish", "--text", "--trainee", "Ana")
    with database(desk) as connection:
        connection.execute(
            "CREATE TRIGGER full BEFORE INSERT ON events WHEN NEW.seq > 2 "
            "BEGIN SELECT RAISE(ABORT, 'so it is'); END"
        )
    done = desk.run("play", "wrong-dish", "--text", "--trainee", "Ana", typed="1\n1\n")
    assert done.returncode == 1
    assert "Your last 2 replies in “The wrong dish” are not saved yet." in done.stderr
    assert "so it is" in done.stderr
    assert "play the scenario again with the same name" in done.stderr
    with database(desk) as connection:
        connection.execute("DROP TRIGGER full")
    done = desk.run("play", "wrong-dish", "--text", "--trainee", "Ana", typed="1\n")
    assert (done.returncode, done.stderr) == (0, "")
    assert desk.run("scores", "verify").returncode == 0


def test_a_file_edited_between_two_sittings(desk: Desk) -> None:
    mine = desk.home / "mine.yaml"
    text = (ROOT / "scenarios" / "wrong-dish.yaml").read_text(encoding="utf-8")
    mine.write_text(text, encoding="utf-8")
    lines = golden_input("wrong-dish--reactive").splitlines(keepends=True)

    def play(trainee: str, typed: list[str]) -> str:
        done = desk.run("play", "mine.yaml", "--text", "--trainee", trainee, typed="".join(typed))
        assert (done.returncode, done.stderr) == (0, "")
        return done.stdout

    play("Ana", lines[:3])
    mine.write_text(text + "\n# Nothing but a comment.\n", encoding="utf-8")
    assert "has been edited since" not in play("Ana", lines[3:5])
    edited = text.replace("edition: 1", "edition: 2", 1).replace("own-it", "owned")
    assert edited != text
    mine.write_text(edited, encoding="utf-8")
    said = play("Ana", lines[5:])
    assert (
        "was changed after this attempt began. The attempt continues with the earlier edition"
        in said
    )
    assert "# How it went" in said
    play("Ben", ["owned\n"])
    ana, ben = rows(desk)
    assert (ana["status"], ben["status"]) == ("finished", "waiting")
    assert ana["digest"] != ben["digest"]
    assert desk.run("scores", "verify").returncode == 0
    straight = desk.run("scores", "show", ana["attempt"], "--explain").stdout
    assert "plate-down/own-it" in straight


def test_a_damaged_locked_or_foreign_database_is_left_as_it_is(played: Desk) -> None:
    (file,) = (played.home / "data").rglob("*.sqlite3")
    good = file.read_bytes()
    for content, said in (
        (good[:100] + b"\x55" * (len(good) - 100), "is damaged; the program did not change it"),
        (b"Dear diary, today was a quiet day. " * 200, "is damaged; the program did not change it"),
    ):
        file.write_bytes(content)
        for command in (["scores", "list"], ["scores", "verify"], ["play", "wrong-dish", "--text"]):
            done = played.run(*command, typed="1\n")
            assert done.returncode == 1
            assert said in done.stderr
            assert "Traceback" not in done.stderr
        assert file.read_bytes() == content
    file.write_bytes(good)
    assert played.run("scores", "verify").returncode == 0


def test_a_database_that_is_written_elsewhere_can_still_be_read(played: Desk) -> None:
    with database(played) as connection:
        connection.execute("BEGIN IMMEDIATE")
        assert played.run("scores", "verify").returncode == 0


def test_a_command_leaves_one_file_that_can_be_copied(played: Desk) -> None:
    (folder,) = {x.parent for x in (played.home / "data").rglob("*.sqlite3")}
    assert [x.name for x in folder.iterdir()] == ["attempts.sqlite3"]


OWN_DISH = """
title: The wrong dish
customer: {name: Ana}
nodes:
  hello: {line: Hello?, choices: [{id: hi, say: Hi., to: end}]}
  end: {line: Bye., ending: resolved}
"""


def test_an_own_text_under_a_shipped_name_is_marked(played: Desk) -> None:
    own = played.home / "wrong-dish.yaml"
    own.write_text(OWN_DISH, encoding="utf-8")
    played.run("play", str(own), "--text", "--trainee", "Cleo", typed="1\n")
    found = {x["trainee"]: x["published"] for x in rows(played)}
    assert found == {"Ana": True, "Ben": True, "Cleo": False}
    listed = played.run("scores", "list").stdout.splitlines()
    assert [x for x in listed if "[unpublished]" in x] == [x for x in listed if "Cleo" in x]
    (cleo,) = (x["attempt"] for x in rows(played) if x["trainee"] == "Cleo")
    assert "[unpublished]" in played.run("scores", "show", cleo).stdout
    verified = played.run("scores", "verify")
    assert verified.returncode == 0
    assert "1 attempt was played on a text that is not published" in verified.stdout
    plain = json.loads(played.run("scores", "verify", "--json").stdout)
    assert [x["attempt"] for x in plain if x.get("published") is False] == [cleo]
    exported = played.run("scores", "export").stdout.splitlines()
    assert exported[0].endswith(
        ",damaged,mode,attempt_number,first_attempt,branch_of,cohort,team,site,trainee_id,duration,set_aside,code,title"
    )
    assert [x.split(",")[-15] for x in exported[1:]].count("no") == 1


def test_a_scripted_play_is_marked(played: Desk) -> None:
    assert {x["measured"] for x in rows(played)} == {False}
    assert "[times not measured]" in played.run("scores", "list").stdout
    first = rows(played)[0]["attempt"]
    assert "[times not measured]" in played.run("scores", "show", first).stdout
