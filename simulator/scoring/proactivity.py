"""Proactivity: what was done before anyone asked, less what was pushed on the customer.

Sources: that unasked offers built on personal data, or made to an angry customer, hurt more is
van Doorn and Hoekstra's direction (2013); the sizes are defaults of ours.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Literal, TypeAlias

from msgspec import Struct

from simulator.scoring.arithmetic import (
    HUNDRED,
    NOT_OBSERVED,
    ONE,
    ZERO,
    Figure,
    Reason,
    figure,
    halving,
)
from simulator.scoring.requirements import missed_requirements

if TYPE_CHECKING:
    from simulator.scenario.model import Opportunity
    from simulator.scoring.playthrough import Playthrough, Turn

Verdict: TypeAlias = Literal["proactive", "reactive", "missed", "intrusive"]
_HEATED = ("angry", "furious")
_PRODUCT, _SUCCESS, _SEMI = 80, 50, 25


class Judged(Struct, frozen=True, kw_only=True):
    """The verdict on one opportunity, or on one offer that did not fit.

    Attributes:
        subject: The opportunity's or the extra's id.
        earned: 0 to 1; for an intrusion its weight.
        turn: The number of the reply; None where nothing was done.
    """

    subject: str
    verdict: Verdict
    earned: Fraction
    need: int = 0
    node: str | None = None
    choice: str | None = None
    turn: int | None = None


class Proactivity(Struct, frozen=True, kw_only=True):
    """The figure and what stands beside it.

    Attributes:
        over: The weight of intrusions beyond the customer's tolerance.
        harassment: 0 to 100 points.
        stage: Of service, 1 to 4; None where nothing was observed.
    """

    figure: Figure
    judged: tuple[Judged, ...]
    over: Fraction
    harassment: Fraction
    stage: int | None


def score_proactivity(story: Playthrough) -> Proactivity:
    """Proactivity, 0 to 100 points, with verdicts, harassment and the stage of service."""
    missed = missed_requirements(story)
    met = tuple(
        _judge(story, opportunity)
        for opportunity in story.scenario.opportunities.values()
        if _arises(story, opportunity, missed)
    )
    offers = _intrusions(story)
    tolerance = story.scenario.customers[story.scenario.main].tolerance
    over = max(ZERO, sum((x.earned for x in offers), ZERO) - tolerance)
    result = _figure(met, over)
    return Proactivity(
        figure=result,
        judged=met + offers,
        over=over,
        harassment=HUNDRED * (1 - halving(over / 2)),
        stage=_stage(story, result, met, offers, over),
    )


def _arises(story: Playthrough, opportunity: Opportunity, missed: frozenset[str]) -> bool:
    nodes = opportunity.opens + opportunity.cue + opportunity.asked
    if any(node in story.visited for node in nodes):
        return True
    return any(story.scenario.nodes[node].required in missed for node in opportunity.opens)


def _judge(story: Playthrough, opportunity: Opportunity) -> Judged:
    best = Judged(subject=opportunity.id, verdict="missed", earned=ZERO, need=opportunity.need)
    for turn in story.turns:
        partly = dict(turn.choice.meets).get(opportunity.id)
        if partly is None or not turn.counts_for("proactivity"):
            continue
        earned = _earned(story, opportunity, turn, partly=partly)
        if earned > best.earned:
            asked = any(node in turn.seen for node in opportunity.asked)
            best = Judged(
                subject=opportunity.id,
                verdict="reactive" if asked else "proactive",
                earned=earned,
                need=opportunity.need,
                node=turn.node.id,
                choice=turn.choice.id,
                turn=turn.number,
            )
    return best


def _earned(story: Playthrough, opportunity: Opportunity, turn: Turn, *, partly: bool) -> Fraction:
    """0 to 1: by the latest of asked, cue and opens that was reached; a part for a part."""
    rubric = story.rubric
    if any(node in turn.seen for node in opportunity.closes):
        return ZERO
    if any(node in turn.seen for node in opportunity.asked):
        lead = rubric.asked
    elif any(node in turn.seen for node in opportunity.cue):
        lead = rubric.cue
    else:
        lead = rubric.opens
    return Fraction(lead, 100) * (Fraction(rubric.partly, 100) if partly else ONE)


def _intrusions(story: Playthrough) -> tuple[Judged, ...]:
    """Offers that did not fit; the n-th weighs n², more in the heat or on personal data."""
    found: list[Judged] = []
    for turn in story.turns:
        if not turn.counts_for("proactivity"):
            continue
        for extra, fits in turn.pushed:
            if fits:
                continue
            weight = Fraction((1 + len(found)) ** 2)
            if turn.mood in _HEATED:
                weight *= Fraction(story.rubric.heated, 100)
            if turn.choice.personal_data:
                weight *= Fraction(story.rubric.personal_data, 100)
            found.append(
                Judged(
                    subject=extra,
                    verdict="intrusive",
                    earned=weight,
                    node=turn.node.id,
                    choice=turn.choice.id,
                    turn=turn.number,
                )
            )
    return tuple(found)


def _figure(met: tuple[Judged, ...], over: Fraction) -> Figure:
    needs = sum(x.need for x in met)
    if not needs:
        return NOT_OBSERVED if not over else Figure(exact=ZERO)
    reasons = [
        Reason(
            rule=f"proactivity.{x.verdict}",
            earned=HUNDRED * x.need * x.earned / needs,
            possible=HUNDRED * x.need / needs,
            node=x.node,
            choice=x.choice,
            subject=x.subject,
            turn=x.turn,
        )
        for x in met
    ]
    if over:
        base = sum((x.earned for x in reasons), ZERO)
        lost = base * (1 - halving(over / 2))
        reasons.append(Reason(rule="proactivity.intrusion", earned=-lost, possible=ZERO))
    return figure(reasons)


def _stage(
    story: Playthrough,
    result: Figure,
    met: tuple[Judged, ...],
    offers: tuple[Judged, ...],
    over: Fraction,
) -> int | None:
    if result.exact is None:
        return None
    counting = [turn for turn in story.turns if turn.counts_for("proactivity")]
    product = any(x.product for turn in counting for x in story.behaviours(turn.choice))
    if result.exact >= _PRODUCT and product and not offers:
        return 4
    if result.exact >= _SUCCESS and not over and any(x.verdict == "proactive" for x in met):
        return 3
    return 2 if result.exact >= _SEMI else 1
