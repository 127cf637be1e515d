"""Players for tests: their replies and response times depend only on the event log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.attempt.context import AppContext, PlayRequest
from simulator.attempt.play import Play
from simulator.attempt.settings import Preferences, Settings
from tests.fakes.clock import FrozenClock
from tests.fakes.scenes import scene_of, show
from tests.shipped import catalogs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.attempt.edition import Edition
    from simulator.attempt.ports import Store

TEXT = """
    title: Two words
    customer: {name: Ana}
    nodes:
      hello: {line: Hello?, choices: [{id: hi, say: Hi., to: more}, {id: hm, say: Hm., to: more}]}
      more: {line: More?, choices: [{id: no, say: No., to: end}]}
      end: {line: Bye., ending: resolved}
      lost: {line: Lost., ending: lost}
"""
"""A scenario of two replies."""
ID, OTHER = "a" * 32, "b" * 32


def begin(store: Store, edition: Edition, id_: str = "a" * 32, *, seed: int = 0) -> Play:
    return Play.begin(
        edition,
        PlayRequest(trainee="Ana", language="en"),
        id_=id_,
        seed=seed,
        store=store,
        clock=FrozenClock(),
    )


def resume(store: Store, edition: Edition) -> Play:
    waiting = store.waiting("Ana", edition.program.scenario.id)
    assert waiting is not None
    return Play.resume(edition, waiting, store=store, clock=FrozenClock())


def step(play: Play, now: int = 0) -> None:
    """Carries out one command. The log alone decides the command and its share of the allowance."""
    scene, number = scene_of(play), play.session.seed + 7 * len(play.session.log)
    if scene.view.goes_on:
        play.go_on()
        return
    show(play, now)
    allowance = play.session.allowance
    assert allowance is not None
    if scene.view.limited and number % 4 == 0:
        play.tick(now + (allowance.silence_after or 0))
    elif scene.replies:
        reply = scene.replies[number % len(scene.replies)]
        play.choose(reply.id, now + allowance.base * (500 + number % 1000) // 1000)
    else:
        play.abandon()


def steps(play: Play) -> Iterator[Play]:
    """Yields the play after each command, until it has ended."""
    while not play.ended:
        step(play)
        yield play


def finish(play: Play) -> Play:
    """Plays to the end and returns the play."""
    for _ in steps(play):
        pass
    return play


def context(store: Store, *, id_: str, seed: int) -> AppContext:
    """A context with the shipped catalogs and an empty library."""
    return AppContext(
        languages=catalogs().languages,
        messages=catalogs().messages,
        translator=catalogs().translator,
        covers=lambda _language, _scenario: True,
        library=lambda: (),
        concepts=dict,
        store=lambda: store,
        clock=FrozenClock(),
        new_id=lambda: id_,
        new_seed=lambda: seed,
        preferences=Preferences(Settings(), save=lambda _: None),
    )
