"""The text player while the store fails: it continues, tries again, and reports every loss."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

from simulator.errors import StoreError, UnsavedError
from simulator.reasons import StoreReason
from simulator.store.memory import MemoryStore
from tests.terminal.keyboard import ID, Typed, text_player

if TYPE_CHECKING:
    from collections.abc import Callable


def text_play(store: MemoryStore, lines: io.StringIO, *, measured: bool) -> tuple[str, str]:
    """The output, and the reason of the error at the end."""
    out = io.StringIO()
    try:
        text_player(store, lines, out, measured=measured).run()
    except StoreError as error:
        return out.getvalue(), error.reason
    return out.getvalue(), ""


def broken(store: MemoryStore, reason: StoreReason | None) -> Callable[[], None]:
    def act() -> None:
        store.failing = None if reason is None else StoreError(reason, "here", "so it is")

    return act


def test_a_failed_save_is_reported_and_tried_again_while_a_person_types() -> None:
    store = MemoryStore()
    fine = broken(store, None)
    lines = Typed(
        ("hi\n", broken(store, "full")),
        ("no\n", broken(store, "full")),
        ("\n", broken(store, "locked")),
        ("\n", fine),
    )
    said, error = text_play(store, lines, measured=True)
    assert (said.count("There is no space left"), said.count("is in use")) == (2, 1)
    assert "could not be saved" in said
    assert said.endswith("All your replies are saved now.\n")
    assert error == ""
    assert next(iter(store.attempts())).ended is not None


@pytest.mark.parametrize("measured", [True, False])
def test_unsaved_replies_are_an_error_at_the_end(*, measured: bool) -> None:
    store = MemoryStore()
    lines = Typed(("hi\n", broken(store, "full")), ("no\n", lambda: None), ("q\n", lambda: None))
    said, error = text_play(store, lines, measured=measured)
    assert "# How it went" in said
    assert error == "full"
    assert len(store.events(ID)) == 2


def interrupted() -> None:
    raise KeyboardInterrupt


def test_lost_replies_are_counted_and_named() -> None:
    store, out = MemoryStore(), io.StringIO()
    lines = Typed(("hi\n", broken(store, "full")), ("no\n", lambda: None), ("q\n", lambda: None))
    with pytest.raises(UnsavedError) as raised:
        text_player(store, lines, out, measured=True).run()
    assert (raised.value.replies, raised.value.scenario) == (2, "Two words")
    assert (raised.value.reason, raised.value.place) == ("full", "here")


@pytest.mark.parametrize("measured", [True, False])
def test_left_at_the_end_of_the_input_it_is_tried_once_more(*, measured: bool) -> None:
    store, out = MemoryStore(), io.StringIO()
    lines = Typed(("hi\n", broken(store, "locked")), ("", broken(store, None)))
    text_player(store, lines, out, measured=measured).run()
    assert len(store.events(ID)) > 2
    assert "All your replies are saved now." in out.getvalue()
    assert "Your place in “Two words” is saved." in out.getvalue()


def test_an_interrupted_player_saves_all_events_and_says_so() -> None:
    store, out = MemoryStore(), io.StringIO()

    def mended_and_interrupted() -> None:
        broken(store, None)()
        raise KeyboardInterrupt

    lines = Typed(("hi\n", broken(store, "locked")), ("", mended_and_interrupted))
    with pytest.raises(KeyboardInterrupt):
        text_player(store, lines, out, measured=True).run()
    assert len(store.events(ID)) > 2
    assert out.getvalue().endswith("Play it again with the same name to continue.\n")


def test_an_interrupt_while_nothing_can_be_saved_is_an_error() -> None:
    store, out = MemoryStore(), io.StringIO()
    lines = Typed(("hi\n", broken(store, "full")), ("", interrupted))
    with pytest.raises(UnsavedError) as raised:
        text_player(store, lines, out, measured=True).run()
    assert raised.value.replies == 1
    assert len(store.events(ID)) == 2
