"""Makes plays from random numbers, each of which picks a reply and its response time."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any, NamedTuple

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from simulator.session import availability
from simulator.session.event import Event, encode_event
from simulator.session.program import Program
from simulator.session.session import Session
from tests.properties.generate import programs
from tests.shipped import SHIPPED, shipped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulator.scenario.model import Choice

SCALE = int(os.environ.get("PLAYS", "1"))
"""A factor: the number of examples to try is multiplied by it."""


def examples(number: int) -> settings:
    """Settings for a number of examples, without time limits, because the machine may be busy."""
    return settings(
        max_examples=number * SCALE,
        deadline=None,
        suppress_health_check=(HealthCheck.too_slow, HealthCheck.filter_too_much),
    )


ANY = st.one_of(programs(), programs(), st.sampled_from(SHIPPED).map(shipped))
PICKS = st.lists(st.integers(0, 10**6), min_size=1, max_size=40)
MOST_STEPS = 2000


class Reply(NamedTuple):
    """A number that picks a reply, and the reply time in thousandths of the allowance, or None."""

    pick: int
    share: int | None


REPLIES = st.lists(
    st.builds(
        Reply,
        st.integers(0, 10**6),
        st.one_of(st.integers(100, 4000), st.integers(0, 12_000), st.none()),
    ),
    min_size=1,
    max_size=40,
)


def step(playing: Session, pick: int, now: int | None = None) -> None:
    """Runs the command that a number picks; `now` is reply-clock time in milliseconds."""
    offers = availability.available(playing.program, playing.state).choices
    node = playing.program.node(playing.state)
    if playing.view().goes_on and not offers:
        playing.go_on()
    elif node.silence is not None and pick % 7 == 0:
        playing.time_out()
    elif offers and not (playing.view().goes_on and pick % 2):
        playing.choose(offers[pick % len(offers)].id, now)
    elif playing.view().goes_on:
        playing.go_on()
    else:
        playing.abandon()


def play(program: Program, picks: Sequence[int]) -> Session:
    """A session played to its end; after the last pick, fixed numbers pick the replies."""
    playing = Session(program)
    playing.start(seed=1)
    return finish(playing, picks)


def finish(playing: Session, picks: Sequence[int]) -> Session:
    """Plays a started session to its end, and returns this session."""
    for number in range(MOST_STEPS):
        if playing.ended:
            return playing
        step(playing, picks[number] if number < len(picks) else number * 2654435761 >> 7)
    msg = "no end"
    raise AssertionError(msg)


def timed(program: Program, replies: Sequence[Reply]) -> Session:
    """A session played with some replies and response times; it stops after the last reply."""
    playing = Session(program)
    playing.start()
    for pick, share in replies:
        if playing.ended:
            break
        playing.show(0, reading=3000)
        allowance = playing.allowance
        assert allowance is not None
        step(playing, pick, None if share is None else -(-allowance.base * share // 1000))
    return playing


def plain(log: Sequence[Event]) -> list[dict[str, Any]]:
    """The events of a log as dictionaries, decoded from the JSON text that the store keeps."""
    return [json.loads(encode_event(event)) for event in log]


def chosen(playing: Session, choice: Choice) -> None:
    """Makes a choice, or lets the silence happen."""
    if choice is playing.program.node(playing.state).silence:
        playing.time_out()
    else:
        playing.choose(choice.id)
