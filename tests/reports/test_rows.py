from __future__ import annotations

from msgspec.structs import replace

from simulator.reports.columns import COLUMNS
from simulator.reports.rows import row
from tests.store.examples import SUMMARY, attempt

NAMES = tuple(x.name for x in COLUMNS)
DONE = replace(attempt(), ended="2026-03-09T14:20:00Z", summary=SUMMARY)


def test_a_finished_attempt() -> None:
    found = row(DONE)
    assert tuple(found) == NAMES
    assert found["status"] == "finished"
    assert found["empathy"] == 72.4
    assert found["outcome_figure"] == 61.005
    assert found["response_time"] == 0
    assert found["proactivity"] is None
    assert found["satisfaction_gap"] == -72.5
    assert found["critical_errors"] == "safety; privacy"
    assert found["ending"] == "bye"
    assert found["ending_outcome"] == "resolved"
    assert found["interpretable"] is False
    assert found["promises_kept"] == 1


def test_an_abandoned_attempt() -> None:
    assert row(replace(DONE, summary=replace(SUMMARY, abandoned=True)))["status"] == "abandoned"


def test_an_attempt_that_waits_has_no_figures() -> None:
    found = row(attempt())
    assert found["status"] == "waiting"
    assert {found[x] for x in NAMES[8:26]} == {None}
    assert found["ended"] is None
    assert found["rubric"] == "service"
