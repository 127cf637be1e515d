"""Tests what `docs/scenario-format.md` says about waiting, events, patience and walking out."""

from __future__ import annotations

import pytest

from simulator.session.event import (
    EventHappened,
    FeelingsChanged,
    PromiseBroken,
    PromiseKept,
    PromiseMoved,
    TimedOut,
    WalkedOut,
)
from simulator.session.session import Session
from simulator.session.state import PATIENCE_UNITS, points
from tests.shipped import session

WAITING = """
    title: Waiting
    clock: "10:00"
    channel: email
    customer: {name: Ana}
    variables: {told: {type: bool, start: false}}
    promises:
      soon: {title: Soon, within: 2m}
      call: {title: Call, due: "10:03", missed: late}
    events:
      bell: {EVENT, signal: Ring.}
    nodes:
      desk:
        line: Well?
        choices:
          - {id: wait, do: Wait., takes: until-event, DEED, to: desk}
          - {id: tell, do: Tell., set: {told: true}, to: desk}
          - {id: soon, say: Soon., promise: soon, to: desk}
          - {id: call, say: I will call., promise: call, to: desk}
          - {id: spend, do: Spend five minutes., takes: 5m, again: 9, to: desk}
          - {id: bye, say: Bye., to: end}
      late: {line: You are late., choices: [{id: bye, say: Bye., to: end}]}
      end: {line: Bye., ending: resolved}
"""


def waiting(event: str, *choices: str, deed: str = "set: {told: false}") -> Session:
    playing = session(WAITING.replace("EVENT", event).replace("DEED", deed))
    for choice in choices:
        playing.choose(choice)
    return playing


def waited(playing: Session) -> int | None:
    """How long the choice to wait takes; None: it is not on offer."""
    if "wait" not in {x.id for x in playing.choices}:
        return None
    before = playing.state.elapsed
    events = playing.choose("wait")
    assert any(isinstance(x, EventHappened | PromiseBroken) for x in events)
    return playing.state.elapsed - before


@pytest.mark.parametrize(
    ("event", "choices", "seconds"),
    [
        ("after: 5m", "", 300),
        ("after: 5m", "spend spend", None),  # it has happened
        ("after: 5m, when: told", "", None),  # nothing but waiting makes it true
        ("after: 5m, when: told", "tell", None),  # the waiting itself makes it untrue again
        ("after: 5m, when: not told", "", 300),
        ("after: 5m, when: not told", "tell", 300),
        ("after: 5m, when: 'false'", "", None),
        ("after: 1m, when: elapsed >= 4m", "spend spend", None),
        ("after: 1m, when: elapsed >= 4m", "", 240),
        ("after: 1m, when: elapsed > 4m", "", 241),
        ("after: 1m, when: elapsed == 4m", "", 240),
        ("after: 5m, when: elapsed < 4m", "", None),
        ("after: 1m, when: 'clock >= \"10:30\"'", "spend", 1500),
        ('after: 1m, when: broken("soon")', "", None),
        ('after: 1m, when: broken("soon")', "soon", 121),
        ('after: 3m, when: not open("soon")', "soon", 180),
        ('after: 1m, when: chosen("desk/wait")', "", 60),
        ("after: 9m", "call", 181),  # the promise with `missed` breaks first
    ],
)
def test_waiting_lasts_until_something_happens_and_is_not_offered_in_vain(
    event: str, choices: str, seconds: int | None
) -> None:
    assert waited(waiting(event, *choices.split())) == seconds


def test_waiting_counts_with_what_the_waiting_choice_does_itself() -> None:
    assert waited(waiting("after: 5m, when: told", deed="set: {told: true}")) == 300


def test_a_promise_that_the_waiting_makes_counts_only_if_it_breaks_at_once() -> None:
    event = 'at: "10:05", when: told'
    assert waited(waiting(event, deed="promise: call")) is None
    assert waited(waiting(event, "spend", deed="promise: call")) == 0


def test_an_event_that_waits_for_the_next_choice_is_waited_for_no_time() -> None:
    playing = waiting("after: 5m, when: told", "spend", deed="set: {told: true}")
    assert waited(playing) == 0


EVENTS = """
    title: Events
    clock: "10:00"
    channel: email
    customer: {name: Ana}
    promises: {call: {title: Call, due: "10:05", missed: late}}
    events:
      second: {at: "10:05", to: office}
      first: {at: "10:04", to: kitchen}
      third: {at: "10:05", signal: Ring.}
    nodes:
      desk:
        line: Well?
        choices:
          - {id: call, say: I will call., promise: call, to: desk}
          - {id: keep, say: Here I am., keeps: call, TAKES, to: desk}
          - {id: to-five, do: Five minutes., takes: 5m, to: desk}
          - {id: past-five, do: Longer., takes: 301s, to: desk}
          - {id: bye, say: Bye., to: end}
      kitchen: {line: Kitchen., choices: [{id: back, do: Back., to: desk}]}
      office: {line: Office., choices: [{id: back, do: Back., to: desk}]}
      late: {line: Late., choices: [{id: back, do: Back., to: desk}]}
      end: {line: Bye., ending: resolved}
"""
EVENTS = EVENTS.replace("301s", "5m1s")


def events(takes: str, *choices: str) -> list[str]:
    """The nodes after each choice."""
    playing = session(EVENTS.replace("TAKES", takes))
    nodes = []
    for choice in choices:
        playing.choose(choice)
        nodes.append(playing.state.node)
    return nodes


def test_of_two_events_due_the_earlier_leads_and_the_other_waits_for_the_next_choice() -> None:
    assert events("takes: 0s", "to-five", "back", "back") == ["kitchen", "office", "desk"]


def test_a_broken_promise_leads_before_an_event_of_the_same_time() -> None:
    text = EVENTS.replace('first: {at: "10:04", to: kitchen}', 'first: {at: "11:04"}')
    playing = session(text.replace("TAKES", "takes: 0s"))
    nodes = []
    for choice in ("call", "past-five", "back", "back"):
        playing.choose(choice)
        nodes.append(playing.state.node)
    assert nodes == ["desk", "late", "office", "desk"]


def test_a_promise_can_be_kept_at_its_due_time_even_if_an_event_is_due_then() -> None:
    playing = session(EVENTS.replace("TAKES", "takes: 5m"))
    playing.choose("call")
    happened = playing.choose("keep")
    assert PromiseKept(promise="call") in happened
    assert playing.state.node == "kitchen"


PROMISES = """
    title: Promises
    clock: "10:00"
    channel: email
    customer: {name: Ana}
    promises: {soon: {title: Soon, within: 1m}}
    nodes:
      desk:
        line: Well?
        choices:
          - {id: make, say: Soon., promise: soon, again: 9, to: desk}
          - {id: keep, say: Done., keeps: soon, again: 9, to: desk}
          - {id: both, say: Done soon., keeps: soon, promise: soon, again: 9, to: desk}
          - {id: move, say: Later., moves: {soon: "10:09"}, again: 9, to: desk}
          - {id: late, do: Wait., takes: 2m, again: 9, to: desk}
          - {id: bye, say: Bye., to: end}
      end: {line: Bye., ending: resolved}
"""


@pytest.mark.parametrize(
    ("choices", "kinds"),
    [
        ("make make", "promised"),
        ("keep make", "promised"),
        ("make keep keep", "promised kept"),
        ("make keep make", "promised kept"),
        ("make keep late", "promised kept"),
        ("make late keep", "promised broken"),
        ("make late make", "promised broken"),
        ("make late move", "promised broken"),
        ("make keep move", "promised kept"),
        ("make move late keep", "promised moved kept"),
        ("both both", "promised kept"),
        ("move make", "promised"),
    ],
)
def test_a_promise_is_made_kept_and_broken_once(choices: str, kinds: str) -> None:
    playing = session(PROMISES)
    for choice in choices.split():
        playing.choose(choice)
    about = ("promised", "moved", "kept", "broken")
    assert " ".join(x.kind for x in playing.log if x.kind in about) == kinds


def test_a_promise_moved_to_a_time_that_is_past_breaks_at_once() -> None:
    playing = session(PROMISES.replace('"10:09"', '"10:01"').replace("within: 1m", "within: 1h"))
    for choice in ("make", "late"):
        playing.choose(choice)
    moved = playing.choose("move")
    assert PromiseMoved(promise="soon", due=60) in moved
    assert PromiseBroken(promise="soon") in moved


def test_a_choice_can_move_the_promise_that_it_makes_even_if_its_first_time_is_past() -> None:
    text = PROMISES.replace("within: 1m", 'due: "10:01"')
    playing = session(
        text.replace("promise: soon, again", "promise: soon, moves: {soon: 10:09}, again", 1)
    )
    playing.choose("late")
    kinds = [x.kind for x in playing.choose("make")]
    assert [x for x in kinds if x in ("promised", "moved", "broken")] == ["promised", "moved"]


PATIENCE = """
    title: Patience
    channel: CHANNEL
    customers:
      a: {name: A, main: true, patience: 500, trust: 500}
      b: {name: B, patience: 500, trust: 500}
    colleagues: {ravi: {name: Ravi}}
    extras: {card: {title: Card}}
    promises: {soon: {title: Soon, within: 9h}, vague: {title: Some time}}
    nodes:
      desk:
        with: WITH
        narration: The desk.
        choices:
          - {id: second, do: Wait., takes: 1s, again: 99, to: desk}
          - {id: minute, do: Wait., takes: 1m, again: 99, to: desk}
          - {id: soon, say: Soon., promise: soon, takes: 1m, to: desk}
          - {id: vague, say: Some time., promise: vague, to: desk}
          - {id: warm, say: I am sorry., shows: [apologises], to: desk}
          - {id: push, say: The card?, pushes: card, to: desk}
          - {id: send, send: The card?, to-customers: [b], pushes: card, shows: [apologises], takes: 1m, to: desk}
          - {id: bye, say: Bye., to: end}
      end: {line: Bye., ending: resolved}
"""


def patience(channel: str, with_: str, *choices: str) -> Session:
    playing = session(PATIENCE.replace("CHANNEL", channel).replace("WITH", with_))
    for choice in choices:
        playing.choose(choice)
    return playing


def shown(playing: Session) -> list[int]:
    return [points(x) for x in playing.state.patience]


def test_sixty_steps_of_a_second_cost_what_one_step_of_a_minute_costs() -> None:
    for channel in ("email", "phone"):
        many = patience(channel, "a", *["second"] * 60)
        assert many.state.patience == patience(channel, "a", "minute").state.patience


def test_patience_is_exact_inside_and_rounded_up_to_whole_points_outside() -> None:
    playing = patience("email", "a", "second")  # a tenth of a point in a minute
    assert playing.state.patience[0] == 500 * PATIENCE_UNITS - 12
    assert shown(playing) == [500, 500]
    assert not any(isinstance(x, FeelingsChanged) for x in playing.log)
    assert shown(patience("email", "a", *["minute"] * 9)) == [500, 500]
    assert shown(patience("email", "a", *["minute"] * 10)) == [499, 500]


def test_the_drain_is_halved_if_a_promise_with_a_time_was_open_before_the_choice() -> None:
    assert shown(patience("phone", "a", "soon")) == [475, 500]
    assert shown(patience("phone", "a", "soon", "minute")) == [463, 500]  # 462.5, rounded up
    assert shown(patience("phone", "a", "vague", "minute")) == [475, 500]


@pytest.mark.parametrize("with_", ["nobody", "ravi"])
def test_with_nobody_or_a_colleague_nobody_waits_and_nobody_is_moved(with_: str) -> None:
    playing = patience("phone", with_, "minute", "warm")
    assert (shown(playing), playing.state.trust) == ([500, 500], (500, 500))


def test_an_intrusion_with_nobody_there_costs_the_main_customer() -> None:
    playing = patience("phone", "nobody", "push")
    assert (shown(playing), playing.state.trust) == ([460, 500], (460, 500))


def test_a_message_moves_those_whom_it_reaches_while_the_customer_there_waits() -> None:
    playing = patience("phone", "a", "send")
    # 25 for the minute; 30 and 20 for the apology, less 40 for the intrusion.
    assert (shown(playing), playing.state.trust) == ([475, 490], (500, 480))


WALK_OUT = """
    title: Walk out
    channel: phone
    clock: "10:00"
    customers:
      a: {name: A, main: true, patience: 50, trust: 500}
      b: {name: B, patience: 50, trust: 500}
    promises: {soon: {title: Soon, within: 1m}}
    walk-out: door
    nodes:
      desk:
        line: Well?
        choices:
          - {id: both, send: Soon., to-customers: [a, b], promise: soon, to: desk}
          - {id: night, do: Go home., to: morning}
          - {id: wait, do: Wait., takes: 2m, to: desk}
      morning: {at: "+1d 09:00", line: Morning., choices: [{id: bye, say: Bye., to: end}]}
      door:
        with: b
        line: I am going.
        choices:
          - {id: wait, do: Wait., takes: 2m, to: door}
          - {id: bye, say: Bye., to: end}
      end: {line: Bye., ending: resolved}
"""


def walked(*choices: str) -> Session:
    playing = session(WALK_OUT)
    for choice in choices:
        playing.choose(choice)
    return playing


def test_the_first_customer_of_the_file_walks_out_if_several_have_no_patience() -> None:
    playing = walked("both", "wait")
    assert [x for x in playing.log if isinstance(x, WalkedOut)] == [WalkedOut(customer="a")]
    assert (playing.state.node, shown(playing)) == ("door", [0, 0])


def test_there_is_one_walk_out_and_patience_that_runs_out_later_changes_nothing() -> None:
    playing = walked("wait", "wait")
    assert shown(playing) == [0, 0]
    assert [x.customer for x in playing.log if isinstance(x, WalkedOut)] == ["a"]
    assert playing.state.node == "door"
    playing.choose("bye")
    assert playing.ended


def test_patience_used_up_on_entering_a_node_walks_out_at_the_next_choice() -> None:
    playing = walked("both", "night")
    assert (playing.state.node, shown(playing)) == ("morning", [0, 0])
    playing.choose("bye")
    assert playing.state.node == "door"


LIMIT = """
    title: Limit
    customer: {name: Ana}
    nodes:
      ask:
        line: Well?
        limit: 20s
        silence: {id: hush, to: ask}
        choices: [{id: say, say: Word., to: end}]
      end: {line: Bye., ending: resolved}
"""


def test_a_reply_at_the_very_moment_of_the_deadline_is_too_late() -> None:
    for now, late in ((25_999, False), (26_000, True)):
        playing = session(LIMIT)
        playing.show(1000, reading=5000)
        events = playing.choose("say", now)
        assert isinstance(events[0], TimedOut) == late


def test_a_silence_can_happen_any_number_of_times() -> None:
    playing = session(LIMIT)
    for _ in range(5):
        playing.time_out()
    assert sum(isinstance(x, TimedOut) for x in playing.log) == 5
