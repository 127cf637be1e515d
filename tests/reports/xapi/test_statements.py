from __future__ import annotations

import io
import json
from collections import Counter
from typing import Any

import pytest
from msgspec.structs import replace

from simulator.attempt.record import DamagedCell
from simulator.errors import DamagedLogError, StoreError
from simulator.reports.xapi.file import write
from simulator.reports.xapi.naming import Naming, pseudonym, registration
from simulator.reports.xapi.statements import StatementMaker, verb_of
from simulator.reports.xapi.times import duration, end_time, turn_times
from simulator.reports.xapi.vocabulary import EXTENSIONS, HOME, VERBS, extensions
from simulator.scenario.vocabulary import DIMENSIONS
from simulator.scoring.sheet import score
from simulator.session.event import Chosen, Event, TimedOut
from simulator.store.memory import MemoryStore
from tests.golden.test_golden import CASES, program_of
from tests.reports.xapi.examples import (
    HEADER,
    ID,
    NAMING,
    PERSON,
    add,
    add_played,
    edition_of,
    every_statement,
    golden_log,
    statements_of,
    tea_statements,
)
from tests.shipped import catalogs
from tests.store.examples import SUMMARY

IRI = f"{HOME}/extensions/"


def verbs(statements: list[dict[str, Any]]) -> Counter[str]:
    names = {iri: name for name, iri in VERBS.items()}
    return Counter(names[x["verb"]["id"]] for x in statements)


@pytest.mark.parametrize("case", CASES)
def test_one_a_turn_one_a_dimension_and_one_for_the_attempt(case: str) -> None:
    found, log = verbs(statements_of(case)), golden_log(case)
    rubric = program_of(case).rubric
    sheet = score(program_of(case).scenario, rubric, log)
    assert found["answered"] == sum(isinstance(x, Chosen) for x in log) > 0
    assert found["skipped"] == sum(isinstance(x, TimedOut) for x in log)
    figures = [x for x in sheet.scores.values() if x is not None]
    assert found["scored"] == (0 if sheet.abandoned else len(figures))
    ends = found["passed"] + found["failed"] + found["completed"] + found["terminated"]
    assert ends == 1
    assert found.total() == sum(found[x] for x in ("answered", "skipped", "scored")) + ends


def test_figures_are_those_of_the_score_sheet() -> None:
    case = "wrong-dish--pushy"
    sheet = score(program_of(case).scenario, program_of(case).rubric, golden_log(case))
    found = statements_of(case)
    shown = {x["object"]["id"].rsplit("/", 1)[1]: x["result"]["score"] for x in found[-6:-1]}
    assert set(shown) == set(DIMENSIONS)
    for name, value in sheet.scores.items():
        assert value is not None
        assert shown[name] == {
            "raw": value / 1000,
            "min": 0,
            "max": 100,
            "scaled": value / 100_000,
        }
    last = found[-1]["result"]
    assert last["score"]["raw"] == sheet.total / 1000
    assert last["success"] is sheet.passed is False
    assert last["completion"] is True
    assert last["duration"] == "PT754.00S"
    assert last["extensions"][f"{IRI}satisfaction-gap"] == sheet.gap / 1000
    assert last["extensions"][f"{IRI}turns"] == sheet.turns


def test_a_dimension_that_was_not_observed_has_no_statement() -> None:
    sheet = score(
        program_of("cold-soup--owned").scenario,
        program_of("cold-soup--owned").rubric,
        golden_log("cold-soup--owned"),
    )
    missing = [name for name, x in sheet.scores.items() if x is None]
    assert missing
    ids = {x["object"]["id"] for x in statements_of("cold-soup--owned")}
    assert not [x for x in missing if any(id_.endswith(f"/dimensions/{x}") for id_ in ids)]


def test_a_turn_says_what_was_picked_and_what_followed() -> None:
    first, second = statements_of("wrong-dish--reactive")[:2]
    extra = first["result"]["extensions"]
    assert first["object"]["id"] == f"{HOME}/scenarios/wrong-dish/nodes/plate-down"
    definition = first["object"]["definition"]
    assert definition["interactionType"] == "choice"
    assert first["result"]["response"] in [x["id"] for x in definition["choices"]]
    assert set(extra[f"{IRI}on-offer"]) <= {x["id"] for x in definition["choices"]}
    assert extra[f"{IRI}turn"] == 1
    after = second["result"]["extensions"]
    for feeling in ("patience", "trust"):
        assert extra[f"{IRI}{feeling}-after"] == after[f"{IRI}{feeling}-before"]
    assert extra[f"{IRI}trust-before"] != extra[f"{IRI}trust-after"]
    assert second["context"]["contextActivities"]["parent"][0]["id"].endswith("/wrong-dish")


def test_success_is_said_only_of_a_critical_error() -> None:
    _, wrong, *_ = tea_statements()
    assert wrong["result"]["success"] is False
    assert wrong["result"]["extensions"][f"{IRI}critical"] == ["denial"]
    turns = [
        x["result"] for case in CASES for x in statements_of(case) if "response" in x["result"]
    ]
    assert turns
    assert not [x for x in turns if "success" in x]


def test_a_silence_is_skipped_and_has_no_response() -> None:
    found = tea_statements()
    assert found[0]["verb"]["id"] == VERBS["skipped"]
    result = found[0]["result"]
    assert result["completion"] is False
    assert not {"response", "success"} & set(result)
    assert not {f"{IRI}share", f"{IRI}rapid"} & set(result["extensions"])
    assert found[-1]["result"]["extensions"][f"{IRI}timed-out"] == 1


@pytest.mark.parametrize(
    ("header", "summary", "verb"),
    [
        ({}, {"passed": True}, "passed"),
        ({}, {"passed": False}, "failed"),
        ({}, {"passed": None}, "completed"),
        ({"mode": "practice"}, {"passed": True}, "completed"),
        ({"mode": "tutorial"}, {"passed": True}, "completed"),
        ({"measured": False}, {"passed": True}, "completed"),
        ({"branch_of": "a" * 32}, {"passed": True}, "completed"),
        ({}, {"passed": False, "abandoned": True}, "terminated"),
        ({"mode": "practice"}, {"passed": False, "abandoned": True}, "terminated"),
    ],
)
def test_only_an_assessment_is_passed_or_failed(
    header: dict[str, Any], summary: dict[str, Any], verb: str
) -> None:
    assert verb_of(replace(HEADER, **header), replace(SUMMARY, **summary)) == verb


def test_a_play_that_was_left_has_no_figures_to_rank_it_by() -> None:
    *turns, last = statements_of("wrong-dish--gives-up")
    assert verbs([last]) == {"terminated": 1}
    assert last["result"]["completion"] is False
    assert not {"score", "success"} & set(last["result"])
    assert f"{IRI}stage" not in last["result"]["extensions"]
    assert "scored" not in verbs(turns)


def test_replies_too_fast_to_have_read_give_no_figures() -> None:
    case = "wrong-dish--reactive"
    log = tuple(replace(x, rapid=True) if isinstance(x, Chosen) else x for x in golden_log(case))
    store = MemoryStore()
    found: list[dict[str, Any]] = list(
        StatementMaker(store, NAMING)(add_played(store, edition_of(case), log))
    )
    last = found[-1]["result"]
    assert verbs(found)["completed"] == 1
    assert "scored" not in verbs(found)
    assert not {"score", "success"} & set(last)
    assert last["extensions"][f"{IRI}interpretable"] is False
    assert f"{IRI}harassment" not in last["extensions"]


def test_no_name_and_no_mailbox_is_in_a_statement() -> None:
    text = json.dumps(statements_of("wrong-dish--reactive"), ensure_ascii=False)
    assert HEADER.trainee not in text
    assert "mbox" not in text
    assert json.loads(text)[0]["actor"] == {
        "objectType": "Agent",
        "account": {"homePage": HOME, "name": PERSON},
    }


def test_a_pseudonym_needs_the_key() -> None:
    key, other = bytes(32), bytes([1] * 32)
    assert pseudonym("Ana", key) == pseudonym("Ana", key)
    assert len({pseudonym("Ana", key), pseudonym("Ben", key), pseudonym("Ana", other)}) == 3


def test_one_person_has_one_pseudonym_however_the_name_was_stored() -> None:
    key = bytes(32)
    assert pseudonym(" Ana  Lima", key) == pseudonym("Ana Lima", key)
    assert pseudonym("Ανα\u0301", key) == pseudonym("Ανά", key)
    assert len(pseudonym("\ud800", key)) == len(pseudonym("", key)) == 32


def test_the_same_statements_each_time_and_no_id_twice() -> None:
    first, again = statements_of("dark-screen--pushy"), statements_of("dark-screen--pushy")
    assert first == again
    ids = [x["id"] for x in first]
    assert len(set(ids)) == len(ids)
    other = statements_of("dark-screen--pushy", id="4" + ID[1:])
    assert not {x["id"] for x in other} & set(ids)


def test_ids_are_the_same_whatever_the_options() -> None:
    store = MemoryStore()
    attempt = add(store, "wrong-dish--reactive")
    plain = StatementMaker(store, NAMING)(attempt)
    base = Naming(
        person=lambda _: "x", activities="urn:acme:training", accounts="https://a.example"
    )
    other = StatementMaker(store, base, catalogs().messages("el"))(attempt)
    assert [x["id"] for x in plain] == [x["id"] for x in other]
    text = json.dumps(other)
    assert "urn:acme:training/scenarios/wrong-dish/nodes/plate-down" in text
    assert f"{HOME}/scenarios" not in text
    assert f"{HOME}/extensions/mode" in text


def test_ids_of_statements_never_change() -> None:
    """A record store would keep everything twice."""
    found = statements_of("wrong-dish--gives-up")
    assert [x["id"] for x in found] == [
        "1cd419a5-ed0b-5ec7-b045-f102ad979810",
        "6fe7b954-0820-53d3-99bd-5319bf98f67d",
    ]


@pytest.mark.parametrize(("language", "tag"), [("el", "el"), ("zh_Hans", "zh-Hans"), ("en", "en")])
def test_words_have_bcp_47_tags(language: str, tag: str) -> None:
    store = MemoryStore()
    attempt = add(store, "wrong-dish--reactive", language=language)
    found: list[dict[str, Any]] = list(
        StatementMaker(store, NAMING, catalogs().messages(language))(attempt)
    )
    assert {x["context"]["language"] for x in found} == {tag}
    assert {tuple(x["verb"]["display"]) for x in found} == {tuple(dict.fromkeys(("en", tag)))}
    names = found[-2]["object"]["definition"]["name"]
    assert names[tag] == catalogs().messages(language)("figure.outcome")
    assert found[0]["verb"]["display"][tag] == catalogs().messages(language)("xapi.answered")


def test_strange_ids_become_iris() -> None:
    naming = Naming(person=lambda _: "p", activities="https://a.example/")
    assert naming.node("τσάι/1", "a b") == (
        "https://a.example/scenarios/%CF%84%CF%83%CE%AC%CE%B9%2F1/nodes/a%20b"
    )


def test_times_lie_between_start_and_end_in_the_order_of_the_play() -> None:
    found = statements_of("wrong-dish--pushy")
    times = [x["timestamp"] for x in found]
    assert times == sorted(times)
    assert times[0] > "2026-03-09T14:05:00.000Z"
    assert times[-1] == "2026-03-09T14:17:34.000Z"
    turns = [x for x in found if f"{IRI}estimated-time" in x["context"]["extensions"]]
    assert len(turns) == verbs(found)["answered"]


def test_a_clock_that_was_set_back_gives_no_time_before_the_start() -> None:
    attempt = replace(HEADER, ended="2026-03-09T13:00:00Z")
    turn = Chosen(node="a", choice="b", available=("b",), mood=None, share=None, rapid=False)
    assert duration(attempt) is None
    assert turn_times(attempt, [turn, turn]) == ["2026-03-09T14:05:00.000Z"] * 2
    assert end_time(attempt) == "2026-03-09T14:05:00.000Z"


def test_a_share_tells_nobody_who_was_given_more_time() -> None:
    log = tuple(
        replace(x, share=400) if isinstance(x, Chosen) else x
        for x in golden_log("wrong-dish--gives-up")
    )
    store = MemoryStore()
    attempt = add(store, "wrong-dish--gives-up")
    store._events[ID] = list(log)
    found: list[dict[str, Any]] = list(StatementMaker(store, NAMING)(attempt))
    assert found[0]["result"]["extensions"][f"{IRI}share"] == 1000


def test_an_attempt_that_waits_has_no_statements_yet() -> None:
    store = MemoryStore()
    make = StatementMaker(store, NAMING)
    assert make(replace(HEADER, summary=None)) == ()
    assert make.left_out == {"waiting": 1, "damaged": 0}
    assert make.damaged == []


def test_what_is_not_as_it_was_written_has_no_statements() -> None:
    store = MemoryStore()
    good = add(store, "wrong-dish--reactive")
    assert good.summary is not None
    make = StatementMaker(store, NAMING)
    cell = DamagedCell(column="started", stored=b"x")
    wrong = (
        replace(good, damaged=(cell,)),
        replace(good, trainee="Ben"),
        replace(good, started="2026-03-09T14:05:01Z"),
        replace(good, scenario="dark-screen"),
        replace(good, digest="0" * 64),
        replace(good, summary=replace(good.summary, total=99_999)),
        replace(good, summary=replace(good.summary, passed=not good.summary.passed)),
    )
    for attempt in wrong:
        assert make(attempt) == ()
    store._events[ID].pop()
    assert make(good) == ()
    assert make.left_out == {"waiting": 0, "damaged": len(wrong) + 1}
    assert make.damaged == [ID] * (len(wrong) + 1)


class Broken(MemoryStore):
    def __init__(self, error: StoreError) -> None:
        super().__init__()
        self.error = error

    def events(self, attempt: str) -> tuple[Event, ...]:
        super().events(attempt)
        raise self.error


def test_a_damaged_log_costs_one_attempt_and_a_broken_disk_all() -> None:
    store = Broken(DamagedLogError("x", ID, 3))
    make = StatementMaker(store, NAMING)
    assert make(add(store, "wrong-dish--reactive")) == ()
    store = Broken(StoreError("medium", "x", "y"))
    with pytest.raises(StoreError):
        StatementMaker(store, NAMING)(add(store, "wrong-dish--reactive"))


def test_a_file_is_one_array_with_a_statement_a_line() -> None:
    store, seen = MemoryStore(), list[int]()
    attempts = [
        add(store, "wrong-dish--reactive"),
        replace(HEADER, id="b" * 32),
        add(store, "wrong-dish--gives-up", id="c" * 32),
    ]
    stream = io.BytesIO()
    assert write(attempts, StatementMaker(store, NAMING), stream, seen.append) == 2
    text = stream.getvalue().decode()
    found = json.loads(text)
    expected = len(statements_of("wrong-dish--reactive")) + len(
        statements_of("wrong-dish--gives-up")
    )
    assert len(found) == expected == text.count("\n") - 2
    assert seen == [1, 2, 3]


def test_a_file_without_attempts_is_an_empty_array() -> None:
    stream = io.BytesIO()
    assert write([], StatementMaker(MemoryStore(), NAMING), stream) == 0
    assert json.loads(stream.getvalue()) == []


def test_every_extension_is_declared_and_used() -> None:
    with pytest.raises(KeyError):
        extensions("turn", stage=1)
    used = set[str]()
    for x in every_statement():
        used |= set(x["result"].get("extensions", {})) | set(x["context"]["extensions"])
    assert {x.iri for x in EXTENSIONS} == used


def test_a_registration_is_the_id_of_the_attempt() -> None:
    assert registration(ID).replace("-", "") == ID
    assert registration("0" * 32) == registration("0" * 32) != registration("1" * 32)
