"""The result: the total, whether an attempt is passed, and what stands in the way of a pass.

Source: section The total, and passing in `docs/scoring.md`.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Literal, TypeAlias

from msgspec import Struct

from simulator.scoring.arithmetic import ZERO, milli
from simulator.scoring.playthrough import criticals_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from simulator.scenario.rubric import Rubric
    from simulator.scenario.vocabulary import Critical, Dimension
    from simulator.scoring.playthrough import Playthrough

ObstacleKind: TypeAlias = Literal[
    "harm", "critical", "given-up", "no-ending", "ending", "dimension", "total"
]
HARM = "harm-"
"""With the kind of a harm behind it, how the list of critical errors names the harm."""


class Obstacle(Struct, frozen=True, kw_only=True):
    """One condition of a pass that an attempt does not meet.

    Attributes:
        kind: `harm`: a customer was harmed. `critical`: a critical error. `given-up`: the trainee
            gave up. `no-ending`: the story has not ended. `ending`: nobody passes at this ending.
            `dimension`: a score is too low. `total`: the total is too low.
        subject: For `harm` the id of the node that shows the harm; for `critical` the kind of the
            error; for `ending` the outcome of the ending; for `dimension` the name of the
            dimension. Otherwise empty.
        value: For `dimension` and `total` the score or the total, in milli-points.
        least: For `dimension` and `total` the lowest value that passes, in milli-points.
    """

    kind: ObstacleKind
    subject: str = ""
    value: int = 0
    least: int = 0


class Bound(Struct, frozen=True, kw_only=True):
    """A bound of the rubric that changed the total of a play.

    Attributes:
        kind: `left`: the trainee gave up, or the customer is lost. `critical`: a critical error or
            harm. `escalated`: the case was handed over, and the ending does not say that this was
            right. `least`: the play was finished.
        maximum: The highest total under this bound, in points; for `least` the lowest total of a
            finished play.
        least: The total of a play whose weighted mean is 0; None: every higher total becomes
            `maximum`.
    """

    kind: Literal["left", "critical", "escalated", "least"]
    maximum: int
    least: int | None = None

    def limited(self, mean: Fraction) -> Fraction:
        """The highest total of a play under this bound, in points.

        Args:
            mean: The weighted mean of the scores, 0 to 100 points.
        """
        if self.least is None:
            return Fraction(self.maximum)
        return self.least + mean * max(0, self.maximum - self.least) / 100


def critical_errors(playthrough: Playthrough) -> tuple[str, ...]:
    """The kinds of the critical errors in the order of the play, then the harms.

    A harm without an excuse counts like a critical error; its kind is `harm-safety`, for example.
    """
    nodes = [playthrough.scenario.nodes[id_] for id_ in playthrough.harms]
    return (*_errors(playthrough), *(f"{HARM}{x.harm.kind}" for x in nodes if x.harm is not None))


def total_of(
    playthrough: Playthrough, scores: Mapping[Dimension, int | None], *, error: bool
) -> tuple[int, Bound | None]:
    """The total in milli-points, rounded half up once, and the bound that changed it.

    The total is the weighted mean of the rounded scores, changed by the bounds of the rubric. The
    second is None if no bound changed it.

    Args:
        playthrough: The play.
        scores: The scores in milli-points; None if the dimension was not observed.
        error: Whether there was a critical error or harm.
    """
    mean = total = weighted_mean(playthrough.rubric, scores)
    deciding: Bound | None = None
    for bound in _bounds(playthrough, error=error):
        limited = bound.limited(mean)
        if limited < total:
            total, deciding = limited, bound
    least = playthrough.rubric.left_cap
    finished = playthrough.ending_outcome is not None and not _left(playthrough)
    if least is not None and finished and total < least:
        total, deciding = Fraction(least), Bound(kind="least", maximum=least)
    return milli(total), deciding


def _bounds(playthrough: Playthrough, *, error: bool) -> list[Bound]:
    """The upper bounds of the total of a play.

    Args:
        playthrough: The play.
        error: Whether there was a critical error or harm.
    """
    rubric = playthrough.rubric
    least = rubric.left_cap
    if least is not None and playthrough.ending_outcome is not None and _left(playthrough):
        return [Bound(kind="left", maximum=least, least=0)]
    bounds = [Bound(kind="critical", maximum=rubric.critical_cap, least=least)] if error else []
    if rubric.escalated_cap is not None and _handed_over_wrongly(playthrough):
        bounds.append(Bound(kind="escalated", maximum=rubric.escalated_cap, least=least))
    return bounds


def weighted_mean(rubric: Rubric, scores: Mapping[Dimension, int | None]) -> Fraction:
    """The weighted mean of the rounded scores, 0 to 100 points.

    Args:
        rubric: The rubric, for the weights.
        scores: The scores in milli-points; None if the dimension was not observed.

    Returns:
        0 if no dimension was observed.
    """
    observed = [(rubric.weights[name], x) for name, x in scores.items() if x is not None]
    weights = sum(weight for weight, _ in observed)
    return Fraction(sum(w * x for w, x in observed), weights * 1000) if weights else ZERO


def obstacles(
    playthrough: Playthrough,
    scores: Mapping[Dimension, int | None],
    total: int,
    bound: Bound | None,
) -> tuple[Obstacle, ...]:
    """What stands in the way of a pass, the most serious first; empty if the attempt is passed.

    Whether the attempt is interpretable is not asked here. A total that is low only because of
    another obstacle is none itself.

    Args:
        playthrough: The play.
        scores: The scores in milli-points; None if the dimension was not observed.
        total: The total in milli-points.
        bound: The bound that changed the total; None: no bound did.
    """
    rubric = playthrough.rubric
    found = [Obstacle(kind="harm", subject=node) for node in playthrough.harms]
    found += [
        Obstacle(kind="critical", subject=kind) for kind in dict.fromkeys(_errors(playthrough))
    ]
    if rubric.pass_endings:
        found += _at_the_ending(playthrough)
    lowest = rubric.pass_dimension * 1000
    found += [
        Obstacle(kind="dimension", subject=name, value=x, least=lowest)
        for name, x in scores.items()
        if x is not None and x < lowest
    ]
    needed = rubric.pass_total * 1000
    lowered = bound is not None and milli(weighted_mean(rubric, scores)) >= needed and bool(found)
    if total < needed and not lowered:
        found.append(Obstacle(kind="total", value=total, least=needed))
    return tuple(found)


def _errors(playthrough: Playthrough) -> list[Critical]:
    """The kinds of the critical errors of all replies, in the order of the play."""
    rubric = playthrough.rubric
    return [kind for turn in playthrough.turns for kind in criticals_of(turn.choice, rubric)]


def _at_the_ending(playthrough: Playthrough) -> list[Obstacle]:
    """The obstacle that the end of the play is; empty if an attempt can be passed there."""
    outcome = playthrough.ending_outcome
    if outcome is None:
        return [Obstacle(kind="no-ending")]
    if playthrough.abandoned:
        return [Obstacle(kind="given-up")]
    if outcome in playthrough.rubric.pass_endings or _handed_over_rightly(playthrough):
        return []
    return [Obstacle(kind="ending", subject=outcome)]


def _left(playthrough: Playthrough) -> bool:
    """Whether the trainee gave up, or the customer is lost."""
    return playthrough.abandoned or playthrough.ending_outcome == "lost"


def _handed_over_rightly(playthrough: Playthrough) -> bool:
    """Whether the ending says that handing the case over was right."""
    ending = playthrough.ending
    return ending is not None and playthrough.scenario.nodes[ending].handed_over_rightly


def _handed_over_wrongly(playthrough: Playthrough) -> bool:
    """Whether the case was handed over, and the ending does not say that this was right."""
    return playthrough.ending_outcome == "escalated" and not _handed_over_rightly(playthrough)
