"""A reply is too fast to have been read only where the text is new to the trainee."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from simulator.attempt.context import PlayRequest
from simulator.attempt.edition import Edition, edition_of
from simulator.attempt.open import open_play
from simulator.attempt.play import Play
from simulator.attempt.reading import nodes_read
from simulator.audit.verify import Verifier
from simulator.session.event import Chosen
from simulator.store.memory import MemoryStore
from tests.attempt.players import TEXT, context
from tests.fakes.scenes import scene_of, show
from tests.shipped import SHIPPED, program, rubric, shipped

ROUND = """
    title: Round
    customer: {name: Ana}
    records: {order: {title: Order, text: One.}}
    events: {bell: {after: 1m, to: more}}
    nodes:
      hello: {line: Hello?, choices: [{id: read, look: order, takes: 1m}, {id: hi, say: Hi., to: end}]}
      more: {line: More?, choices: [{id: no, say: No., to: hello}]}
      end: {line: Bye., ending: resolved}
      lost: {line: Lost., ending: lost}
"""


def opened(store: MemoryStore, edition: Edition, id_: str, trainee: str = "Ana") -> Play:
    request = PlayRequest(trainee=trainee, language="en", edition=edition)
    play, _ = open_play(context(store, id_=id_, seed=0), request)
    return play


def played(play: Play, *, milliseconds: int, like: Play | None = None) -> Play:
    """The play, with each reply after some milliseconds; the replies are those of another play."""
    picks = [x.choice for x in like.session.log if isinstance(x, Chosen)] if like else []
    while not play.ended:
        scene = scene_of(play)
        if scene.view.goes_on:
            play.go_on()
            continue
        show(play, 0)
        allowance = play.session.allowance
        assert allowance is not None
        wanted = picks.pop(0) if picks else scene.replies[0].id
        play.choose(wanted, milliseconds or allowance.base // 2)
    return play


def marks(play: Play) -> list[bool]:
    return [x.rapid for x in play.session.log if isinstance(x, Chosen)]


@pytest.mark.parametrize("name", SHIPPED)
def test_a_perfect_replay_at_two_seconds_a_reply_is_a_result(name: str) -> None:
    store, edition = MemoryStore(), Edition(shipped(name))
    first = played(opened(store, edition, "a" * 32), milliseconds=0)
    again = played(opened(store, edition, "b" * 32), milliseconds=2000, like=first)
    assert not any(marks(again))
    assert again.sheet().interpretable
    assert again.sheet().summary() == first.sheet().summary()
    stranger = played(opened(store, edition, "c" * 32, "Ben"), milliseconds=1, like=first)
    assert not stranger.sheet().interpretable
    assert [Verifier(store)(x) for x in store.attempts()] == [(), (), ()]


def test_only_what_was_reached_has_been_read() -> None:
    store, edition = MemoryStore(), Edition(program(TEXT))
    opened(store, edition, "a" * 32)
    request = PlayRequest(trainee="Ana", language="en", edition=edition, fresh=True)
    play, resumed = open_play(context(store, id_="b" * 32, seed=0), request)
    assert not resumed
    assert marks(played(play, milliseconds=1)) == [False, True]


def test_another_edition_has_not_been_read() -> None:
    store = MemoryStore()
    played(opened(store, Edition(program(TEXT)), "a" * 32), milliseconds=0)
    other = Edition(program(TEXT.replace("More?", "Anything more?")))
    assert marks(played(opened(store, other, "b" * 32), milliseconds=1)) == [True, True]


def test_a_play_that_goes_on_has_not_read_the_node_where_it_waited() -> None:
    store, edition = MemoryStore(), Edition(program(TEXT))
    opened(store, edition, "a" * 32)
    assert marks(played(opened(store, edition, "c" * 32), milliseconds=1)) == [True, True]


def test_an_earlier_visit_was_read_even_without_a_reply() -> None:
    play = opened(MemoryStore(), Edition(program(ROUND)), "a" * 32)
    play.choose("read")
    assert play.session.state.node == "more"
    assert marks(played(play, milliseconds=1)) == [True, False]


@pytest.mark.parametrize("known", [True, False])
def test_the_rubric_says_whether_earlier_attempts_count(*, known: bool) -> None:
    store = MemoryStore()
    edition = edition_of(program(TEXT).scenario, replace(rubric(), known_texts=known))
    played(opened(store, edition, "a" * 32), milliseconds=0)
    assert marks(played(opened(store, edition, "b" * 32), milliseconds=1)) == [not known] * 2


def test_verify_names_a_mark_at_a_text_that_was_read_before() -> None:
    store, edition = MemoryStore(), Edition(program(TEXT))
    first = played(opened(store, edition, "a" * 32), milliseconds=0).attempt
    known = nodes_read(store, "Ana", first.scenario, first.digest)
    assert known == {"hello", "more", "end"}
    assert nodes_read(store, " Ana ", first.scenario, first.digest, besides=first.id) == frozenset()
    assert (
        nodes_read(store, "Ana", first.scenario, first.digest, until=first.started) == frozenset()
    )
    clock = replace(first, id="b" * 32, started="2030-01-01T00:00:00Z")
    forged = played(opened(MemoryStore(), edition, "b" * 32), milliseconds=1)
    store.begin(clock, forged.session.log)
    found = [(x.kind, x.seq) for x in Verifier(store)(clock) if x.kind == "impossible"]
    assert [kind for kind, _ in found] == ["impossible", "impossible"]
