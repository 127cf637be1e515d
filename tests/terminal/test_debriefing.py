"""After a play, a person is asked and chooses what to read; a script gets everything."""

from __future__ import annotations

import io
from uuid import uuid4

from msgspec.structs import replace

from simulator.attempt.context import PlayRequest
from simulator.attempt.reflection import Plan
from simulator.store.memory import MemoryStore
from simulator.terminal.player import TextPlayer
from tests.terminal.keyboard import ID, Typed, edition, text_player, world

FIRST, SECOND, THIRD = "# How it went", "# What decided", "# Every turn"


def said_after(store: MemoryStore, *typed: str, measured: bool = True) -> str:
    out = io.StringIO()
    text_player(store, Typed("hi\n", "no\n", *typed), out, measured=measured).run()
    return out.getvalue()


def test_a_script_gets_all_layers_and_no_question() -> None:
    said = said_after(MemoryStore(), measured=False)
    assert said.index(FIRST) < said.index(SECOND) < said.index(THIRD)
    assert "How was this reply" not in said
    assert "plan" not in said


def test_a_person_judges_before_any_score_and_then_compares() -> None:
    store = MemoryStore()
    said = said_after(store, "1\n", "3\n", "\n", "\n")
    assert said.count("How was this reply for the customer?") == 2
    before, after = said.split("By the scores:", 1)
    assert FIRST not in before
    assert "points" not in before
    assert "You: Good" in said
    assert "You: Bad" in said
    assert FIRST in after
    assert store.reflections.judged(ID) == {0: "good", 1: "bad"}


def test_an_empty_line_skips_to_the_result() -> None:
    store = MemoryStore()
    said = said_after(store, "\n", "\n", "\n")
    assert said.count("How was this reply for the customer?") == 1
    assert "By the scores:" not in said
    assert FIRST in said
    assert (SECOND in said, THIRD in said) == (False, False)
    assert store.reflections.judged(ID) == {}


def test_more_layers_are_shown_on_request() -> None:
    said = said_after(MemoryStore(), "\n", "3\n", "two\n", "2\n", "\n")
    assert "“two” is not one of the numbers here." in said
    assert said.index(FIRST) < said.index(THIRD) < said.index(SECOND)


def test_a_plan_is_kept_and_shown_at_the_next_start() -> None:
    store = MemoryStore()
    said_after(store, "\n", "\n", " they ask again \n", "give a time.\n")
    assert store.reflections.newest_plan("Ana") == Plan(when="they ask again", then="give a time.")
    for trainee, shown in (("Ana", True), ("Ben", False)):
        out = io.StringIO()
        request = PlayRequest(edition=edition(), trainee=trainee, language="en")
        next_start = replace(world(store), new_id=lambda: uuid4().hex)
        TextPlayer(next_start, request, Typed("q\n"), out, measured=True).run()
        words = "Your plan: When they ask again, I will give a time."
        assert (words in out.getvalue()) is shown


def test_a_half_plan_is_no_plan() -> None:
    store = MemoryStore()
    said_after(store, "\n", "\n", "they ask again\n", "\n")
    assert store.reflections.newest_plan("Ana") is None


def test_the_end_of_the_input_skips_everything() -> None:
    said = said_after(MemoryStore())
    assert FIRST in said
