"""Tests the effects of a choice and the order in which they happen."""

from __future__ import annotations

import pytest

from simulator.errors import EndedError, NotAvailableError
from simulator.session.event import (
    Chosen,
    Ended,
    Entered,
    EventHappened,
    ExtraOffered,
    FeelingsChanged,
    PromiseBroken,
    PromiseKept,
)
from simulator.session.replay import replay_log
from simulator.session.session import Session
from simulator.session.state import points
from tests.shipped import program, session

DINER = """
    title: Diner
    channel: face-to-face
    clock: "19:40"
    customer: {name: Ana, patience: 300, trust: 500}
    walk-out: gone
    variables:
      told: {one-of: [nothing, span], start: nothing}
      visits: {type: int, start: 0, min: 0, max: 2}
    events:
      bell: {at: "19:42", signal: The bell rings.}
      cook: {at: "19:42", to: kitchen}
      boss: {at: "19:42", to: office}
    promises:
      soon: {title: Soon, within: 2m}
      late: {title: Late, due: "20:00", missed: office}
      word: {title: A word}
    start: hello
    nodes:
      hello:
        line: Hello?
        to: {arms}
        choices:
          - {id: wave, do: Wave., to: hello, again: 1, shows: [apologises], add: {visits: 1}}
          - {id: quick, say: Soon., promise: [soon], takes: 30s, to: hello}
          - {id: keep, say: Here., keeps: [soon], to: hello}
          - {id: late, say: Later., promise: [late], moves: {late: "19:44"}, to: hello}
          - {id: minute, do: Wait a minute., takes: 1m, to: hello, again: 2}
          - {id: three, do: Wait three minutes., takes: 3m, to: hello}
          - {id: ages, do: Wait for ages., takes: 20m, to: hello}
          - {id: told, say: Told., set: {told: span}, to: [{when: told == span, node: done}, {node: kitchen}]}
          - {id: hidden, say: Hidden., when: visits == 2, to: done}
          - {id: until, do: Stand by., takes: until-event, to: hello}
      kitchen:
        line: Kitchen.
        choices:
          - {id: back, do: Back., to: hello}
      office:
        line: Office.
        choices:
          - {id: back, do: Back., to: hello, again: 2}
          - {id: out, do: Out., to: done}
      done: {line: Bye., ending: resolved}
      gone: {line: Gone., ending: lost}
"""
DINER = DINER.replace("to: {arms}", "to: done")


def node(playing: Session) -> str:
    return playing.state.node


def test_a_choice_is_made_once_and_again_as_often_as_it_says() -> None:
    playing = session(DINER)
    playing.choose("wave")
    playing.choose("wave")
    with pytest.raises(NotAvailableError) as refused:
        playing.choose("wave")
    assert (refused.value.node, refused.value.command) == ("hello", "wave")
    playing.choose("hidden")
    assert node(playing) == "done"
    with pytest.raises(EndedError):
        playing.choose("wave")


def test_a_guard_hides_a_choice() -> None:
    playing = session(DINER)
    assert "hidden" not in {x.id for x in playing.view().choices}
    with pytest.raises(NotAvailableError):
        playing.choose("hidden")


def test_a_choice_made_again_gives_no_second_gain() -> None:
    playing = session(DINER)
    playing.choose("wave")
    trust = playing.state.trust
    playing.choose("wave")
    assert playing.state.trust == trust


def test_the_first_arm_that_holds_leads_on_after_what_the_choice_set() -> None:
    playing = session(DINER)
    playing.choose("told")
    assert node(playing) == "done"


def test_patience_drains_with_story_time_and_half_while_a_timed_promise_is_open() -> None:
    playing = session(DINER)
    playing.choose("minute")
    assert points(playing.state.patience[0]) == 300 - 20
    playing = session(DINER)
    playing.choose("quick")
    assert points(playing.state.patience[0]) == 300 - 10
    playing.choose("minute")
    assert points(playing.state.patience[0]) == 300 - 10 - 10


def test_a_promise_is_kept_up_to_its_due_time_and_broken_past_it() -> None:
    playing = session(DINER)
    playing.choose("quick")
    assert PromiseKept(promise="soon") in playing.choose("keep")
    playing = session(DINER)
    playing.choose("quick")
    events = playing.choose("three")
    assert PromiseBroken(promise="soon") in events
    assert playing.state.trust[0] == 500 - 150
    assert PromiseKept(promise="soon") not in playing.choose("back")


def test_events_fall_due_in_order_and_only_one_leads() -> None:
    playing = session(DINER)
    events = playing.choose("three")
    assert [x for x in events if isinstance(x, EventHappened)] == [
        EventHappened(event="bell", led=False),
        EventHappened(event="cook", led=True),
    ]
    assert node(playing) == "kitchen"
    playing.choose("back")
    assert node(playing) == "office"
    playing.choose("back")
    assert node(playing) == "hello"
    assert sum(isinstance(x, EventHappened) for x in playing.log) == 3


def test_waiting_until_the_next_event() -> None:
    playing = session(DINER)
    playing.choose("until")
    assert (playing.state.elapsed, node(playing)) == (120, "kitchen")
    playing.choose("back")
    playing.choose("back")
    assert "until" not in {x.id for x in playing.view().choices}


def test_a_missed_promise_leads_where_it_says() -> None:
    playing = session(DINER)
    playing.choose("three")
    playing.choose("back")
    playing.choose("back")
    playing.choose("late")
    playing.choose("minute")
    assert PromiseBroken(promise="late") not in playing.log
    assert PromiseBroken(promise="late") in playing.choose("minute")
    assert node(playing) == "office"


def test_patience_used_up_walks_out_before_any_event() -> None:
    playing = session(DINER)
    events = playing.choose("ages")
    assert node(playing) == "gone"
    assert not any(isinstance(x, EventHappened) for x in events)
    assert events[-1] == Ended(node="gone", outcome="lost")


def test_a_node_with_its_choices_used_up_goes_on_by_itself() -> None:
    playing = session(
        """
        title: Door
        customer: {name: Ana}
        nodes:
          door:
            line: Knock.
            to: end
            choices: [{id: knock, do: Knock., to: door}]
          end: {line: Bye., ending: resolved}
          lost: {line: Lost., ending: lost}
        """
    )
    assert not playing.view().goes_on
    playing.choose("knock")
    assert playing.view().goes_on
    playing.go_on()
    assert playing.ended


def test_look_ups_stay_and_are_never_used_up() -> None:
    playing = session(
        """
        title: Desk
        customer: {name: Ana}
        records: {order: {title: Order, text: Soup.}}
        nodes:
          desk:
            line: Well?
            choices:
              - {id: read, look: order, takes: 10s}
              - {id: soup, say: Soup., when: read("order"), to: end}
              - {id: bread, say: Bread., to: end}
          end: {line: Bye., ending: resolved}
          lost: {line: Lost., ending: lost}
        """
    )
    assert [x.id for x in playing.view().choices] == ["bread"]
    playing.choose("read")
    playing.choose("read")
    assert sum(isinstance(x, Entered) for x in playing.log) == 1
    assert playing.state.elapsed == 20
    assert [x.id for x in playing.view().choices] == ["soup", "bread"]
    assert [x.id for x in playing.view().open_records] == ["order"]
    playing.choose("soup")
    chosen = [x for x in playing.log if isinstance(x, Chosen)]
    assert chosen[0].available == ("soup", "bread")


SERVICE = """
    title: Street
    channel: phone
    customers:
      okafor: {name: Mrs Okafor, main: true, patience: 500, trust: 500}
      street: {name: The street, patience: 500, trust: 500}
    colleagues: {ravi: {name: Ravi}}
    extras: {pie: {title: Pie, fits: chosen("desk/ask")}}
    nodes:
      desk:
        with: nobody
        narration: Quiet.
        choices:
          - {id: warn, send: Off tonight., to-customers: [street], shows: [warns-ahead], takes: 1m, to: call}
          - {id: ask, do: Ask., to: call}
      call:
        line: Hello?
        at: "+1d 00:00"
        choices:
          - {id: pie, say: Pie?, pushes: [pie], shows: [gives-a-time], to: refuse}
          - {id: card, say: So sorry., shows: [canned-sympathy, gives-a-time], to: refuse}
      refuse:
        no-thanks: pie
        line: No.
        choices:
          - {id: pie, say: Pie!, pushes: [pie], to: end}
      end: {line: Bye., ending: resolved}
      lost: {line: Lost., ending: lost}
"""
SERVICE = SERVICE.replace("channel: phone", 'channel: phone\n    clock: "10:00"')


def test_a_message_moves_whom_it_is_sent_to_and_nobody_waits_at_an_empty_desk() -> None:
    playing = session(SERVICE)
    playing.choose("warn")
    assert playing.state.trust == (500, 550)
    assert [points(x) for x in playing.state.patience] == [500, 530]


def test_the_story_moves_on_to_a_time_and_no_patience_drains() -> None:
    playing = session(SERVICE)
    events = playing.choose("ask")
    assert playing.state.elapsed == 14 * 3600
    assert points(playing.state.patience[0]) == 500
    assert not any(isinstance(x, FeelingsChanged) for x in events)


def test_an_extra_fits_by_its_guard_until_it_is_refused() -> None:
    playing = session(SERVICE)
    playing.choose("ask")
    assert ExtraOffered(extra="pie", fits=True) in playing.choose("pie")
    assert playing.state.trust[0] == 530
    assert ExtraOffered(extra="pie", fits=False) in playing.choose("pie")
    assert playing.state.trust[0] == 530 - 40


def test_with_a_hollow_behaviour_only_losses_count() -> None:
    playing = session(SERVICE)
    playing.choose("ask")
    playing.choose("card")
    assert playing.state.trust[0] == 500 - 30


def test_giving_up_leads_to_the_first_lost_ending_without_a_walk_out() -> None:
    playing = session(SERVICE)
    playing.abandon()
    assert playing.ended
    assert node(playing) == "lost"


def test_an_unstarted_session_offers_nothing() -> None:
    waiting = Session(program(SERVICE))
    with pytest.raises(NotAvailableError):
        waiting.choose("warn")
    waiting.start()
    with pytest.raises(NotAvailableError):
        waiting.start()


def test_giving_up_with_no_lost_ending_ends_where_it_is() -> None:
    playing = session(
        """
        title: Smallest
        customer: {name: Ana}
        nodes:
          hello: {line: Hello?, choices: [{id: hi, say: Hi., to: end}]}
          end: {line: Bye., ending: resolved}
        """
    )
    playing.abandon()
    assert playing.log[-1] == Ended(node="hello", outcome="lost")
    view = playing.view()
    assert (view.ending, view.choices, view.goes_on, view.stuck) == ("lost", (), False, False)
    assert replay_log(playing.program, playing.log).log == playing.log


WORDS = """
    title: Words
    clock: "10:00"
    customer: {name: Ana, patience: 100, trust: 500}
    variables: {told: {type: bool, start: false}}
    records: {order: {title: Order, text: Soup.}}
    promises: {soon: {title: Soon, within: 1m}}
    walk-out: gone
    nodes:
      hello:
        line: Hello?
        choices:
          - id: say
            say:
              - {when: told, id: after, text: Told.}
              - {text: Not told.}
            set: {told: true}
            promise: [soon]
            answer: Ah.
            to: pause
          - id: later
            say: [{when: told, id: only, text: Only later.}]
            to: pause
      pause: {narration: A pause., at: "11:00", to: ask}
      ask:
        line: And?
        choices:
          - {id: read, look: order}
          - {id: end, say: Bye., answer: Bye bye., to: stay}
      stay:
        line: Well.
        choices:
          - {id: read, look: order}
          - {id: end, say: Bye., to: end}
      end: {line: End., ending: resolved}
      gone: {line: Gone., ending: lost}
"""


def test_a_choice_without_words_is_not_on_offer() -> None:
    playing = session(WORDS)
    assert [x.id for x in playing.view().choices] == ["say"]
    with pytest.raises(NotAvailableError):
        playing.choose("later")


def test_what_was_said_stays_as_it_was_shown_and_the_answer_goes_with_the_moment() -> None:
    playing = session(WORDS)
    playing.choose("say")
    assert playing.exchange is not None
    assert playing.exchange.said is not None
    assert playing.exchange.said.source == "Not told."
    answer = playing.view().answer
    assert answer is not None
    assert answer.source == "Ah."
    playing.go_on()
    assert playing.view().answer is None


def test_opening_a_record_leaves_the_answer_standing() -> None:
    calm = session(WORDS.replace("promise: [soon]", "takes: 0s"))
    calm.choose("say")
    calm.go_on()
    calm.choose("end")
    calm.choose("read")
    answer = calm.view().answer
    assert answer is not None
    assert answer.source == "Bye bye."


def test_patience_used_up_on_the_way_walks_out_at_the_next_choice() -> None:
    playing = session(WORDS)
    playing.choose("say")
    assert PromiseBroken(promise="soon") in playing.log
    assert playing.state.patience[0] == 0
    playing.go_on()
    playing.choose("end")
    assert node(playing) == "gone"


def test_rereading_after_a_restore_is_no_rapid_reply() -> None:
    playing = session(DINER)
    playing.choose("wave")
    restored = Session.restore(playing.program, playing.save(), playing.log)
    restored.show(0, reading=5000)
    restored.choose("wave", 10)
    chosen = [x for x in restored.log if isinstance(x, Chosen)]
    assert [x.rapid for x in chosen] == [False, False]


def test_an_attempt_that_ended_where_it_was_offers_nothing() -> None:
    playing = session(SERVICE.replace("lost: {line: Lost., ending: lost}", ""))
    assert playing.choices
    playing.abandon()
    assert playing.choices == ()
    with pytest.raises(EndedError):
        playing.choose("warn")
