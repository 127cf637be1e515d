"""Practice teaches after each reply and lets a turn be taken again; assessment does neither."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from simulator.attempt.context import PlayRequest
from simulator.attempt.edition import Edition
from simulator.attempt.open import open_play
from simulator.attempt.play import Play
from simulator.attempt.retake import begin_retake, events_before, turns_in
from simulator.audit.verify import Verifier
from simulator.reports.rows import row
from simulator.session.event import Chosen
from simulator.store.memory import MemoryStore
from tests.attempt.players import context
from tests.fakes.scenes import scene_of
from tests.shipped import program

if TYPE_CHECKING:
    from simulator.attempt.record import Mode

TEXT = """
    title: Tea
    customer: {name: Ana}
    records: {slip: {title: Slip, text: One tea.}}
    nodes:
      hello:
        line: My tea is cold.
        limit: 20s
        silence: {id: hush, feedback: She heard nothing., to: more}
        choices:
          - {id: warm, say: Cold tea on such a day!, shows: [names-the-feeling], feedback: She felt it., to: more}
          - {id: plain, say: A hot one., shows: [asks-closed-question], to: more}
          - {id: lie, say: It is hot., shows: [names-the-feeling, gives-dignity], critical: false-promise, to: more}
          - {id: see, look: slip}
      more: {line: More?, choices: [{id: no, say: No., to: end}]}
      end: {line: Bye., ending: resolved}
      lost: {line: Lost., ending: lost}
"""
IDS = [f"{digit}" * 32 for digit in "abcdef"]


def opened(store: MemoryStore, id_: str, mode: Mode | None = None, *, fresh: bool = False) -> Play:
    edition = Edition(program(TEXT))
    request = PlayRequest(
        trainee="Ana", language="en", edition=edition, mode=mode, fresh=fresh, factor=None
    )
    return open_play(context(store, id_=id_, seed=0), request)[0]


def retaken(store: MemoryStore, play: Play, turn: int, id_: str = IDS[5]) -> Play:
    return begin_retake(context(store, id_=id_, seed=0), play, turn)


def learned(play: Play) -> list[tuple[str, str]]:
    return [(x.kind, x.words) for x in scene_of(play).passages if x.kind in ("feedback", "better")]


def test_practice_says_what_a_reply_did_and_which_was_better() -> None:
    play = opened(MemoryStore(), IDS[0])
    assert play.attempt.mode == "practice"
    assert learned(play) == []
    play.choose("see")
    assert learned(play) == []
    play.choose("plain")
    assert learned(play) == [
        ("feedback", "Asks a closed question"),  # Without feedback, the behaviours.
        ("better", "play.quoted words=Cold tea on such a day!"),  # And never an error.
    ]
    play.choose("no")
    assert [kind for kind, _ in learned(play)] == []


def test_nothing_is_better_than_the_best_and_a_silence_has_a_lesson() -> None:
    best = opened(MemoryStore(), IDS[0])
    best.choose("warm")
    assert learned(best) == [("feedback", "She felt it.")]
    silent = opened(MemoryStore(), IDS[0])
    silent.time_out()
    assert [x for x, _ in learned(silent)] == ["feedback", "better"]


def test_feedback_counts_as_reading_time() -> None:
    play = opened(MemoryStore(), IDS[0])
    play.choose("warm")
    with_it = scene_of(play).reading
    play.lesson = None
    assert scene_of(play).reading < with_it


def test_the_lesson_is_there_again_when_the_play_goes_on() -> None:
    store = MemoryStore()
    play = opened(store, IDS[0])
    play.choose("plain")
    assert learned(opened(store, IDS[1])) == learned(play) != []
    play.choose("no")
    again = retaken(store, play, 1)
    assert [x for x, _ in learned(again)] == ["feedback", "better"]


def test_assessment_says_nothing_before_the_end() -> None:
    play = opened(MemoryStore(), IDS[0], "assessment")
    play.choose("plain")
    assert (play.attempt.mode, play.lesson, learned(play)) == ("assessment", None, [])


def test_attempts_are_numbered_by_mode_and_retakes_are_not_counted() -> None:
    store = MemoryStore()
    first = opened(store, IDS[0], "assessment")
    first.choose("warm")
    second = opened(store, IDS[1], "practice")
    second.choose("warm")
    retaken(store, second, 0, IDS[2])
    third = opened(store, IDS[3], "assessment", fresh=True)
    fourth = opened(store, IDS[4], "practice", fresh=True)
    found = [first, second, third, fourth]
    assert [x.attempt.number for x in found] == [1, 1, 2, 2]
    told = {x["attempt"]: (x["mode"], x["first_attempt"]) for x in map(row, store.attempts())}
    assert [told[x] for x in IDS[:5]] == [
        ("assessment", True),
        ("practice", True),
        ("practice", False),
        ("assessment", False),
        ("practice", False),
    ]


@pytest.mark.parametrize(
    ("waiting", "wanted", "continued"),
    [
        ("practice", None, True),
        ("assessment", None, True),
        ("assessment", "assessment", True),
        ("practice", "assessment", False),
        ("assessment", "practice", False),
    ],
)
def test_a_waiting_attempt_keeps_its_mode(
    waiting: Mode, wanted: Mode | None, *, continued: bool
) -> None:
    store = MemoryStore()
    opened(store, IDS[0], waiting)
    play = opened(store, IDS[1], wanted)
    assert (play.attempt.id == IDS[0]) is continued
    assert play.attempt.mode == (waiting if continued else wanted)


def test_a_retake_goes_back_to_the_moment_before_a_turn() -> None:
    store = MemoryStore()
    play = opened(store, IDS[0])
    play.choose("see")
    play.choose("plain")
    play.choose("no")
    assert turns_in(play.session.log) == 2
    again = retaken(store, play, 0)
    assert again.session.state.node == "hello"
    assert [x.id for x in scene_of(again).pages] == ["slip"]
    assert (again.attempt.branch_of, again.attempt.branch_turn) == (IDS[0], 0)
    assert (again.attempt.mode, again.attempt.number) == ("practice", None)
    again.choose("warm")
    again.choose("no")
    assert [x.choice for x in again.session.log if isinstance(x, Chosen)] == ["warm", "no"]
    assert [x.choice for x in store.events(IDS[0]) if isinstance(x, Chosen)] == ["plain", "no"]
    assert [Verifier(store)(x) for x in store.attempts()] == [(), ()]
    with pytest.raises(IndexError):
        events_before(play.session.log, 2)


def test_verify_names_a_retake_that_begins_otherwise() -> None:
    store = MemoryStore()
    play = opened(store, IDS[0])
    play.choose("plain")
    play.choose("no")
    other = opened(MemoryStore(), IDS[1])
    other.choose("warm")
    forged = replace(
        play.attempt, id=IDS[2], ended=None, summary=None, branch_of=IDS[0], branch_turn=1
    )
    store.begin(forged, other.session.log)
    assert [(x.kind, x.event) for x in Verifier(store)(forged)] == [("unlike", "chosen")]
    alone = replace(forged, id=IDS[3], branch_of=IDS[4])
    store.begin(alone, other.session.log)
    assert Verifier(store)(alone) == ()
