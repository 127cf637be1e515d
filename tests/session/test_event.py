"""Events are values."""

from __future__ import annotations

from simulator.session.event import Abandoned, Event, PromiseBroken, PromiseKept, WentOn


def test_events_are_equal_by_kind_and_value() -> None:
    told: list[Event] = [
        PromiseKept(promise="soon"),
        PromiseKept(promise="late"),
        PromiseBroken(promise="soon"),
    ]
    assert told[0] != told[1]
    assert told[0] != told[2]
    assert told[0] == PromiseKept(promise="soon")
    assert len({WentOn(node="hall"), WentOn(node="hall"), Abandoned(node="hall")}) == 2
