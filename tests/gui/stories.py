"""Small scenarios: one with a limit, a record and a node without choices; one with one reply."""

from __future__ import annotations

from functools import cache

from simulator.attempt.context import ScenarioEntry
from simulator.attempt.edition import Edition
from tests.shipped import program

COLD_TEA = """
format: 1
scenario: cold-tea
edition: 1
language: en
title: Cold tea
setting: restaurant
channel: face-to-face
difficulty: 1
summary: A guest with a cold cup.
briefing: Four o'clock, and one cup came cold.
customer: {name: Mr Ito, patience: 600, trust: 500, expectation: 50}
records:
  slip: {title: The slip, text: "One tea, hot."}
clock: "16:00"
start: hello
nodes:
  hello:
    line: My tea is cold.
    mood: annoyed
    limit: 20s
    silence: {id: says-nothing, shows: [stays-silent], to: leaves}
    choices:
      - id: sorry
        say: I’m so sorry. I’ll bring a hot one.
        shows: [names-the-feeling, apologises]
        answer: Thank you.
        feedback: First the feeling, then the fix.
        to: waits
      - {id: shrug, say: It was hot when it left., to: leaves}
      - {id: read, look: slip}
  waits:
    narration: He waits for two minutes.
    at: "16:02"
    to: glad
  glad:
    line: That is hot. Lovely.
    mood: happy
    ending: resolved
    debrief: He will come back.
  leaves:
    line: Then I’ll go.
    mood: angry
    ending: lost
    debrief: He will not.
"""

ONE_REPLY = """
format: 1
scenario: one-reply
edition: 1
language: en
title: One reply
setting: restaurant
channel: face-to-face
difficulty: 1
summary: A guest with a cold cup.
briefing: One reply, and it is over.
customer: {name: Mr Ito, patience: 600, trust: 500, expectation: 50}
start: START
nodes:
  silent:
    narration: He looks at his cup.
    to: hello
  hello:
    line: My tea is cold.
    choices:
      - {id: sorry, say: I’m so sorry., shows: [apologises], feedback: Good., to: glad}
  glad:
    line: Thank you.
    ending: resolved
    debrief: He will come back.
"""


@cache
def edition() -> Edition:
    return Edition(program(COLD_TEA))


def library() -> tuple[ScenarioEntry, ...]:
    return (ScenarioEntry(id="cold-tea", edition=edition()),)


def one_reply(start: str) -> tuple[ScenarioEntry, ...]:
    """A library of one scenario, whose only reply ends it.

    Args:
        start: The node that it starts at: `hello`, or `silent`, which has no choices.
    """
    made = Edition(program(ONE_REPLY.replace("START", start)))
    return (ScenarioEntry(id="one-reply", edition=made),)


@cache
def long_replies() -> Edition:
    """The scenario with replies that are higher than a window with large type."""
    say = "It was hot when it left." + " I saw the steam on it myself." * 12
    return Edition(program(COLD_TEA.replace("It was hot when it left.", say)))
