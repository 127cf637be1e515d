"""The cost of delivering attempts to a database on a server.

The peer is the driver of PostgreSQL inserting the same rows of events in one statement. A delivery
also reads them, checks every hash, and adds headers, trainees and editions.
"""

from __future__ import annotations

import tempfile
from contextlib import closing
from pathlib import Path
from typing import Final

import psycopg
from sqlalchemy import make_url

from benchmarks.generated import scenario_text
from benchmarks.load import references
from benchmarks.measure import Row, cpu_seconds
from simulator.attempt.delivery import deliver
from simulator.attempt.edition import Edition
from simulator.attempt.ports import Parcel
from simulator.attempt.record import Attempt
from simulator.authoring.load import load_scenario_bytes
from simulator.scoring.sheet import score
from simulator.session.program import Program
from simulator.session.session import Session
from simulator.store.rows import chained_rows
from simulator.store.sql import SqlStore
from tests.postgres import new_database

_ATTEMPTS: Final = 200
_NODES: Final = 100
_TURNS: Final = 30
_INSERT: Final = "INSERT INTO events VALUES (%s, %s, %s, %s, %s)"


def rows() -> list[Row]:
    """The cost of delivering some attempts."""
    parcels = _parcels()
    events = [y for x in parcels for y in chained_rows(x.attempt.id, 0, x.attempt.id, x.events)]
    with tempfile.TemporaryDirectory() as folder:
        laptop = SqlStore(f"sqlite:///{Path(folder) / 'laptop.sqlite3'}")
        laptop.receiver.receive(parcels)

        def ours() -> None:
            with closing(SqlStore(new_database())) as central:
                deliver(laptop, central.receiver, wait=lambda _: None)

        def made() -> None:
            SqlStore(new_database()).close()

        def peer() -> None:
            url = new_database()
            SqlStore(url).close()
            with psycopg.connect(make_url(url).render_as_string(hide_password=False)) as bare:
                bare.execute("ALTER TABLE events DROP CONSTRAINT fk_events_attempt_id")
                bare.cursor().executemany(_INSERT, events)

        found = cpu_seconds({"ours": ours, "peer": peer, "made": made}, rounds=5)
        laptop.close()
    each = len(events)
    name = "deliver an event to PostgreSQL"
    ours_each, peer_each = ((found[x] - found["made"]) / each for x in ("ours", "peer"))
    return [Row(name, ours_each, peer_each, "the bare driver", 6)]


def _parcels() -> list[Parcel]:
    known, rubric = references()
    data = scenario_text(_NODES).encode()
    scenario = load_scenario_bytes(Path("generated.yaml"), data, references=known).value
    assert scenario is not None  # noqa: S101 - the file is ours
    edition = Edition(Program(scenario, rubric))
    session = Session(edition.program)
    session.start()
    for _ in range(_TURNS):
        if not session.ended:
            session.choose(session.choices[0].id)
    if not session.ended:
        session.abandon()
    summary = score(scenario, rubric, session.log).summary()
    return [
        Parcel(
            attempt=Attempt(
                id=f"{number:032x}",
                trainee=f"Trainee {number % 20}",
                scenario=scenario.id,
                edition=scenario.edition,
                digest=edition.digest,
                rubric=rubric.id,
                rubric_edition=rubric.edition,
                language="en",
                started="2026-03-09T14:05:00Z",
                ended="2026-03-09T14:25:00Z",
                summary=summary,
            ),
            events=tuple(session.log),
            edition=edition.body,
        )
        for number in range(_ATTEMPTS)
    ]
