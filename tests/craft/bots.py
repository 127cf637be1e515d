"""Players who know nothing about the customer, and players who know the author's key."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from simulator.scenario.vocabulary import NOBODY
from simulator.scoring.sheet import ScoreSheet, score
from simulator.session import availability
from simulator.session.event import Chosen, Entered, ExtraOffered
from simulator.session.session import Session
from tests.craft.figures import APOLOGY, TIME, words
from tests.properties import players

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from simulator.scenario.model import Choice
    from simulator.session.event import Event
    from simulator.session.program import Program

    Pick: TypeAlias = Callable[[Session, Sequence[Choice]], Choice]

MOST_STEPS = 500


class Play(NamedTuple):
    """A finished play: its log and its score sheet."""

    log: tuple[Event, ...]
    sheet: ScoreSheet

    def __str__(self) -> str:
        verdict = "passed" if self.sheet.passed else "not passed"
        return f"{self.sheet.total / 1000:.1f} {verdict}, {self.sheet.ending}"

    @property
    def passed(self) -> bool:
        return self.sheet.passed is True

    @property
    def welcome_offers(self) -> set[str]:
        return {x.extra for x in self.log if isinstance(x, ExtraOffered) and x.fits}

    @property
    def unwelcome_offers(self) -> set[tuple[str, str]]:
        """The node and the id of each reply that offered an extra which did not fit."""
        found: set[tuple[str, str]] = set()
        at = "", ""
        for event in self.log:
            if isinstance(event, Chosen):
                at = event.node, event.choice
            elif isinstance(event, ExtraOffered) and not event.fits:
                found.add(at)
        return found

    @property
    def chosen(self) -> tuple[Chosen, ...]:
        return tuple(x for x in self.log if isinstance(x, Chosen))


def play(program: Program, pick: Pick, *, looks: bool = True, turns: int = MOST_STEPS) -> Play:
    """A whole play in the order of the file, each reply after half of its allowance.

    Args:
        program: The scenario.
        pick: Picks one of the replies on offer, or the silence of the node.
        looks: Whether all records are opened before the first reply at a node.
        turns: The number of replies after which the trainee gives up.
    """
    playing = Session(program)
    playing.start()
    seen: set[tuple[str, str]] = set()
    for _ in range(MOST_STEPS):
        if playing.ended:
            return Play(tuple(playing.log), score(program.scenario, program.rubric, playing.log))
        here = playing.state.node
        offers = availability.available(program, playing.state).choices
        records = [x for x in offers if not x.scored and looks and (here, x.id) not in seen]
        replies = [x for x in offers if x.scored]
        if records:
            seen.add((here, records[0].id))
            playing.choose(records[0].id)
        elif replies and turns:
            turns -= 1
            _reply(playing, pick(playing, replies))
        elif playing.view().goes_on:
            playing.go_on()
        else:
            playing.abandon()
    msg = "the play goes round in a circle"
    raise AssertionError(msg)


def _reply(playing: Session, choice: Choice) -> None:
    playing.show(0, reading=0)
    allowance = playing.allowance
    assert allowance is not None
    if choice.text is None:
        playing.time_out()
    else:
        playing.choose(choice.id, allowance.base // 2)


def first(_playing: Session, replies: Sequence[Choice]) -> Choice:
    return replies[0]


def last(_playing: Session, replies: Sequence[Choice]) -> Choice:
    return replies[-1]


def longest(_playing: Session, replies: Sequence[Choice]) -> Choice:
    return max(replies, key=lambda x: len(words(x)))


def shortest(_playing: Session, replies: Sequence[Choice]) -> Choice:
    return min(replies, key=lambda x: len(words(x)))


def sorry_question_time(_playing: Session, replies: Sequence[Choice]) -> Choice:
    """Prefers an apology, among these a question, among these a time."""
    return max(replies, key=_signs)


def most_signs(_playing: Session, replies: Sequence[Choice]) -> Choice:
    """Prefers the reply with the most of: an apology, a question, a time."""
    return max(replies, key=lambda x: (sum(_signs(x)), *_signs(x)))


def _signs(choice: Choice) -> tuple[bool, bool, bool]:
    said = words(choice)
    return bool(APOLOGY.search(said)), "?" in said, bool(TIME.search(said))


KNOWING_NOTHING: dict[str, Pick] = {
    "the first": first,
    "the last": last,
    "the longest": longest,
    "the shortest": shortest,
    "sorry, question, time": sorry_question_time,
    "most of sorry, question, time": most_signs,
}


def rude(playing: Session, replies: Sequence[Choice]) -> Choice:
    """Prefers what costs the most patience."""
    behaviours = playing.program.rubric.behaviours
    return min(replies, key=lambda x: sum(behaviours[y].patience for y in x.shows))


def slow(playing: Session, replies: Sequence[Choice]) -> Choice:
    """Says nothing where that is possible, and otherwise prefers what takes the longest."""
    silence = playing.program.node(playing.state).silence
    return silence or max(replies, key=lambda x: (x.until_event, x.takes))


def at_random(seed: int) -> Pick:
    dice = random.Random(seed)  # noqa: S311 - no secret
    return lambda _playing, replies: dice.choice(replies)


def proactive(program: Program) -> Play:
    """The best play that was found."""
    return _climbed(program, players.proactive)


def reactive(program: Program) -> Play:
    """The best play that was found in which nothing is done before somebody has asked for it."""
    return _climbed(program, players.reactive, unasked=False)


def passive(program: Program) -> Play:
    """The play of a polite trainee who waits.

    This trainee offers no extra. Where nobody is there, the trainee waits, or does the least. What
    a customer asks for is done only if the customer would otherwise come to harm.
    """
    return play(program, lambda *at: max(at[1], key=lambda x: _politely(at[0], x, pushes=False)))


def pushy(program: Program) -> Play:
    """The play of a trainee who does as the polite one who waits, but offers every extra."""
    return play(program, lambda *at: max(at[1], key=lambda x: _politely(at[0], x, pushes=True)))


def _politely(playing: Session, choice: Choice, *, pushes: bool) -> players.Rank:
    alone = playing.program.scenario.nodes[playing.state.node].with_ == NOBODY
    return (
        _does_what_it_must(playing, choice),
        bool(choice.pushes) == pushes,
        *((choice.until_event, -len(choice.shows)) if alone else ()),
        *players.reactive(playing, choice)[1:],
    )


def _unasked(playing: Session, choice: Choice) -> bool:
    """Whether a choice meets an opportunity before somebody has asked for it."""
    been = {x.node for x in playing.log if isinstance(x, Entered)}
    chances = playing.program.scenario.opportunities
    return any(not been & set(chances[id_].asked) for id_, _ in choice.meets)


def _does_what_it_must(playing: Session, choice: Choice) -> bool:
    """Whether all opportunities that a choice meets were asked for, and keep harm away."""
    scenario = playing.program.scenario
    chances = [scenario.opportunities[id_] for id_, _ in choice.meets]
    return not _unasked(playing, choice) and all(
        any(scenario.nodes[node].harm for node in (*x.closes, *x.undone)) for x in chances
    )


def _climbed(program: Program, habit: players.Habit, *, unasked: bool = True) -> Play:
    """Repeats a play with one reply changed, and goes on from the best play so far.

    A plan says which of some replies is made at a node. Where the plan says nothing, the habit
    decides. It ends when no single change makes the total higher.

    Args:
        program: The scenario.
        habit: The rank of a reply where the plan says nothing.
        unasked: Whether opportunities may be met before somebody has asked.
    """
    plan: dict[tuple[str, tuple[str, ...]], str] = {}

    def planned(playing: Session, replies: Sequence[Choice]) -> Choice:
        fitting = [x for x in replies if unasked or not _unasked(playing, x)] or replies
        wanted = plan.get((playing.state.node, tuple(x.id for x in replies)))
        liked = [x for x in fitting if x.id == wanted] or fitting
        return max(liked, key=lambda x: habit(playing, x))

    best = play(program, planned)
    better = True
    while better:
        better = False
        for turn in best.chosen:
            key = turn.node, turn.available
            for other in turn.available:
                old = plan.get(key, turn.choice)
                plan[key] = other
                found = play(program, planned)
                if found.sheet.total > best.sheet.total:
                    best, better = found, True
                else:
                    plan[key] = old
    return best
