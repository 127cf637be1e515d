"""Waits and needed times, computed by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest
from msgspec.structs import replace

from simulator.scoring.arithmetic import milli
from simulator.scoring.sheet import ScoreSheet
from simulator.scoring.waits import Wait, read_waits
from tests.properties.plays import plain
from tests.scoring.by_hand import by_hand
from tests.scoring.test_more_sheets import played, scored
from tests.shipped import program, rubric

CALL = """
    title: Call
    channel: phone
    clock: "10:00"
    customers: {ana: {name: Ana, main: true, patience: 1000}, bo: {name: Bo}}
    promises: {news: {title: News, within: 5m}}
    events: {bell: {after: 9m}}
    nodes:
      first:
        line: My line is dead.
        needs-time: news
        choices:
          - {id: talk, say: Tell me everything., takes: 4m, to: again}
          - {id: look, do: Look it up., takes: 2m, to: again}
          - {id: away, do: Ask upstairs., takes: 30s, to: desk}
          - {id: time, say: In five minutes., promise: news, takes: 10s, to: desk}
      desk:
        with: nobody
        narration: The desk.
        choices:
          - {id: one, do: Wait a minute., takes: 1m, again: 9, to: desk}
          - {id: bell, do: Wait., takes: until-event, to: again}
          - {id: news, send: Soon., to-customers: ana, takes: 1m, again: 9, to: desk}
          - {id: bo, send: Soon., to-customers: bo, takes: 1m, again: 9, to: desk}
          - {id: back, do: Ring her., keeps: news, to: again}
          - {id: later, do: Ring her later., to: later}
      again: {line: And?, choices: [{id: bye, say: All is well., to: end}, {id: look, do: Look., takes: 90s, to: end}]}
      later: {line: And?, at: "10:30", choices: [{id: bye, say: All is well., to: end}]}
      end: {with: nobody, narration: Done., ending: resolved}
      gone: {line: Gone., ending: lost}
"""


def call(choices: str) -> ScoreSheet:
    return scored(played(choices, program(CALL)))


def waits(choices: str) -> list[int]:
    """The waits that a second implementation finds, after the first has found the same score."""
    sheet = call(choices)
    playing = played(choices, program(CALL))
    told = [x for x in sheet.reasons if x.rule == "response.wait"]
    tale = by_hand(playing.program.scenario, rubric(), plain(playing.log))
    assert sum((x.earned for x in told), Fraction(0)) == tale.rules["response.wait"]
    return [wait.seconds for wait in playing_waits(choices)]


def playing_waits(choices: str) -> tuple[Wait, ...]:
    playing = played(choices, program(CALL))
    return read_waits(playing.program.scenario, playing.log)


@pytest.mark.parametrize(
    ("choices", "seconds"),
    [
        ("talk bye", []),  # Talk is no wait, however long it is.
        ("look bye", [120]),  # Nor is a look-up talk.
        ("away back bye", [30]),
        ("away one one back bye", [150]),  # Several places, one wait.
        ("away news one back bye", [90, 60]),  # A message ends it, and the next one begins.
        ("away bo one back bye", [150]),  # A message to somebody else does not.
        ("away bell bye", [540]),  # Until the bell at nine minutes.
        ("away one later bye", [90]),  # What `at` skips does not count.
        ("time one one back bye", []),  # She knows when.
        (
            "time one one one one one one back bye",
            [60],
        ),  # 10 s + 6 min; five of them were promised.
        ("time bell bye", [230]),  # From 10 s to 540 s, promised up to 310 s.
        ("talk look", []),  # Nobody hears the end.
    ],
)
def test_a_wait_is_what_the_main_customer_did_not_hear(choices: str, seconds: list[int]) -> None:
    assert waits(choices) == seconds


@pytest.mark.parametrize(
    ("choices", "points"),
    [
        # Waits 1 (within a minute), and a time that was needed and not named: (100 + 0) / 2.
        ("away back bye", Fraction(50)),
        # 150 s of 60: halving(1.5) = 3/8.
        ("away one one back bye", Fraction(75, 4)),
        # The promise was kept; nobody waited.
        ("time one one back bye", Fraction(100)),
        # Broken at 310 s; 60 s of waiting are fair.
        ("time one one one one one one back bye", Fraction(50)),
        # No wait, and only the time that was not named.
        ("talk bye", Fraction(0)),
    ],
)
def test_response_time_is_the_mean_of_what_was_observed(choices: str, points: Fraction) -> None:
    assert call(choices).scores["response"] == milli(points)


def test_a_needed_time_can_still_be_named_before_the_ending() -> None:
    playing = played("away one", program(CALL))
    assert all(x.rule != "response.unnamed" for x in scored(playing).reasons)
    playing.choose("back")
    playing.choose("bye")
    told = next(x for x in scored(playing).reasons if x.rule == "response.unnamed")
    assert (told.earned == 0, told.node, told.subject) == (True, "first", "news")


def test_the_first_reply_to_each_customer_counts_double() -> None:
    text = CALL.replace("takes: 4m, to: again}", "takes: 4m, to: bo}").replace(
        "      end:",
        "      bo: {with: bo, line: And?, choices: [{id: bye, say: Bye., to: again}]}\n      end:",
    )
    playing = played("", program(text))
    for choice, share in (("talk", 2), ("bye", 1), ("bye", 2)):
        playing.show(0, reading=5000)
        allowance = playing.allowance
        assert allowance is not None
        playing.choose(choice, allowance.base * share)
    assert playing.ended
    # 1/2 twice, 1 twice, 1/2 once: 3.5 of 5; the time that was not named earns nothing.
    assert scored(playing).scores["response"] == milli(Fraction(70, 2))
    alone = replace(rubric(), first_reply=1)
    assert scored(playing, numbers=alone).scores["response"] == milli(Fraction(200, 3) / 2)


def test_without_the_new_numbers_waits_are_not_observed() -> None:
    old = replace(rubric(), waits=None)
    found = scored(played("away one one back bye", program(CALL)), numbers=old)
    assert found.scores["response"] == 0  # Only the time that was not named.
