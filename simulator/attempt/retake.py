"""Retakes: an attempt is played again from one of its turns, as an attempt of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.attempt.play import Play
from simulator.attempt.reading import nodes_read
from simulator.attempt.record import Attempt
from simulator.debrief.lesson import replay_with_lesson
from simulator.session.event import Chosen, TimedOut

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulator.attempt.context import AppContext
    from simulator.session.event import Event


def begin_retake(context: AppContext, play: Play, turn: int, *, measured: bool = True) -> Play:
    """A new attempt that repeats a play up to a turn, and continues from there.

    It is practice and has no number, so that it never counts as a first attempt. The play itself
    stays as it is.

    Args:
        context: The context of the front end.
        play: The play.
        turn: The number of the turn to take again, from 0.
        measured: Whether a person replies in real time, and no script.

    Raises:
        StoreError: The new attempt cannot be saved.
        IndexError: The play has no such turn.
    """
    old, store, program = play.attempt, context.store(), play.session.program
    log = events_before(play.session.log, turn)
    known = nodes_read(store, old.trainee, old.scenario, old.digest)
    session, lesson = replay_with_lesson(program, log, known=known)
    attempt = Attempt(
        id=context.new_id(),
        trainee=old.trainee,
        scenario=old.scenario,
        edition=old.edition,
        digest=old.digest,
        rubric=old.rubric,
        rubric_edition=old.rubric_edition,
        language=old.language,
        started=context.clock.date(),
        measured=old.measured and measured,
        branch_of=old.id,
        branch_turn=turn,
        cohort=old.cohort,
        team=old.team,
        site=old.site,
    )
    store.begin(attempt, session.log)
    again = Play(attempt, session, store, context.clock, factor=play.factor)
    again.lesson = lesson
    return again


def turns_in(log: Sequence[Event]) -> int:
    """The number of turns in a log."""
    return sum(isinstance(x, Chosen | TimedOut) for x in log)


def events_before(log: Sequence[Event], turn: int) -> tuple[Event, ...]:
    """The events before a turn.

    Args:
        log: All events of an attempt.
        turn: The number of the turn, from 0.

    Raises:
        IndexError: The log has no such turn.
    """
    turns = [seq for seq, x in enumerate(log) if isinstance(x, Chosen | TimedOut)]
    return tuple(log[: turns[turn]])
