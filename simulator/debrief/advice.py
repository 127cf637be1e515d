"""What the three scores in front mean in a play, and the one thing to practise after it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from simulator.debrief.key_turns import costly_rules

if TYPE_CHECKING:
    from simulator.scenario.rubric import Rubric
    from simulator.scoring.sheet import ScoreSheet

ResponseFact: TypeAlias = Literal["unnamed", "broken", "wait", "silent", "late", "kept", "prompt"]

_ADVICE: Final = {
    "empathy.credit": "feeling",
    "empathy.time-out": "answer",
    "empathy.missed": "steps",
    "empathy.listening-fault": "listen",
    "response.speed": "answer",
    "response.time-out": "answer",
    "response.wait": "away",
    "response.broken": "time",
    "response.unnamed": "time",
    "proactivity.missed": "ahead",
    "proactivity.too-early": "ahead",
    "proactivity.undone": "ahead",
    "proactivity.reactive": "ahead",
    "proactivity.intrusion": "offer",
    "recovery.step-missing": "steps",
    "recovery.order": "steps",
    "recovery.apology": "sorry",
    "recovery.no-apology": "sorry",
    "recovery.redress": "redress",
}
"""What to practise after points were missed by a rule."""
_ERRORS: Final = {
    "safety": "safety",
    "privacy": "privacy",
    "false-promise": "time",
    "denial": "own",
    "harm-safety": "safety",
    "harm-privacy": "privacy",
    "harm-money": "redress",
}
"""What to practise after a critical error or harm of a kind."""
_COUNTED: Final = ("empathy.credit", "empathy.time-out", "empathy.missed")
_LATE: Final[dict[str, ResponseFact]] = {
    "response.unnamed": "unnamed",
    "response.broken": "broken",
    "response.wait": "wait",
    "response.time-out": "silent",
    "response.speed": "late",
}
"""What a customer felt when points of response time were missed, the worst first."""


def to_practise(sheet: ScoreSheet, rubric: Rubric) -> str:
    """The id of the one thing to practise; empty if nothing was missed.

    A critical error or harm comes first, otherwise what cost most points of the total.

    Args:
        sheet: The score sheet.
        rubric: The rubric that the play was scored by.
    """
    for error in sheet.criticals:
        if error in _ERRORS:
            return _ERRORS[error]
    return next((_ADVICE[x] for x in costly_rules(sheet, rubric) if x in _ADVICE), "")


def warmest_replies(sheet: ScoreSheet) -> tuple[int, int]:
    """In how many turns the reply was the warmest on offer, and how many turns counted."""
    counted = [x for x in sheet.reasons if x.rule in _COUNTED]
    return sum(x.earned == x.possible for x in counted), len(counted)


def response_fact(sheet: ScoreSheet) -> ResponseFact:
    """What the customer felt of the response time."""
    missed = {x.rule for x in sheet.reasons if x.earned < x.possible}
    for rule, fact in _LATE.items():
        if rule in missed:
            return fact
    return "kept" if sheet.kept else "prompt"


def met_early(sheet: ScoreSheet) -> tuple[int, int]:
    """How many opportunities were met before anyone asked, and how many arose."""
    found = [x.verdict for x in sheet.verdicts if x.verdict != "intrusive"]
    return found.count("proactive"), len(found)
