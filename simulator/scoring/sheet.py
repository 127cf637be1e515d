"""The score sheet: five figures, the total, and whether it is passed."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from simulator.scenario.model import DIMENSIONS
from simulator.scoring.arithmetic import milli
from simulator.scoring.empathy import score_empathy
from simulator.scoring.outcome import score_outcome
from simulator.scoring.playthrough import read_playthrough
from simulator.scoring.proactivity import score_proactivity
from simulator.scoring.recovery import score_recovery
from simulator.scoring.response import interpretable, score_response

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from simulator.scenario.model import Dimension, Scenario
    from simulator.scenario.rubric import Rubric
    from simulator.scoring.arithmetic import Figure, Reason
    from simulator.scoring.proactivity import Judged
    from simulator.session.event import Event


class ScoreSheet(Struct, frozen=True, kw_only=True):
    """What an attempt is worth, all in milli-points.

    Attributes:
        figures: By dimension; None where it was not observed.
        total: The weighted mean of the figures observed, capped by a critical error.
        passed: None where the attempt cannot be interpreted.
        criticals: Kinds of critical errors, in the order made.
        stage: Of service, 1 to 4.
        harassment: 0 to 100,000.
        gap: Satisfaction: experience less expectation.
        reasons: They add up to each figure.
    """

    figures: Mapping[Dimension, int | None]
    total: int
    passed: bool | None
    interpretable: bool
    criticals: tuple[str, ...]
    stage: int | None
    harassment: int
    experience: int
    expectation: int
    judged: tuple[Judged, ...]
    reasons: tuple[Reason, ...]
    outcome: str | None
    ending: str | None
    abandoned: bool
    turns: int
    timed_out: int
    kept: int
    broken: int

    @property
    def gap(self) -> int:
        """Satisfaction: experience less expectation, in milli-points."""
        return self.experience - self.expectation

    def summary(self) -> dict[str, Any]:
        """The figures alone, as plain data for the store."""
        return {
            **{name: self.figures[name] for name in DIMENSIONS},
            "total": self.total,
            "passed": self.passed,
            "interpretable": self.interpretable,
            "criticals": list(self.criticals),
            "stage": self.stage,
            "harassment": self.harassment,
            "experience": self.experience,
            "expectation": self.expectation,
            "ending_outcome": self.outcome,
            "ending": self.ending,
            "abandoned": self.abandoned,
            "turns": self.turns,
            "timed_out": self.timed_out,
            "kept": self.kept,
            "broken": self.broken,
        }


def score(scenario: Scenario, rubric: Rubric, log: Iterable[Event]) -> ScoreSheet:
    """Scores a play by its event log.

    Args:
        scenario: The edition that was played.
        rubric: The numbers.
        log: All events; a play that has not ended is scored as far as it went.
    """
    story = read_playthrough(scenario, rubric, log)
    proactive, result = score_proactivity(story), score_outcome(story)
    found: dict[Dimension, Figure] = {
        "empathy": score_empathy(story),
        "proactivity": proactive.figure,
        "response": score_response(story),
        "recovery": score_recovery(story),
        "outcome": result.figure,
    }
    figures: dict[Dimension, int | None] = {name: found[name].value for name in DIMENSIONS}
    criticals = tuple(x.choice.critical for x in story.turns if x.choice.critical)
    total = _total(rubric, figures)
    if criticals:
        total = min(total, rubric.critical_cap * 1000)
    readable = interpretable(story)
    return ScoreSheet(
        figures=figures,
        total=total,
        passed=_passed(rubric, figures, total, criticals) if readable else None,
        interpretable=readable,
        criticals=criticals,
        stage=proactive.stage,
        harassment=milli(proactive.harassment),
        experience=milli(result.experience),
        expectation=milli(result.expectation),
        judged=proactive.judged,
        reasons=tuple(x for name in DIMENSIONS for x in found[name].reasons),
        outcome=story.outcome,
        ending=story.ending,
        abandoned=story.abandoned,
        turns=len(story.turns),
        timed_out=sum(x.timed_out for x in story.turns),
        kept=len(story.kept),
        broken=len(story.broken),
    )


def _total(rubric: Rubric, figures: Mapping[Dimension, int | None]) -> int:
    """The weighted mean of the rounded figures, in milli-points, rounded half up."""
    observed = [(rubric.weights[name], x) for name, x in figures.items() if x is not None]
    weights = sum(weight for weight, _ in observed)
    if not weights:
        return 0
    return milli(Fraction(sum(w * x for w, x in observed), weights * 1000))


def _passed(
    rubric: Rubric,
    figures: Mapping[Dimension, int | None],
    total: int,
    criticals: tuple[str, ...],
) -> bool:
    return (
        total >= rubric.pass_total * 1000
        and all(x is None or x >= rubric.pass_dimension * 1000 for x in figures.values())
        and not criticals
    )
