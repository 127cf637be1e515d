"""Every change of a stored attempt is named."""

# ruff: noqa: S608 - the tests know what they put in

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from simulator.attempt.edition import Edition
from simulator.audit import chain
from simulator.audit.verify import Verifier
from simulator.errors import DamagedLogError, EditionError, HeaderError, StoreError
from simulator.presentation.scene import build_scene
from simulator.reasons import StoreReason
from simulator.scenario.digest import sha256_hex
from simulator.store.memory import MemoryStore
from simulator.store.sql import SqlStore
from tests.attempt.players import ID, OTHER, TEXT, begin, finish, resume, step
from tests.fakes.scenes import scene_of
from tests.shipped import SHIPPED, catalogs, program, shipped
from tests.store.examples import SUMMARY

if TYPE_CHECKING:
    from simulator.session.event import Event

# The log: started, entered, chosen, entered, chosen, entered, ended.


def change(file: Path, *commands: str) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        for command in commands:
            connection.execute(command)


def faults(store: SqlStore, id_: str = ID) -> list[dict[str, Any]]:
    verify = Verifier(store)
    found = {x.id: verify(x) for x in store.attempts()}
    assert all(not x for key, x in found.items() if key != id_)
    return [x.encode() for x in found[id_]]


def kinds(store: SqlStore, id_: str = ID) -> list[str]:
    return [x.kind for x in store.events(id_)]


def test_what_was_played_verifies(store: SqlStore) -> None:
    assert kinds(store)[0] == "started"
    assert kinds(store)[-1] == "ended"
    assert faults(store) == []


@pytest.mark.parametrize("name", SHIPPED)
def test_shipped_scenarios_verify_from_their_stored_edition(name: str) -> None:
    store = MemoryStore()
    play = finish(begin(store, Edition(shipped(name)), seed=3))
    assert store.edition(play.attempt.digest) is not None
    assert [Verifier(store)(x) for x in store.attempts()] == [()]


SWAP = tuple(
    f"UPDATE events SET seq = {to} WHERE seq = {from_} AND attempt_id = '{ID}'"
    for from_, to in ((3, 99), (4, 3), (99, 4))
)


@pytest.mark.parametrize(
    ("commands", "what", "seq", "event"),
    [
        (["UPDATE events SET body = replace(body, '\"hi\"', '\"hm\"') WHERE seq = 2 AND {own}"], "changed", 2, "chosen"),
        (["UPDATE events SET body = x'00ff' WHERE seq = 2 AND {own}"], "changed", 2, "chosen"),
        (["UPDATE events SET chain = 'x' WHERE seq = 3 AND {own}"], "changed", 3, "entered"),
        (["UPDATE events SET kind = 'felt' WHERE seq = 2 AND {own}"], "changed", 2, "felt"),
        (["DELETE FROM events WHERE seq = 0 AND {own}"], "missing", 0, None),
        (["DELETE FROM events WHERE seq = 4 AND {own}"], "missing", 4, None),
        (["DELETE FROM events WHERE seq = 4 AND {own}", "UPDATE events SET seq = seq - 1 WHERE seq > 4 AND {own}"], "changed", 4, "entered"),
        (["DELETE FROM events WHERE seq = (SELECT max(seq) FROM events) AND {own}"], "missing", None, None),
        (["DELETE FROM events WHERE seq > 1 AND {own}"], "missing", 2, None),
        (["DELETE FROM events WHERE {own}"], "missing", 0, None),
        (SWAP, "changed", 3, "chosen"),
    ],
)  # fmt: skip
def test_a_changed_missing_or_moved_event_is_named(
    store: SqlStore, file: Path, commands: list[str], what: str, seq: int | None, event: str | None
) -> None:
    wanted = {"what": what, "seq": len(kinds(store)) - 1 if seq is None else seq, "event": event}
    change(file, *(x.replace("{own}", f"attempt_id = '{ID}'") for x in commands))
    assert faults(store) == [{k: v for k, v in wanted.items() if v is not None}]


def rewritten(file: Path, id_: str, bodies: list[str], *, sealed: bool = False) -> None:
    """Writes the whole log again with a valid chain and, if asked to, with a valid head hash."""
    before = id_
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("DELETE FROM events WHERE attempt_id = ?", [id_])
        for seq, body in enumerate(bodies):
            before = chain.link(before, body)
            row = [id_, seq, json.loads(body)["type"], body, before]
            connection.execute("INSERT INTO events VALUES (?, ?, ?, ?, ?)", row)
        if sealed:
            values = [len(bodies), before, id_]
            connection.execute("UPDATE attempts SET length = ?, seal = ? WHERE id = ?", values)


def test_an_event_added_after_the_end_is_named(store: SqlStore, file: Path) -> None:
    bodies = [chain.body(x) for x in store.events(ID)]
    rewritten(file, ID, [*bodies, bodies[1]])
    assert faults(store) == [{"what": "added", "seq": len(bodies), "event": "entered"}]


def test_a_log_that_was_rewritten_with_its_chain_is_still_no_play(
    store: SqlStore, file: Path
) -> None:
    bodies = [chain.body(x) for x in store.events(OTHER)]
    forged = bodies[2].replace('"hi"', '"ho"').replace('"hm"', '"ho"')
    rewritten(file, OTHER, [*bodies[:2], forged, *bodies[3:]])
    assert faults(store, OTHER) == [{"what": "changed", "seq": 3, "event": "entered"}]
    rewritten(file, OTHER, [*bodies[:2], forged, *bodies[3:]], sealed=True)
    assert faults(store, OTHER) == [{"what": "unlike", "seq": 2, "event": "chosen"}]


def test_a_cut_end_with_a_new_head_hash_is_named(store: SqlStore, file: Path) -> None:
    bodies = [chain.body(x) for x in store.events(ID)][:-1]
    rewritten(file, ID, bodies, sealed=True)
    found = faults(store)
    assert found[0]["what"] == "unended"
    assert found[0]["seq"] == len(bodies) - 1


@pytest.mark.parametrize(
    ("command", "figure", "stored"),
    [
        ("total = 99999", "total", 99999),
        ("empathy = 1", "empathy", 1),
        ("outcome = NULL", "outcome", None),
        ("passed = 1 - passed", "passed", False),
        ("criticals = 'safety'", "criticals", ["safety"]),
        ("ending = 'lost'", "ending", "lost"),
        ("turns = 7", "turns", 7),
        ("scenario = 'other'", "scenario", "other"),
        ("rubric_edition = 9", "rubric_edition", 9),
    ],
)
def test_a_changed_figure_is_named_with_both_values(
    store: SqlStore, file: Path, command: str, figure: str, stored: object
) -> None:
    (before,) = store.find(ID)
    was = {
        **json.loads(msgspec.json.encode(before.summary)),
        "scenario": "test",
        "rubric_edition": before.rubric_edition,
    }
    if figure == "passed":
        stored = not was["passed"]
    change(file, f"UPDATE attempts SET {command} WHERE id = '{ID}'")
    wanted = {"what": "figure", "figure": figure, "stored": stored, "recomputed": was[figure]}
    assert faults(store) == [wanted]


def test_a_changed_a_missing_and_a_strange_edition_are_named(store: SqlStore, file: Path) -> None:
    change(file, f"DELETE FROM events WHERE attempt_id = '{OTHER}'")
    change(file, f"DELETE FROM attempts WHERE id = '{OTHER}'")
    change(file, "UPDATE editions SET body = replace(body, 'Hello?', 'Hullo?')")
    assert faults(store) == [{"what": "edition-changed"}]
    change(file, "DELETE FROM editions")
    assert faults(store) == [{"what": "edition-missing"}]
    for strange in ("", "[]", "{}", '{"scenario": {"is": "Soup"}, "rubric": 1}', "[" * 99_999):
        change(
            file,
            f"INSERT INTO editions VALUES ('{sha256_hex(strange.encode())}', '{strange}')",
            f"UPDATE attempts SET digest = '{sha256_hex(strange.encode())}'",
        )
        assert [x["what"] for x in faults(store)] == ["header", "edition-unreadable"]


def test_a_waiting_attempt_does_not_go_on_on_a_changed_edition(store: SqlStore, file: Path) -> None:
    edited = Edition(program(TEXT.replace("More?", "And more?")))
    assert scene_of(resume(store, edited)).line == "More?"
    change(file, "UPDATE editions SET body = replace(body, 'Hello?', 'Hullo?')")
    with pytest.raises(EditionError):
        resume(store, edited)
    # If the file has not changed, nothing is read from the store.
    assert scene_of(resume(store, Edition(program(TEXT)))).line == "More?"


@pytest.mark.parametrize("id_", [ID, OTHER])
@pytest.mark.parametrize(
    ("commands", "field", "stored"),
    [
        (["UPDATE attempts SET language = 'el' WHERE {own}"], "language", "el"),
        (["UPDATE attempts SET language = x'00' WHERE {own}"], "language", b"\0"),
        (["UPDATE attempts SET started = '2020-02-02T02:02:02Z' WHERE {own}"], "started", "2020-02-02T02:02:02Z"),
        (["UPDATE attempts SET ended = '2020-02-02T02:02:02Z' WHERE {own}"], "ended", "2020-02-02T02:02:02Z"),
        (["INSERT INTO trainees (id, name) VALUES (99, 'Ben')", "UPDATE attempts SET trainee_id = 99 WHERE {own}"], "trainee", "Ben"),
    ],
)  # fmt: skip
def test_a_changed_header_is_named(
    store: SqlStore, file: Path, id_: str, commands: list[str], field: str, stored: object
) -> None:
    change(file, *(x.replace("{own}", f"id = '{id_}'") for x in commands))
    assert faults(store, id_)[0] == {"what": "header", "figure": field, "stored": stored}


def test_an_end_that_was_taken_back_is_named(store: SqlStore, file: Path) -> None:
    change(file, f"UPDATE attempts SET ended = NULL WHERE id = '{ID}'")
    assert faults(store) == [{"what": "header", "figure": "ended", "stored": None}]


def test_a_trainee_who_was_renamed_is_named_with_every_attempt(store: SqlStore, file: Path) -> None:
    change(file, "UPDATE trainees SET name = 'Ben'")
    verify = Verifier(store)
    named = [[x.field for x in verify(attempt)] for attempt in store.attempts()]
    assert named == [["trainee"], ["trainee"]]


@pytest.mark.parametrize("note", ["NULL", "''", "'[]'", "'{'", "x'00'"])
def test_an_unreadable_fingerprint_names_all_fields(store: SqlStore, file: Path, note: str) -> None:
    change(file, f"UPDATE attempts SET header = {note} WHERE id = '{ID}'")
    named = [x["figure"] for x in faults(store)]
    assert named == ["trainee", "digest", "language", "started", "ended"]


@pytest.mark.parametrize("row", range(1, 4))
def test_a_cut_tail_of_an_attempt_that_waits_is_named(
    store: SqlStore, file: Path, row: int
) -> None:
    assert len(kinds(store, OTHER)) == 4
    change(file, f"DELETE FROM events WHERE seq >= {row} AND attempt_id = '{OTHER}'")
    assert faults(store, OTHER) == [{"what": "missing", "seq": row}]
    with pytest.raises(DamagedLogError):
        resume(store, Edition(program(TEXT)))


@pytest.mark.parametrize("value", ["length = NULL", "length = 'x'", "seal = NULL", "seal = x'00'"])
@pytest.mark.parametrize("id_", [ID, OTHER])
def test_a_removed_head_hash_is_named(store: SqlStore, file: Path, id_: str, value: str) -> None:
    last = len(kinds(store, id_)) - 1
    change(file, f"UPDATE attempts SET {value} WHERE id = '{id_}'")
    assert [(x["what"], x["seq"]) for x in faults(store, id_)] == [("changed", last)]


def test_another_language_in_the_middle_is_no_fault(store: SqlStore) -> None:
    play = resume(store, Edition(program(TEXT)))
    greek = build_scene(play.session, catalogs().translator("el"), catalogs().messages("el"))
    play.show(0, reading=greek.reading)
    step(play)
    assert faults(store, OTHER) == []
    finish(play)
    assert faults(store, OTHER) == []


def test_ending_again_changes_nothing(store: SqlStore) -> None:
    store.finish(ID, "2030-01-01T00:00:00Z", SUMMARY)
    assert faults(store) == []


class Unread(MemoryStore):
    """A store that cannot be read.

    Attributes:
        reason: Why.
    """

    reason: StoreReason = "locked"

    def events(self, attempt: str) -> tuple[Event, ...]:
        raise StoreError(self.reason, "memory", attempt)


def test_a_store_that_cannot_be_read_is_no_fault_of_an_attempt(store: SqlStore) -> None:
    (attempt,) = store.find(ID)
    unread = Unread()
    unread.begin(attempt, store.events(ID))
    with pytest.raises(StoreError, match="locked"):
        Verifier(unread)(attempt)
    unread.reason = "damaged"
    assert [x.kind for x in Verifier(unread)(attempt)] == ["unreadable"]


def test_a_header_that_was_changed_is_not_gone_on_with(store: SqlStore, file: Path) -> None:
    """A second ending would store fingerprints of the changed header, and hide the change."""
    finish(resume(store, Edition(program(TEXT))))
    change(file, f"UPDATE attempts SET ended = NULL WHERE id = '{ID}'")
    with pytest.raises(HeaderError) as raised:
        resume(store, Edition(program(TEXT)))
    assert raised.value.fields == ("ended",)
    assert [x["figure"] for x in faults(store)] == ["ended"]


@pytest.mark.parametrize(
    ("there", "instead"),
    [
        ('"id":"hi","key"', '"takes":"abc","id":"hi","key"'),
        (r'"endings":\{[^}]*\}', '"endings":{}'),
        (r'"weights":\{[^}]*\}', '"weights":{}'),
    ],
)
def test_an_edition_that_fits_its_digest_and_cannot_be_played(
    store: SqlStore, file: Path, there: str, instead: str
) -> None:
    (digest,) = {x.digest for x in store.attempts() if x.id == ID}
    body, count = re.subn(there, instead, store.edition(digest) or "")
    assert count
    new = sha256_hex(body.encode())
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("INSERT INTO editions (digest, body) VALUES (?, ?)", [new, body])
        connection.execute("UPDATE attempts SET digest = ? WHERE id = ?", [new, ID])
    assert [x["what"] for x in faults(store)] == ["header", "edition-unreadable"]


def test_an_edition_that_is_no_text(store: SqlStore, file: Path) -> None:
    change(file, "UPDATE editions SET body = CAST(body AS BLOB)")
    verify = Verifier(store)
    assert {x.kind for one in store.attempts() for x in verify(one)} == {"edition-changed"}


def test_orphans_are_found(store: SqlStore, file: Path) -> None:
    assert store.audit.orphans() == ()
    change(file, "PRAGMA foreign_keys = OFF", f"DELETE FROM attempts WHERE id = '{ID}'")
    assert store.audit.orphans() == (ID,)
    rest = [x.id for x in store.attempts()]
    change(file, "DELETE FROM trainees")
    assert list(store.audit.orphans()) == sorted([ID, *rest])
