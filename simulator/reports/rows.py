"""Attempts as flat rows; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeAlias

if TYPE_CHECKING:
    from simulator.attempt.record import Attempt

Cell: TypeAlias = str | int | float | bool | None
"""Floats are points with three decimals; None was not observed."""

COLUMNS: Final = (
    "attempt",
    "trainee",
    "scenario",
    "edition",
    "language",
    "started",
    "ended",
    "status",
    "total",
    "empathy",
    "response_time",
    "proactivity",
    "recovery",
    "outcome_figure",
    "passed",
    "interpretable",
    "stage",
    "harassment",
    "satisfaction_gap",
    "ending",
    "ending_outcome",
    "critical_errors",
    "turns",
    "timed_out",
    "promises_kept",
    "promises_broken",
    "digest",
    "rubric",
    "rubric_edition",
)
"""In this order for keeps: new ones are added at the end."""


def row(attempt: Attempt) -> dict[str, Cell]:
    """The value of every column, in their order; one that waits to be ended has no figures."""
    figures = attempt.figures or {}
    found: dict[str, Cell] = {
        "attempt": attempt.id,
        "trainee": attempt.trainee,
        "scenario": attempt.scenario,
        "edition": attempt.edition,
        "language": attempt.language,
        "started": attempt.started,
        "ended": attempt.ended,
        "status": _status(attempt),
        "total": _points(figures.get("total")),
        "empathy": _points(figures.get("empathy")),
        "response_time": _points(figures.get("response")),
        "proactivity": _points(figures.get("proactivity")),
        "recovery": _points(figures.get("recovery")),
        "outcome_figure": _points(figures.get("outcome")),
        "harassment": _points(figures.get("harassment")),
        "satisfaction_gap": _gap(figures.get("experience"), figures.get("expectation")),
        "critical_errors": "; ".join(figures.get("criticals") or ()) or None,
        "promises_kept": figures.get("kept"),
        "promises_broken": figures.get("broken"),
        "digest": attempt.digest,
        "rubric": attempt.rubric,
        "rubric_edition": attempt.rubric_edition,
    }
    return {name: found[name] if name in found else figures.get(name) for name in COLUMNS}


def _status(attempt: Attempt) -> str:
    if attempt.figures is None:
        return "waiting"
    return "abandoned" if attempt.figures.get("abandoned") else "finished"


def _points(milli: Any) -> float | None:  # noqa: ANN401 - figures are plain data
    return milli / 1000 if isinstance(milli, int) else None


def _gap(experience: Any, expectation: Any) -> float | None:  # noqa: ANN401 - as above
    if experience is None or expectation is None:
        return None
    return _points(experience - expectation)
