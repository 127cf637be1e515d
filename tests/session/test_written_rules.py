"""Tests sentences of `docs/scenario-format.md` that answer one question each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from simulator.debrief.review import build_debrief
from simulator.scoring.sheet import score
from simulator.session.event import (
    FeelingsChanged,
    PromiseBroken,
)
from simulator.session.state import points
from tests.shipped import session

if TYPE_CHECKING:
    from simulator.debrief.review import Debrief
    from simulator.scenario.text import Text
    from simulator.session.session import Session


def made(text: str, *choices: str) -> Session:
    playing = session(text)
    for choice in choices:
        playing.choose(choice)
    return playing


def debrief(playing: Session) -> Debrief:
    program = playing.program
    sheet = score(program.scenario, program.rubric, playing.log)
    return build_debrief(program, playing.log, sheet)


def words(text: Text | None) -> str | None:
    return None if text is None else text.source


MOMENT = """
    title: Moment
    clock: "10:00"
    customers:
      ana: {name: Ana, main: true, patience: 500, trust: 500}
      bob: {name: Bob, patience: 100, trust: 100}
    variables: {told: {type: bool, start: false}}
    promises: {soon: {title: Soon, within: 4m}}
    opportunities: {help: {title: Help, opens: ask}}
    nodes:
      ask:
        line: Well?
        limit: 20s
        silence: {id: hush, to: later, takes: 5m, answer: GUARDED, feedback: GUARDED}
        choices:
          - {id: say, say: Word., ALL, takes: 5m, answer: GUARDED, feedback: GUARDED, to: later}
      later: {with: bob, line: And?, to: end}
      end: {line: Bye., ending: resolved}
"""


@pytest.mark.parametrize(
    ("guard", "holds"),
    [
        ('visited("later")', False),
        ('chosen("ask/say")', True),
        ("elapsed >= 5m", True),
        ("told", True),
        ('open("soon")', True),
        ('met("help")', True),
        ("trust == 530", True),
        ("patience == 440", True),
    ],
)
def test_answer_and_feedback_see_the_moment_after_the_effects_and_before_the_next_node(
    guard: str, *, holds: bool
) -> None:
    arms = f"[{{when: '{guard}', id: held, text: Held.}}, {{text: Not.}}]"
    everything = "shows: [gives-a-time], set: {told: true}, promise: soon, meets: help"
    text = MOMENT.replace("GUARDED", arms).replace("ALL", everything)
    playing = made(text, "say")
    wanted = "Held." if holds else "Not."
    assert words(playing.view().answer) == wanted
    turn = debrief(playing).turns[0]
    assert (words(turn.answer), words(turn.feedback)) == (wanted, wanted)


def test_a_silence_is_answered_at_the_same_moment() -> None:
    arms = "[{when: 'visited(\"later\") or trust < 500', id: held, text: Held.}, {text: Not.}]"
    playing = session(MOMENT.replace("GUARDED", arms).replace("ALL, ", ""))
    playing.time_out()
    turn = debrief(playing).turns[0]
    assert words(playing.view().answer) == words(turn.answer) == words(turn.feedback) == "Not."


DESK = """
    title: Desk
    customer: {name: Ana}
    records:
      file:
        title: File
        text: [{when: chosen("desk/open"), id: seen, text: Seen.}, {text: New.}]
    nodes:
      desk:
        narration: [{when: read("file"), id: after, text: Narrated again.}, {text: Narrated.}]
        line: [{when: read("file"), id: after, text: You have read it.}, {text: Read it.}]
        signal: [{when: read("file"), id: after, text: Signal again.}, {text: Signal.}]
        choices:
          - {id: open, look: file}
          - {id: bye, say: [{when: read("file"), id: after, text: Read.}, {text: Bye.}], to: end}
      end: {line: Bye., ending: resolved}
"""


def test_every_text_on_the_screen_is_reworded_after_a_look_up() -> None:
    playing = session(DESK)
    view = playing.view()
    shown = [view.narration, view.line, view.signal, view.choices[0].text, *view.desk]
    assert [words(x) for x in shown] == ["Narrated.", "Read it.", "Signal.", "Bye.", "Signal."]
    playing.choose("open")
    view = playing.view()
    shown = [view.narration, view.line, view.signal, view.choices[0].text, *view.desk]
    assert [words(x) for x in shown] == [
        "Narrated again.",
        "You have read it.",
        "Signal again.",
        "Read.",
        "Signal again.",
    ]
    assert [words(x.text) for x in view.open_records] == ["Seen."]


THREE = """
    title: Three
    clock: "10:00"
    channel: email
    customers:
      a: {name: A, main: true, patience: 500, trust: 500}
      b: {name: B, patience: 500, trust: 500}
      c: {name: C, patience: 500, trust: 500}
    promises: {soon: {title: Soon, within: 1m}}
    nodes:
      desk:
        with: WITH
        narration: The desk.
        choices:
          - {id: tell, send: Soon., to-customers: TO, promise: soon, to: met}
          - {id: say, say: Soon., promise: soon, to: met}
      met:
        with: c
        line: Well?
        choices:
          - {id: again, say: Soon., promise: soon, to: met}
          - {id: wait, do: Wait., takes: 2m, to: met}
          - {id: bye, say: Bye., to: end}
      end: {line: Bye., ending: resolved}
"""


@pytest.mark.parametrize("to", ["[b, c]", "[c, b]"])
@pytest.mark.parametrize("with_", ["a", "b", "nobody"])
def test_a_promise_made_to_several_customers_is_owed_to_each(to: str, with_: str) -> None:
    playing = made(THREE.replace("WITH", with_).replace("TO", to), "tell", "wait")
    assert PromiseBroken(promise="soon") in playing.log
    assert playing.state.trust == (500, 350, 350)
    assert [points(x) for x in playing.state.patience] == [500, 400, 400]
    felt = [x.customer for x in playing.log if isinstance(x, FeelingsChanged)]
    assert felt == ["b", "c"]


def test_a_promise_made_again_to_somebody_else_changes_nothing() -> None:
    text = THREE.replace("WITH", "b").replace("TO", "[b]")
    assert made(text, "tell", "again", "wait").state.trust == (500, 350, 500)


def test_a_promise_made_where_no_customer_is_belongs_to_the_main_customer() -> None:
    text = THREE.replace("WITH", "nobody").replace("TO", "[b]")
    assert made(text, "say", "wait").state.trust == (350, 500, 500)


RECORD = """
    title: Record
    customer: {name: Ana}
    records: {file: {title: File, text: Nothing new.}}
    nodes:
      desk:
        line: Well?
        choices:
          - {id: ask, say: Where?, answer: There., to: hall}
      hall:
        line: The hall.
        choices:
          - {id: open, look: file}
          - {id: told, look: file, answer: It says so.}
          - {id: bye, say: Bye., to: end}
      end: {line: Bye., ending: resolved}
"""


@pytest.mark.parametrize(("look", "answer"), [("open", "There."), ("told", "It says so.")])
def test_a_look_up_that_gives_no_answer_leaves_the_last_one(look: str, answer: str) -> None:
    assert words(made(RECORD, "ask", look).view().answer) == answer
