"""Tests that better work never scores lower, by changing one thing in a log."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, TypeVar

from hypothesis import assume, given
from hypothesis import strategies as st
from msgspec.structs import replace

from simulator.scenario.model import Choice, Scenario
from simulator.scenario.vocabulary import STEPS
from simulator.scoring.arithmetic import halving_curve
from simulator.scoring.empathy import empathy_worth
from simulator.scoring.sheet import ScoreSheet, score
from simulator.scoring.waits import read_waits
from simulator.session.event import (
    Chosen,
    Entered,
    Event,
    ExtraOffered,
    PromiseBroken,
    PromiseKept,
    PromiseMade,
    TimedOut,
)
from tests.properties.plays import ANY, REPLIES, examples, finish, timed
from tests.scoring.by_hand import fading
from tests.shipped import rubric

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulator.scenario.vocabulary import Dimension
    from simulator.session.session import Session

    T = TypeVar("T")

PLAYS = st.builds(lambda program, replies: finish(timed(program, replies), ()), ANY, REPLIES)
WHICH = st.integers(0, 10**6)


def sheet(playing: Session, log: Sequence[Event], scenario: Scenario | None = None) -> ScoreSheet:
    return score(scenario or playing.program.scenario, rubric(), log)


def not_below(better: ScoreSheet, worse: ScoreSheet, name: Dimension) -> None:
    """Checks that the `better` score is not below the `worse` one, if both were observed."""
    one, two = better.scores[name], worse.scores[name]
    assert one is None or two is None or one >= two


def one_of(items: Sequence[T], which: int) -> T:
    assume(items)
    return items[which % len(items)]


def put(log: Sequence[Event], place: int, *events: Event) -> list[Event]:
    """A copy of a log in which the event at an index is replaced by other events."""
    return [*log[:place], *events, *log[place + 1 :]]


def after_a_reply(log: Sequence[Event], which: int, event: Event) -> list[Event]:
    """A copy of a log with one more event after a reply, as if the reply had caused this event."""
    replies = [place for place, x in enumerate(log) if isinstance(x, Chosen)]
    place = one_of(replies, which)
    return put(log, place, log[place], event)


def places(playing: Session, kind: type[Event]) -> list[int]:
    return [place for place, event in enumerate(playing.log) if isinstance(event, kind)]


def changed(scenario: Scenario, choice: Choice) -> Scenario:
    """A copy of a scenario in which a choice replaces the choice that has its key."""
    nodes = {
        node.id: replace(
            node, choices=tuple(choice if x.key == choice.key else x for x in node.choices)
        )
        for node in scenario.nodes.values()
    }
    return replace(scenario, nodes=nodes)


def replies(playing: Session, dimension: Dimension, *, after: tuple[str, ...] = ()) -> list[Choice]:
    """The replies at nodes where a dimension is scored, in the order of the log, each once.

    If `after` names nodes, replies before the first visit to one of them are left out.
    """
    visits = (i for i, x in enumerate(playing.log) if isinstance(x, Entered) and x.node in after)
    first = next(visits, len(playing.log)) if after else 0
    made = [x for x in playing.log[first:] if isinstance(x, Chosen)]
    nodes = playing.program.scenario.nodes
    found = [
        playing.program.choice(f"{x.node}/{x.choice}")
        for x in made
        if dimension in nodes[x.node].scores
    ]
    return list(dict.fromkeys(found))


@given(st.fractions(-2, 12), st.fractions(0, 2))
def test_one_curve_that_only_falls(x: Fraction, more: Fraction) -> None:
    assert 0 <= halving_curve(x + more) <= halving_curve(x) <= 1
    assert halving_curve(x) - halving_curve(x + more) <= more / 2
    assert halving_curve(x) == fading(x)


@given(st.integers(0, 8))
def test_it_halves_with_each_whole_step(x: int) -> None:
    assert halving_curve(x + 1) == halving_curve(x) / 2
    assert halving_curve(10) == 0


@examples(80)
@given(PLAYS, WHICH, WHICH)
def test_a_worthier_reply_never_lowers_empathy(playing: Session, which: int, other: int) -> None:
    """The worthier reply is on offer in this turn and has no more listening faults."""
    place = one_of(places(playing, Chosen) + places(playing, TimedOut), which)
    event = playing.log[place]
    assert isinstance(event, Chosen | TimedOut)
    at = f"{event.node}/"

    def shown(id_: str) -> tuple[int, int]:
        found = [rubric().behaviours[x] for x in playing.program.choice(at + id_).shows]
        return empathy_worth(found), sum(x.listening_fault for x in found)

    now, faults = shown(event.choice)
    now = 0 if isinstance(event, TimedOut) else now
    better = one_of(
        [x for x in event.available if shown(x)[0] >= now and shown(x)[1] <= faults], other
    )
    reply = Chosen(
        node=event.node,
        choice=better,
        available=event.available,
        mood=event.mood,
        share=None,
        rapid=False,
    )
    not_below(
        sheet(playing, put(playing.log, place, reply)), sheet(playing, playing.log), "empathy"
    )


@examples(80)
@given(PLAYS, WHICH, WHICH, WHICH, st.sampled_from(((False, False), (False, True), (True, True))))
def test_an_earlier_or_better_fitting_meeting_never_lowers_proactivity(
    playing: Session, which: int, one: int, two: int, partly: tuple[bool, bool]
) -> None:
    """Unless the earlier one was in vain: for this test no node undoes it."""
    scenario = playing.program.scenario
    id_ = one_of(tuple(scenario.opportunities), which)
    chance = replace(scenario.opportunities[id_], undone=())
    scenario = replace(scenario, opportunities={**scenario.opportunities, id_: chance})
    made = replies(playing, "proactivity", after=chance.opens + chance.cue + chance.asked)
    early, late = sorted((one % max(1, len(made)), two % max(1, len(made))))
    assume(made)
    for choice in [y for x in scenario.nodes.values() for y in x.every_choice]:
        rest = tuple(x for x in choice.meets if x[0] != id_)
        if rest != choice.meets:
            scenario = changed(scenario, replace(choice, meets=rest))

    def meeting(at: int, *, half: bool) -> ScoreSheet:
        rest = tuple(x for x in made[at].meets if x[0] != id_)
        met = replace(made[at], meets=(*rest, (id_, half)))
        return sheet(playing, playing.log, changed(scenario, met))

    better, worse = meeting(early, half=partly[0]), meeting(late, half=partly[1])
    not_below(better, worse, "proactivity")


@examples(80)
@given(PLAYS, WHICH, WHICH)
def test_one_push_fewer_never_lowers_proactivity(playing: Session, which: int, other: int) -> None:
    extra = one_of(tuple(playing.program.scenario.extras), other)
    fewer = sheet(playing, playing.log)
    pushed = ExtraOffered(extra=extra, fits=False)
    more = sheet(playing, after_a_reply(playing.log, which, pushed))
    not_below(fewer, more, "proactivity")
    assert fewer.harassment <= more.harassment
    assert (fewer.stage or 4) >= (more.stage or 1)


@examples(80)
@given(PLAYS, WHICH, st.integers(0, 12_000))
def test_a_share_nearer_to_the_allowance_never_lowers_response(
    playing: Session, which: int, share: int
) -> None:
    place = one_of(places(playing, Chosen) + places(playing, TimedOut), which)
    event = playing.log[place]
    if isinstance(event, TimedOut):
        assume("response" in playing.program.scenario.nodes[event.node].scores)
        late = Chosen(
            node=event.node,
            choice=event.available[0] if event.available else event.choice,
            available=event.available,
            mood=event.mood,
            share=share,
            rapid=False,
        )
        assume(event.available)
        replied = put(playing.log, place, late)
        # A reply that lasts longer in the story than the silence makes the customer wait for it.
        scenario = playing.program.scenario
        assume(read_waits(scenario, replied) == read_waits(scenario, playing.log))
        not_below(sheet(playing, replied), sheet(playing, playing.log), "response")
        return
    assert isinstance(event, Chosen)
    assume(event.share is not None and not event.rapid)
    sooner = replace(event, share=min(share, event.share or 0))
    faster = sheet(playing, put(playing.log, place, sooner))
    not_below(faster, sheet(playing, playing.log), "response")


@examples(80)
@given(PLAYS, WHICH, WHICH, st.sampled_from((9000, None)))
def test_kept_is_no_worse_than_open_and_open_no_worse_than_broken(
    playing: Session, which: int, other: int, due: int | None
) -> None:
    promise = one_of(tuple(playing.program.scenario.promises), other)
    rest = [x for x in playing.log if getattr(x, "promise", None) != promise]
    made = after_a_reply(rest, which, PromiseMade(promise=promise, due=due))
    end = len(made) - 1
    kept = sheet(playing, put(made, end, PromiseKept(promise=promise), made[-1]))
    broken = sheet(playing, put(made, end, PromiseBroken(promise=promise), made[-1]))
    still_open = sheet(playing, made)
    for better, worse in ((kept, still_open), (still_open, broken), (kept, broken)):
        not_below(better, worse, "response")
        not_below(better, worse, "outcome")


@examples(80)
@given(PLAYS, WHICH, st.sampled_from(STEPS))
def test_a_step_that_was_missing_never_lowers_recovery(
    playing: Session, which: int, step: str
) -> None:
    made = replies(playing, "recovery")
    choice = one_of(made, which)
    wanted = next(x for x in STEPS if x == step)
    assume(all(wanted not in x.steps for x in made))
    scenario = playing.program.scenario
    more = changed(scenario, replace(choice, steps=(*choice.steps, wanted)))
    not_below(sheet(playing, playing.log, more), sheet(playing, playing.log), "recovery")
