"""Tests that a log with impossible values is refused in words, whatever stands in it."""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING, Any

import pytest
from msgspec.structs import replace

from simulator.errors import LogError
from simulator.presentation.errors import error_text
from simulator.session.event import Chosen, Event, Started, decode_event
from simulator.session.replay import replay_log
from simulator.session.session import Session
from tests.chance import chance as seeded
from tests.properties.plays import plain, play
from tests.shipped import SHIPPED, catalogs, shipped

if TYPE_CHECKING:
    from collections.abc import Sequence

ODD: tuple[Any, ...] = (
    -5, -1, 0, 1, 99, 100, 1000, 2**63 - 1, 2**63, 2**64, 10**300, 1e300, 0.5, True, False, None,
    "", "nobody", "own-it", "x" * 5000, "\x00", "\u202e", [], ["own-it"], {}, {"type": "chosen"},
)  # fmt: skip


def a_play(name: str = "wrong-dish") -> Session:
    return play(shipped(name), range(40))


def refused(playing: Session, log: Sequence[Event]) -> LogError:
    with pytest.raises(LogError) as error:
        replay_log(playing.program, log)
    return error.value


def first_reply(playing: Session) -> int:
    return next(x for x, event in enumerate(playing.log) if isinstance(event, Chosen))


def changed(playing: Session, **fields: Any) -> list[Event]:  # noqa: ANN401 - impossible values
    """The log with other fields in its first reply."""
    log, place = list(playing.log), first_reply(playing)
    log[place] = replace(log[place], **fields)
    return log


@pytest.mark.parametrize(
    "fields",
    [
        {"share": -5},
        {"share": 2**63},
        {"share": "1000"},
        {"share": True},
        {"share": 500, "rapid": True},
        {"share": 1001, "rapid": True},
        {"choice": "nobody"},
        {"node": "nowhere"},
        {"available": ()},
        {"mood": "happy"},
    ],
)
def test_a_reply_that_no_session_can_have_stored_is_refused(fields: dict[str, Any]) -> None:
    playing = a_play()
    error = refused(playing, changed(playing, **fields))
    assert error.seq == first_reply(playing)
    assert error_text(error, catalogs().messages("en"))


@pytest.mark.parametrize(
    ("share", "rapid"),
    [(None, False), (None, True), (0, True), (99, True), (1000, True), (100, False), (9, False)],
)
def test_shares_of_old_and_new_versions_are_replayed_as_they_are(
    share: int | None, *, rapid: bool
) -> None:
    playing = a_play()
    log = changed(playing, share=share, rapid=rapid)
    assert replay_log(playing.program, log).log == log


@pytest.mark.parametrize("seed", [-1, 2**63, 10**300])
def test_a_seed_out_of_range_is_refused(seed: int) -> None:
    playing = a_play()
    started = playing.log[0]
    assert isinstance(started, Started)
    assert refused(playing, [replace(started, seed=seed), *playing.log[1:]]).seq == 0


def test_only_the_first_reply_at_a_node_can_be_rapid() -> None:
    playing = play(shipped("dark-screen"), range(60))
    nodes: set[str] = set()
    for place, event in enumerate(playing.log):
        if isinstance(event, Chosen):
            log = list(playing.log)
            log[place] = replace(event, share=1000, rapid=True)
            if event.node in nodes:
                assert refused(playing, log).seq == place
            nodes.add(event.node)
    assert len(nodes) < sum(isinstance(x, Chosen) for x in playing.log)


def test_a_look_up_is_no_reply() -> None:
    for name in SHIPPED:
        playing = a_play(name)
        for place, (event, found) in enumerate(zip(plain(playing.log), playing.log, strict=True)):
            if found.kind == "looked":
                forged = Chosen(
                    node=event["node"],
                    choice=event["choice"],
                    available=(),
                    mood=None,
                    share=None,
                    rapid=False,
                )
                log = [*playing.log[:place], forged, *playing.log[place + 1 :]]
                assert refused(playing, log).seq == place


@pytest.mark.parametrize("text", [
    '{"type":"chosen","node":"a","choice":"b","available":[],"mood":null,"share":-5,"rapid":false}',
    '{"type":"started","scenario":"a","edition":1,"rubric":"r","rubric_edition":1,"seed":-1}',
    '{"type":"started","scenario":"a","edition":1,"rubric":"r","rubric_edition":1,"seed":1'
    + "0" * 300 + "}",
    '{"type":"started","scenario":"a","edition":1,"rubric":"r","rubric_edition":1,"seed":1'
    + "0" * 9000 + "}",
    '{"type":"invented"}', "[]", "null", "", "{" * 100_000, '{"type":"went-on","node":"\ud800"}',
])  # fmt: skip
def test_a_text_with_an_impossible_value_is_no_event(text: str) -> None:
    with pytest.raises(LogError):
        decode_event(text, 3)


def spoilt(dice: random.Random, log: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """A log with one thing wrong: a value, a key, or the order of its events."""
    log = [dict(x) for x in log]
    place = dice.randrange(len(log))
    deed = dice.randrange(6)
    if deed == 0:
        del log[place]
    elif deed == 1:
        log.insert(dice.randrange(len(log) + 1), log[place])
    elif deed == 2:
        other = dice.randrange(len(log))
        log[place], log[other] = log[other], log[place]
    elif deed == 3:
        log[place][dice.choice([*log[place], "more"])] = dice.choice(ODD)
    elif deed == 4:
        log[place].pop(dice.choice([*log[place]]))
    else:
        log[place]["type"] = dice.choice([x["type"] for x in log])
    return log


def test_whatever_is_wrong_in_a_log_is_a_log_error() -> None:
    dice = seeded()
    plays = [(shipped(name), plain(a_play(name).log)) for name in SHIPPED]
    for _ in range(1500):
        program, log = dice.choice(plays)
        wrong = spoilt(dice, log)
        try:
            events = [decode_event(json.dumps(x), seq) for seq, x in enumerate(wrong)]
            replayed = replay_log(program, events)
        except LogError:
            continue
        assert replayed.log == events
