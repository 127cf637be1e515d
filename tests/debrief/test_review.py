"""A debrief repeats what was shown, and has every reason of the sheet exactly once."""

from __future__ import annotations

import pytest

from simulator.attempt.edition import Edition
from simulator.attempt.play import Play
from simulator.debrief.review import build_debrief
from simulator.errors import LogError
from simulator.scoring.sheet import score
from simulator.session.event import Chosen, FeelingsChanged, TimedOut
from simulator.session.session import Session
from simulator.session.view import View
from simulator.store.memory import MemoryStore
from tests.attempt.players import begin, finish, step
from tests.shipped import SHIPPED, program, shipped

SHOP = """
    title: Shop
    customer: {name: Ana, patience: 600, trust: 500}
    colleagues: {ravi: {name: Ravi}}
    opportunities: {label: {title: Label, opens: hello}}
    variables: {sorry: {type: bool, start: false}}
    nodes:
      hello:
        line: My coat is grey.
        choices:
          - id: warm
            say: [{when: sorry, text: Again I am sorry.}, {text: I am sorry.}]
            answer: [{when: sorry, text: Thank you.}, {text: Well.}]
            feedback: The first word counts.
            shows: [names-the-feeling, apologises]
            set: {sorry: true}
            meets: [label]
            to: back
          - {id: dry, say: Number?, to: back}
      back:
        with: ravi
        narration: Ravi looks up.
        limit: 30s
        silence: {id: nothing, to: end}
        choices: [{id: ask, say: Is there another coat?, to: end}]
      end: {line: Bye., ending: resolved, debrief: A coat is a coat.}
      lost: {line: Lost., ending: lost}
"""


def seen(play: Play) -> list[View]:
    """The texts that were shown before each turn."""
    views: list[View] = []
    while not play.ended:
        view, turns = play.session.view(), played(play.session)
        step(play)
        views += [view] * (played(play.session) - turns)
    return views


def played(session: Session) -> int:
    return sum(isinstance(x, Chosen | TimedOut) for x in session.log)


@pytest.mark.parametrize("name", SHIPPED)
@pytest.mark.parametrize("seed", range(6))
def test_each_turn_says_what_was_shown(name: str, seed: int) -> None:
    play = begin(MemoryStore(), Edition(shipped(name)), seed=seed)
    views = seen(play)
    found = play.debrief()
    assert [x.number for x in found.turns] == list(range(len(views)))
    for turn, view in zip(found.turns, views, strict=True):
        assert (turn.node, turn.speaker, turn.mood) == (view.node, view.speaker, view.mood)
        assert turn.line == (view.line or view.narration)
        if not turn.timed_out:
            assert turn.words in {x.text for x in view.choices}


@pytest.mark.parametrize("name", SHIPPED)
@pytest.mark.parametrize("seed", range(6))
def test_every_reason_and_verdict_stands_at_its_turn(name: str, seed: int) -> None:
    found = finish(begin(MemoryStore(), Edition(shipped(name)), seed=seed)).debrief()
    for turn in found.turns:
        assert all(x.turn == turn.number for x in turn.reasons)
        assert all(x.turn == turn.number for x in turn.verdicts)
    shared = sum(len(x.reasons) for x in found.turns) + len(found.overall)
    assert shared == len(found.sheet.reasons)
    assert all(x.turn is None for x in found.overall)
    at_turns = sum(len(x.verdicts) for x in found.turns)
    assert at_turns == sum(x.turn is not None for x in found.sheet.verdicts)


def test_texts_are_those_of_the_states_before_and_after() -> None:
    shop = program(SHOP)
    playing = Session(shop)
    playing.start()
    playing.choose("warm")
    playing.time_out()
    sheet = score(shop.scenario, shop.rubric, playing.log)
    found = build_debrief(shop, playing.log, sheet)
    assert found.sheet is sheet
    said, silent = found.turns
    texts = (said.words, said.answer, said.feedback)
    assert [x and x.source for x in texts] == [
        "I am sorry.",
        "Thank you.",
        "The first word counts.",
    ]
    assert (silent.words, silent.timed_out) == (None, True)
    assert silent.speaker is not None
    assert silent.speaker.source == "Ravi"
    assert silent.line is not None
    assert silent.line.source == "Ravi looks up."
    assert [x.verdict for x in said.verdicts] == ["proactive"]
    felt = [x for x in playing.log if isinstance(x, FeelingsChanged)]
    assert (said.patience, said.trust) == (felt[0].patience, felt[0].trust) != found.start
    assert [x and x.source for x in (found.line, found.words)] == ["Bye.", "A coat is a coat."]


def test_a_play_is_scored_once_for_the_store_and_the_debrief() -> None:
    play = begin(MemoryStore(), Edition(program(SHOP)))
    assert play.sheet() is not play.sheet()  # The play may continue after its debrief.
    finish(play)
    assert play.debrief().sheet is play.sheet()


def test_a_log_of_another_scenario_is_refused() -> None:
    shop = program(SHOP)
    playing = Session(shop)
    playing.start()
    playing.choose("dry")
    sheet = score(shop.scenario, shop.rubric, playing.log)
    with pytest.raises(LogError):
        build_debrief(program(SHOP.replace("id: dry", "id: wet")), playing.log, sheet)
