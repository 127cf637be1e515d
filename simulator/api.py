"""What a Python script needs of the simulator; `import simulator` exports all of it.

`docs/python.md` shows each function at work.
"""

from __future__ import annotations

from contextlib import closing
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from simulator import system
from simulator.attempt.trainee import attempts_of
from simulator.bootstrap import database_at, open_library, open_store
from simulator.errors import ScenarioError, SimulatorError
from simulator.scoring.sheet import ScoreSheet
from simulator.scoring.sheet import score as score_log
from simulator.session.program import Program
from simulator.session.session import Session

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Unpack

    from sqlalchemy import URL

    from simulator.attempt.ports import AttemptFilter
    from simulator.attempt.record import Attempt
    from simulator.findings.finding import Finding
    from simulator.library import Library
    from simulator.session.state import State

__all__ = [
    "Program",
    "ScenarioError",
    "ScoreSheet",
    "Session",
    "SimulatorError",
    "attempts",
    "check",
    "export",
    "load",
    "play",
    "score",
]


def check(scenario: str | Path) -> tuple[Finding, ...]:
    """The findings of a scenario, in the order of its file; empty if there is none.

    >>> check("wrong-dish")
    ()

    Args:
        scenario: A name in the library, such as `wrong-dish`, or the path of a file.

    Raises:
        UnknownScenarioError: The library has no scenario of that name.
    """
    return _library(system.user_folders()).open(str(scenario)).findings


def load(scenario: str | Path) -> Program:
    """A scenario ready to be played.

    >>> load("wrong-dish").scenario.title.source
    'The wrong dish'

    Args:
        scenario: A name in the library, such as `wrong-dish`, or the path of a file.

    Raises:
        ScenarioError: The file has findings that forbid its use; the error has all of them.
        UnknownScenarioError: The library has no scenario of that name.
    """
    opened = _library(system.user_folders()).open(str(scenario))
    if opened.edition is None:
        raise ScenarioError(opened.findings)
    return opened.edition.program


def play(program: Program, choices: Iterable[str], *, seed: int = 0) -> Session:
    """A session in which these choices were made, without a clock.

    Where the next choice is not on offer yet and the story goes on by itself, it goes on.

    >>> [event.kind for event in play(load("wrong-dish"), ["own-it"]).log]
    ['started', 'entered', 'chosen', 'felt', 'entered']

    Args:
        program: The scenario.
        choices: The ids of choices and look-ups, in their order.
        seed: Orders the choices on a screen; it changes nothing else.

    Raises:
        NotAvailableError: A choice is not on offer where it is made.
        EndedError: The story has ended before the last choice.
    """
    session = Session(program)
    session.start(seed=seed)
    for choice in choices:
        _go_on_to(session, choice)
        session.choose(choice)
    _go_on_to(session, None)
    return session


def score(session: Session) -> ScoreSheet:
    """The score sheet of a session so far; scores are thousandths of a point.

    >>> sheet = score(play(load("wrong-dish"), ["own-it"]))
    >>> sheet.turns, sheet.scores["empathy"], sheet.ending
    (1, 40000, None)

    Args:
        session: The session; it may still be running.
    """
    program = session.program
    return score_log(program.scenario, program.rubric, session.log)


def attempts(
    database: str | Path | None = None, **wanted: Unpack[AttemptFilter]
) -> Iterator[Attempt]:
    """The stored attempts, oldest first.

    Args:
        database: A URL such as `sqlite:///scores.sqlite3`, or the path of an SQLite file; None:
            the database of this user.
        **wanted: `scenario`, `trainee`, `since` and `until`; see `attempt.ports.AttemptFilter`.

    Raises:
        StoreError: The database cannot be read.
        TraineeNameError: The text cannot be the name of a trainee.
    """
    with closing(open_store(_url(database), reading=True)) as store:
        typed = wanted.get("trainee")
        yield from (
            attempts_of(store, typed, **wanted)
            if isinstance(typed, str)
            else store.attempts(**wanted)
        )


def export(
    file: str | Path, database: str | Path | None = None, **wanted: Unpack[AttemptFilter]
) -> int:
    """Writes the score sheets of stored attempts as CSV; returns how many.

    Args:
        file: The file to write, whole or not at all.
        database: See `attempts`.
        **wanted: `scenario`, `trainee`, `since` and `until`; see `attempt.ports.AttemptFilter`.

    Raises:
        StoreError: The database cannot be read.
        TraineeNameError: The text cannot be the name of a trainee.
        OSError: The file cannot be written; its earlier content is unchanged.
    """
    from simulator.reports.csv_file import save  # noqa: PLC0415 - most scripts export nothing
    from simulator.reports.table import ScoreTable  # noqa: PLC0415

    return save(ScoreTable(attempts(database, **wanted)), Path(file))


@cache
def _library(_folders: tuple[Path, Path, Path]) -> Library:
    """The library of the user with these folders; rubrics and concept cards are read only once."""
    return open_library()


def _go_on_to(session: Session, choice: str | None) -> None:
    """Lets the story go on by itself up to the node that offers a choice; None: to its end.

    Stops where the story comes back to a node and nothing has changed.
    """
    passed: set[State] = set()
    while session.view().goes_on and choice not in [x.id for x in session.choices]:
        if session.choices or session.view().limited:
            if session.state in passed:
                return
            passed.add(session.state)
        session.go_on()


def _url(database: str | Path | None) -> str | URL | None:
    """The URL of a database that a script names by a URL or by a path."""
    if isinstance(database, Path) or (database and "://" not in database):
        return database_at(database)
    return database or None
