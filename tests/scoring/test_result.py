"""The total under its bounds, and what stands in the way of a pass, computed by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest
from msgspec.structs import replace

from simulator.scenario.rubric import Rubric
from simulator.scoring.arithmetic import milli
from simulator.scoring.result import weighted_mean
from simulator.scoring.sheet import ScoreSheet
from simulator.session.event import HarmShown
from tests.scoring.test_more_sheets import played, scored
from tests.shipped import program, rubric

KITCHEN = """
    title: Kitchen
    customer: {name: Ana, patience: 600, trust: 900, expectation: 40}
    opportunities:
      pan: {title: A clean pan, opens: start, cue: table, undone: [ill, ill-again]}
    nodes:
      start:
        line: No nuts, please.
        choices:
          - {id: note, say: I note it., shows: [asks-open-question], meets: [pan], to: table}
          - {id: nod, say: Sure., shows: [asks-closed-question], to: table}
          - {id: deny, say: Not from our kitchen., shows: [denies-responsibility], to: table}
      table:
        line: Well?
        choices:
          - {id: serve, do: Serve her., to: fed}
          - {id: hurry, do: Serve her from the old pan., to: ill}
          - {id: worst, do: Serve her from the old pan twice., to: ill-again}
          - {id: boss, do: Call the manager., to: manager}
          - {id: doctor, do: Call a doctor., to: doctor}
          - {id: part, do: Serve her half., to: half}
          - {id: shout, do: Shout., to: lost}
      ill: {line: I cannot breathe., harm: {kind: safety, title: Ana cannot breathe., unless: chosen("start/note")}, to: fed}
      ill-again: {line: Help!, harm: {kind: safety, title: Ana cannot breathe.}, to: fed}
      fed: {line: Good., ending: resolved}
      half: {line: Half., ending: partly-resolved}
      manager: {line: Yes?, ending: escalated}
      doctor: {line: Yes?, ending: escalated, handed-over-rightly: yes}
      lost: {line: Bye., ending: lost}
"""


def cooked(choices: str, numbers: Rubric | None = None) -> ScoreSheet:
    return scored(played(choices, program(KITCHEN)), numbers=numbers)


def mean(sheet: ScoreSheet) -> Fraction:
    return weighted_mean(rubric(), sheet.scores)


def test_a_good_play_is_passed_and_nothing_stands_in_its_way() -> None:
    found = cooked("note serve")
    assert (found.total, found.passed) == (milli(mean(found)), True)
    assert (found.obstacles, found.bound, found.stage) == ((), None, 3)


@pytest.mark.parametrize(
    ("choices", "obstacles"),
    [
        ("note shout", [("ending", "lost")]),
        ("note boss", [("ending", "escalated")]),
        ("note doctor", []),
        ("note part", []),
        ("nod worst", [("harm", "ill-again"), ("dimension", "proactivity"), ("total", "")]),
        ("nod hurry", [("harm", "ill"), ("dimension", "proactivity"), ("total", "")]),
        ("deny serve", [("critical", "denial"), ("dimension", "empathy")]),
    ],
)
def test_what_stands_in_the_way_of_a_pass(choices: str, obstacles: list[tuple[str, str]]) -> None:
    found = cooked(choices)
    assert found.passed is not bool(obstacles)
    assert [(x.kind, x.subject) for x in found.obstacles][: len(obstacles)] == obstacles


def test_harm_is_excused_by_what_the_story_offered_to_prevent_it() -> None:
    playing = played("note hurry", program(KITCHEN))
    assert HarmShown(node="ill", excused=True) in playing.log
    found = scored(playing)
    assert found.criticals == ()
    assert HarmShown(node="ill", excused=False) in played("nod hurry", program(KITCHEN)).log


def test_an_opportunity_that_was_undone_is_missed_however_early_it_was_met() -> None:
    found = cooked("note worst")
    assert found.scores["proactivity"] == 0
    assert [(x.verdict, x.turn) for x in found.verdicts] == [("missed", None)]
    reason = next(x for x in found.reasons if x.rule.startswith("proactivity."))
    assert (reason.rule, reason.node, reason.subject) == ("proactivity.undone", "ill-again", "pan")
    never = next(x for x in cooked("nod worst").reasons if x.rule.startswith("proactivity."))
    assert never.rule == "proactivity.missed"


SECOND_BOX = """
    title: Second box
    customer: {name: Ana, patience: 600, trust: 900}
    opportunities:
      look: {title: A look before it leaves, opens: start, asked: third, undone: wrong}
    nodes:
      start:
        line: Is it the right one?
        choices:
          - {id: look, say: I look., meets: [look], to: wrong}
          - {id: glance, say: I glance., meets: {look: partly}, to: wrong}
          - {id: good, say: I look well., meets: [look], to: end}
      wrong: {line: It is the wrong one!, to: third}
      third:
        line: And the third?
        choices:
          - {id: again, say: I look., meets: [look], to: end}
          - {id: trust, say: Trust me., to: end}
      end: {line: Bye., ending: resolved}
"""


@pytest.mark.parametrize(
    ("choices", "points", "rule"),
    [
        ("good", 100, "proactivity.proactive"),
        ("look trust", 0, "proactivity.undone"),
        ("glance again", 40, "proactivity.reactive"),
    ],
)
def test_an_opportunity_can_be_met_again_after_it_was_met_in_vain(
    choices: str, points: int, rule: str
) -> None:
    found = scored(played(choices, program(SECOND_BOX)))
    assert found.scores["proactivity"] == points * 1000
    assert [x.rule for x in found.reasons if x.rule.startswith("proactivity.")] == [rule]


@pytest.mark.parametrize("choices", ["note worst", "nod worst", "deny serve", "deny hurry"])
def test_after_harm_or_a_critical_error_better_play_still_earns_more(choices: str) -> None:
    found = cooked(choices)
    limit = 20 + mean(found) * 29 / 100
    assert found.total == milli(max(Fraction(20), min(mean(found), limit)))
    assert found.passed is False


@pytest.mark.parametrize(("choices", "kind"), [("note shout", "left"), ("note boss", "escalated")])
def test_no_play_that_was_lost_stands_above_a_finished_one(choices: str, kind: str) -> None:
    found = cooked(choices)
    at = {"left": mean(found) * 20 / 100, "escalated": 20 + mean(found) * 49 / 100}
    assert found.total == milli(at[kind])
    assert found.bound is not None
    assert found.bound.kind == kind
    assert found.stage is not None
    assert found.stage <= 2


def test_giving_up_is_lost_wherever_it_leads() -> None:
    text = KITCHEN.replace("title: Kitchen", "title: Kitchen\n    walk-out: fed")
    playing = played("note", program(text))
    playing.abandon()
    found = scored(playing)
    assert found.ending_outcome == "resolved"
    assert found.total == milli(mean(found) * 20 / 100)
    assert [(x.kind, x.subject) for x in found.obstacles][:1] == [("given-up", "")]


def test_nobody_passes_before_an_ending_and_the_total_so_far_has_no_bounds() -> None:
    found = scored(played("note", program(KITCHEN)))
    assert (found.passed, found.total) == (False, milli(mean(found)))
    assert [x.kind for x in found.obstacles][:1] == ["no-ending"]


def test_without_the_new_numbers_the_old_rules_hold() -> None:
    old = replace(rubric(), pass_endings=(), pass_stage=None, left_cap=None, escalated_cap=None)
    assert cooked("note shout", old).total == milli(mean(cooked("note shout", old)))
    boss = cooked("note boss", old)
    assert (boss.total, boss.passed, boss.stage) == (milli(mean(boss)), True, 3)
    assert cooked("deny serve", old).total <= 49_000
