"""Tests properties that hold for every scenario and every play."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from simulator.scenario.vocabulary import DIMENSIONS
from simulator.scoring.arithmetic import milli
from simulator.scoring.sheet import score
from simulator.session import rules
from simulator.session.event import Chosen, Event, Looked, TimedOut, decode_event, encode_event
from simulator.session.program import Program
from simulator.session.replay import replay_log
from simulator.session.session import Session
from tests.properties.plays import ANY, PICKS, examples, plain, play, step


@examples(60)
@given(ANY, PICKS)
def test_every_play_ends_and_replays_to_the_same_log(program: Program, picks: list[int]) -> None:
    playing = play(program, picks)
    replayed = replay_log(program, playing.log)
    assert replayed.log == playing.log
    assert replayed.save() == playing.save()
    assert replayed.view() == playing.view()


@examples(40)
@given(ANY, PICKS)
def test_saving_and_restoring_at_every_step_changes_nothing(
    program: Program, picks: list[int]
) -> None:
    straight, saved = Session(program), Session(program)
    straight.start(seed=3)
    saved.start(seed=3)
    for pick in picks:
        if straight.ended:
            break
        step(straight, pick)
        log: list[Event] = [
            decode_event(encode_event(event), seq) for seq, event in enumerate(saved.log)
        ]
        saved = Session.restore(program, saved.save(), log)
        step(saved, pick)
        assert saved.log == straight.log
        assert saved.state == straight.state
        assert saved.view() == straight.view()


@examples(40)
@given(ANY, PICKS)
def test_the_machine_and_the_pure_successor_agree(program: Program, picks: list[int]) -> None:
    playing = Session(program)
    playing.start()
    for pick in picks:
        if playing.ended:
            break
        before, seq = playing.state, len(playing.log)
        step(playing, pick)
        event = playing.log[seq]
        if isinstance(event, Chosen | TimedOut | Looked):
            choice = program.choice(f"{event.node}/{event.choice}")
            assert rules.successor(program, before, choice) == playing.state


@examples(40)
@given(
    ANY,
    PICKS,
    st.lists(st.integers(0, 3000), min_size=40, max_size=40),
    st.lists(st.integers(1, 400), max_size=20),
    st.sampled_from((100, 125, 300, 1000)),
)
def test_ticks_language_and_factor_never_change_the_log(
    program: Program, picks: list[int], shares: list[int], ticks: list[int], factor: int
) -> None:
    """Two trainees with different languages, allowances and machines reply at equal shares."""
    logs = []
    for reading, more, extra in ((4000, 100, []), (9000, factor, ticks)):
        playing = Session(program)
        playing.start()
        now = 0
        for pick, share in zip(picks, shares, strict=False):
            if playing.ended:
                break
            playing.show(now, reading=reading, factor=more)
            allowance = playing.allowance
            assert allowance is not None
            reply = -(-allowance.base * more * share // 100_000)
            if allowance.limit is not None:
                reply = min(reply, allowance.base * more // 1000)
            for tick in extra:
                playing.tick(now + min(reply, tick))
            now += reply
            step(playing, pick, now)
        logs.append(playing.log)
    if not any(event.kind == "timed-out" for event in logs[0]):
        assert [_without_share(x) for x in logs[0]] == [_without_share(x) for x in logs[1]]


def _without_share(event: Event) -> dict[str, object]:
    (found,) = plain([event])
    found.pop("rapid", None)
    found.pop("share", None)
    return found


@examples(60)
@given(ANY, PICKS)
def test_figures_are_in_range_and_explained(program: Program, picks: list[int]) -> None:
    playing = play(program, picks)
    sheet = score(program.scenario, program.rubric, playing.log)
    assert 0 <= sheet.total <= 100_000
    for name in DIMENSIONS:
        value = sheet.scores[name]
        terms = [x.earned for x in sheet.reasons if x.rule.startswith(name)]
        if value is not None and terms:
            assert 0 <= value <= 100_000
            assert milli(sum(terms, Fraction(0))) == value
