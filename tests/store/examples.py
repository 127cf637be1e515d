"""Attempts and logs for the tests of stores."""

from __future__ import annotations

from simulator.attempt.record import Attempt
from simulator.scoring.summary import Summary
from simulator.session.event import Chosen, Ended, Entered, Event, PromiseMoved, Started

LOG: tuple[Event, ...] = (
    Started(scenario="tea", edition=1, rubric="service", rubric_edition=2, seed=7),
    Entered(node="hello", elapsed=0),
    Chosen(
        node="hello",
        choice="sorry",
        available=("sorry", "brisk"),
        mood="worried",
        share=812,
        rapid=False,
    ),
    PromiseMoved(promise="pot", due=900),
    Ended(node="bye", outcome="resolved"),
)
SUMMARY = Summary(
    empathy=72_400,
    proactivity=None,
    response=0,
    recovery=100_000,
    outcome=61_005,
    total=68_123,
    passed=None,
    interpretable=False,
    criticals=("safety", "privacy"),
    stage=None,
    harassment=25_000,
    experience=-12_500,
    expectation=60_000,
    ending_outcome="resolved",
    ending="bye",
    abandoned=False,
    turns=1,
    timed_out=0,
    kept=1,
    broken=0,
)


def attempt(
    id_: str = "a", *, trainee: str = "Ana", scenario: str = "tea", started: str = "2026-03-09T14"
) -> Attempt:
    return Attempt(
        id=id_.rjust(32, "0"),
        trainee=trainee,
        scenario=scenario,
        edition=1,
        digest="d" * 64,
        rubric="service",
        rubric_edition=2,
        language="zh_Hans",
        started=f"{started}:05:00Z",
    )
