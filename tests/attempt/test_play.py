"""An attempt end to end, on a store that may fail and a clock that may stall."""

from __future__ import annotations

from simulator.attempt.clock import OpenClock, ReplyClock
from simulator.attempt.context import PlayRequest
from simulator.attempt.edition import Edition
from simulator.attempt.play import Play
from simulator.errors import StoreError
from simulator.session.event import Chosen
from simulator.store.memory import MemoryStore
from tests.fakes.clock import FrozenClock
from tests.fakes.scenes import last_reply, scene_of, show
from tests.shipped import program

TEXT = """
    title: Two words
    customer: {name: Ana}
    records: {order: {title: Order, text: One two three four five six seven eight nine ten.}}
    nodes:
      hello:
        line: Hello?
        choices:
          - {id: read, look: order}
          - {id: hi, say: Hi., answer: Good., to: more}
      more: {line: More?, choices: [{id: no, say: No., to: end}]}
      end: {line: Bye., ending: resolved, debrief: Well done.}
      lost: {line: Lost., ending: lost}
"""


def begin(store: MemoryStore) -> Play:
    return Play.begin(
        Edition(program(TEXT)),
        PlayRequest(trainee="Ana", language="en"),
        id_="a" * 32,
        seed=0,
        store=store,
        clock=FrozenClock(),
    )


def kept(play: Play) -> bool:
    return play.unsaved is None


def test_every_choice_is_saved_before_anything_new_is_shown() -> None:
    store = MemoryStore()
    play = begin(store)
    for choice in ("hi", "no"):
        play.choose(choice)
        assert store.events("a" * 32) == tuple(play.session.log)
    attempt = next(iter(store.attempts()))
    assert attempt.ended is not None
    assert attempt.summary is not None
    assert attempt.summary.ending == "end"


def test_it_goes_on_at_the_same_place() -> None:
    store = MemoryStore()
    begin(store).choose("hi")
    waiting = store.waiting("Ana", "test")
    assert waiting is not None
    play = Play.resume(
        Edition(program(TEXT)),
        waiting,
        store=store,
        clock=FrozenClock(),
    )
    assert (scene_of(play).line, scene_of(play).answer, last_reply(play)) == (
        "More?",
        "Good.",
        "Hi.",
    )


def test_the_play_goes_on_while_the_store_fails_and_catches_up() -> None:
    store = MemoryStore()
    play = begin(store)
    store.failing = StoreError("full", "memory", "no room")
    play.choose("hi")
    assert kept(play) is False
    assert scene_of(play).line == "More?"
    play.choose("no")
    assert play.ended
    store.failing = None
    play.save()
    assert kept(play) is True
    assert store.events("a" * 32) == tuple(play.session.log)
    assert next(iter(store.attempts())).ended is not None


def test_reading_a_record_takes_reading_time() -> None:
    play = begin(MemoryStore())
    show(play, 0)
    allowance = play.session.allowance
    assert allowance is not None
    play.choose("read")
    show(play, 900)
    longer = play.session.allowance
    assert longer is not None
    assert longer.reading > allowance.reading
    assert play.session.shown == 0


def test_factors_give_the_same_log() -> None:
    logs = []
    for factor in (100, 300):
        play = begin(MemoryStore())
        play.factor = factor
        for choice in ("hi", "no"):
            show(play, 0)
            allowance = play.session.allowance
            assert allowance is not None
            play.choose(choice, -(-allowance.base * factor * 17 // 1000))
        logs.append(play.session.log)
    assert logs[0] == logs[1]
    assert [x.share for x in logs[0] if isinstance(x, Chosen)] == [1700, 1700]


def test_the_reply_clock_stops_for_pauses_and_stalls() -> None:
    clock = ReplyClock()
    clock.frame(0)
    assert clock.frame(200) == 200
    assert clock.frame(5000) == 200
    clock.pause()
    assert clock.frame(5100) == 200
    clock.go_on(6000)
    assert clock.frame(6016) == 216


def test_the_clock_without_frames_counts_every_gap_but_pauses() -> None:
    clock = OpenClock()
    clock.frame(0)
    assert clock.frame(5000) == 5000
    clock.pause()
    clock.go_on(9000)
    assert clock.frame(9500) == 5500
