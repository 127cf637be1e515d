"""Builds a session again from its log, by running the commands that the log records."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from simulator.errors import LogError, SessionError
from simulator.session.availability import replied
from simulator.session.event import Abandoned, Chosen, Looked, Started, TimedOut, WentOn
from simulator.session.session import Session
from simulator.session.timing import WITHIN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from simulator.session.event import Event
    from simulator.session.program.program import Program
    from simulator.session.state import State

_RAPID: Final = 100
"""The raw shares of rapid replies in old logs are below this, in thousandths of the allowance."""
_TOO_LARGE: Final = 2**63
"""The store cannot hold whole numbers of this size."""


def replay_log(
    program: Program, log: Iterable[Event], *, known: frozenset[str] = frozenset()
) -> Session:
    """The session that a log records, at the end of the log.

    Args:
        program: The program that was played.
        log: All events of the session.
        known: Ids of the nodes that the trainee has read in earlier attempts; see `Session`.

    Raises:
        LogError: Running the commands of the log gives other events than the log has; the error
            names the position of the first wrong event.
    """
    session = Session(program, known=known)
    for _, _, replayed in replay_steps(program, tuple(log), known=known):
        session = replayed
    return session


def replay_steps(
    program: Program, log: Sequence[Event], *, known: frozenset[str] = frozenset()
) -> Iterator[tuple[int, State, Session]]:
    """Runs the commands of a log one by one.

    Args:
        program: The program that was played.
        log: All events of the session.
        known: Ids of the nodes that the trainee has read in earlier attempts; see `Session`.

    Yields:
        For each command: the position of its first event in the log, from 0; the state before the
        command; and the session after the command. All steps yield one session object, which the
        next step changes.

    Raises:
        LogError: Running the commands of the log gives other events than the log has; the error
            names the position of the first wrong event.
    """
    session = Session(program, known=known)
    while len(session.log) < len(log):
        seq, before = len(session.log), session.state
        try:
            events = _repeat(session, log[seq])
        except (SessionError, KeyError) as error:
            raise LogError(seq) from error
        for place, event in enumerate(events, start=seq):
            if place >= len(log) or log[place] != event:
                raise LogError(place)
        yield seq, before, session


def _repeat(session: Session, event: Event) -> tuple[Event, ...]:
    """Runs the command whose first event this is, with the reply time that the event holds.

    Raises:
        LogError: No command has this as its first event, or no session can have measured this
            reply time.
    """
    match event:
        case Started(seed=seed) if _is_whole(seed):
            return session.start(seed=seed)
        case Chosen(choice=choice, share=share, rapid=rapid) if _can_be_measured(session, event):
            return session.reply(choice, share, rapid=rapid)
        case Looked(choice=choice):
            return session.choose(choice)
        case TimedOut():
            return session.time_out()
        case WentOn():
            return session.go_on(look_ahead=False)
        case Abandoned():
            return session.abandon()
        case _:
            raise LogError(len(session.log))


def _can_be_measured(session: Session, event: Chosen) -> bool:
    """Whether a session can have stored this share, and this mark of a rapid reply.

    Only the first reply at a node can be rapid. Logs of old versions hold the raw share of a rapid
    reply, which is under a tenth, or no share if the clock was off.
    """
    share = event.share
    if share is not None and not _is_whole(share):
        return False
    first = not replied(session.program, session.state) if session.started else False
    quick = share is None or share < _RAPID or share == WITHIN
    return not event.rapid or (first and quick)


def _is_whole(value: object) -> bool:
    return type(value) is int and 0 <= value < _TOO_LARGE
