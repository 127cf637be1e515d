"""The score sheet: the five scores, the total, and whether the attempt is passed."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from simulator.scenario.vocabulary import DIMENSIONS
from simulator.scoring.arithmetic import milli
from simulator.scoring.customer_outcome import score_outcome
from simulator.scoring.empathy import score_empathy
from simulator.scoring.playthrough import read_playthrough
from simulator.scoring.proactivity import score_proactivity
from simulator.scoring.recovery import score_recovery
from simulator.scoring.response import interpretable, score_response
from simulator.scoring.summary import Summary

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from simulator.scenario.model import Scenario
    from simulator.scenario.rubric import Rubric
    from simulator.scenario.vocabulary import Dimension
    from simulator.scoring.arithmetic import DimensionScore, Reason
    from simulator.scoring.proactivity import OpportunityVerdict
    from simulator.session.event import Event


class ScoreSheet(Summary, frozen=True, kw_only=True):
    """A summary with every reason behind it; see `Summary` for the other attributes.

    Attributes:
        verdicts: A verdict on each opportunity that arose, then one on each intrusion.
        reasons: The terms of all dimensions; the terms of one dimension add up to its exact score.
    """

    verdicts: tuple[OpportunityVerdict, ...]
    reasons: tuple[Reason, ...]

    def summary(self) -> Summary:
        """The sheet without verdicts and reasons, as the store saves it."""
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
        reasons=tuple(x for name in DIMENSIONS for x in dimensions[name].reasons),
    )


def _total(rubric: Rubric, scores: Mapping[Dimension, int | None]) -> int:
    """The weighted mean of the rounded scores, in milli-points and rounded half up.

    Args:
        rubric: The rubric, for the weights.
        scores: The scores in milli-points; None if the dimension was not observed.

    Returns:
        0 if no dimension was observed.
    """
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
    """Whether the attempt is passed, if it is interpretable.

    Args:
        rubric: The rubric, for the lowest total and the lowest score that pass.
        scores: The scores in milli-points; None if the dimension was not observed.
        total: The total in milli-points.
        criticals: The kinds of the critical errors; a passed attempt has none.
    """
    return (
        total >= rubric.pass_total * 1000
        and all(x is None or x >= rubric.pass_dimension * 1000 for x in scores.values())
        and not criticals
    )
