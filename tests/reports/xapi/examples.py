"""Stored attempts whose logs are those of the golden plays."""

from __future__ import annotations

from functools import cache
from typing import Any

from msgspec.json import decode, encode
from msgspec.structs import replace

from simulator.attempt.edition import Edition
from simulator.attempt.record import Attempt
from simulator.reports.xapi.naming import Naming
from simulator.reports.xapi.statements import StatementMaker
from simulator.scoring.sheet import score
from simulator.session.event import Event
from simulator.session.session import Session
from simulator.store.memory import MemoryStore
from tests.golden.test_golden import CASES, log_of, played, program_of
from tests.shipped import program

ID = "3f9c2a41c0de4a5b8c6d7e8f90a1b2c3"
PERSON = "9b1d4c0e7a2f4d83b6c5e1f09a7d2c48"
NAMING = Naming(person=lambda _: PERSON)
HEADER = Attempt(
    id=ID,
    trainee="Ana Λίμα 林",
    scenario="",
    edition=1,
    digest="",
    rubric="",
    rubric_edition=1,
    language="zh_Hans",
    started="2026-03-09T14:05:00Z",
    mode="assessment",
    number=1,
)


TEA = """
    title: Tea
    channel: face-to-face
    customer: {name: Mr Lin, portrait: lin}
    nodes:
      hello:
        line: Is it hot?
        limit: 20s
        silence: {id: nothing, to: more}
        choices:
          - {id: sorry, say: Sorry., shows: [names-the-feeling], to: more}
          - {id: lie, say: It is hot., critical: false-promise, to: more}
      more:
        line: It is cold.
        choices:
          - {id: new, say: Here is another., to: bye}
          - {id: fine, say: It is fine., critical: denial, to: bye}
      bye: {line: Bye., ending: resolved}
"""
"""A play with a silence and a critical error."""


def tea_statements() -> list[dict[str, Any]]:
    """The statements of a play with a silence, then a critical error."""
    session = Session(program(TEA))
    session.start()
    session.time_out()
    session.choose("fine")
    store = MemoryStore()
    attempt = add_played(store, Edition(session.program), tuple(session.log))
    found: list[dict[str, Any]] = decode(encode(StatementMaker(store, NAMING)(attempt)))
    return found


@cache
def edition_of(case: str) -> Edition:
    return Edition(program_of(case))


@cache
def golden_log(case: str) -> tuple[Event, ...]:
    return log_of(played(case, "en")[1])


def add(store: MemoryStore, case: str, **header: object) -> Attempt:
    """Stores a finished attempt that is played like a golden play."""
    return add_played(store, edition_of(case), golden_log(case), **header)


def add_played(
    store: MemoryStore, edition: Edition, log: tuple[Event, ...], **header: object
) -> Attempt:
    """Stores a finished attempt with this log."""
    program = edition.program
    attempt = replace(
        HEADER,
        **{
            "scenario": program.scenario.id,
            "edition": program.scenario.edition,
            "digest": edition.digest,
            "rubric": program.rubric.id,
            "rubric_edition": program.rubric.edition,
        }
        | header,
    )
    store.save_edition(edition.digest, edition.text.decode())
    store.begin(attempt, log)
    summary = score(program.scenario, program.rubric, log).summary()
    store.finish(attempt.id, "2026-03-09T14:17:34Z", summary)
    return next(iter(store.find(attempt.id)))


def statements_of(case: str, **header: object) -> list[dict[str, Any]]:
    """The statements of an attempt, as a record store reads them."""
    store = MemoryStore()
    attempt = add(store, case, **header)
    found: list[dict[str, Any]] = decode(encode(StatementMaker(store, NAMING)(attempt)))
    return found


def every_statement() -> list[dict[str, Any]]:
    """The statements of all golden plays, in each mode, finished by a person or by a script."""
    store, number = MemoryStore(), 0
    found: list[dict[str, object]] = []
    for case in CASES:
        for header in (
            {"mode": "assessment"},
            {"mode": "practice", "measured": False},
            {"mode": "practice", "number": None, "branch_of": ID, "branch_turn": 1},
        ):
            number += 1
            attempt = add(store, case, id=f"{number:08x}c0de4a5b8c6d7e8f90a1b2c3", **header)
            found += StatementMaker(store, NAMING)(attempt)
    found += tea_statements()
    plain: list[dict[str, Any]] = decode(encode(found))
    return plain
