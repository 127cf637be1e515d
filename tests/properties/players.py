"""Players with a habit, who know nothing of the scenario but what its author noted."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from simulator.scoring.empathy import empathy_worth
from simulator.scoring.sheet import ScoreSheet, score
from simulator.session import rules
from simulator.session.event import Entered, Looked
from simulator.session.session import Session

if TYPE_CHECKING:
    from collections.abc import Callable

    from simulator.scenario.model import Choice
    from simulator.session.program import Program

    Rank: TypeAlias = tuple[int, ...]
    Habit: TypeAlias = Callable[[Session, Choice], Rank]


def played(program: Program, habit: Habit, *, turns: int = 1000) -> ScoreSheet:
    """A play by habit, reading every record first; given up after so many turns."""
    playing = Session(program)
    playing.start()
    while not playing.ended:
        if rules.goes_on(program, playing.state):
            playing.go_on()
            continue
        offers = rules.available(program, playing.state).choices
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
    """Takes every chance, and pushes nothing."""
    return (-len(choice.pushes), len(choice.meets), *_care(playing, choice))


def reactive(playing: Session, choice: Choice) -> Rank:
    """Does what is asked for, and not before."""
    been = {x.node for x in playing.log if isinstance(x, Entered)}
    chances = playing.program.scenario.opportunities
    early = any(not been & set(chances[id_].asked) for id_, _ in choice.meets)
    return (-len(choice.pushes), not early, len(choice.meets), *_care(playing, choice))


def passive(playing: Session, choice: Choice) -> Rank:
    """Takes no chance, asked or not, and pushes nothing."""
    return (-len(choice.pushes), -len(choice.meets), *_care(playing, choice))


def harassing(playing: Session, choice: Choice) -> Rank:
    """Pushes whatever can be pushed, and takes no chance."""
    return (len(choice.pushes), -len(choice.meets), *_care(playing, choice))


def harassing_but_helpful(playing: Session, choice: Choice) -> Rank:
    """Pushes whatever can be pushed, and takes every chance."""
    return (len(choice.pushes), len(choice.meets), *_care(playing, choice))


def bad(playing: Session, choice: Choice) -> Rank:
    """The worst that can be said."""
    return tuple(-x for x in _care(playing, choice))


def _opened(playing: Session, choice: Choice) -> bool:
    here = playing.state.node
    return any(
        isinstance(x, Looked) and (x.node, x.choice) == (here, choice.id) for x in playing.log
    )


def _care(playing: Session, choice: Choice) -> Rank:
    shown = [playing.program.rubric.behaviours[x] for x in choice.shows]
    return (
        choice.critical is None,
        empathy_worth(shown),
        bool(choice.keeps),
        len(choice.steps),
        len(choice.redress),
        sum(x.trust + x.patience for x in shown),
    )
