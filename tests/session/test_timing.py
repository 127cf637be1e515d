"""Tests deadlines, shares of the allowance, and ticks of the reply clock."""

from __future__ import annotations

import unicodedata

import pytest

from simulator.session.event import Chosen, TimedOut
from simulator.session.session import Session
from simulator.session.timing import GREEK_WORDS, HAN_CHARACTERS, MINUTE, WORDS, reading_time
from tests.shipped import session

QUICK = """
    title: Quick
    customer: {name: Ana}
    nodes:
      ask:
        line: Well?
        think: 5s
        limit: 20s
        silence: {id: nothing, shows: [stays-silent], takes: 20s, feedback: Nothing., to: end}
        choices:
          - {id: answer, say: Yes., to: ask-again}
      ask-again:
        line: And?
        choices: [{id: answer, say: Yes., to: end}]
      end: {line: Bye., ending: resolved}
      lost: {line: Lost., ending: lost}
"""


def shown(factor: int | None = 100) -> Session:
    playing = session(QUICK)
    playing.show(1000, reading=5000, factor=factor)
    return playing


def last_reply(playing: Session) -> Chosen:
    return next(x for x in reversed(playing.log) if isinstance(x, Chosen))


def test_the_share_is_the_same_at_an_equal_share_of_the_allowance() -> None:
    for factor, reply in ((100, 15000), (200, 30000), (1000, 150_000)):
        playing = shown(factor)
        playing.choose("answer", 1000 + reply)
        assert last_reply(playing).share == 1500


def test_the_share_rounds_down() -> None:
    for reply, share in ((9999, 1000), (10_000, 1000), (10_009, 1000), (10_010, 1001)):
        playing = shown()
        playing.choose("answer", 1000 + reply)
        assert last_reply(playing).share == share


def test_a_rapid_reply_is_marked_and_its_share_is_that_of_every_reply_within_the_allowance() -> (
    None
):
    for factor in (100, 1000, None):
        for reply, rapid in ((0, True), (999, True), (1000, False), (5000, False), (10_000, False)):
            playing = shown(factor)
            playing.choose("answer", 1000 + reply)
            assert (last_reply(playing).share, last_reply(playing).rapid) == (1000, rapid)


def test_with_the_clock_off_every_reply_is_stored_as_within_its_allowance() -> None:
    playing = shown(None)
    assert playing.deadline is None
    assert playing.tick(10**9) == ()
    playing.choose("answer", 10**9)
    assert (last_reply(playing).share, last_reply(playing).rapid) == (1000, False)


def test_a_script_without_times_has_no_share() -> None:
    playing = shown()
    playing.choose("answer")
    assert (last_reply(playing).share, last_reply(playing).rapid) == (None, False)


def test_a_reply_at_the_deadline_is_a_time_out() -> None:
    playing = shown()
    assert playing.deadline == 26000
    assert playing.tick(25999) == ()
    events = playing.choose("answer", 26000)
    assert isinstance(events[0], TimedOut)
    assert events[0].available == ("answer",)


def test_the_deadline_grows_with_the_factor() -> None:
    assert shown(300).deadline == 1000 + 3 * 25000


def test_showing_again_keeps_the_start_and_takes_the_longer_reading_time() -> None:
    playing = shown()
    playing.show(3000, reading=2000)
    assert playing.deadline == 26000
    playing.show(4000, reading=9000)
    assert playing.deadline == 30000
    playing.choose("answer", 15000)
    assert last_reply(playing).share == 1000


def test_the_next_node_starts_its_own_clock() -> None:
    playing = shown()
    playing.choose("answer", 5000)
    assert playing.deadline is None
    playing.show(90000, reading=1000)
    playing.choose("answer", 96000)
    assert last_reply(playing).share == 1000


@pytest.mark.parametrize(
    ("text", "latin", "greek", "han"),
    [
        ("", 0, 0, 0),
        ("Well, yes.", 2, 0, 0),
        ("I don't, she don\u2019t.", 4, 0, 0),
        ("1,200 or 1.5 at 19:40", 5, 0, 0),
        ("a well-known name", 3, 0, 0),
        ("well--known", 2, 0, 0),
        ("either/or", 2, 0, 0),
        ("https://example.org/a", 3, 0, 0),
        ("ana@example.org", 2, 0, 0),
        ("snake_case", 1, 0, 0),
        ("18.00 €", 1, 0, 0),
        ("... \u2014 \u2026 ?!", 0, 0, 0),
        ("\U0001f600 \U0001f469\u200d\U0001f4bb \U0001f1e9\U0001f1ea", 0, 0, 0),
        ("\u03bb\u03cc\u03b3\u03bf\u03c2", 0, 1, 0),
        ("\u03b7 app-\u03ac\u03ba\u03b9 \u03bf\u03ba", 0, 3, 0),
        ("\u975e\u5e38\u62b1\u6b49\u3002", 0, 0, 4),
        ("\u8acbcall\u6211 2 \u6b21", 2, 0, 3),
        ("\u4eba\u3005", 0, 0, 2),
        ("\u30b3\u30fc\u30d2\u30fc\u30fb\uff7a", 0, 0, 5),
        ("\u0928\u092e\u0938\u094d\u0924\u0947", 1, 0, 0),
    ],
)
def test_what_a_word_is(text: str, latin: int, greek: int, han: int) -> None:
    exact = MINUTE * (latin / WORDS + greek / GREEK_WORDS + han / HAN_CHARACTERS)
    assert exact <= reading_time([text]) < exact + 1


@pytest.mark.parametrize("text", ["caf\u00e9s", "\u039b\u03c5\u03c0\u03ac\u03bc\u03b1\u03b9"])
def test_letters_take_the_same_time_composed_or_not(text: str) -> None:
    assert reading_time([unicodedata.normalize("NFD", text)]) == reading_time([text])


def test_texts_are_added_up_before_the_time_is_rounded() -> None:
    assert reading_time(["one"] * 7) == reading_time(["one " * 7]) == 2400


@pytest.mark.parametrize("word", ["שָׁלוֹם", "مَرْحَبًا", "न्याय", "Tiếng"])
def test_a_word_with_its_vowel_signs_is_one_word(word: str) -> None:
    for form in ("NFC", "NFD"):
        assert reading_time([unicodedata.normalize(form, word)]) == reading_time(["one"])
