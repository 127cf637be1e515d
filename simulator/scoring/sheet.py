"""The score sheet: the scores of the five dimensions, the total, and whether it is a pass."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from simulator.scenario.model import DIMENSIONS
from simulator.scoring.arithmetic import milli
from simulator.scoring.empathy import score_empathy
from simulator.scoring.outcome import score_outcome
from simulator.scoring.playthrough import read_playthrough
from simulator.scoring.proactivity import score_proactivity
from simulator.scoring.recovery import score_recovery
from simulator.scoring.response import interpretable, score_response
from simulator.scoring.summary import Summary

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from simulator.scenario.model import Dimension, Scenario
    from simulator.scenario.rubric import Rubric
    from simulator.scoring.arithmetic import DimensionScore, Reason
    from simulator.scoring.proactivity import OpportunityVerdict
    from simulator.session.event import Event


class ScoreSheet(Summary, frozen=True, kw_only=True):
    """A summary, and every reason behind it.

    Attributes:
        verdicts: How each opportunity that arose was handled, and then each intrusion.
        reasons: The terms of all dimensions; those of one dimension add up to its exact score.
    """

    verdicts: tuple[OpportunityVerdict, ...]
    reasons: tuple[Reason, ...]

    def summary(self) -> Summary:
        """The numbers alone, as the store keeps them."""
        return Summary(**{name: getattr(self, name) for name in Summary.__struct_fields__})


def score(scenario: Scenario, rubric: Rubric, log: Iterable[Event]) -> ScoreSheet:
    """The score sheet of a play, from its event log alone.

    Args:
        scenario: The edition that was played.
        rubric: The rubric to score by.
        log: All events; a play that has not ended is scored as far as it went.

    Raises:
        KeyError: The log names a node or a choice that the scenario does not have.
    """
    playthrough = read_playthrough(scenario, rubric, log)
    proactivity, outcome = score_proactivity(playthrough), score_outcome(playthrough)
    found: dict[Dimension, DimensionScore] = {
        "empathy": score_empathy(playthrough),
        "proactivity": proactivity.score,
        "response": score_response(playthrough),
        "recovery": score_recovery(playthrough),
        "outcome": outcome.score,
    }
    scores = {name: found[name].value for name in DIMENSIONS}
    criticals = tuple(x.choice.critical for x in playthrough.turns if x.choice.critical)
    total = _total(rubric, scores)
    if criticals:
        total = min(total, rubric.critical_cap * 1000)
    readable = interpretable(playthrough)
    return ScoreSheet(
        **scores,
        total=total,
        passed=_passed(rubric, scores, total, criticals) if readable else None,
        interpretable=readable,
        criticals=criticals,
        stage=proactivity.stage,
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
        verdicts=proactivity.verdicts,
        reasons=tuple(x for name in DIMENSIONS for x in found[name].reasons),
    )


def _total(rubric: Rubric, scores: Mapping[Dimension, int | None]) -> int:
    """The weighted mean of the rounded scores, in milli-points, rounded half up."""
    observed = [(rubric.weights[name], x) for name, x in scores.items() if x is not None]
    weights = sum(weight for weight, _ in observed)
    if not weights:
        return 0
    return milli(Fraction(sum(w * x for w, x in observed), weights * 1000))


def _passed(
    rubric: Rubric,
    scores: Mapping[Dimension, int | None],
    total: int,
    criticals: tuple[str, ...],
) -> bool:
    """Whether the total and every observed score are high enough, without a critical error."""
    return (
        total >= rubric.pass_total * 1000
        and all(x is None or x >= rubric.pass_dimension * 1000 for x in scores.values())
        and not criticals
    )
