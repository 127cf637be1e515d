"""Customer outcome: how far the experience of the customer met the expectation.

**Outcome = 50 + experience - expectation, limited to 0 to 100**

**Experience = 0.45 × what was received + 0.35 × trust + 0.20 × patience - broken promises**

Source: section Customer outcome in `docs/scoring.md`. Experience minus expectation is known as
expectancy disconfirmation. Orsingher and others (2010) found that distributive justice (what was
received) matters most, then interactional (trust), then procedural (patience). Maxham and Netemeyer
(2002) found that customers do not recover from a second failure. The numbers are our own choice.
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
    from simulator.scenario.vocabulary import Outcome
    from simulator.scoring.playthrough import Playthrough

_DISTRIBUTIVE = Fraction(45, 100)
_INTERACTIONAL = Fraction(35, 100)
_PROCEDURAL = Fraction(20, 100)


class CustomerOutcome(Struct, frozen=True, kw_only=True):
    """The score of the customer outcome, and the two values that it compares.

    Attributes:
        score: The score of the dimension.
        experience: The experience of the main customer, 0 to 100 points; 0 before an ending.
        expectation: The expectation of the main customer at the ending, in points. It can be below
            0 or above 100, because promises change it. 0 before an ending.
    """

    score: DimensionScore
    experience: Fraction
    expectation: Fraction


def score_outcome(playthrough: Playthrough) -> CustomerOutcome:
    """The score of the customer outcome, 0 to 100 points; not observed before an ending."""
    if playthrough.ending_outcome is None:
        return CustomerOutcome(score=NOT_OBSERVED, experience=ZERO, expectation=ZERO)
    broken = _broken_promises(playthrough)
    terms = _experience(playthrough, broken)
    experience = exact_sum(x.earned for x in terms)
    if experience < 0:
        terms.append(Reason(rule="outcome.least", earned=-experience, possible=ZERO))
        experience = ZERO
    main = playthrough.scenario.customers[playthrough.scenario.main]
    expectation = Fraction(main.expectation + _expectation_change(playthrough, broken))
    terms.append(
        Reason(rule="outcome.expectation", earned=50 - expectation, possible=50 - expectation)
    )
    failed_again = bool(broken) or _visited_a_failure(playthrough)
    return CustomerOutcome(
        score=_limited_score(playthrough, terms, second_failure=failed_again),
        experience=experience,
        expectation=expectation,
    )


def _experience(playthrough: Playthrough, broken: frozenset[str]) -> list[Reason]:
    """The terms of the experience, in points.

    Args:
        playthrough: The play.
        broken: The ids of the broken promises.
    """
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
        Reason(rule="outcome.broken", earned=lost, possible=ZERO, subject=id_)
        for id_ in sorted(broken)
    ]
    return terms


def _distributive(playthrough: Playthrough) -> Fraction:
    """The worth of what the customer received: the ending and the redress, 0 to 100 points."""
    endings: dict[Outcome, int] = dict(playthrough.rubric.endings)
    ending = Fraction(next(v for k, v in endings.items() if k == playthrough.ending_outcome))
    failure = playthrough.scenario.failure
    if failure is None or not offers_redress(playthrough):
        return ending
    return (ending + HUNDRED * redress_fit(failure, redress_given(playthrough))) / 2


def _procedural(patience: int, start: int) -> Fraction:
    """How little patience the case cost, 0 to 100 points.

    Args:
        patience: The patience of the main customer at the ending, 0 to 1000 points.
        start: The patience of the main customer at the start, 0 to 1000 points.
    """
    return HUNDRED if start == 0 else HUNDRED * min(Fraction(1), Fraction(patience, start))


def _broken_promises(playthrough: Playthrough) -> frozenset[str]:
    """The ids of the promises that count as broken at the ending.

    A promise without a due time counts as broken if it was not kept. A promise with a due time that
    was broken counts only if the rubric says so.
    """
    open_ended = frozenset(
        id_
        for id_, has_due_time in playthrough.promises.items()
        if not has_due_time and id_ not in playthrough.kept
    )
    return playthrough.broken | open_ended if playthrough.rubric.late_promises else open_ended


def _expectation_change(playthrough: Playthrough, broken: frozenset[str]) -> int:
    """The points by which promises raised the expectation; negative if they lowered it.

    Args:
        playthrough: The play.
        broken: The ids of the broken promises.
    """
    rubric = playthrough.rubric
    promises = playthrough.promises.items()
    lowering = sum(has_due_time and id_ in playthrough.kept for id_, has_due_time in promises)
    raising = sum(id_ in broken or not has_due_time for id_, has_due_time in promises)
    maximum = rubric.expectation_maximum
    return max(-maximum, min(maximum, rubric.expectation_step * (raising - lowering)))


def _visited_a_failure(playthrough: Playthrough) -> bool:
    """Whether a visited node is marked as a failure."""
    return any(playthrough.scenario.nodes[node].fails for node in playthrough.visited)


def _limited_score(
    playthrough: Playthrough, terms: list[Reason], *, second_failure: bool
) -> DimensionScore:
    """The score within 0 to 100 and below the caps of a second failure and a lost ending.

    Args:
        playthrough: The play.
        terms: The terms so far; a term is added for each limit that changes the score.
        second_failure: Whether a second failure happened.
    """
    caps = [("outcome.range", 100)]
    if second_failure:
        caps.append(("outcome.second-failure", playthrough.rubric.second_failure_cap))
    if playthrough.ending_outcome == "lost":
        caps.append(("outcome.lost", playthrough.rubric.lost_cap))
    total = exact_sum(x.earned for x in terms)
    if total < 0:
        terms.append(Reason(rule="outcome.range", earned=-total, possible=ZERO))
        total = ZERO
    for rule, maximum in caps:
        if total > maximum:
            terms.append(Reason(rule=rule, earned=maximum - total, possible=ZERO))
            total = Fraction(maximum)
    return score_from(terms)
