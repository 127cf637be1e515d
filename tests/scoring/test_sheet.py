"""Score sheets computed by hand."""

from __future__ import annotations

from fractions import Fraction

from msgspec.structs import replace

from simulator.scoring.arithmetic import milli
from simulator.scoring.sheet import ScoreSheet, score
from simulator.session.program import Program
from simulator.session.session import Session
from tests.shipped import program, rubric

SHOP = """
    title: Shop
    channel: face-to-face
    clock: "10:00"
    customer: {name: Ana, patience: 600, trust: 500, expectation: 60, tolerance: 1}
    failure: {redress: [refund], loss: 20.00}
    opportunities:
      label: {title: Label, need: 2, opens: hello, cue: sighs, asked: asks, closes: end}
      other: {title: Other, need: 1, opens: never}
    promises: {call: {title: Call, within: 5m}, word: {title: Word}}
    extras: {club: {title: Club}, card: {title: Card}}
    walk-out: gone
    nodes:
      hello:
        line: My coat is grey.
        required: receive
        choices:
          - {id: warm, say: So sorry., shows: [names-the-feeling, apologises], step: receive, takes: 1m, to: sighs}
          - {id: card, say: Sorry., shows: [canned-sympathy, names-the-feeling], step: receive, to: sighs}
          - {id: label, say: Here is a label., shows: [asks-open-question], meets: [label], to: sighs}
          - {id: dry, say: Number?, shows: [asks-again], to: sighs}
      sighs:
        line: Well.
        mood: angry
        choices:
          - {id: promise, say: I call., step: [gather, propose], promise: [call], meets: {label: partly}, to: asks}
          - {id: vague, say: We call., promise: [word], to: asks}
          - {id: push, say: Join the club., pushes: [club, card], personal-data: true, to: asks}
      asks:
        line: Can I have a label?
        limit: 30s
        silence: {id: nothing, shows: [stays-silent], feedback: Nothing., to: end}
        choices:
          - {id: label, say: Yes., meets: [label], redress: {kind: refund, value: 20.00}, shows: [asks-open-question], step: follow-up, keeps: [call], to: end}
          - {id: voucher, say: A voucher., redress: {kind: voucher, value: 40.00}, to: end}
          - {id: lie, say: Surely., critical: false-promise, shows: [asks-closed-question], to: end}
      never: {line: Never., required: proof, choices: [{id: a, say: A, shows: [apologises], to: end}, {id: b, say: B, to: end}]}
      end: {line: Bye., ending: resolved}
      gone: {line: Gone., ending: lost}
"""


def played(*choices: str, share: int | None = 1000, mood_nudge: int | None = 1) -> Session:
    scenario = program(SHOP).scenario
    playing = Session(Program(scenario, replace(rubric(), mood_nudge=mood_nudge)))
    playing.start()
    for choice in choices:
        if choice == "(silence)":
            playing.time_out()
            continue
        playing.show(0, reading=0)
        allowance = playing.allowance
        assert allowance is not None
        playing.choose(choice, None if share is None else allowance.base * share // 1000)
    return playing


def sheet(*choices: str, share: int | None = 1000, mood_nudge: int | None = 1) -> ScoreSheet:
    playing = played(*choices, share=share, mood_nudge=mood_nudge)
    return score(playing.program.scenario, playing.program.rubric, playing.log)


def test_the_best_that_was_asked_for() -> None:
    """Warm, a promise kept, the label once it was asked for, the money back.

    Empathy: at `hello` worth 3+1=2+1 cut to 3 of 3; `sighs` does not differ; `asks` 2 of 2;
    `proof` was missed: credit 2 of 3, so 80 x 2/3 + 20.
    Proactivity: `label` best of partly at cue (0.4) and asked (0.4); `other` arises by the
    missed requirement: 2 x 0.4 of 3.
    Recovery: receive, gather, propose, follow-up: 32; 6 of 10 pairs: 12; redress 20; apology
    empathy 2, intensity 2, at once: 20.
    Outcome: D 100, I (500+70)/10 = 57, Pr 100: Q = 45 + 19.95 + 20; X = 60 - 5.
    """
    found = sheet("warm", "promise", "label")
    assert found.scores["empathy"] == milli(Fraction(220, 3))
    assert found.scores["response"] == 100_000
    assert found.scores["proactivity"] == milli(Fraction(80, 3))
    assert found.scores["recovery"] == 84_000
    assert found.scores["outcome"] == 79_950
    assert (found.experience, found.expectation, found.gap) == (84_950, 55_000, 29_950)
    total = 30 * 73_333 + 25 * 26_667 + 15 * 100_000 + 20 * 84_000 + 10 * 79_950
    assert found.total == milli(Fraction(total, 100_000))
    assert found.passed is False
    assert found.stage == 2


def test_before_it_was_asked_for_is_worth_more() -> None:
    found = sheet("label", "promise", "label")
    assert found.scores["proactivity"] == milli(Fraction(200, 3))
    assert {x.subject: x.verdict for x in found.verdicts} == {
        "label": "proactive",
        "other": "missed",
    }
    assert (found.total, found.passed, found.stage) == (68_890, False, 2)  # Stage 3, if it passed.


def test_hollow_words_and_listening_faults_cost_empathy() -> None:
    assert sheet("card", "promise", "label").scores["empathy"] == milli(Fraction(140, 3))
    assert sheet("dry", "promise", "label").scores["empathy"] == milli(Fraction(110, 3))


def test_a_critical_error_caps_the_total() -> None:
    found = sheet("warm", "promise", "lie")
    assert found.criticals == ("false-promise",)
    assert found.total <= 49_000
    assert found.passed is False


def test_pushing_twice_in_the_heat_with_private_data_empties_proactivity() -> None:
    """Weights 1 and 4, x 1.5 x 1.5: 11.25; over 10.25; halving(5.125)."""
    found = sheet("label", "push", "label", mood_nudge=None)
    half = Fraction(1, 32) - Fraction(1, 64) * Fraction(1, 8)
    assert found.scores["proactivity"] == milli(Fraction(200, 3) * half)
    assert found.harassment == milli(100 * (1 - half))


def test_a_time_out_earns_no_speed_and_no_empathy() -> None:
    found = sheet("warm", "promise", "(silence)")
    assert found.scores["response"] == 75_000  # 2, 1 and 0 of 4: the first counts double.
    assert found.scores["empathy"] == milli(Fraction(140, 3))
    assert found.timed_out == 1


def test_speed_halves_with_each_allowance_over() -> None:
    assert sheet("warm", "vague", "label", share=2000).scores["response"] == 50_000


def test_nothing_measured_is_not_observed() -> None:
    found = sheet("warm", "vague", "label", share=None)
    assert found.scores["response"] is None


def test_a_promise_without_a_time_counts_as_broken_for_the_outcome() -> None:
    """Q = 84.95 - 20, X = 65; at most 60 after a second failure."""
    found = sheet("warm", "vague", "label", share=None)
    assert (found.experience, found.expectation) == (64_950, 65_000)
    assert found.scores["outcome"] == 49_950


def test_redress_of_another_kind_and_too_large_fits_a_quarter() -> None:
    found = sheet("warm", "promise", "voucher")
    reason = next(x for x in found.reasons if x.rule == "recovery.redress")
    assert [reason.earned, reason.possible] == [5, 20]


def test_two_rapid_replies_of_three_cannot_be_interpreted() -> None:
    found = sheet("warm", "promise", "label", share=50)
    assert (found.interpretable, found.passed) == (False, None)
    assert found.scores["response"] == 100_000


def test_giving_up_is_scored_and_lost() -> None:
    playing = played("warm")
    playing.abandon()
    found = score(playing.program.scenario, playing.program.rubric, playing.log)
    assert (found.ending_outcome, found.abandoned) == ("lost", True)
    assert (found.scores["outcome"] or 0) <= 20_000


def test_every_figure_is_the_sum_of_its_reasons() -> None:
    for choices in (("warm", "promise", "label"), ("dry", "push", "lie"), ("card", "vague")):
        found = sheet(*choices)
        for name, value in found.scores.items():
            terms = [x.earned for x in found.reasons if x.rule.startswith(name)]
            assert value is None or milli(sum(terms, Fraction(0))) == value
