"""The costs of saving a choice durably and of verifying stored attempts.

The peer of a choice is SQLite through Python's own driver with the same rows, the same write-ahead
log and the same syncs. The peer of a verification is hashing the same events.
"""

from __future__ import annotations

import hashlib
import random
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from benchmarks.generated import scenario_text
from benchmarks.load import references
from benchmarks.measure import Row, cpu_and_wall_seconds, cpu_seconds
from simulator.attempt.context import PlayRequest
from simulator.attempt.edition import Edition, stored_edition
from simulator.attempt.play import Play
from simulator.audit import chain
from simulator.audit.verify import Verifier
from simulator.authoring.load import load_scenario_bytes
from simulator.scoring.explain import explain_sheet
from simulator.scoring.sheet import score
from simulator.session.program import Program
from simulator.session.session import Session
from simulator.store.sql import SqlStore

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from simulator.session.event import Event

_NODES: Final = 1000
_CHOICES: Final = 200
_ROUNDS: Final = 9
_ATTEMPTS: Final = 100
_PEER: Final = "bare SQLite"
_TABLES: Final = """
CREATE TABLE attempts (id TEXT PRIMARY KEY, length INTEGER, seal TEXT);
CREATE TABLE events (
    attempt_id TEXT, seq INTEGER, kind TEXT NOT NULL, body TEXT NOT NULL, chain TEXT NOT NULL,
    PRIMARY KEY (attempt_id, seq)
) WITHOUT ROWID;
"""


def rows() -> list[Row]:
    """The costs of saving a choice, of verifying an attempt, and of a large scenario."""
    with tempfile.TemporaryDirectory() as folder:
        return [*_durable(Path(folder)), *_verified(Path(folder)), *_by_size(Path(folder))]


class _Clock:
    """A clock whose time never changes."""

    def now(self) -> int:
        return 0

    def date(self) -> str:
        return "2026-03-09T14:05:00Z"


class _Chosen(NamedTuple):
    """A choice and the events that it caused."""

    choice: str
    events: tuple[Event, ...]


class _BareRows(NamedTuple):
    """The database rows of one choice: its events, and the end of the log in the header."""

    events: list[tuple[str, int, str, str, str]]
    head: tuple[int, str, str]


def _edition(nodes: int) -> Edition:
    known, rubric = references()
    data = scenario_text(nodes).encode()
    scenario = load_scenario_bytes(Path("generated.yaml"), data, references=known).value
    assert scenario is not None  # noqa: S101 - the file is ours
    return Edition(Program(scenario, rubric))


def _choices(edition: Edition) -> list[_Chosen]:
    """The first choices of a random play."""
    session, rng, found = Session(edition.program), random.Random(1), list[_Chosen]()
    session.start()
    while not session.ended and len(found) < _CHOICES:
        choice = rng.choice(session.choices).id
        found.append(_Chosen(choice, session.choose(choice)))
    return found


def _numbers() -> Iterator[str]:
    """New ids of attempts, without end."""
    for number in range(1_000_000):
        yield f"{number:032x}"


def _begin(store: SqlStore, edition: Edition, id_: str) -> Play:
    return Play.begin(
        edition,
        PlayRequest(trainee="Ana", language="en"),
        id_=id_,
        seed=1,
        store=store,
        clock=_Clock(),
    )


def _durable(folder: Path) -> list[Row]:
    edition = _edition(_NODES)
    choices, ids = _choices(edition), _numbers()
    with (
        closing(SqlStore(f"sqlite:///{folder / 'ours.sqlite3'}")) as store,
        closing(_bare(folder / "bare.sqlite3")) as bare,
    ):
        # Each round has its own attempt; it begins before the time is measured.
        begun = iter([_begin(store, edition, next(ids)) for _ in range(2 * _ROUNDS)])
        rows = iter([_bare_rows(bare, next(ids), choices) for _ in range(_ROUNDS)])

        def appended() -> None:
            play = next(begun)
            seq = len(play.session.log)
            for _, events in choices:
                store.append(play.attempt.id, seq, events)
                seq += len(events)

        def played() -> None:
            play = next(begun)
            for choice, _ in choices:
                play.choose(choice)

        ways: dict[str, Callable[[], object]] = {
            _PEER: lambda: _write_bare(bare, next(rows)),
            "store.append": appended,
            "Play.choose": played,
        }
        cpu, wall = cpu_and_wall_seconds(ways, rounds=_ROUNDS)
    count = len(choices)
    return [
        Row(f"{name}, {kind}", taken[name] / count, taken[_PEER] / count, _PEER, most=most)
        for kind, taken, name, most in (
            ("wall", wall, "store.append", 1 / 0.85),
            ("CPU", cpu, "store.append", 1.5),
            ("wall", wall, "Play.choose", 1.5),
            ("CPU", cpu, "Play.choose", 2.2),
        )
    ]


def _bare(file: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(file, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.executescript(_TABLES)
    return connection


def _bare_rows(connection: sqlite3.Connection, id_: str, choices: list[_Chosen]) -> list[_BareRows]:
    """The rows that the store writes for each choice, computed before the measurement."""
    connection.execute("INSERT INTO attempts VALUES (?, 0, '')", (id_,))
    seq, before, found = 0, id_, list[_BareRows]()
    for _, events in choices:
        rows = []
        for event in events:
            body = chain.body(event)
            before = chain.link(before, body)
            rows.append((id_, seq, event.kind, body, before))
            seq += 1
        found.append(_BareRows(rows, (seq, before, id_)))
    return found


def _write_bare(connection: sqlite3.Connection, rows: list[_BareRows]) -> None:
    for events, head in rows:
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany("INSERT INTO events VALUES (?, ?, ?, ?, ?)", events)
        connection.execute("UPDATE attempts SET length = ?, seal = ? WHERE id = ?", head)
        connection.execute("COMMIT")


def _finish(play: Play, seed: int) -> None:
    rng = random.Random(seed)
    while not play.ended:
        if len(play.session.log) > 200:
            play.abandon()
            return
        play.choose(rng.choice(play.session.choices).id)


def _verified(folder: Path) -> list[Row]:
    edition, ids = _edition(_NODES), _numbers()
    with closing(SqlStore(f"sqlite:///{folder / 'verified.sqlite3'}")) as store:
        for seed in range(_ATTEMPTS):
            _finish(_begin(store, edition, next(ids)), seed)
        attempts = list(store.attempts())
        texts = [[chain.body(x).encode() for x in store.events(one.id)] for one in attempts]

        def hashed() -> None:
            for bodies in texts:
                before = b""
                for body in bodies:
                    before = hashlib.sha256(before + body).hexdigest().encode()

        def verified() -> None:
            verify = Verifier(store)
            for attempt in attempts:
                assert verify(attempt) == ()  # noqa: S101 - a wrong row would measure nothing

        taken = cpu_seconds({"hash": hashed, "verify": verified})
    ours, peer = (taken[x] / _ATTEMPTS for x in ("verify", "hash"))
    return [Row("verify an attempt", ours, peer, "hashing its events", most=60)]


def _by_size(folder: Path) -> list[Row]:
    """The cost of attempts of equal length on scenarios of 10,000 and of 50 nodes."""
    ways: dict[str, Callable[[], object]] = {}
    stores = []
    for nodes in (50, 10_000):
        store = SqlStore(f"sqlite:///{folder / f'{nodes}.sqlite3'}")
        stores.append(store)
        play = _begin(store, _edition(nodes), "a" * 32)
        for _ in range(5):
            play.choose(play.session.choices[0].id)
        play.abandon()
        (attempt,) = store.attempts()

        def read_edition(store: SqlStore = store, digest: str = attempt.digest) -> None:
            body = store.edition(digest)
            assert body is not None  # noqa: S101 - a wrong row would measure nothing
            hashlib.sha256(body.encode()).hexdigest()

        def verified(store: SqlStore = store) -> None:
            (attempt,) = store.find("a")
            assert Verifier(store)(attempt) == ()  # noqa: S101 - a wrong row would measure nothing

        def explained(store: SqlStore = store, digest: str = attempt.digest) -> None:
            program = stored_edition(store, digest).program
            log = store.events("a" * 32)
            explain_sheet(program.rubric, score(program.scenario, program.rubric, log))

        ways |= {
            f"read {nodes}": read_edition,
            f"verify {nodes}": verified,
            f"explain {nodes}": explained,
        }
    taken = cpu_seconds(ways)
    for store in stores:
        store.close()
    rows: list[Row] = []
    for name in ("verify", "explain"):
        ours, small, floor = (taken[x] for x in (f"{name} 10000", f"{name} 50", "read 10000"))
        rows += [
            Row(f"{name} an attempt, 10,000 nodes", ours, floor, "reading and hashing", 3),
            Row("the same", ours, floor + small, "that, and 50 nodes", 2.5),
        ]
    return rows
