"""An attempt keeps the edition with which it began."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from simulator.attempt.context import PlayRequest
from simulator.attempt.edition import Edition, edition_from, edition_of, stored_edition
from simulator.attempt.open import open_play
from simulator.audit.verify import Verifier
from simulator.errors import LogError
from simulator.session.event import Chosen
from simulator.store.memory import MemoryStore
from simulator.store.sql import SqlStore
from tests.attempt.players import begin, context, finish, resume, step
from tests.fakes.scenes import last_reply, scene_of, show
from tests.shipped import SHIPPED, program, rubric, shipped

if TYPE_CHECKING:
    from simulator.attempt.play import Play
    from simulator.attempt.ports import Store

OLD = """
    title: Two words
    customer: {name: Ana}
    nodes:
      hello: {line: Hello?, choices: [{id: hi, say: Hi., to: more}]}
      more: {line: More?, limit: 20s, silence: {id: waits, to: end}, choices: [{id: no, say: No., to: end}]}
      end: {line: Bye., ending: resolved}
      lost: {line: Lost., ending: lost}
"""
NEW = (
    OLD.replace("id: hi, say: Hi.", "id: hey, say: Hey.")
    .replace("More?", "Anything else?")
    .replace("Bye.", "So long.")
)


def opened(store: Store, text: str, *, fresh: bool = False) -> tuple[Play, bool]:
    taken = sum(1 for _ in store.attempts())
    world = context(store, id_=f"{taken:032x}", seed=5)
    request = PlayRequest(edition=Edition(program(text)), trainee="Ana", language="en", fresh=fresh)
    return open_play(world, request)


def test_comments_and_layout_change_nothing() -> None:
    edition = Edition(program(OLD))
    for other in (
        OLD + "    # A comment.\n",
        OLD.replace("title: Two words", "title:   'Two words'  # Two."),
    ):
        assert Edition(program(other)).digest == edition.digest
    assert Edition(program(NEW)).digest != edition.digest


@pytest.mark.parametrize("name", SHIPPED)
def test_an_edition_comes_back_from_its_text(name: str) -> None:
    edition = edition_of(shipped(name).scenario, rubric())
    again = edition_from(edition.body)
    assert again.program.scenario == edition.program.scenario
    assert again.program.rubric == edition.program.rubric
    assert Edition(again.program).digest == edition.digest


def test_the_text_of_an_edition_is_stored_once(tmp_path: Path) -> None:
    with closing(SqlStore(f"sqlite:///{tmp_path / 'x.sqlite3'}")) as store:
        for number in range(3):
            begin(store, Edition(program(OLD)), f"{number:032x}")
        with store._reading() as connection:
            assert connection.exec_driver_sql("SELECT count(*) FROM editions").scalar() == 1
        digest = Edition(program(OLD)).digest
        assert stored_edition(store, digest).program.scenario == program(OLD).scenario


def test_an_attempt_goes_on_as_it_began_and_new_ones_are_played_on_the_new_file() -> None:
    store = MemoryStore()
    play, resumed = opened(store, OLD)
    play.choose("hi")
    assert not resumed
    play, resumed = opened(store, NEW)
    assert resumed
    assert (last_reply(play), scene_of(play).line) == ("Hi.", "More?")
    play.choose("no")
    assert scene_of(play).line == "Bye."
    play, resumed = opened(store, NEW)
    assert not resumed
    play.choose("hey")
    assert scene_of(play).line == "Anything else?"
    assert play.session.seed == 5
    verify = Verifier(store)
    assert [verify(x) for x in store.attempts()] == [(), ()]
    assert len({x.digest for x in store.attempts()}) == 2


def test_a_new_attempt_is_played_on_the_new_file() -> None:
    store = MemoryStore()
    opened(store, OLD)[0].choose("hi")
    play, resumed = opened(store, NEW, fresh=True)
    assert not resumed
    assert play.attempt.digest == Edition(program(NEW)).digest


class Forgetful(MemoryStore):
    """A store without editions, like those of older versions of the program."""

    def save_edition(self, digest: str, body: str) -> None:
        pass


def test_an_attempt_of_an_older_program_goes_on_where_its_log_fits() -> None:
    store = Forgetful()
    opened(store, OLD)[0].choose("hi")
    reworded = OLD.replace("More?", "Anything else?")
    assert scene_of(opened(store, reworded)[0]).line == "Anything else?"
    with pytest.raises(LogError):
        opened(store, NEW)


def test_the_reply_clock_starts_anew_after_a_power_cut() -> None:
    store = MemoryStore()
    play = begin(store, Edition(program(OLD)))
    step(play)
    show(play, 0)
    assert play.session.deadline is not None
    play.tick(play.session.deadline - 1)
    again = resume(store, Edition(program(OLD)))
    assert (again.session.shown, again.session.deadline) == (None, None)
    show(again, 500_000)
    allowance = again.session.allowance
    assert allowance is not None
    again.choose("no", 500_000 + allowance.base)
    assert [x.share for x in again.session.log if isinstance(x, Chosen)][-1] == 1000


def test_a_play_whose_end_was_not_noted_is_finished_when_it_goes_on() -> None:
    store = MemoryStore()
    play = begin(store, Edition(program(OLD)))
    wanted = finish(begin(MemoryStore(), Edition(program(OLD))))
    store.append(play.attempt.id, 2, wanted.session.log[2:])
    assert resume(store, Edition(program(OLD))).ended
    assert next(iter(store.attempts())).summary == wanted.sheet().summary()
