"""Proactivity: opportunities met before anyone asked, reduced by offers that did not fit.

**Proactivity = 100 × Σ need × credit ÷ Σ need × halving(over ÷ 2)**

*Over* is the weight of all intrusions minus the tolerance of the main customer, but at least 0.

Source: section Proactivity in `docs/scoring.md`. Van Doorn and Hoekstra (2013) found that unasked
offers hurt more if they use personal data or meet an angry customer. The numbers are our own
choice.
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

    from simulator.scenario.declarations import Opportunity
    from simulator.scoring.playthrough import Playthrough, Turn

Verdict: TypeAlias = Literal["proactive", "reactive", "missed", "intrusive"]
_HEATED_MOODS = ("angry", "furious")
# The lowest scores of proactivity, in points, for the stages of service 4, 3 and 2.
_STAGE_4, _STAGE_3, _STAGE_2 = 80, 50, 25


class OpportunityVerdict(Struct, frozen=True, kw_only=True):
    """How one opportunity was handled, or one intrusion (an offered extra that did not fit).

    Attributes:
        subject: The id of the opportunity; for an intrusion, the id of the extra.
        verdict: `intrusive` for an intrusion. For an opportunity: `proactive` if it was met before
            the customer asked, `reactive` if it was met after that, `missed` if it was never met
            while it was open.
        credit: How well the opportunity was met, 0 to 1; 0 for an intrusion.
        weight: The weight of the intrusion, greater than 0; 0 for an opportunity.
        need: The weight of the opportunity in the score, 1 or 2; 0 for an intrusion.
        node: The id of the node of the deciding turn; None for a missed opportunity.
        choice: The id of the choice of the deciding turn; None for a missed opportunity.
        turn: The number of the deciding turn, from 0; None for a missed opportunity.
    """

    subject: str
    verdict: Verdict
    credit: Fraction = ZERO
    weight: Fraction = ZERO
    need: int = 0
    node: str | None = None
    choice: str | None = None
    turn: int | None = None


class _Missed(Struct, frozen=True, kw_only=True):
    """Why an opportunity was missed although a turn met it.

    Attributes:
        rule: The name of the rule.
        node: The id of the node where it was met too early, or which shows that it was in vain.
        choice: The id of the choice that met it too early; None: it was met in time.
        turn: The number of the turn of that choice, from 0; None: it was met in time.
    """

    rule: str
    node: str
    choice: str | None = None
    turn: int | None = None


class Proactivity(Struct, frozen=True, kw_only=True):
    """The score of proactivity, and the related values on the score sheet.

    Attributes:
        score: The score of the dimension.
        verdicts: A verdict on each opportunity that arose, then one on each intrusion.
        harassment: 100 × (1 - halving(over ÷ 2)), 0 to 100 points; 0 is best.
        stage: The stage of service, 1 to 4; None if the dimension was not observed.
    """

    score: DimensionScore
    verdicts: tuple[OpportunityVerdict, ...]
    harassment: Fraction
    stage: int | None


def score_proactivity(playthrough: Playthrough) -> Proactivity:
    """The score of proactivity, 0 to 100 points, with verdicts, harassment and stage.

    If no opportunity arose, the score is 0 after too many intrusions, and not observed otherwise.
    """
    missed = missed_requirements(playthrough)
    meetings = _meetings(playthrough)
    judged = [
        _judged(playthrough, opportunity, meetings.get(opportunity.id, ()))
        for opportunity in playthrough.scenario.opportunities.values()
        if _arises(playthrough, opportunity, missed)
    ]
    intrusions = _intrusions(playthrough)
    tolerance = playthrough.scenario.customers[playthrough.scenario.main].tolerance
    over = max(ZERO, exact_sum(x.weight for x in intrusions) - tolerance)
    score = _score(judged, over)
    handled = tuple(verdict for verdict, _ in judged)
    return Proactivity(
        score=score,
        verdicts=handled + intrusions,
        harassment=HUNDRED * (1 - halving_curve(over / 2)),
        stage=_stage(playthrough, score, handled, intrusions, over),
    )


def _arises(playthrough: Playthrough, opportunity: Opportunity, missed: frozenset[str]) -> bool:
    """Whether an opportunity arose, so that it counts in the score.

    An opportunity arises if one of its nodes was visited, or if one of its `opens` nodes belongs to
    a missed requirement.

    Args:
        playthrough: The play.
        opportunity: The opportunity.
        missed: The labels of the missed requirements.
    """
    if any(node in playthrough.visited for node in _opening_nodes(opportunity)):
        return True
    required = playthrough.scenario.outline.required
    return any(node.id in opportunity.opens for label in missed for node in required[label])


def _opening_nodes(opportunity: Opportunity) -> tuple[str, ...]:
    """The nodes of which one must be visited before the opportunity can be met."""
    return opportunity.opens + opportunity.cue + opportunity.asked


def _judged(
    playthrough: Playthrough, opportunity: Opportunity, meetings: Sequence[tuple[Turn, bool]]
) -> tuple[OpportunityVerdict, _Missed | None]:
    """The verdict on an opportunity, and why it was missed although a turn met it.

    The second is None if no turn met it, and if it was not missed.
    """
    lasting = [x for x in meetings if _undone_after(playthrough, opportunity, x[0]) is None]
    verdict = _verdict(playthrough, opportunity, lasting)
    if verdict.credit:
        return verdict, None
    for turn, partly in meetings:
        undone = _undone_after(playthrough, opportunity, turn)
        if undone is not None and _credit(playthrough, opportunity, turn, partly=partly):
            return verdict, _Missed(rule="proactivity.undone", node=undone)
    early = _too_early(playthrough, opportunity, meetings)
    if early is None:
        return verdict, None
    return verdict, _Missed(
        rule="proactivity.too-early",
        node=early.node.id,
        choice=early.choice.id,
        turn=early.number,
    )


def _too_early(
    playthrough: Playthrough, opportunity: Opportunity, meetings: Sequence[tuple[Turn, bool]]
) -> Turn | None:
    """The first turn that met an opportunity before it opened; None if there is no such turn."""
    opening = _opening_nodes(opportunity)
    early = (turn for turn, _ in meetings if not playthrough.visited_any(opening, by=turn))
    return next(early, None)


def _undone_after(playthrough: Playthrough, opportunity: Opportunity, turn: Turn) -> str | None:
    """The first node which shows that an opportunity was met in vain; None: there is none.

    Args:
        playthrough: The play.
        opportunity: The opportunity.
        turn: The turn that met it; nodes that were visited by then do not count.
    """
    visited = playthrough.visited
    undone = [node for node in opportunity.undone if visited.get(node, -1) > turn.number]
    return min(undone, key=visited.__getitem__, default=None)


def _meetings(playthrough: Playthrough) -> Mapping[str, Sequence[tuple[Turn, bool]]]:
    """The turns that met each opportunity, by the id of the opportunity.

    Each turn is paired with whether it met the opportunity only partly.
    """
    meetings: dict[str, list[tuple[Turn, bool]]] = {}
    for turn in playthrough.turns:
        if turn.choice.meets and turn.counts_for("proactivity"):
            for opportunity, partly in dict(turn.choice.meets).items():
                meetings.setdefault(opportunity, []).append((turn, partly))
    return meetings


def _verdict(
    playthrough: Playthrough, opportunity: Opportunity, meetings: Sequence[tuple[Turn, bool]]
) -> OpportunityVerdict:
    """The verdict on an opportunity by its best meeting; of equally good ones the first counts."""
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
    """The credit for meeting an opportunity at a turn, 0 to 1; the earlier, the higher.

    It is 0 before the opportunity has opened, and after it has closed.
    """
    rubric = playthrough.rubric
    opened = playthrough.visited_any(_opening_nodes(opportunity), by=turn)
    if not opened or playthrough.visited_any(opportunity.closes, by=turn):
        return ZERO
    if playthrough.visited_any(opportunity.asked, by=turn):
        per_cent = rubric.asked
    elif playthrough.visited_any(opportunity.cue, by=turn):
        per_cent = rubric.cue
    else:
        per_cent = rubric.opens
    return Fraction(per_cent * (rubric.partly if partly else 100), 10_000)


def _intrusions(playthrough: Playthrough) -> tuple[OpportunityVerdict, ...]:
    """A verdict on each intrusion, in the order of the play.

    The n-th intrusion weighs n². Its weight is higher if the customer is angry or furious, or if
    the offer uses personal data.
    """
    rubric = playthrough.rubric
    intrusions: list[OpportunityVerdict] = []
    for turn in playthrough.turns:
        if not turn.extras or not turn.counts_for("proactivity"):
            continue
        for extra, fits in turn.extras:
            if fits:
                continue
            weight = Fraction((1 + len(intrusions)) ** 2)
            if turn.mood in _HEATED_MOODS:
                weight *= Fraction(rubric.heated, 100)
            if turn.choice.personal_data:
                weight *= Fraction(rubric.personal_data, 100)
            intrusions.append(
                OpportunityVerdict(
                    subject=extra,
                    verdict="intrusive",
                    weight=weight,
                    node=turn.node.id,
                    choice=turn.choice.id,
                    turn=turn.number,
                )
            )
    return tuple(intrusions)


def _score(
    judged: Sequence[tuple[OpportunityVerdict, _Missed | None]], over: Fraction
) -> DimensionScore:
    """The score of proactivity.

    Args:
        judged: The verdict on each opportunity that arose, and why it was missed although a turn
            met it.
        over: The weight of all intrusions beyond the tolerance.
    """
    needs = sum(verdict.need for verdict, _ in judged)
    if not needs and not over:
        return NOT_OBSERVED
    reasons = [_reason(verdict, needs, missed) for verdict, missed in judged]
    if over:
        earned = exact_sum(x.earned for x in reasons)
        lost = earned * (1 - halving_curve(over / 2))
        possible = ZERO if needs else HUNDRED
        reasons.append(Reason(rule="proactivity.intrusion", earned=-lost, possible=possible))
    return score_from(reasons)


def _reason(verdict: OpportunityVerdict, needs: int, missed: _Missed | None) -> Reason:
    """The term of an opportunity.

    Args:
        verdict: The verdict on the opportunity.
        needs: The sum of the needs of all opportunities that arose.
        missed: Why the opportunity was missed although a turn met it; None: it was not, or no turn
            met it.
    """
    place = verdict if missed is None else missed
    return Reason(
        rule=f"proactivity.{verdict.verdict}" if missed is None else missed.rule,
        earned=HUNDRED * verdict.need * verdict.credit / needs,
        possible=HUNDRED * verdict.need / needs,
        node=place.node,
        choice=place.choice,
        subject=verdict.subject,
        turn=place.turn,
    )


def _stage(
    playthrough: Playthrough,
    score: DimensionScore,
    handled: tuple[OpportunityVerdict, ...],
    intrusions: tuple[OpportunityVerdict, ...],
    over: Fraction,
) -> int | None:
    """The stage of service, 1 to 4; None if proactivity was not observed."""
    if score.exact is None:
        return None
    if score.exact >= _STAGE_4 and not intrusions and _makes_a_service(playthrough):
        return 4
    if score.exact >= _STAGE_3 and not over and any(x.verdict == "proactive" for x in handled):
        return 3
    return 2 if score.exact >= _STAGE_2 else 1


def _makes_a_service(playthrough: Playthrough) -> bool:
    """Whether the trainee turned the solution into a service for all customers.

    Only turns at nodes that count for proactivity are read.
    """
    return any(
        behaviour.product
        for turn in playthrough.turns
        if turn.counts_for("proactivity")
        for behaviour in playthrough.behaviours(turn.choice)
    )
