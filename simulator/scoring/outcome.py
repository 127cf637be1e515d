"""Customer outcome: how far the experience of the customer met the expectation.

**Outcome = 50 + experience - expectation, cut to 0 to 100**

**Experience = 0.45 × what was received + 0.35 × trust + 0.20 × patience - broken promises**

Source: section Customer outcome in `docs/scoring.md`. The difference is expectancy
disconfirmation; the order of distributive, interactional and procedural justice is Orsingher and
others (2010); that a second failure rules out recovery beyond the start is Maxham and Netemeyer
(2002). The sizes are defaults of ours.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from msgspec import Struct

from simulator.scoring.arithmetic import (
    HUNDRED,
    NOT_OBSERVED,
    ZERO,
    DimensionScore,
    Reason,
    exact_sum,
    score_from,
)
from simulator.scoring.redress import offers_redress, redress_fit, redress_given

if TYPE_CHECKING:
    from simulator.scenario.model import Outcome
    from simulator.scoring.playthrough import Playthrough

_DISTRIBUTIVE = Fraction(45, 100)
_INTERACTIONAL = Fraction(35, 100)
_PROCEDURAL = Fraction(20, 100)


class CustomerOutcome(Struct, frozen=True, kw_only=True):
    """The score of the customer outcome, and the two values that it compares.

    Attributes:
        score: The score of the dimension.
        experience: The experience of the customer, 0 to 100 points; 0 before an ending.
        expectation: The expectation of the customer at the ending, in points; 0 before an ending.
    """

    score: DimensionScore
    experience: Fraction
    expectation: Fraction


def score_outcome(playthrough: Playthrough) -> CustomerOutcome:
    """The score of the customer outcome, 0 to 100 points; not observed before an ending."""
    if playthrough.ending_outcome is None:
        return CustomerOutcome(score=NOT_OBSERVED, experience=ZERO, expectation=ZERO)
    broken = _broken(playthrough)
    terms = _experience(playthrough, broken)
    experience = exact_sum(x.earned for x in terms)
    if experience < 0:
        terms.append(Reason(rule="outcome.least", earned=-experience, possible=ZERO))
        experience = ZERO
    main = playthrough.scenario.customers[playthrough.scenario.main]
    expectation = Fraction(main.expectation + _raised(playthrough, broken))
    terms.append(
        Reason(rule="outcome.expectation", earned=50 - expectation, possible=50 - expectation)
    )
    failed_again = bool(broken) or _visited_a_failure(playthrough)
    return CustomerOutcome(
        score=_cut(playthrough, terms, second_failure=failed_again),
        experience=experience,
        expectation=expectation,
    )


def _experience(playthrough: Playthrough, broken: frozenset[str]) -> list[Reason]:
    """The terms of the experience, in points."""
    main = playthrough.scenario.customers[playthrough.scenario.main]
    terms = [
        Reason(
            rule="outcome.distributive",
            earned=_DISTRIBUTIVE * _distributive(playthrough),
            possible=_DISTRIBUTIVE * 100,
            node=playthrough.ending,
        ),
        Reason(
            rule="outcome.interactional",
            earned=_INTERACTIONAL * Fraction(playthrough.trust, 10),
            possible=_INTERACTIONAL * 100,
        ),
        Reason(
            rule="outcome.procedural",
            earned=_PROCEDURAL * _procedural(playthrough.patience, main.patience),
            possible=_PROCEDURAL * 100,
        ),
    ]
    lost = Fraction(-playthrough.rubric.broken)
    terms += [
        Reason(rule="outcome.broken", earned=lost, possible=ZERO, subject=x) for x in sorted(broken)
    ]
    return terms


def _distributive(playthrough: Playthrough) -> Fraction:
    """What the customer received, 0 to 100 points."""
    endings: dict[Outcome, int] = dict(playthrough.rubric.endings)
    ending = Fraction(next(v for k, v in endings.items() if k == playthrough.ending_outcome))
    failure = playthrough.scenario.failure
    if failure is None or not offers_redress(playthrough):
        return ending
    return (ending + HUNDRED * redress_fit(failure, redress_given(playthrough))) / 2


def _procedural(patience: int, start: int) -> Fraction:
    """How little patience the case took, 0 to 100 points."""
    return HUNDRED if start == 0 else HUNDRED * min(Fraction(1), Fraction(patience, start))


def _broken(playthrough: Playthrough) -> frozenset[str]:
    """The broken promises; one without a due time that was not kept is broken at the ending."""
    open_ended = {
        x
        for x, has_due_time in playthrough.promises.items()
        if not has_due_time and x not in playthrough.kept
    }
    return playthrough.broken | open_ended


def _raised(playthrough: Playthrough, broken: frozenset[str]) -> int:
    """The points by which promises raised the expectation; below 0: they lowered it."""
    rubric = playthrough.rubric
    promises = playthrough.promises.items()
    kept = sum(has_due_time and x in playthrough.kept for x, has_due_time in promises)
    raised = sum(x in broken or not has_due_time for x, has_due_time in promises)
    maximum = rubric.expectation_maximum
    return max(-maximum, min(maximum, rubric.expectation_step * (raised - kept)))


def _visited_a_failure(playthrough: Playthrough) -> bool:
    """Whether a visited node is marked as a failure."""
    return any(playthrough.scenario.nodes[node].fails for node in playthrough.visited)


def _cut(playthrough: Playthrough, terms: list[Reason], *, second_failure: bool) -> DimensionScore:
    """The score within its bounds; a term of its own says what each bound takes off."""
    bounds = [("outcome.range", 100)]
    if second_failure:
        bounds.append(("outcome.second-failure", playthrough.rubric.second_failure_cap))
    if playthrough.ending_outcome == "lost":
        bounds.append(("outcome.lost", playthrough.rubric.lost_cap))
    total = exact_sum(x.earned for x in terms)
    if total < 0:
        terms.append(Reason(rule="outcome.range", earned=-total, possible=ZERO))
        total = ZERO
    for rule, maximum in bounds:
        if total > maximum:
            terms.append(Reason(rule=rule, earned=maximum - total, possible=ZERO))
            total = Fraction(maximum)
    return score_from(terms)
