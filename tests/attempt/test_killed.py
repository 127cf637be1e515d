"""The process of a play is killed a thousand times, at random moments."""

from __future__ import annotations

import os
import random
import signal
import time
import zlib
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from simulator.attempt.edition import Edition
from simulator.audit.verify import Verifier
from simulator.store.memory import MemoryStore
from simulator.store.sql import SqlStore
from tests.attempt.players import begin, finish, resume, step, steps
from tests.fakes.scenes import scene_of
from tests.shipped import shipped

if TYPE_CHECKING:
    from simulator.attempt.play import Play
    from simulator.scoring.summary import Summary
    from simulator.session.event import Event

KILLS = 1000
LONGEST = 3
"""Times what a player takes to its first word: the kill comes before that."""

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and SIGKILL")


@cache
def edition() -> Edition:
    return Edition(shipped("wrong-dish"))


def picture_of(play: Play) -> int:
    """A checksum of everything that is shown."""
    return zlib.crc32(repr(scene_of(play)).encode())


class Straight(NamedTuple):
    """An attempt without a kill: its log, and the checksum of the screen after each event."""

    log: tuple[Event, ...]
    scenes: dict[int, int]
    summary: Summary


@cache
def straight(number: int) -> Straight:
    play = begin(MemoryStore(), edition(), seed=number)
    scenes = {len(play.session.log): picture_of(play)}
    for _ in steps(play):
        scenes[len(play.session.log)] = picture_of(play)
    return Straight(tuple(play.session.log), scenes, play.sheet().summary())


def play_on(file: Path, number: int, acknowledge: int) -> None:
    """Continues the unfinished attempt, then plays one attempt after the other without end."""
    store = SqlStore(f"sqlite:///{file}")
    waits = store.waiting("Ana", edition().program.scenario.id)
    play = None if waits is None else resume(store, edition())
    while True:
        if play is not None:
            number = play.session.seed
        else:
            number += 1
            play = begin(store, edition(), f"{number:032x}", seed=number)
        now = 0
        while True:
            assert play.unsaved is None
            told = (play.session.seed, len(play.session.log), picture_of(play))
            os.write(acknowledge, b"%d %d %d\n" % told)
            if play.ended:
                break
            step(play, now := now + 100_000)
        play = None


def warm_up(file: Path) -> None:
    """Imports and compiles everything first, so that a kill hits a play and not a start."""
    with closing(SqlStore(f"sqlite:///{file}")) as store:
        for _ in zip(range(3), steps(begin(store, edition())), strict=False):
            resume(store, edition())


def started(file: Path, number: int, seconds: float | None = None) -> tuple[int, int]:
    """A player in its own process, and the pipe on which it reports its progress.

    After the seconds, the kernel kills the process by the alarm signal, which nothing handles.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            if seconds is not None:
                signal.setitimer(signal.ITIMER_REAL, max(seconds, 1e-6))
            play_on(file, number, writing)
        finally:
            os._exit(1)
    os.close(writing)
    return child, reading


def first_word(file: Path) -> float:
    """The seconds that a player needs to continue an attempt."""
    begun = time.perf_counter()
    child, reading = started(file, 0)
    os.read(reading, 1)
    taken = time.perf_counter() - begun
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(reading)
    return taken


def killed_after(seconds: float, file: Path, number: int) -> list[tuple[int, int, int]]:
    """The progress that a player reported before it was killed."""
    child, reading = started(file, number, seconds)
    with os.fdopen(reading) as pipe:
        lines = [x for x in pipe.read().splitlines(keepends=True) if x.endswith("\n")]
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), "the player fell over"
    assert os.WTERMSIG(status) == signal.SIGALRM
    found = [tuple(map(int, x.split())) for x in lines]
    return [(number, length, scene) for number, length, scene in found]


def look(file: Path, number: int, acknowledged: dict[int, int]) -> int:
    """Compares the stored attempts with attempts without a kill; returns the newest number."""
    with closing(SqlStore(f"sqlite:///{file}")) as store:
        while store.find(f"{number + 1:032x}"):
            check(store, number, acknowledged, ended=True)
            number += 1
        check(store, number, acknowledged, ended=False)
    return number


def check(store: SqlStore, number: int, acknowledged: dict[int, int], *, ended: bool) -> None:
    known = acknowledged.get(number, 0)
    if number == 0 or (not known and not store.find(f"{number:032x}")):
        return
    wanted, log = straight(number), store.events(f"{number:032x}")
    assert log == wanted.log[: len(log)]
    assert len(log) >= known
    # At most one command, the one that was running, is stored but was not reported.
    assert len([x for x in wanted.scenes if known < x <= len(log)]) <= 1
    (attempt,) = store.find(f"{number:032x}")
    assert (attempt.ended is not None) or not ended
    if attempt.ended is not None:
        assert log == wanted.log
        assert attempt.summary == wanted.summary


def test_killed_a_thousand_times_nothing_is_lost_and_nothing_is_there_twice(
    tmp_path: Path,
) -> None:
    file, chance = tmp_path / "attempts.sqlite3", random.Random(7)  # noqa: S311 - no secret
    warm_up(tmp_path / "other.sqlite3")
    longest = LONGEST * min(first_word(tmp_path / "other.sqlite3") for _ in range(5))
    number, acknowledged, resumed = 0, dict[int, int](), 0
    for kill in range(KILLS):
        told = killed_after(chance.random() * longest, file, number)
        for seed, length, scene in told:
            assert scene == straight(seed).scenes[length]
            assert length >= acknowledged.get(seed, 0)
            acknowledged[seed] = length
        resumed += bool(told) and told[0][1] > 2
        # Every second time the player itself is the first to open the database after a kill.
        seen = max([number, *acknowledged])
        number = look(file, number, acknowledged) if kill % 2 else seen
    number = look(file, max(1, number - 1), acknowledged)
    assert resumed > KILLS / 10
    with closing(SqlStore(f"sqlite:///{file}")) as store:
        if store.waiting("Ana", edition().program.scenario.id):
            finish(resume(store, edition()))
        attempts = list(store.attempts())
        assert [int(x.id, 16) for x in attempts] == list(range(1, len(attempts) + 1))
        assert [store.events(x.id) for x in attempts] == [
            straight(int(x.id, 16)).log for x in attempts
        ]
        verify = Verifier(store)
        assert [verify(x) for x in attempts] == [()] * len(attempts)
