"""More score sheets computed by hand, each compared with both implementations."""

from __future__ import annotations

from fractions import Fraction

import pytest
from msgspec.structs import replace

from simulator.scenario.rubric import Rubric
from simulator.scoring.arithmetic import milli
from simulator.scoring.sheet import ScoreSheet, score
from simulator.session.event import Chosen, Event
from simulator.session.program import Program
from simulator.session.session import Session
from tests.properties.plays import plain
from tests.scoring.by_hand import by_hand
from tests.shipped import program, rubric

WORKSHOP = """
    title: Workshop
    channel: social
    customer: {name: Ana, patience: 500, trust: 500, expectation: 60, tolerance: 2}
    failure: {redress: [refund, repair], loss: 20.00}
    opportunities:
      spare: {title: A spare wheel, need: 2, opens: bench, cue: rattle, asked: asks, closes: till}
    promises:
      a: {title: A, within: 1h}
      b: {title: B, within: 1h}
      c: {title: C, within: 1h}
      d: {title: D, within: 1h}
      v: {title: V}
      w: {title: W}
      x: {title: X}
      y: {title: Y}
    extras: {club: {title: Club}, card: {title: Card}}
    walk-out: gone
    nodes:
      bench:
        line: My bike is broken again.
        mood: calm
        limit: 30s
        silence: {id: hush, to: bench}
        to: bench
        choices:
          - {id: wait, do: Wait., again: 30}
          - {id: sorry, say: Sorry., shows: [apologises]}
          - {id: warm-sorry, say: So sorry., shows: [names-the-feeling, apologises]}
          - {id: hollow-sorry, say: Sorry if., shows: [apologises, names-the-feeling, plays-down]}
          - {id: five, say: Five., redress: {kind: refund, value: 5.00}}
          - {id: twelve, say: Twelve., redress: {kind: refund, value: 12.00}}
          - {id: eight, say: Eight., redress: {kind: voucher, value: 8.00}}
          - {id: thirty, say: Thirty., redress: {kind: voucher, value: 30.00}}
          - {id: thirty-and-a-cent, say: More., redress: {kind: voucher, value: 30.01}}
          - {id: both, say: Both., redress: [{kind: gift, value: 10.00}, {kind: repair, value: 10.00}]}
          - {id: four, say: Four., promise: [a, b, c, d]}
          - {id: keep-four, say: Kept., keeps: [a, b, c, d]}
          - {id: vague, say: Some time., promise: [v, w, x, y]}
          - {id: keep-vague, say: Kept., keeps: [v, w, x, y]}
          - {id: one-of-each, say: One., promise: [a, v]}
          - {id: keep-a, say: Kept., keeps: [a]}
          - {id: two-hours, do: Work., takes: 2h}
          - {id: spare, say: A spare?, meets: [spare]}
          - {id: half, say: Half a spare?, meets: {spare: partly}}
          - {id: push, say: The club?, pushes: [club]}
          - {id: pack, say: A kit for all., shows: [packs-it-up]}
          - {id: quiet, do: Go aside., to: quiet}
          - {id: rattle, do: Listen., to: rattle}
          - {id: asks, do: Let her ask., to: asks}
          - {id: till, do: Go to the till., to: till}
          - {id: drop, do: Drop it., to: dropped}
          - {id: storm, do: Anger her., to: storm}
          - {id: done, say: Done., to: end}
          - {id: send-away, say: No., to: gone}
      quiet: {line: Aside., scores: [], choices: [{id: kit, say: A kit for all., shows: [packs-it-up], to: bench}]}
      rattle: {line: Hear that?, to: bench}
      asks: {line: And a spare?, to: bench}
      till: {line: I pay., to: bench}
      dropped: {narration: It falls., fails: true, to: bench}
      storm:
        line: What?
        mood: furious
        choices:
          - {id: push, say: The club?, pushes: [club], to: storm}
          - {id: private, say: "Your address, for a card?", pushes: [card], personal-data: true, to: bench}
      end: {line: Bye., ending: resolved}
      gone: {line: Gone., ending: lost}
"""


OLD_FACES = Program(program(WORKSHOP).scenario, replace(rubric(), mood_nudge=None))
"""The workshop where the face is the one that the author gave to the node."""


def played(choices: str, compiled: Program | None = None) -> Session:
    playing = Session(compiled or program(WORKSHOP))
    playing.start()
    for choice in choices.split():
        if choice == "(silence)":
            playing.time_out()
        else:
            playing.choose(choice)
        while playing.view().goes_on:
            playing.go_on()
    return playing


def scored(
    playing: Session, log: list[Event] | None = None, numbers: Rubric | None = None
) -> ScoreSheet:
    scenario, events = playing.program.scenario, playing.log if log is None else log
    numbers = numbers or rubric()
    found = score(scenario, numbers, events)
    again = by_hand(scenario, numbers, plain(events))
    assert (found.scores, found.total) == (again.rounded, again.total)
    assert (found.passed, found.stage) == (again.passed, again.stage)
    return found


def sheet(choices: str) -> ScoreSheet:
    return scored(played(choices))


@pytest.mark.parametrize(
    ("choices", "recovery", "outcome"),
    [
        # Nothing given: D (100 + 0) / 2 = 50; Q = 22.5 + 17.5 + 20 = 60; C = 50 + 60 - 60.
        ("done", 0, 50_000),
        # Refund 12, not 5 + 12; with the voucher 20 of 20: fit 1. D 100: Q 82.5.
        ("five twelve eight done", 20_000, 72_500),
        # The later refund is the smaller: 5 + 8 = 13 of 20, fit 1/2 + 13/40 = 33/40.
        # D (100 + 82.5) / 2 = 91.25: 41.0625 + 37.5 = 78.5625.
        ("twelve eight five done", 16_500, 68_563),
        # Two kinds at once, one of them on the list: fit 1.
        ("both done", 20_000, 72_500),
        # A kind that is not on the list, at one and a half times the loss: fit 1/2. D 75.
        ("thirty done", 10_000, 61_250),
        # A cent more embarrasses: fit 1/4. D 62.5: 28.125 + 37.5 = 65.625.
        ("thirty-and-a-cent done", 5_000, 55_625),
    ],
)
def test_redress_counts_the_last_of_each_kind_in_sum(
    choices: str, recovery: int, outcome: int
) -> None:
    found = sheet(choices)
    assert (found.scores["recovery"], found.scores["outcome"]) == (recovery, outcome)


@pytest.mark.parametrize(
    ("choices", "experience", "expectation", "outcome", "response"),
    [
        # Four kept in time: 4 x 5 = 20, cut to 15. 50 + 60 - 45.
        ("four keep-four done", 60_000, 45_000, 65_000, 100_000),
        # Four without a time, none kept: 60 - 4 x 20 is at least 0; 60 + 15. 50 - 75 is below 0.
        ("vague done", 0, 75_000, 0, None),
        # Kept, they still raised what is expected, but none is broken: 50 + 60 - 75.
        ("vague keep-vague done", 60_000, 75_000, 35_000, None),
        # One kept in time, one without a time and not kept: -5 + 5; 60 - 20. 50 + 40 - 60.
        ("one-of-each keep-a done", 40_000, 60_000, 30_000, 100_000),
        # One broken. Two hours at 60 an hour, halved: 500 - 60 - 100 = 340 of 500; trust 350.
        # 22.5 + 12.25 + 13.6 = 48.35, less 20 for the one without a time; 60 + 5. 50 + 28.35 - 65.
        # She waited an hour longer than promised, twice the fair half hour: (50 + 0) / 2.
        ("one-of-each two-hours done", 28_350, 65_000, 13_350, 25_000),
        # One still open with time left counts nowhere.
        ("four keep-a done", 60_000, 55_000, 55_000, 100_000),
    ],
)
def test_promises_move_what_is_expected_by_at_most_fifteen(
    choices: str, experience: int, expectation: int, outcome: int, response: int | None
) -> None:
    found = sheet(choices)
    assert (found.experience, found.expectation) == (experience, expectation)
    assert (found.scores["outcome"], found.scores["response"]) == (outcome, response)


@pytest.mark.parametrize(
    ("choices", "outcome"),
    [
        ("both drop done", 60_000),  # 72.5, but something failed again.
        # Below the cap nothing changes: trust 440, patience 460: 22.5 + 15.4 + 18.4 = 56.3.
        ("drop done", 46_300),
        ("both send-away", 20_000),  # D (0 + 100) / 2: Q 60, C 50, but she was lost.
        ("both drop send-away", 20_000),  # The lower cap holds.
        ("one-of-each keep-a both done", 52_500),  # 82.5 - 20: 50 + 62.5 - 60, under the cap.
    ],
)
def test_a_second_failure_and_a_lost_customer_cap_the_outcome(choices: str, outcome: int) -> None:
    assert sheet(choices).scores["outcome"] == outcome


@pytest.mark.parametrize(
    ("choices", "apology", "empathy"),
    [
        # Empathy 2 + 1 cut to 2, intensity 2, at once; worth 2 + 1 of the best 3.
        ("warm-sorry done", Fraction(20), Fraction(100)),
        # 1/4 + 3/10 + 1/5; worth 1 of 3.
        ("sorry done", Fraction(15), Fraction(140, 3)),
        # Hollow: neither an apology nor worth anything.
        ("hollow-sorry done", Fraction(0), Fraction(20)),
        # The best counts: the second, one turn later, 1/4 + 3/10 + 1/5 x 3/4.
        ("hollow-sorry sorry done", Fraction(14), Fraction(20)),
        # A silence is a turn, and all that empathy sees of this node.
        ("(silence) sorry done", Fraction(14), Fraction(20)),
        # After four turns nothing is left of its timing.
        ("wait wait wait wait sorry done", Fraction(11), Fraction(20)),
        ("wait wait wait wait wait wait sorry done", Fraction(11), Fraction(20)),
    ],
)
def test_apologies_count_by_their_best_and_by_their_time(
    choices: str, apology: Fraction, empathy: Fraction
) -> None:
    found = sheet(choices)
    assert found.scores["recovery"] == milli(apology)
    assert found.scores["empathy"] == milli(empathy)


@pytest.mark.parametrize(
    ("choices", "points", "stage"),
    [
        ("spare done", 100_000, 3),
        ("spare pack done", 100_000, 4),
        ("rattle spare pack done", 80_000, 4),
        ("spare quiet kit done", 100_000, 3),  # Said at a node that is not scored.
        ("asks spare pack done", 40_000, 2),
        ("asks half done", 20_000, 1),  # 0.4 x 1/2.
        ("half asks spare done", 50_000, 3),  # 1/2 before she asked is more than 0.4 after.
        ("asks half spare done", 40_000, 2),
        ("till spare done", 0, 1),  # Too late.
        ("spare till done", 100_000, 3),
        (
            "spare push pack done",
            100_000,
            3,
        ),  # Weight 1 is within the tolerance, but it was an intrusion.
        # 1 + 4 x 1.5 + 9 x 1.5 x 1.5 = 27.25, less 2: halving(12.625) is 0.
        ("spare push storm push private done", 0, 1),
    ],
)
def test_chances_close_and_pushing_in_the_heat_weighs_most(
    choices: str, points: int, stage: int
) -> None:
    found = scored(played(choices, OLD_FACES), numbers=replace(rubric(), pass_stage=None))
    assert (found.scores["proactivity"], found.stage) == (points, stage)


def test_two_pushes_in_the_heat_and_one_on_private_data() -> None:
    """1 x 1.5 + 4 x 1.5 x 1.5 = 10.5, less 2; halving(4.25) = 1/16 - 1/32 x 1/4 = 7/128."""
    found = scored(played("spare storm push private done", OLD_FACES))
    assert found.scores["proactivity"] == milli(Fraction(700, 128))
    assert found.harassment == milli(Fraction(12_100, 128))


@pytest.mark.parametrize(
    ("turns", "rapid", "readable"),
    [(1, 1, True), (2, 2, False), (19, 2, False), (20, 2, True), (29, 3, False), (30, 3, True)],
)
def test_two_rapid_replies_and_over_a_tenth_cannot_be_interpreted(
    turns: int, rapid: int, *, readable: bool
) -> None:
    playing = played(" ".join(["wait"] * turns))
    log: list[Event] = []
    for event in playing.log:
        left = sum(isinstance(x, Chosen) for x in log) < rapid
        log.append(replace(event, rapid=True) if isinstance(event, Chosen) and left else event)
    found = scored(playing, log)
    assert found.interpretable is readable
    assert (found.passed is None) is not readable


LABELS = """
    title: Labels
    customer: {name: Ana}
    nodes:
      first:
        line: Well?
        weight: 2
        choices:
          - {id: warm, say: Tell me., shows: [asks-open-question], to: end}
          - {id: half, say: Yes?, shows: [asks-closed-question], to: end}
          - {id: on, say: Well., to: light}
      light: {line: And?, required: proof, choices: [{id: a, say: A, shows: [apologises], to: end}, {id: b, say: B, to: end}]}
      heavy: {line: And?, required: proof, weight: 3, choices: [{id: a, say: A, shows: [apologises], to: end}, {id: b, say: B, to: end}]}
      alike: {line: And?, required: true, weight: 3, choices: [{id: a, say: A, to: end}, {id: b, say: B, to: end}]}
      other: {line: And?, required: true, scores: [recovery], choices: [{id: a, say: A, shows: [apologises], to: end}, {id: b, say: B, to: end}]}
      end: {line: Bye., ending: resolved}
      gone: {line: Gone., ending: lost}
"""


@pytest.mark.parametrize(
    ("choices", "empathy"),
    [
        # Weight 2 of 2 + 3: the heavier of the two that were missed.
        ("warm", Fraction(80 * 2, 5) + 20),
        ("half", Fraction(80, 5) + 20),
        # `light` meets the label: weights 2 and 1.
        ("on a", Fraction(80, 3) + 20),
    ],
)
def test_a_missed_label_counts_once_by_its_heaviest_node(choices: str, empathy: Fraction) -> None:
    """`alike` cannot differ and `other` does not count: missing them costs nothing."""
    found = scored(played(choices, program(LABELS)))
    assert found.scores["empathy"] == milli(empathy)
