"""Proactivity: opportunities met before anyone asked, less the extras that did not fit.

**Proactivity = 100 × Σ need × credit ÷ Σ need × halving(over ÷ 2)**

*Over* is the weight of all intrusions beyond the tolerance of the main customer.

Source: section Proactivity in `docs/scoring.md`; that unasked offers hurt more if they build on
personal data or meet an angry customer is the direction found by van Doorn and Hoekstra (2013).
The sizes are defaults of ours.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Literal, TypeAlias

from msgspec import Struct

from simulator.scoring.arithmetic import (
    HUNDRED,
    NOT_OBSERVED,
    ZERO,
    DimensionScore,
    Reason,
    exact_sum,
    halving_curve,
    score_from,
)
from simulator.scoring.requirements import missed_requirements

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from simulator.scenario.model import Opportunity
    from simulator.scoring.playthrough import Playthrough, Turn

Verdict: TypeAlias = Literal["proactive", "reactive", "missed", "intrusive"]
_HEATED = ("angry", "furious")
_STAGE_4, _STAGE_3, _STAGE_2 = 80, 50, 25


class OpportunityVerdict(Struct, frozen=True, kw_only=True):
    """How one opportunity was handled; or one intrusion, an extra that did not fit.

    Attributes:
        subject: Id of the opportunity; of the extra for an intrusion.
        verdict: `intrusive` for an intrusion, else one of the other three.
        credit: How well the opportunity was met, 0 to 1; 0 for an intrusion.
        weight: Weight of the intrusion, 1 or more; 0 for an opportunity.
        need: Weight of the opportunity in the score; 0 for an intrusion.
        node: Id of the node of the turn; None where nothing was done.
        choice: Id of the choice of the turn; None where nothing was done.
        turn: Number of the turn, from 0; None where nothing was done.
    """

    subject: str
    verdict: Verdict
    credit: Fraction = ZERO
    weight: Fraction = ZERO
    need: int = 0
    node: str | None = None
    choice: str | None = None
    turn: int | None = None


class Proactivity(Struct, frozen=True, kw_only=True):
    """The score of proactivity, and the values that stand beside it on the sheet.

    Attributes:
        score: The score of the dimension.
        verdicts: How each opportunity that arose was handled, and then each intrusion.
        harassment: Weight of the intrusions on the halving curve, 0 to 100 points; 0 is best.
        stage: Stage of service, 1 to 4; None: not observed.
    """

    score: DimensionScore
    verdicts: tuple[OpportunityVerdict, ...]
    harassment: Fraction
    stage: int | None


def score_proactivity(playthrough: Playthrough) -> Proactivity:
    """The score of proactivity, 0 to 100 points; not observed when no opportunity arose."""
    missed = missed_requirements(playthrough)
    meetings = _meetings(playthrough)
    handled = tuple(
        _verdict(playthrough, opportunity, meetings.get(opportunity.id, ()))
        for opportunity in playthrough.scenario.opportunities.values()
        if _arises(playthrough, opportunity, missed)
    )
    intrusions = _intrusions(playthrough)
    tolerance = playthrough.scenario.customers[playthrough.scenario.main].tolerance
    over = max(ZERO, exact_sum(x.weight for x in intrusions) - tolerance)
    score = _score(handled, over)
    return Proactivity(
        score=score,
        verdicts=handled + intrusions,
        harassment=HUNDRED * (1 - halving_curve(over / 2)),
        stage=_stage(playthrough, score, handled, intrusions, over),
    )


def _arises(playthrough: Playthrough, opportunity: Opportunity, missed: frozenset[str]) -> bool:
    """Whether an opportunity arose: one of its nodes was visited, or was required and missed."""
    nodes = opportunity.opens + opportunity.cue + opportunity.asked
    if any(node in playthrough.visited for node in nodes):
        return True
    required = playthrough.scenario.outline.required
    return any(node.id in opportunity.opens for label in missed for node in required[label])


def _meetings(playthrough: Playthrough) -> Mapping[str, Sequence[tuple[Turn, bool]]]:
    """The turns that met each opportunity, by its id; each with whether it met only partly."""
    found: dict[str, list[tuple[Turn, bool]]] = {}
    for turn in playthrough.turns:
        if turn.choice.meets and turn.counts_for("proactivity"):
            for opportunity, partly in dict(turn.choice.meets).items():
                found.setdefault(opportunity, []).append((turn, partly))
    return found


def _verdict(
    playthrough: Playthrough, opportunity: Opportunity, meetings: Sequence[tuple[Turn, bool]]
) -> OpportunityVerdict:
    """The verdict by the best meeting, the first one of equal ones."""
    best = OpportunityVerdict(subject=opportunity.id, verdict="missed", need=opportunity.need)
    for turn, partly in meetings:
        credit = _credit(playthrough, opportunity, turn, partly=partly)
        if credit > best.credit:
            asked = playthrough.visited_any(opportunity.asked, by=turn)
            best = OpportunityVerdict(
                subject=opportunity.id,
                verdict="reactive" if asked else "proactive",
                credit=credit,
                need=opportunity.need,
                node=turn.node.id,
                choice=turn.choice.id,
                turn=turn.number,
            )
    return best


def _credit(
    playthrough: Playthrough, opportunity: Opportunity, turn: Turn, *, partly: bool
) -> Fraction:
    """The credit of a meeting, 0 to 1, by how late in the opportunity it came."""
    rubric = playthrough.rubric
    if playthrough.visited_any(opportunity.closes, by=turn):
        return ZERO
    if playthrough.visited_any(opportunity.asked, by=turn):
        per_cent = rubric.asked
    elif playthrough.visited_any(opportunity.cue, by=turn):
        per_cent = rubric.cue
    else:
        per_cent = rubric.opens
    return Fraction(per_cent * (rubric.partly if partly else 100), 10_000)


def _intrusions(playthrough: Playthrough) -> tuple[OpportunityVerdict, ...]:
    """The extras that did not fit.

    The n-th one weighs n², and more in front of an angry face or on personal data.
    """
    rubric = playthrough.rubric
    found: list[OpportunityVerdict] = []
    for turn in playthrough.turns:
        if not turn.extras or not turn.counts_for("proactivity"):
            continue
        for extra, fits in turn.extras:
            if fits:
                continue
            weight = Fraction((1 + len(found)) ** 2)
            if turn.mood in _HEATED:
                weight *= Fraction(rubric.heated, 100)
            if turn.choice.personal_data:
                weight *= Fraction(rubric.personal_data, 100)
            found.append(
                OpportunityVerdict(
                    subject=extra,
                    verdict="intrusive",
                    weight=weight,
                    node=turn.node.id,
                    choice=turn.choice.id,
                    turn=turn.number,
                )
            )
    return tuple(found)


def _score(handled: tuple[OpportunityVerdict, ...], over: Fraction) -> DimensionScore:
    needs = sum(x.need for x in handled)
    if not needs:
        return DimensionScore(exact=ZERO) if over else NOT_OBSERVED
    reasons = [
        Reason(
            rule=f"proactivity.{x.verdict}",
            earned=HUNDRED * x.need * x.credit / needs,
            possible=HUNDRED * x.need / needs,
            node=x.node,
            choice=x.choice,
            subject=x.subject,
            turn=x.turn,
        )
        for x in handled
    ]
    if over:
        earned = exact_sum(x.earned for x in reasons)
        lost = earned * (1 - halving_curve(over / 2))
        reasons.append(Reason(rule="proactivity.intrusion", earned=-lost, possible=ZERO))
    return score_from(reasons)


def _stage(
    playthrough: Playthrough,
    score: DimensionScore,
    handled: tuple[OpportunityVerdict, ...],
    intrusions: tuple[OpportunityVerdict, ...],
    over: Fraction,
) -> int | None:
    """The stage of service, 1 to 4; None: proactivity was not observed."""
    if score.exact is None:
        return None
    if score.exact >= _STAGE_4 and not intrusions and _makes_a_service(playthrough):
        return 4
    if score.exact >= _STAGE_3 and not over and any(x.verdict == "proactive" for x in handled):
        return 3
    return 2 if score.exact >= _STAGE_2 else 1


def _makes_a_service(playthrough: Playthrough) -> bool:
    """Whether a behaviour that counts turned the solution into a service for all customers."""
    return any(
        behaviour.product
        for turn in playthrough.turns
        if turn.counts_for("proactivity")
        for behaviour in playthrough.behaviours(turn.choice)
    )
