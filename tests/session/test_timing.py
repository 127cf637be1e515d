"""Tests deadlines, shares of the allowance, and ticks of the reply clock."""

from __future__ import annotations

from simulator.session.event import Chosen, TimedOut
from simulator.session.session import Session
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
