"""Attempts are delivered to a central database each exactly once, whatever happens on the way."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from simulator.attempt.delivery import deliver
from simulator.errors import StoreError
from simulator.store.sql import SqlStore
from tests.chance import chance
from tests.cli.test_commands import Desk
from tests.postgres import end_sessions, new_database
from tests.store.examples import LOG, SUMMARY, attempt

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from simulator.attempt.ports import Parcel

ENDED = "2026-03-10T10:00:00Z"


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'central.sqlite3'}"
    return new_database()


@pytest.fixture
def laptop(tmp_path: Path) -> Iterator[SqlStore]:
    with closing(SqlStore(f"sqlite:///{tmp_path / 'laptop.sqlite3'}")) as store:
        yield store


def play(store: SqlStore, prefix: str, count: int, **fields: str) -> None:
    """Stores some attempts that have ended, and one that waits."""
    store.save_edition("d" * 64, "{}")
    for number in range(count + 1):
        header = replace(attempt(f"{prefix}{number:03}"), **fields)
        store.begin(header, LOG)
        if number < count:
            store.finish(header.id, ENDED, replace(SUMMARY, total=number))


def no_wait(_: float) -> None:
    """Passes no time."""


def contents(store: SqlStore) -> dict[str, object]:
    """Header, log and edition of every attempt, by its id; each must be as it was written."""
    found = list(store.attempts())
    assert [store.changed(x) for x in found] == [()] * len(found)
    assert len({x.id for x in found}) == len(found)
    return {x.id: (x, store.events(x.id), store.edition(x.digest)) for x in found}


def test_what_has_ended_arrives_as_it_was(laptop: SqlStore, url: str) -> None:
    play(laptop, "a", 120, cohort="spring", team="Bar")
    with closing(SqlStore(url)) as central:
        done = deliver(laptop, central.receiver, wait=no_wait)
        assert (done.new, done.known, done.damaged) == (120, 0, [])
        wanted = {x: y for x, y in contents(laptop).items() if not x.endswith("a120")}
        assert contents(central) == wanted
        again = deliver(laptop, central.receiver, wait=no_wait)
        assert (again.new, again.known) == (0, 120)
        assert contents(central) == wanted


def test_two_laptops_with_one_name_and_wrong_clocks(
    laptop: SqlStore, url: str, tmp_path: Path
) -> None:
    play(laptop, "a", 3, started="1999-01-01T00:00:00Z")
    with (
        closing(SqlStore(f"sqlite:///{tmp_path / 'other.sqlite3'}")) as other,
        closing(SqlStore(url)) as central,
    ):
        play(other, "b", 3, started="2099-01-01T00:00:00Z")
        for source in (laptop, other, laptop, other):
            deliver(source, central.receiver, wait=no_wait)
        assert len(contents(central)) == 6
        assert {x.trainee for x in central.attempts()} == {"Ana"}
        assert sum(bool(x.first) for x in central.attempts()) == 1


def test_damaged_attempts_stay_and_are_named(laptop: SqlStore, url: str) -> None:
    play(laptop, "a", 2)
    with laptop._writing as cursor:
        cursor.execute("UPDATE attempts SET language = 'el' WHERE id LIKE '%000'")
    with closing(SqlStore(url)) as central:
        done = deliver(laptop, central.receiver, wait=no_wait)
        assert (done.new, [x[-4:] for x in done.damaged]) == (1, ["a000"])
        assert [x[-4:] for x in contents(central)] == ["a001"]


class Flaky:
    """A receiver that fails before or after it has stored a batch."""

    def __init__(self, central: SqlStore, rng: random.Random) -> None:
        self._central = central
        self._rng = rng

    def _fail(self) -> None:
        if self._rng.random() < 0.4:
            raise StoreError("unreachable", "there", "the connection was lost")

    def known(self, ids: Sequence[str]) -> frozenset[str]:
        self._fail()
        return self._central.receiver.known(ids)

    def receive(self, parcels: Iterable[Parcel]) -> int:
        self._fail()
        new = self._central.receiver.receive(parcels)
        self._fail()
        return new


def test_lost_connections_lose_and_double_nothing(laptop: SqlStore, url: str) -> None:
    rng, waits = chance(), list[float]()
    play(laptop, "a", 260)
    with closing(SqlStore(url)) as central:
        for _ in range(50):
            try:
                deliver(laptop, Flaky(central, rng), wait=waits.append)
            except StoreError:
                continue
            break
        assert len(contents(central)) == 260
    assert waits
    assert max(waits) <= 8


def test_a_server_that_ends_all_sessions(laptop: SqlStore) -> None:
    url = new_database()
    play(laptop, "a", 150)
    with closing(SqlStore(url)) as central:
        seen = []

        def progress(count: int) -> None:
            seen.append(count)
            end_sessions(url)

        done = deliver(laptop, central.receiver, wait=no_wait, progress=progress)
        assert (done.new, seen) == (150, [50, 100, 150])
        assert len(contents(central)) == 150


def test_killed_in_the_middle_nothing_is_lost_and_nothing_is_there_twice(
    tmp_path: Path, url: str
) -> None:
    rng, desk = chance(), Desk(tmp_path)
    source = f"sqlite:///{tmp_path / 'laptop.sqlite3'}"
    with closing(SqlStore(source)) as store:
        play(store, "a", 400)
    SqlStore(url).close()
    command = [sys.executable, "-m", "simulator", "scores", "deliver", "--to", url]
    for _ in range(6):
        process = subprocess.Popen(
            [*command, "--database", source], env=desk.environ, stdout=subprocess.DEVNULL
        )
        time.sleep(rng.uniform(0.3, 0.9))
        process.send_signal(signal.SIGKILL)
        process.wait()
        with closing(SqlStore(url)) as central:
            contents(central)
    done = desk.run("scores", "deliver", "--to", url, "--database", source)
    assert (done.returncode, done.stderr) == (0, "")
    with closing(SqlStore(url)) as central:
        assert len(contents(central)) == 400


def test_the_command_says_what_it_did(tmp_path: Path, url: str) -> None:
    desk = Desk(tmp_path)
    desk.run("play", "wrong-dish", "--text", "--trainee", "Ana", "--team", "Bar", typed="1\nx\n")
    for said in ("Delivered now: 1.\n", "Delivered now: 0.\nDelivered before: 1.\n"):
        done = desk.run("scores", "deliver", "--to", url)
        assert (done.returncode, done.stdout, done.stderr) == (0, said, "")
    listed = desk.run("scores", "list", "--json", "--team", "Bar", "--database", url)
    assert '"trainee": "Ana"' in listed.stdout
    verified = desk.run("scores", "verify", "--database", url)
    assert verified.returncode == 0


def test_the_game_delivers_in_the_background_where_it_is_set(tmp_path: Path, url: str) -> None:
    desk = Desk(tmp_path)
    play_text = ("play", "wrong-dish", "--text", "--trainee", "Ana")
    desk.run(*play_text, typed="1\nx\n")  # Played before anything was set.
    desk.environ["SIMULATOR_DELIVER_TO"] = url
    done = desk.run(*play_text, typed="1\nx\n")
    assert (done.returncode, done.stderr) == (0, "")
    with closing(SqlStore(url)) as central:
        assert len(contents(central)) == 2
    assert "Delivered before: 2." in desk.run("scores", "deliver").stdout


def test_a_database_that_does_not_answer_keeps_nobody_from_playing(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.environ["SIMULATOR_DELIVER_TO"] = "postgresql://nobody@127.0.0.1:1/none"
    begun = time.monotonic()
    done = desk.run("play", "wrong-dish", "--text", "--trainee", "Ana", typed="1\nx\n")
    assert time.monotonic() - begun < 20
    assert done.returncode == 0
    assert "will be delivered the next time" in done.stderr
    assert "Traceback" not in done.stderr
    assert desk.run("scores", "list").stdout.endswith("1 attempt.\n")
