"""Automatic players, each with a fixed habit; they choose by the notes of the author only."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from simulator.scoring.empathy import empathy_worth
from simulator.scoring.playthrough import criticals_of
from simulator.scoring.sheet import ScoreSheet, score
from simulator.session import availability
from simulator.session.event import Entered, Looked
from simulator.session.session import Session

if TYPE_CHECKING:
    from collections.abc import Callable

    from simulator.scenario.model import Choice
    from simulator.session.program import Program

    Rank: TypeAlias = tuple[int, ...]
    Habit: TypeAlias = Callable[[Session, Choice], Rank]


def played(program: Program, habit: Habit, *, turns: int = 1000) -> ScoreSheet:
    """The score sheet of a play: records are opened first; after `turns` replies it is given up."""
    playing = Session(program)
    playing.start()
    while not playing.ended:
        if playing.view().goes_on:
            playing.go_on()
            continue
        offers = availability.available(program, playing.state).choices
        new = [x for x in offers if not x.scored and not _opened(playing, x)]
        replies = [x for x in offers if x.scored]
        if new:
            playing.choose(new[0].id)
        elif not replies or not turns:
            playing.abandon()
        else:
            turns -= 1
            playing.show(0, reading=0)
            allowance = playing.allowance
            assert allowance is not None
            best = max(replies, key=lambda x: habit(playing, x))
            playing.choose(best.id, allowance.base // 2)
    return score(program.scenario, program.rubric, playing.log)


def proactive(playing: Session, choice: Choice) -> Rank:
    """Meets every opportunity, and pushes nothing."""
    return (-len(choice.pushes), len(choice.meets), *_care(playing, choice))


def reactive(playing: Session, choice: Choice) -> Rank:
    """Meets an opportunity only after a customer has asked for it."""
    been = {x.node for x in playing.log if isinstance(x, Entered)}
    chances = playing.program.scenario.opportunities
    early = any(not been & set(chances[id_].asked) for id_, _ in choice.meets)
    return (-len(choice.pushes), not early, len(choice.meets), *_care(playing, choice))


def passive(playing: Session, choice: Choice) -> Rank:
    """Meets no opportunity, even after a customer has asked for it, and pushes nothing."""
    return (-len(choice.pushes), -len(choice.meets), *_care(playing, choice))


def harassing(playing: Session, choice: Choice) -> Rank:
    """Pushes every extra, and meets no opportunity."""
    return (len(choice.pushes), -len(choice.meets), *_care(playing, choice))


def harassing_but_helpful(playing: Session, choice: Choice) -> Rank:
    """Pushes every extra, and meets every opportunity."""
    return (len(choice.pushes), len(choice.meets), *_care(playing, choice))


def bad(playing: Session, choice: Choice) -> Rank:
    """Makes the worst choice."""
    return tuple(-x for x in _care(playing, choice))


def _opened(playing: Session, choice: Choice) -> bool:
    here = playing.state.node
    return any(
        isinstance(x, Looked) and (x.node, x.choice) == (here, choice.id) for x in playing.log
    )


def _care(playing: Session, choice: Choice) -> Rank:
    shown = [playing.program.rubric.behaviours[x] for x in choice.shows]
    return (
        not criticals_of(choice, playing.program.rubric),
        empathy_worth(shown),
        bool(choice.keeps),
        len(choice.steps),
        len(choice.redress),
        sum(x.trust + x.patience for x in shown),
    )
