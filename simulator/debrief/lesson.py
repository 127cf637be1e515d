"""The lesson of one turn: the feedback on the reply, and a better reply that was on offer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from simulator.scoring.empathy import empathy_worth
from simulator.scoring.playthrough import choice_of
from simulator.session.event import Chosen, Looked, TimedOut
from simulator.session.replay import replay_steps
from simulator.session.rules import apply
from simulator.session.session import Session
from simulator.session.state import Draft

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulator.scenario.model import Choice
    from simulator.scenario.text import Text
    from simulator.session.event import Event
    from simulator.session.program import Program
    from simulator.session.state import ReadableState, State


class Lesson(Struct, frozen=True, kw_only=True):
    """The lesson of one turn.

    Attributes:
        feedback: The sentence of the author about the choice; None if there is no sentence.
        better: The words of a better reply that was on offer; None if there was none.
        behaviours: The titles of the behaviours that the choice shows.
    """

    feedback: Text | None
    better: Text | None
    behaviours: tuple[Text, ...]


def lesson_of(program: Program, event: Chosen | TimedOut, before: State) -> Lesson:
    """The lesson of a turn.

    Args:
        program: The program that was played.
        event: The event of the turn.
        before: The state before the turn.
    """
    choice = choice_of(program.scenario, event)
    better = better_choice(program, event)
    return Lesson(
        feedback=program.says(choice.feedback, moment_after(program, before, choice)),
        better=None if better is None else program.says(better.text, before),
        behaviours=tuple([program.rubric.behaviours[x].title for x in choice.shows]),
    )


def replay_with_lesson(
    program: Program, log: Sequence[Event], *, known: frozenset[str] = frozenset()
) -> tuple[Session, Lesson | None]:
    """The session that a log records, and the lesson that was shown at its end.

    Args:
        program: The program that was played.
        log: All events of the session.
        known: Ids of the nodes that the trainee has read in earlier attempts.

    Returns:
        The session, and the lesson of its last turn; None if the story went on by itself since.

    Raises:
        LogError: Replaying the log gives other events; see `replay_log`.
    """
    session = Session(program, known=known)
    last: tuple[Chosen | TimedOut, State] | None = None
    for seq, before, replayed in replay_steps(program, log, known=known):
        session, event = replayed, log[seq]
        if isinstance(event, Chosen | TimedOut):
            last = (event, before)
        elif not isinstance(event, Looked):
            last = None
    return session, None if last is None else lesson_of(program, *last)


def better_choice(program: Program, event: Chosen | TimedOut) -> Choice | None:
    """The reply that was worth most in empathy among those on offer.

    Args:
        program: The program that was played.
        event: The event of the turn.

    Returns:
        The reply; of equally good ones the first. None if no reply was worth more than the choice
        that was made, or if the node does not count for empathy.
    """
    node = program.scenario.nodes[event.node]
    if "empathy" not in node.scores:
        return None
    offers = [x for x in node.choices if x.id in event.available and not _is_error(program, x)]
    best = max(offers, key=lambda x: _worth(program, x), default=None)
    made = choice_of(program.scenario, event)
    if best is None or _worth(program, best) <= _worth(program, made):
        return None
    return best


def moment_after(program: Program, before: State, choice: Choice) -> ReadableState:
    """The moment in which the answer to a choice and the feedback on it are read.

    Args:
        program: The program that was played.
        before: The state before the choice.
        choice: The choice that was made.

    Returns:
        The draft after all effects of the choice and before the next node is entered. The state
        before the choice if neither text depends on the state.
    """
    wordings = (choice.answer, choice.feedback)
    if all(x is None or x.arms[0].when is None for x in wordings):
        return before
    draft = Draft(before)
    apply(program, before, draft, program.compiled_choice(choice.key))
    return draft


def _worth(program: Program, choice: Choice) -> int:
    return empathy_worth(program.rubric.behaviours[x] for x in choice.shows)


def _is_error(program: Program, choice: Choice) -> bool:
    shown = [program.rubric.behaviours[x] for x in choice.shows]
    return choice.critical is not None or any(x.critical for x in shown)
