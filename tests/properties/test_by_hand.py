"""Tests that two separate implementations of the score model give equal score sheets."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from simulator.scenario.vocabulary import CHANNELS, OUTCOMES
from simulator.scoring.sheet import ScoreSheet, score
from simulator.session.program import Program
from tests.properties.plays import ANY, REPLIES, Reply, examples, finish, plain, timed
from tests.scoring.by_hand import ByHand, by_hand, thousandths
from tests.shipped import rubric

if TYPE_CHECKING:
    from simulator.scenario.rubric import Rubric
    from simulator.session.session import Session


def alike(ours: ScoreSheet, theirs: ByHand) -> None:
    assert ours.scores == theirs.rounded
    assert (ours.total, ours.passed) == (theirs.total, theirs.passed)
    assert ours.interpretable == theirs.interpretable
    assert list(ours.criticals) == theirs.criticals
    assert (ours.stage, ours.harassment) == (theirs.stage, thousandths(theirs.harassment))
    if theirs.experience is not None and theirs.expectation is not None:
        assert ours.experience == thousandths(theirs.experience)
        assert ours.expectation == thousandths(theirs.expectation)
    judged = {x.subject: x.verdict for x in ours.verdicts if x.verdict != "intrusive"}
    assert judged == theirs.verdicts
    assert sum(x.verdict == "intrusive" for x in ours.verdicts) == theirs.intrusions
    points: dict[str, Fraction] = defaultdict(Fraction)
    for reason in ours.reasons:
        points[reason.rule] += reason.earned
    assert {k: v for k, v in points.items() if v} == {k: v for k, v in theirs.rules.items() if v}


def compared(playing: Session, numbers: Rubric) -> None:
    scenario = playing.program.scenario
    alike(
        score(scenario, numbers, playing.log),
        by_hand(scenario, numbers, plain(playing.log)),
    )


@examples(300)
@given(ANY, REPLIES)
def test_both_give_the_same_sheet_on_the_way_and_at_the_end(
    program: Program, replies: list[Reply]
) -> None:
    playing = timed(program, replies)
    compared(playing, rubric())
    compared(finish(playing, ()), rubric())


@st.composite
def rubrics(draw: st.DrawFn) -> Rubric:
    """Rubrics in which every number may differ from the shipped rubric."""
    percent, points = st.integers(0, 100), st.integers(1, 60)
    asked, cue, opens = sorted(draw(st.tuples(percent, percent, percent)))
    house = rubric()
    return replace(
        house,
        weights={name: draw(points) for name in house.weights},
        pass_total=draw(percent),
        pass_dimension=draw(percent),
        critical_cap=draw(percent),
        empathy_listening=(listening := draw(percent)),
        empathy_credit=100 - listening,
        asked=asked,
        cue=cue,
        opens=opens,
        partly=draw(percent),
        heated=draw(st.integers(100, 300)),
        personal_data=draw(st.integers(100, 300)),
        recovery_steps=draw(points),
        recovery_order=draw(points),
        recovery_redress=draw(points),
        recovery_apology=draw(points),
        endings={name: draw(percent) for name in house.endings},
        second_failure_cap=draw(percent),
        lost_cap=draw(percent),
        broken=draw(percent),
        expectation_step=draw(percent),
        expectation_maximum=draw(percent),
        pass_endings=tuple(draw(st.lists(st.sampled_from(OUTCOMES), unique=True))),
        pass_stage=draw(st.sampled_from((None, 2, 3, 4))),
        left_cap=draw(st.none() | percent),
        escalated_cap=draw(st.none() | percent),
        first_reply=draw(st.integers(1, 4)),
        waits=draw(st.none() | st.fixed_dictionaries({x: st.integers(1, 900) for x in CHANNELS})),
        late_promises=draw(st.booleans()),
    )


@examples(100)
@given(ANY, REPLIES, rubrics())
def test_both_read_every_number_from_the_rubric(
    program: Program, replies: list[Reply], numbers: Rubric
) -> None:
    compared(finish(timed(program, replies), ()), numbers)
