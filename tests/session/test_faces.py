"""Faces follow patience and trust, and a reply tells what the customer felt."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from simulator.session.event import FeelingsChanged
from simulator.session.program import Program
from simulator.session.reaction import Reaction, reaction_of
from simulator.session.session import Session
from tests.shipped import program, rubric

STORY = """
    title: Faces
    channel: phone
    clock: "10:00"
    customers: {ana: {name: Ana, main: true, patience: PATIENCE, trust: TRUST}, bo: {name: Bo}}
    extras: {club: {title: Club}}
    promises: {soon: {title: Soon, within: 1m}, word: {title: A word}}
    nodes:
      hello:
        line: Hello?
        choices:
          - {id: hear, say: I hear you., shows: [says-it-back, asks-again], again: 1, to: face}
          - {id: card, say: Sorry., shows: [canned-sympathy, names-the-feeling], to: face}
          - {id: wait, do: Wait., takes: 4m, to: face}
          - {id: vow, say: In a minute., promise: soon, takes: 1s, to: desk}
          - {id: club, say: Join the club., pushes: club, to: face}
          - {id: bo, send: Hello Bo., to-customers: bo, shows: [argues], to: face}
          - {id: fail, do: Bring the wrong one., shows: [stays-courteous], to: wrong}
      desk: {with: nobody, narration: The desk., mood: furious, choices: [{id: late, do: Wait., takes: 90s, to: face}]}
      wrong: {line: Again!, fails: true, choices: [{id: on, say: Well., to: hello}]}
      face: {line: Well., mood: MOOD, choices: [{id: back, say: Back., to: hello}, {id: end, say: Bye., to: OUTCOME}]}
      resolved: {line: Bye., MOOD-AT-END ending: resolved}
      escalated: {line: Bye., MOOD-AT-END ending: escalated}
      lost: {line: Bye., MOOD-AT-END ending: lost}
"""


def playing(
    mood: str = "calm",
    *,
    patience: int = 600,
    trust: int = 600,
    end: str = "resolved",
    at_end: str = "",
    nudge: int | None = 1,
) -> Session:
    text = STORY.replace("MOOD-AT-END", f"mood: {at_end}," if at_end else "")
    text = text.replace("MOOD", mood).replace("OUTCOME", end)
    text = text.replace("PATIENCE", str(patience)).replace("TRUST", str(trust))
    started = Session(Program(program(text).scenario, replace(rubric(), mood_nudge=nudge)))
    started.start()
    return started


@pytest.mark.parametrize(
    ("mood", "patience", "trust", "shown"),
    [
        ("calm", 600, 600, "calm"),
        ("surprised", 600, 600, "surprised"),  # On the same rung as the band.
        ("worried", 600, 600, "worried"),  # One rung below.
        ("sad", 600, 600, "sad"),
        ("relieved", 600, 600, "relieved"),  # One rung above.
        ("furious", 600, 600, "worried"),  # Too far below: the first face one rung below.
        ("happy", 300, 600, "worried"),  # Too far above `annoyed`.
        ("happy", 100, 100, "angry"),  # Above `furious`.
        ("furious", 900, 900, "calm"),
    ],
)
def test_a_face_is_at_most_one_step_away_from_what_the_customer_feels(
    mood: str, patience: int, trust: int, shown: str
) -> None:
    session = playing(mood, patience=patience, trust=trust)
    session.choose("bo")  # Ana does not change.
    assert session.view().mood == shown


def test_without_the_number_the_word_of_the_author_is_the_face() -> None:
    session = playing("furious", nudge=None)
    session.choose("bo")
    assert session.view().mood == "furious"


def test_with_nobody_there_the_word_of_the_author_is_the_face() -> None:
    session = playing()
    session.choose("vow")
    assert session.view().mood == "furious"


@pytest.mark.parametrize(
    ("end", "patience", "at_end", "shown"),
    [
        ("lost", 900, "happy", "annoyed"),
        ("lost", 900, "", "annoyed"),
        ("lost", 100, "furious", "furious"),
        ("resolved", 100, "furious", "calm"),
        ("resolved", 900, "happy", "happy"),
        ("escalated", 900, "", "worried"),
    ],
)
def test_an_ending_looks_like_what_it_is(end: str, patience: int, at_end: str, shown: str) -> None:
    session = playing(
        end=end, at_end=at_end, patience=patience, trust=900 if patience > 500 else 100
    )
    session.choose("bo")
    session.choose("end")
    assert session.view().mood == shown


def taken(session: Session, customer: str = "ana") -> Reaction | None:
    return reaction_of(session.program, session.state, session.log, customer)


@pytest.mark.parametrize(
    ("choices", "patience", "trust", "cause", "behaviour"),
    [
        # 30 + 20 for what was said back, -40 for what was asked again.
        ("hear", -20, 30, "behaviour", "says-it-back"),
        # A hollow behaviour leaves only losses.
        ("card", -20, -30, "behaviour", "canned-sympathy"),
        # The second time only the loss counts.
        ("hear back hear", -40, 0, "behaviour", "asks-again"),
        # 4 minutes at 1500 an hour.
        ("wait", -100, 0, "time", ""),
        ("club", -40, -40, "intrusion", ""),
        ("vow late", -100, -150, "broken", ""),
        # 5 of courtesy, and the second failure.
        ("fail", -35, -60, "failure", ""),
    ],
)
def test_the_largest_part_of_a_change_is_its_cause(
    choices: str, patience: int, trust: int, cause: str, behaviour: str
) -> None:
    session = playing()
    for choice in choices.split():
        session.choose(choice)
    found = taken(session)
    assert found is not None
    assert (found.patience, found.trust) == (patience, trust)
    assert (found.cause, found.behaviour) == (cause, behaviour)


def test_only_the_customer_who_changed_reacts() -> None:
    session = playing()
    session.choose("bo")
    assert taken(session) is None
    other = taken(session, "bo")
    assert other is not None
    assert other.behaviour == "argues"
    session.choose("back")
    assert taken(session, "bo") is None


def test_a_node_that_fails_costs_trust_and_patience_once() -> None:
    session = playing()
    for choice in ("fail", "on", "wait", "back"):
        session.choose(choice)
    before = session.state.trust[0]
    session.choose("hear")
    assert before == 600 - 60
    felt = [x for x in session.log if isinstance(x, FeelingsChanged) and x.trust == 540]
    assert felt
