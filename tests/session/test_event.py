"""Tests that events compare by value, and that their stored text never changes by a byte."""

from __future__ import annotations

import json
from typing import get_args

import pytest

from simulator.errors import LogError
from simulator.session.event import (
    Abandoned,
    Chosen,
    Ended,
    Entered,
    Event,
    EventHappened,
    ExtraOffered,
    FeelingsChanged,
    HarmShown,
    Looked,
    PromiseBroken,
    PromiseKept,
    PromiseMade,
    PromiseMoved,
    Started,
    TimedOut,
    WalkedOut,
    WentOn,
    decode_event,
    encode_event,
)

PINNED: dict[str, Event] = {
    '{"edition":1,"rubric":"service","rubric_edition":2,"scenario":"tea","seed":0,"type":"started"}': (
        Started(scenario="tea", edition=1, rubric="service", rubric_edition=2, seed=0)
    ),
    '{"elapsed":30,"node":"hall","type":"entered"}': Entered(node="hall", elapsed=30),
    '{"choice":"look","node":"hall","type":"looked"}': Looked(node="hall", choice="look"),
    '{"available":["go","stay"],"choice":"go","mood":"calm","node":"hall","rapid":false,"share":730,"type":"chosen"}': (
        Chosen(
            node="hall",
            choice="go",
            available=("go", "stay"),
            mood="calm",
            share=730,
            rapid=False,
        )
    ),
    '{"available":[],"choice":"wait","mood":null,"node":"hall","type":"timed-out"}': (
        TimedOut(node="hall", choice="wait", available=(), mood=None)
    ),
    '{"node":"hall","type":"went-on"}': WentOn(node="hall"),
    '{"node":"hall","type":"abandoned"}': Abandoned(node="hall"),
    '{"due":null,"promise":"soon","type":"promised"}': PromiseMade(promise="soon", due=None),
    '{"due":90,"promise":"soon","type":"moved"}': PromiseMoved(promise="soon", due=90),
    '{"promise":"soon","type":"kept"}': PromiseKept(promise="soon"),
    '{"promise":"soon","type":"broken"}': PromiseBroken(promise="soon"),
    '{"extra":"club","fits":true,"type":"pushed"}': ExtraOffered(extra="club", fits=True),
    '{"excused":true,"node":"hall","type":"harmed"}': HarmShown(node="hall", excused=True),
    '{"event":"bell","led":false,"type":"happened"}': EventHappened(event="bell", led=False),
    '{"customer":"ana","patience":600,"trust":500,"type":"felt"}': (
        FeelingsChanged(customer="ana", patience=600, trust=500)
    ),
    '{"customer":"ana","type":"walked-out"}': WalkedOut(customer="ana"),
    '{"node":"end","outcome":"resolved","type":"ended"}': Ended(node="end", outcome="resolved"),
}


def test_events_are_equal_by_kind_and_value() -> None:
    told: list[Event] = [
        PromiseKept(promise="soon"),
        PromiseKept(promise="late"),
        PromiseBroken(promise="soon"),
    ]
    assert told[0] != told[1]
    assert told[0] != told[2]
    assert told[0] == PromiseKept(promise="soon")
    assert len({WentOn(node="hall"), WentOn(node="hall"), Abandoned(node="hall")}) == 2


@pytest.mark.parametrize("text", PINNED)
def test_an_event_keeps_its_text(text: str) -> None:
    event = PINNED[text]
    assert encode_event(event) == text
    assert decode_event(text, 0) == event
    assert event.kind == json.loads(text)["type"]
    assert text == json.dumps(json.loads(text), sort_keys=True, separators=(",", ":"))


def test_every_kind_of_event_is_pinned() -> None:
    assert {type(x) for x in PINNED.values()} == set(get_args(Event))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Soup",
        "[]",
        "{}",
        "null",
        "7",
        '"went-on"',
        '{"node":"hall"}',
        '{"node":"hall","type":"soup"}',
        '{"node":"hall","type":7}',
        '{"node":"hall","type":["went-on"]}',
        '{"type":"went-on"}',
        '{"more":1,"node":"hall","type":"went-on"}',
        '{"node":7,"type":"went-on"}',
        '{"node":null,"type":"went-on"}',
        '{"node":"\\ud800","type":"went-on"}',
        '{"node":"\ud800","type":"went-on"}',
        '{"node":"hall","type":"went-on"',
        '{"node":"hall","type":"went-on"}}',
        '{"elapsed":1.0,"node":"hall","type":"entered"}',
        '{"elapsed":"1","node":"hall","type":"entered"}',
        '{"elapsed":true,"node":"hall","type":"entered"}',
        '{"elapsed":NaN,"node":"hall","type":"entered"}',
        '{"elapsed":null,"node":"hall","type":"entered"}',
        pytest.param('{"elapsed":%s,"node":"hall","type":"entered"}' % ("9" * 5000), id="digits"),
        '{"extra":"club","fits":1,"type":"pushed"}',
        '{"available":"go","choice":"go","mood":null,"node":"hall","type":"timed-out"}',
        '{"available":[1],"choice":"go","mood":null,"node":"hall","type":"timed-out"}',
        pytest.param("[" * 100_000, id="lists"),
        pytest.param('{"a":' * 100_000, id="maps"),
        pytest.param('{"more":%s,"type":"went-on"}' % ("[" * 99_999 + "]" * 99_999), id="deep"),
    ],
)
def test_a_malformed_event_is_refused(text: str) -> None:
    with pytest.raises(LogError) as caught:
        decode_event(text, 5)
    assert caught.value.seq == 5
