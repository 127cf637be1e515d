"""The score sheet: the five scores, the total, and whether the attempt is passed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.scenario.vocabulary import DIMENSIONS
from simulator.scoring.arithmetic import milli
from simulator.scoring.customer_outcome import score_outcome
from simulator.scoring.empathy import score_empathy
from simulator.scoring.playthrough import read_playthrough
from simulator.scoring.proactivity import score_proactivity
from simulator.scoring.recovery import score_recovery
from simulator.scoring.response import interpretable, score_response
from simulator.scoring.result import critical_errors, obstacles, total_of
from simulator.scoring.summary import Summary

if TYPE_CHECKING:
    from collections.abc import Iterable

    from simulator.scenario.model import Scenario
    from simulator.scenario.rubric import Rubric
    from simulator.scenario.vocabulary import Dimension
    from simulator.scoring.arithmetic import DimensionScore, Reason
    from simulator.scoring.proactivity import OpportunityVerdict
    from simulator.scoring.result import Bound, Obstacle
    from simulator.session.event import Event


class ScoreSheet(Summary, frozen=True, kw_only=True):
    """A summary with every reason behind it; see `Summary` for the other attributes.

    Attributes:
        bound: The bound of the rubric that changed the total; None: no bound did.
        obstacles: What stands in the way of a pass, the most serious first; empty if nothing does.
        verdicts: A verdict on each opportunity that arose, then one on each intrusion.
        reasons: The terms of all dimensions; the terms of one dimension add up to its exact score.
    """

    bound: Bound | None
    obstacles: tuple[Obstacle, ...]
    verdicts: tuple[OpportunityVerdict, ...]
    reasons: tuple[Reason, ...]

    def summary(self) -> Summary:
        """The sheet without bound, obstacles, verdicts and reasons, as the store saves it."""
        return Summary(**{name: getattr(self, name) for name in Summary.__struct_fields__})


def score(scenario: Scenario, rubric: Rubric, log: Iterable[Event]) -> ScoreSheet:
    """The score sheet of a play, computed from its event log alone.

    Args:
        scenario: The scenario as it was played.
        rubric: The rubric to score by.
        log: All events so far, from the first event on; the play need not have ended.

    Raises:
        KeyError: The log names a node or a choice that the scenario does not have.
    """
    playthrough = read_playthrough(scenario, rubric, log)
    proactivity, outcome = score_proactivity(playthrough), score_outcome(playthrough)
    dimensions: dict[Dimension, DimensionScore] = {
        "empathy": score_empathy(playthrough),
        "proactivity": proactivity.score,
        "response": score_response(playthrough),
        "recovery": score_recovery(playthrough),
        "outcome": outcome.score,
    }
    scores = {name: dimensions[name].value for name in DIMENSIONS}
    criticals = critical_errors(playthrough)
    total, bound = total_of(playthrough, scores, error=bool(criticals))
    readable = interpretable(playthrough)
    in_the_way = obstacles(playthrough, scores, total, bound)
    passed = not in_the_way if readable else None
    return ScoreSheet(
        **scores,
        total=total,
        passed=passed,
        interpretable=readable,
        criticals=criticals,
        stage=_stage(rubric, proactivity.stage, passed=passed),
        harassment=milli(proactivity.harassment),
        experience=milli(outcome.experience),
        expectation=milli(outcome.expectation),
        ending_outcome=playthrough.ending_outcome,
        ending=playthrough.ending,
        abandoned=playthrough.abandoned,
        turns=len(playthrough.turns),
        timed_out=sum(x.timed_out for x in playthrough.turns),
        kept=len(playthrough.kept),
        broken=len(playthrough.broken),
        bound=bound,
        obstacles=in_the_way,
        verdicts=proactivity.verdicts,
        reasons=tuple(x for name in DIMENSIONS for x in dimensions[name].reasons),
    )


def _stage(rubric: Rubric, stage: int | None, *, passed: bool | None) -> int | None:
    """The stage of service, kept below the stages that only a passed attempt reaches.

    Args:
        rubric: The rubric.
        stage: The stage by proactivity alone, 1 to 4; None: not observed.
        passed: Whether the attempt is passed; None: it is not interpretable.
    """
    if stage is None or passed or rubric.pass_stage is None:
        return stage
    return min(stage, rubric.pass_stage - 1)
