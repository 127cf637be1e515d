"""What is particular to a database on a server: roles, sessions that end, tables of other versions."""

from __future__ import annotations

import subprocess
import sys
import threading
from contextlib import closing
from typing import TYPE_CHECKING

import psycopg
import pytest

from simulator.attempt.delivery import deliver
from simulator.attempt.record import Review
from simulator.attempt.reflection import Plan
from simulator.errors import MissingLibraryError, StoreError
from simulator.files.site_key import SiteKey, is_signed
from simulator.store.roles import MACHINE, READER
from simulator.store.schema import attempts
from simulator.store.sql import SqlStore
from tests.cli.test_commands import Desk
from tests.postgres import end_sessions, new_database, with_login
from tests.store.examples import LOG, SUMMARY, attempt
from tests.store.test_delivery import ENDED, contents, no_wait, play

if TYPE_CHECKING:
    from pathlib import Path

ONE = attempt()


@pytest.fixture
def url() -> str:
    return new_database()


@pytest.fixture
def roles(url: str) -> str:
    """A database with roles."""
    with closing(SqlStore(url)) as store:
        store.roles.make()
        store.roles.make()  # They can be made again.
    return url


def tables(url: str) -> list[str]:
    with psycopg.connect(url) as connection:
        rows = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        return sorted(x for (x,) in rows)


def test_who_only_reads_makes_no_tables(url: str) -> None:
    with pytest.raises(StoreError, match="missing"):
        SqlStore(url, reading=True)
    assert tables(url) == []


def test_tables_of_an_earlier_version_are_not_read(url: str) -> None:
    SqlStore(url).close()
    with psycopg.connect(url) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0006'")
    with pytest.raises(StoreError, match="older"):
        SqlStore(url, reading=True)


def test_tables_of_a_later_version_are_left_alone(url: str) -> None:
    SqlStore(url).close()
    with psycopg.connect(url) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9000'")
    for reading in (True, False):
        with pytest.raises(StoreError, match="newer"):
            SqlStore(url, reading=reading)


def test_tables_of_another_program_are_left_alone(url: str) -> None:
    with psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE recipes (name text)")
    with pytest.raises(StoreError, match="refused"):
        SqlStore(url)
    assert tables(url) == ["recipes"]


def test_many_that_open_a_new_database_at_once_make_its_tables_once(url: str) -> None:
    failed: list[BaseException] = []

    def work() -> None:
        try:
            SqlStore(url).close()
        except BaseException as error:  # noqa: BLE001 - the test names it
            failed.append(error)

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    with psycopg.connect(url) as connection:
        assert connection.execute("SELECT count(*) FROM alembic_version").fetchone() == (1,)


def test_a_session_that_ended_is_reported_and_the_next_call_works(url: str) -> None:
    with closing(SqlStore(url)) as store:
        store.begin(ONE, LOG[:2])
        end_sessions(url)
        with pytest.raises(StoreError, match="unreachable"):
            store.append(ONE.id, 2, LOG[2:])
        store.append(ONE.id, 2, LOG[2:])
        end_sessions(url)
        assert store.events(ONE.id) == LOG


def test_a_play_that_goes_on_elsewhere_is_noticed(url: str) -> None:
    with closing(SqlStore(url)) as one, closing(SqlStore(url)) as two:
        one.begin(ONE, LOG[:2])
        two.append(ONE.id, 2, LOG[2:4])
        with pytest.raises(StoreError, match="elsewhere"):
            one.append(ONE.id, 2, LOG[3:5])
        assert one.events(ONE.id) == LOG[:4]


def test_who_waits_too_long_for_another_writer_is_told(url: str) -> None:
    with closing(SqlStore(url)) as one, closing(SqlStore(url, busy=0.2)) as two:
        one.begin(ONE, LOG[:2])
        with one._writing:
            one._backend.lock(attempts, ONE.id)
            with pytest.raises(StoreError, match="locked"):
                two.append(ONE.id, 2, LOG[2:])
        two.append(ONE.id, 2, LOG[2:])


def test_a_machine_adds_and_reads_its_own_and_changes_nothing_that_has_ended(roles: str) -> None:
    one = with_login(roles, "laptop_one", MACHINE)
    two = with_login(roles, "laptop_two", MACHINE)
    with closing(SqlStore(one)) as mine, closing(SqlStore(two)) as others:
        for store, id_ in ((mine, "a"), (others, "b")):
            header = attempt(id_)  # Both are played by Ana.
            store.save_edition("d" * 64, "{}")
            store.begin(header, LOG[:2])
            store.append(header.id, 2, LOG[2:])
            store.finish(header.id, ENDED, SUMMARY)
            store.reflections.save_plan(header.id, Plan(when=id_, then=id_))
            assert [x.id for x in store.attempts()] == [header.id]
            assert store.events(header.id) == LOG
            assert store.reflections.newest_plan("Ana") == Plan(when=id_, then=id_)
        assert mine.find(attempt("b").id) == ()
        assert mine.waiting("Ana", "tea") is None
    assert _refused(one, "UPDATE attempts SET total = 100000")
    assert _refused(one, "UPDATE attempts SET trainee_id = 1")
    for statement in (
        "DELETE FROM attempts",
        "DELETE FROM events",
        "UPDATE events SET body = ''",
        "DELETE FROM trainees",
        "UPDATE trainees SET name = 'Ben'",
        "UPDATE editions SET body = ''",
        "DROP TABLE events",
        "ALTER TABLE attempts DISABLE ROW LEVEL SECURITY",
        "INSERT INTO trainees (name) VALUES ('Ben')",
        "INSERT INTO events SELECT repeat('0', 31) || 'b', 99, 'x', '', ''",
    ):
        assert _refused(one, statement), statement
    with closing(SqlStore(roles)) as central:
        assert len(contents(central)) == 2


def test_hr_reads_and_changes_nothing(roles: str) -> None:
    with closing(SqlStore(roles)) as central:
        play(central, "a", 3)
        central.reflections.save_plan(attempt("a000").id, Plan(when="a", then="b"))
    hr = with_login(roles, "hr_one", READER)
    with closing(SqlStore(hr, reading=True)) as store:
        assert len(contents(store)) == 4
    with closing(SqlStore(hr)) as store, pytest.raises(StoreError, match="denied"):
        store.begin(attempt("c"), LOG)
    review = Review(at=ENDED, reviewer="Ada", decision="set-aside", note="Why.")
    with closing(SqlStore(hr)) as store:
        store.reviews.add(attempt("a000").id, review)
        assert store.reviews.of(attempt("a000").id) == (review,)
        assert store.count(flags=("set-aside",)) == 1
    for statement in (
        "UPDATE reviews SET note = ''",
        "DELETE FROM reviews",
        "UPDATE attempts SET total = 1",
        "DELETE FROM events",
        "INSERT INTO trainees (name) VALUES ('Ben')",
        "SELECT simulator_person('Ben', 'x')",
        "SELECT * FROM reflections",
    ):
        assert _refused(hr, statement), statement


def test_a_machine_delivers_and_a_stranger_does_nothing(roles: str, tmp_path: Path) -> None:
    machine, stranger = with_login(roles, "laptop_three", MACHINE), with_login(roles, "nobody")
    with closing(SqlStore(f"sqlite:///{tmp_path / 'a.sqlite3'}")) as laptop:
        play(laptop, "c", 60)
        with closing(SqlStore(machine)) as central:
            assert deliver(laptop, central.receiver, wait=no_wait).new == 60
            assert deliver(laptop, central.receiver, wait=no_wait).known == 60
    with closing(SqlStore(roles)) as central:
        assert len(contents(central)) == 60
    with pytest.raises(StoreError, match="denied"):
        SqlStore(stranger)


def test_an_attempt_is_signed_when_it_ends(url: str) -> None:
    key = SiteKey(b"7" * 32)
    with closing(SqlStore(url, signer=key)) as store:
        play(store, "a", 1)
        ended, waiting = store.attempts()
        signed = store.audit.signed(ended)
        assert signed is not None
        assert (signed.signer, is_signed(*signed)) == (key.public, True)
        assert store.audit.signed(waiting) is None
        with psycopg.connect(url) as connection:
            connection.execute("UPDATE attempts SET total = total + 1")
        (changed,) = (x for x in store.attempts() if x.id == ended.id)
        again = store.audit.signed(changed)
        assert again is not None
        assert not is_signed(*again)


def test_a_missing_driver_is_named_with_its_cure() -> None:
    code = (
        "import sys; sys.modules['psycopg'] = None;"
        "from simulator.bootstrap import main; sys.exit(main(sys.argv[1:]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "scores", "list", "--database", "postgresql://there/db"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert 'pip install "service-simulator[postgresql]"' in done.stderr
    assert issubclass(MissingLibraryError, Exception)


def test_the_commands_work_on_a_server(tmp_path: Path, url: str) -> None:
    desk = Desk(tmp_path)
    desk.environ["SIMULATOR_DATABASE"] = url
    assert "There is no database" in desk.run("scores", "list").stderr
    done = desk.run("database", "upgrade")
    assert (done.returncode, done.stdout) == (0, "The tables are those of this version.\n")
    desk.run("play", "wrong-dish", "--text", "--trainee", "Ana", typed="1\nx\n")
    assert desk.run("scores", "list").stdout.endswith("1 attempt.\n")
    assert desk.run("scores", "verify").returncode == 0
    assert desk.run("scores", "export").stdout.count("\n") == 2
    made = desk.run("database", "roles")
    assert (made.returncode, MACHINE in made.stdout) == (0, True)
    printed = desk.run("database", "roles", "--print").stdout
    with psycopg.connect(url) as connection:
        connection.execute(printed.encode())
    no_server = desk.run("database", "roles", "--database", f"sqlite:///{tmp_path / 'x.sqlite3'}")
    assert (no_server.returncode, "cannot be used as a database" in no_server.stderr) == (1, True)


def _refused(url: str, statement: str) -> bool:
    """Whether the server refuses a statement, or it changes no row."""
    with psycopg.connect(url) as connection:
        try:
            changed = connection.execute(statement.encode()).rowcount
        except psycopg.errors.InsufficientPrivilege:
            return True
        connection.rollback()
    return changed == 0
