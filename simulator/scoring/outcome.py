"""Customer outcome: satisfaction = experience - expectation.

Source: expectancy disconfirmation for the difference; the order of distributive, interactional
and procedural justice from Orsingher et al. (2010); that a second failure rules out recovery
beyond the start from Maxham and Netemeyer (2002). The sizes are defaults of ours.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from msgspec import Struct

from simulator.scoring.arithmetic import HUNDRED, NOT_OBSERVED, ZERO, Figure, Reason, figure
from simulator.scoring.recovery import fit, given, offers_redress

if TYPE_CHECKING:
    from simulator.scenario.model import Outcome
    from simulator.scoring.playthrough import Playthrough

_DISTRIBUTIVE = Fraction(45, 100)
_INTERACTIONAL = Fraction(35, 100)
_PROCEDURAL = Fraction(20, 100)


class CustomerOutcome(Struct, frozen=True, kw_only=True):
    """The figure and the two that it compares, each 0 to 100 points.

    Attributes:
        experience: What the customer had of it.
        expectation: What the customer expected by the end.
    """

    figure: Figure
    experience: Fraction
    expectation: Fraction


def score_outcome(story: Playthrough) -> CustomerOutcome:
    """Customer outcome, 0 to 100 points; not observed before an ending."""
    if story.outcome is None:
        return CustomerOutcome(figure=NOT_OBSERVED, experience=ZERO, expectation=ZERO)
    rubric = story.rubric
    main = story.scenario.customers[story.scenario.main]
    broken = _broken(story)
    parts = [
        Reason(
            rule="outcome.distributive",
            earned=_DISTRIBUTIVE * _distributive(story),
            possible=_DISTRIBUTIVE * 100,
            node=story.ending,
        ),
        Reason(
            rule="outcome.interactional",
            earned=_INTERACTIONAL * Fraction(story.trust, 10),
            possible=_INTERACTIONAL * 100,
        ),
        Reason(
            rule="outcome.procedural",
            earned=_PROCEDURAL * _procedural(story.patience, main.patience),
            possible=_PROCEDURAL * 100,
        ),
    ]
    parts += [
        Reason(rule="outcome.broken", earned=Fraction(-rubric.broken), possible=ZERO, subject=x)
        for x in sorted(broken)
    ]
    experience = sum((x.earned for x in parts), ZERO)
    if experience < 0:
        parts.append(Reason(rule="outcome.least", earned=-experience, possible=ZERO))
        experience = ZERO
    expectation = Fraction(main.expectation + _raised(story, broken))
    parts.append(
        Reason(rule="outcome.expectation", earned=50 - expectation, possible=50 - expectation)
    )
    return CustomerOutcome(
        figure=_cut(story, parts, second_failure=bool(broken) or _failed_again(story)),
        experience=experience,
        expectation=expectation,
    )


def _distributive(story: Playthrough) -> Fraction:
    endings: dict[Outcome, int] = dict(story.rubric.endings)
    ending = Fraction(next(v for k, v in endings.items() if k == story.outcome))
    failure = story.scenario.failure
    if failure is None or not offers_redress(story):
        return ending
    return (ending + HUNDRED * fit(failure, given(story))) / 2


def _procedural(patience: int, start: int) -> Fraction:
    return HUNDRED if start == 0 else HUNDRED * min(Fraction(1), Fraction(patience, start))


def _broken(story: Playthrough) -> frozenset[str]:
    """Promises broken; one without a time that was not kept is broken at the ending."""
    open_ended = {x for x, timed in story.made.items() if not timed and x not in story.kept}
    return story.broken | open_ended


def _raised(story: Playthrough, broken: frozenset[str]) -> int:
    rubric = story.rubric
    kept = sum(timed and x in story.kept for x, timed in story.made.items())
    raised = sum(x in broken or not timed for x, timed in story.made.items())
    most = rubric.expectation_maximum
    return max(-most, min(most, rubric.expectation_step * (raised - kept)))


def _failed_again(story: Playthrough) -> bool:
    return any(story.scenario.nodes[node].fails for node in story.visited)


def _cut(story: Playthrough, parts: list[Reason], *, second_failure: bool) -> Figure:
    """The figure within its bounds; what a bound takes off is a reason of its own."""
    bounds = [("outcome.range", 100)]
    if second_failure:
        bounds.append(("outcome.second-failure", story.rubric.second_failure_cap))
    if story.outcome == "lost":
        bounds.append(("outcome.lost", story.rubric.lost_cap))
    total = sum((x.earned for x in parts), ZERO)
    if total < 0:
        parts.append(Reason(rule="outcome.range", earned=-total, possible=ZERO))
        total = ZERO
    for rule, most in bounds:
        if total > most:
            parts.append(Reason(rule=rule, earned=most - total, possible=ZERO))
            total = Fraction(most)
    return figure(parts)
