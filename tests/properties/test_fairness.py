"""Tests that circumstances of a trainee change neither the log nor the score sheet.

The circumstances are the language, more time, the rate of frames, pauses, stalls and interruptions.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from io import BytesIO
from itertools import cycle
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from simulator.attempt.clock import STALL, ReplyClock
from simulator.attempt.context import PlayRequest
from simulator.attempt.edition import Edition
from simulator.attempt.play import Play
from simulator.audit import chain
from simulator.presentation.scene import build_scene
from simulator.reports import csv_file
from simulator.reports.table import ScoreTable
from simulator.scoring.sheet import score
from simulator.session.event import Event
from simulator.session.program import Program
from simulator.session.timing import FACTORS
from simulator.store.memory import MemoryStore
from tests.fakes.clock import FrozenClock
from tests.fakes.scenes import IDS, scene_of
from tests.properties.generate import programs
from tests.properties.plays import Reply, examples, plain
from tests.shipped import SHIPPED, catalogs, shipped

if TYPE_CHECKING:
    from simulator.attempt.ports import Translator
    from simulator.scenario.text import Text

MOST_TURNS = 60


class Wordy:
    """A language in which every text has a fixed number of words of one script."""

    def __init__(self, language: str, word: str, times: int) -> None:
        self.language = language
        self._words = " ".join([word] * times)

    def text(self, text: Text) -> str:
        return f"{text.source} {self._words}"


@cache
def translators(program: Program) -> tuple[Translator, ...]:
    """Translators into three languages: real ones for a shipped scenario, else invented ones."""
    if program.scenario.id in SHIPPED:
        return tuple(catalogs().translator(code) for code, _ in catalogs().languages)
    return (Wordy("en", "word", 1), Wordy("el", "λέξη", 9), Wordy("zh_Hans", "字字", 7))


@dataclass(frozen=True)
class Reader:
    """A person who plays on a machine.

    Attributes:
        languages: The numbers of the languages; each time a scene is shown, the next one is used.
        factor: The time to reply in per cent of the usual time; None: no time limit.
        frames: The milliseconds of the frames, used in turns; a long one is a stall.
        pauses: Whether to pause before the next frame, used in turns.
        same_pace: Whether a share is one of the base allowance, whatever the factor.
        leaves: Whether to close the program before the next turn and to continue later, used in turns.
    """

    languages: tuple[int, ...] = (0,)
    factor: int | None = 100
    frames: tuple[int, ...] = (STALL,)
    pauses: tuple[bool, ...] = (False,)
    leaves: tuple[bool, ...] = (False,)
    same_pace: bool = False


READERS = st.builds(
    Reader,
    languages=st.lists(st.integers(0, 2), min_size=1, max_size=5).map(tuple),
    factor=st.sampled_from(FACTORS),
    frames=st.lists(
        st.one_of(st.integers(90, STALL), st.integers(STALL + 1, 9000)), min_size=1, max_size=6
    )
    .map(lambda x: (*x, STALL))
    .map(tuple),
    pauses=st.lists(st.booleans(), min_size=1, max_size=4).map(tuple),
    leaves=st.lists(st.booleans(), min_size=1, max_size=4).map(tuple),
)


class Sitting:
    """One attempt as a front end plays it, frame by frame."""

    def __init__(self, program: Program, reader: Reader) -> None:
        self.edition, self.reader = Edition(program), reader
        self.store, self.clock, self.wall = MemoryStore(), ReplyClock(), 0
        self._languages = cycle(reader.languages)
        self._frames, self._pauses = cycle(reader.frames), cycle(reader.pauses)
        self.play = Play.begin(
            self.edition,
            PlayRequest(
                trainee="Ana", language=self._next_language().language, factor=reader.factor
            ),
            id_="a" * 32,
            seed=5,
            store=self.store,
            clock=FrozenClock(),
        )

    def run(self, replies: list[Reply]) -> list[Event]:
        for number, (reply, leaves) in enumerate(
            zip(replies, cycle(self.reader.leaves), strict=False)
        ):
            if self.play.ended or number > MOST_TURNS:
                break
            if leaves:
                self._leave()
            self._turn(reply)
        return list(self.play.session.log)

    def _turn(self, reply: Reply) -> None:
        play = self.play
        self._show()
        scene = scene_of(play)
        offers = sorted(x.id for x in (*scene.replies, *scene.lookups))
        if scene.view.goes_on:
            play.go_on()
        elif not offers:
            play.abandon()
        elif scene.view.limited and reply.pick % 5 == 0 and play.session.deadline is not None:
            self._until(play.session.deadline)
        elif scene.view.limited and reply.pick % 5 == 0:
            play.time_out()
        else:
            self._show()
            choice = offers[reply.pick % len(offers)]
            looks = choice in {x.id for x in scene.lookups}
            self._reply(choice, None if looks else reply.share, limited=scene.view.limited)

    def _reply(self, choice: str, share: int | None, *, limited: bool) -> None:
        session, reader = self.play.session, self.reader
        factor = 100 if reader.same_pace else reader.factor or 100
        allowance, shown = session.allowance, session.shown
        assert allowance is not None
        assert shown is not None
        if share is not None:
            share = min(share, 900) if limited else share
            self._until(shown - (-allowance.base * factor * share // 100_000))
        self.play.choose(choice, self.clock.frame(self.wall))

    def _show(self) -> None:
        """Shows the scene, in the next language."""
        shown = build_scene(self.play.session, self._next_language(), IDS)
        self.play.show(self.clock.frame(self.wall), reading=shown.reading)

    def _until(self, time: int) -> None:
        """Advances frame by frame up to a response time."""
        while (left := time - self.clock.time) > 0:
            if next(self._pauses):
                self.clock.pause()
                self.wall += 40_000
                self.play.tick(self.clock.frame(self.wall))
                self.clock.go_on(self.wall)
            gap = next(self._frames)
            self.wall += gap if gap > STALL else min(gap, left)
            self.play.tick(self.clock.frame(self.wall))

    def _leave(self) -> None:
        attempt = self.play.attempt
        self.wall += 10**7
        self.clock = ReplyClock()
        self.play = Play.resume(
            self.edition,
            attempt,
            store=self.store,
            clock=FrozenClock(),
            factor=self.reader.factor,
        )

    def _next_language(self) -> Translator:
        known = translators(self.edition.program)
        return known[next(self._languages) % len(known)]


PROGRAMS = st.one_of(st.sampled_from(SHIPPED).map(shipped), programs())


def replies(least: int, most: int = 2600) -> st.SearchStrategy[list[Reply]]:
    one = st.builds(Reply, st.integers(0, 10**6), st.integers(least, most))
    return st.lists(one, min_size=1, max_size=30)


def stored(
    program: Program, replies: list[Reply], factor: int | None, *, same_pace: bool = False
) -> list[object]:
    """Everything that is kept or shown of a play: log, header, sheet, CSV file and debrief."""
    sitting = Sitting(program, Reader(factor=factor, same_pace=same_pace))
    sitting.run(replies)
    play, out = sitting.play, BytesIO()
    if not play.ended:
        play.abandon()
    attempts = tuple(sitting.store.attempts())
    csv_file.write(ScoreTable(attempts), out)
    bodies = [chain.body(x) for x in sitting.store.events(play.attempt.id)]
    return [bodies, attempts, play.sheet(), out.getvalue(), play.debrief()]


def untimed(log: list[Event]) -> list[dict[str, object]]:
    """The log without response times."""
    gone = {"share", "rapid"}
    return [{k: v for k, v in x.items() if k not in gone} for x in plain(log)]


@examples(40)
@given(PROGRAMS, replies(100), READERS)
def test_at_an_equal_share_of_the_allowance_the_logs_are_equal(
    program: Program, replies: list[Reply], reader: Reader
) -> None:
    assert Sitting(program, reader).run(replies) == Sitting(program, Reader()).run(replies)


@examples(25)
@given(PROGRAMS, replies(100))
def test_nothing_that_is_kept_tells_the_factor(program: Program, replies: list[Reply]) -> None:
    usual = stored(program, replies, 100)
    for factor in FACTORS:
        assert stored(program, replies, factor) == usual


@examples(25)
@given(PROGRAMS, replies(100, 1000))
def test_nothing_that_is_kept_tells_that_the_clock_was_off(
    program: Program, replies: list[Reply]
) -> None:
    assert stored(program, replies, None) == stored(program, replies, 100)


@examples(25)
@given(PROGRAMS, replies(0, 1000))
def test_who_needs_no_more_time_leaves_the_same_log_with_it_and_without(
    program: Program, replies: list[Reply]
) -> None:
    usual = stored(program, replies, 100)
    for factor in (*FACTORS, None):
        assert stored(program, replies, factor, same_pace=True) == usual


@examples(40)
@given(PROGRAMS, replies(0), READERS, st.lists(st.integers(0, 2600), min_size=30, max_size=30))
def test_the_pace_of_replies_changes_no_figure_but_response(
    program: Program, replies: list[Reply], reader: Reader, shares: list[int]
) -> None:
    paced = [Reply(x.pick, share) for x, share in zip(replies, shares, strict=False)]
    logs = [
        Sitting(program, Reader()).run(replies),
        Sitting(program, reader).run(paced),
        Sitting(program, Reader(languages=(2, 1), factor=None)).run(replies),
    ]
    assert untimed(logs[0]) == untimed(logs[1]) == untimed(logs[2])
    sheets = [score(program.scenario, program.rubric, log) for log in logs]
    for name in ("empathy", "proactivity", "recovery", "outcome"):
        assert len({sheet.scores[name] for sheet in sheets}) == 1
    assert len({(x.harassment, x.stage, x.experience, x.criticals) for x in sheets}) == 1
