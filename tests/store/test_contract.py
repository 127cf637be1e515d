"""The behaviour that every store must have."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from simulator.attempt.record import Review
from simulator.attempt.reflection import Plan
from simulator.errors import DamagedLogError, StoreError
from simulator.session.event import Entered
from simulator.store.memory import MemoryStore
from simulator.store.sql import BATCH, SqlStore
from tests.postgres import new_database
from tests.store.examples import LOG, SUMMARY, attempt

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import Unpack

    from simulator.attempt.ports import AttemptFilter, Order, Store
    from simulator.attempt.record import Decision

ONE = attempt()


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    if request.param == "memory":
        yield MemoryStore()
        return
    sql = SqlStore(
        f"sqlite:///{tmp_path / 'new' / 'folder' / 'attempts.sqlite3'}"
        if request.param == "sqlite"
        else new_database()
    )
    yield sql
    sql.close()


def test_a_log_comes_back_as_it_was(store: Store) -> None:
    store.begin(ONE, LOG[:2])
    store.append(ONE.id, 2, LOG[2:4])
    store.append(ONE.id, 4, LOG[4:])
    assert store.events(ONE.id) == LOG


def test_appending_again_changes_nothing(store: Store) -> None:
    store.begin(ONE, LOG[:3])
    for _ in range(2):
        store.append(ONE.id, 1, LOG[1:4])
    store.append(ONE.id, 0, LOG[:2])
    store.append(ONE.id, 4, ())
    assert store.events(ONE.id) == LOG[:4]


def test_something_else_in_the_same_place_is_an_error(store: Store) -> None:
    store.begin(ONE, LOG[:3])
    with pytest.raises(StoreError, match="elsewhere"):
        store.append(ONE.id, 1, (Entered(node="else", elapsed=0), *LOG[2:]))
    assert store.events(ONE.id) == LOG[:3]


def test_a_gap_is_an_error(store: Store) -> None:
    store.begin(ONE, LOG[:2])
    with pytest.raises(DamagedLogError, match="damaged"):
        store.append(ONE.id, 3, LOG[3:])
    assert store.events(ONE.id) == LOG[:2]


def test_an_attempt_that_is_not_there_is_an_error(store: Store) -> None:
    for command in (
        lambda: store.events("x"),
        lambda: store.append("x", 0, LOG),
        lambda: store.finish("x", "2026-03-09T14:20:00Z", SUMMARY),
    ):
        with pytest.raises(DamagedLogError, match="damaged"):
            command()


def test_the_same_attempt_begins_only_once(store: Store) -> None:
    store.begin(ONE, LOG[:2])
    with pytest.raises(StoreError, match="refused"):
        store.begin(replace(ONE, trainee="Ben"), LOG[:2])
    assert [x.trainee for x in store.attempts()] == ["Ana"]


def test_a_finished_attempt_has_its_figures(store: Store) -> None:
    store.begin(ONE, LOG)
    store.finish(ONE.id, "2026-03-09T14:20:00Z", SUMMARY)
    done = replace(ONE, ended="2026-03-09T14:20:00Z", summary=SUMMARY, first=True, person=1)
    assert list(store.attempts()) == [done]
    store.finish(ONE.id, "2030-01-01T00:00:00Z", replace(SUMMARY, criticals=()))
    assert list(store.attempts()) == [done]


def test_no_criticals_stay_no_criticals(store: Store) -> None:
    store.begin(ONE, LOG)
    store.finish(ONE.id, "2026-03-09T14:20:00Z", replace(SUMMARY, criticals=()))
    (found,) = store.attempts()
    assert found.summary is not None
    assert found.summary.criticals == ()


def test_the_newest_that_has_not_ended_waits(store: Store) -> None:
    assert store.waiting("Ana", "tea") is None
    for id_, day in (("a", "01"), ("b", "03"), ("c", "02"), ("d", "04")):
        store.begin(attempt(id_, started=f"2026-03-{day}T10"), LOG[:2])
    store.begin(attempt("e", trainee="Ben", started="2026-03-09T10"), LOG[:2])
    store.begin(attempt("f", scenario="other", started="2026-03-09T10"), LOG[:2])
    store.finish(attempt("d").id, "2026-03-09T14:20:00Z", SUMMARY)
    found = store.waiting("Ana", "tea")
    assert found == replace(attempt("b", started="2026-03-03T10"), first=False, person=1)
    assert store.waiting("ana", "tea") is None


def test_filters_and_order(store: Store) -> None:
    store.begin(attempt("c", started="2026-03-10T00"), LOG[:2])
    store.begin(attempt("b", started="2026-03-09T23", trainee="Ben"), LOG[:2])
    store.begin(attempt("a", started="2026-03-09T23", scenario="other"), LOG[:2])
    store.begin(attempt("d", started="2026-03-08T00"), LOG[:2])

    def ids(**filters: Unpack[AttemptFilter]) -> str:
        return "".join(x.id[-1] for x in store.attempts(**filters))

    assert ids() == "dabc"
    assert ids(trainee="Ana") == "dac"
    assert ids(trainee="Ana", scenario="tea") == "dc"
    assert ids(until="2026-03-09") == "dab"
    assert ids(since="2026-03-09", until="2026-03-09") == "ab"
    assert ids(since="2026-03-10") == "c"
    assert ids(since="2026-03-10T02:05:00+02:00", until="2026-03-10T00:05:00Z") == "c"
    assert ids(until="2026-03-09T23:05:00") == "dab"
    assert ids(trainee="Nobody") == ""


@pytest.mark.parametrize("date", ["", "soon", "2026-02-30", "0001-01-01T00:00:00+23:00"])
def test_a_date_that_is_none_is_refused(store: Store, date: str) -> None:
    with pytest.raises(StoreError, match="refused"):
        store.attempts(since=date)
    with pytest.raises(StoreError, match="refused"):
        store.attempts(until=date)


def test_many_attempts_come_in_order_and_each_once(store: Store) -> None:
    wanted = []
    for number in range(BATCH + 2):
        one = attempt(f"{number:x}", started=f"2026-03-09T{number % 3:02}")
        store.begin(one, LOG[:1])
        wanted.append(one)
    found = list(store.attempts())
    wanted.sort(key=lambda x: (x.started, x.id))
    assert found == [replace(x, first=x is wanted[0], person=1) for x in wanted]


def test_attempts_may_be_written_while_others_are_read(store: Store) -> None:
    store.begin(attempt("a"), LOG[:1])
    reading = store.attempts()
    next(reading)
    store.begin(attempt("b"), LOG[:1])
    assert store.events(attempt("b").id) == LOG[:1]


@pytest.mark.parametrize("name", ["\ud800", "nul\0"])
def test_a_name_that_is_no_text_is_refused(store: Store, name: str) -> None:
    with pytest.raises(StoreError, match="refused"):
        store.begin(replace(ONE, trainee=name), LOG)
    assert list(store.attempts()) == []


NAMES = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=60)


@given(name=NAMES)
@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_name_comes_back(store: Store, name: str) -> None:
    id_ = name.encode().hex()[:31].ljust(31, "x")
    one = replace(attempt(id_), trainee=name)
    if not any(x.id == one.id for x in store.attempts()):
        store.begin(one, LOG[:1])
        (found,) = (x for x in store.attempts(trainee=name) if x.id == one.id)
        assert found == replace(one, first=True, person=found.person)


def test_a_stored_edition_is_never_replaced(store: Store) -> None:
    assert store.edition("d" * 64) is None
    store.save_edition("d" * 64, '{"title": "茶 \U0001f375"}')
    store.save_edition("d" * 64, "else")
    store.save_edition("e" * 64, "other")
    assert store.edition("d" * 64) == '{"title": "茶 \U0001f375"}'


def test_attempts_are_found_by_the_start_of_their_id(store: Store) -> None:
    for start in ("ab1", "ab2", "ac", "ab3"):
        store.begin(replace(ONE, id=start.ljust(32, "0")), LOG[:2])

    def found(start: str) -> list[str]:
        return [x.id.rstrip("0") for x in store.find(start)]

    assert found("ab1") == ["ab1"]
    assert found("ac".ljust(32, "0")) == ["ac"]
    assert found("ab") == ["ab1", "ab2"]
    assert [found(x) for x in ("ad", "ab10000000_", "%", "_b1")] == [[], [], [], []]


def test_a_header_is_as_it_was_written(store: Store) -> None:
    store.begin(ONE, LOG)
    assert store.changed(ONE) == ()
    store.append(ONE.id, len(LOG), LOG[1:2])
    store.finish(ONE.id, "2026-03-09T14:20:00Z", SUMMARY)
    (found,) = store.attempts()
    assert store.changed(found) == ()
    other = replace(found, trainee="Ben", digest="x", language="el", started="", ended=None)
    assert store.changed(other) == ("trainee", "digest", "language", "started", "ended")


def test_nothing_is_known_of_a_header_that_was_never_written(store: Store) -> None:
    assert store.changed(ONE) == ("trainee", "digest", "language", "started", "ended")


def test_whole_attempts_are_no_orphans(store: Store) -> None:
    assert store.audit.orphans() == ()
    store.begin(ONE, LOG)
    assert store.audit.orphans() == ()


def test_judgements_and_a_plan_come_back_and_are_replaced(store: Store) -> None:
    store.begin(ONE, LOG[:2])
    mine = store.reflections
    assert (mine.judged(ONE.id), mine.newest_plan(ONE.trainee)) == ({}, None)
    mine.save_judged(ONE.id, {4: "bad", 2: "good"})
    mine.save_plan(ONE.id, Plan(when="a", then="b"))
    assert mine.judged(ONE.id) == {2: "good", 4: "bad"}
    mine.save_judged(ONE.id, {1: "mixed"})
    mine.save_plan(ONE.id, Plan(when="she asks; twice", then="ich: '%s', 好"))
    assert mine.judged(ONE.id) == {1: "mixed"}
    assert mine.newest_plan(ONE.trainee) == Plan(when="she asks; twice", then="ich: '%s', 好")


def test_the_newest_plan_is_that_of_the_newest_attempt_of_this_trainee(store: Store) -> None:
    older = attempt("c", started="2026-03-01T10")
    newer = attempt("b", started="2026-03-02T10")
    other = attempt("a", trainee="Ben", started="2026-03-03T10")
    newest = attempt("d", started="2026-03-04T10")
    for each in (newer, older, other, newest):
        store.begin(each, LOG[:1])
    for each in (newer, older, other):
        store.reflections.save_plan(each.id, Plan(when=each.id, then="x"))
    assert store.reflections.newest_plan("Ana") == Plan(when=newer.id, then="x")
    assert store.reflections.newest_plan("Nobody") is None


def test_labels_come_back_and_are_sealed(store: Store) -> None:
    labelled = replace(attempt("a"), cohort="spring", team="Kitchen", site="Αθήνα")
    store.begin(labelled, LOG[:1])
    (found,) = store.attempts()
    assert (found.cohort, found.team, found.site) == ("spring", "Kitchen", "Αθήνα")
    assert store.changed(found) == ()
    other = replace(found, cohort="autumn", team="Bar", site="Athens")
    assert store.changed(other) == ("cohort", "team", "site")


def test_the_first_attempt_is_the_one_that_started_first_however_late_it_came(
    store: Store,
) -> None:
    def begin(id_: str, day: int, **fields: object) -> None:
        store.begin(replace(attempt(id_, started=f"2026-03-{day:02}T10"), **fields), LOG[:1])

    begin("c", 3)
    begin("e", 5, mode="assessment")
    begin("d", 4, mode="assessment")
    begin("f", 1, trainee="Ben")
    begin("g", 1, scenario="other")
    begin("h", 1, branch_of="c", branch_turn=0)
    begin("b", 2)  # Delivered last, started first.
    first = "".join(sorted(x.id[-1] for x in store.attempts(first=True)))
    later = "".join(sorted(x.id[-1] for x in store.attempts(first=False)))
    assert (first, later) == ("bdfg", "ceh")


def filled(store: Store) -> None:
    """Attempts of every kind."""
    totals = {"a": 70_000, "b": 90_000, "c": 80_000, "d": 95_000}
    for number, (id_, total) in enumerate(totals.items()):
        header = attempt(
            id_, trainee=("Zoe", "Ana")[number % 2], started=f"2026-03-0{number + 1}T10"
        )
        store.begin(header, LOG)
        summary = replace(SUMMARY, total=total, passed=number < 2, abandoned=id_ == "d")
        store.finish(header.id, "2026-03-10T10:00:00Z", summary)
    store.begin(attempt("e", started="2026-03-09T10"), LOG[:2])
    script = replace(attempt("f", scenario="other"), measured=False, mode="tutorial")
    store.begin(script, LOG[:2])


@pytest.mark.parametrize(
    ("wanted", "ids"),
    [
        ({}, "abcdef"),
        ({"flags": ("left",)}, "d"),
        ({"without": ("left", "waiting")}, "abc"),
        ({"flags": ("waiting",)}, "ef"),
        ({"flags": ("waiting", "unmeasured")}, "f"),
        ({"flags": ("critical",)}, "abcd"),
        ({"without": ("critical",)}, "ef"),
        ({"flags": ("unpublished",)}, "abcdef"),
        ({"flags": ("uninterpretable",)}, "abcd"),
        ({"without": ("uninterpretable", "retake")}, "ef"),
        ({"passed": True}, "ab"),
        ({"passed": False}, "cd"),
        ({"mode": "practice"}, "abcde"),
        ({"mode": "tutorial"}, "f"),
        ({"tutorials": False}, "abcde"),
        ({"trainee": ("Zoe", "Ζωή")}, "ac"),
        ({"edition": 1, "language": "zh_Hans", "scenario": "tea"}, "abcde"),
        ({"edition": 2}, ""),
        ({"language": "el"}, ""),
        ({"team": "x"}, ""),
        ({"site": "x"}, ""),
        ({"cohort": "x"}, ""),
    ],
)
def test_each_filter(store: Store, wanted: AttemptFilter, ids: str) -> None:
    filled(store)
    assert "".join(sorted(x.id[-1] for x in store.attempts(**wanted))) == ids
    assert store.count(**wanted) == len(ids)


@pytest.mark.parametrize(
    ("order", "ids", "reversed_ids"),
    [
        ("started", "abcdef", "fedcba"),
        ("trainee", "bdefac", "cafedb"),
        ("scenario", "fabcde", "edcbaf"),
        ("total", "bcadef", "acbdef"),
    ],
)
def test_each_order_and_its_pages(store: Store, order: Order, ids: str, reversed_ids: str) -> None:
    filled(store)
    for reverse, wanted in ((False, ids), (True, reversed_ids)):
        pages = [store.page(order, reverse=reverse, limit=4, offset=offset) for offset in (0, 4, 8)]
        assert [len(x) for x in pages] == [4, 2, 0]
        assert "".join(x.id[-1] for page in pages for x in page) == wanted


def test_a_date_that_is_none_is_refused_by_pages_too(store: Store) -> None:
    for refused in (
        lambda: store.page("started", limit=1, since="x"),
        lambda: store.count(until="x"),
    ):
        with pytest.raises(StoreError, match="refused"):
            refused()


def test_reviews_are_added_and_the_newest_decision_counts(store: Store) -> None:
    store.begin(ONE, LOG)
    store.begin(attempt("b"), LOG)
    decided: list[tuple[Decision, bool]] = [
        ("note", False),
        ("set-aside", True),
        ("note", True),
        ("restored", False),
        ("set-aside", True),
    ]
    given = []
    for number, (decision, aside) in enumerate(decided):
        review = Review(
            at=f"2026-03-1{number}T10:00:00Z", reviewer="Ada", decision=decision, note="why: 林"
        )
        store.reviews.add(ONE.id, review)
        given.append(review)
        assert store.reviews.of(ONE.id) == tuple(given)
        assert [x.set_aside for x in store.attempts()] == [aside, False]
        assert [x.id for x in store.attempts(flags=("set-aside",))] == [ONE.id] * aside
        assert store.count(without=("set-aside",)) == 2 - aside
    assert store.reviews.of(attempt("b").id) == ()
    (found,) = store.find(ONE.id)
    assert store.changed(found) == ()
