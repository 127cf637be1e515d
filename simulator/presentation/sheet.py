"""Results in words: the scores, whether the attempt passed, and the reasons of each score."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from simulator.scoring.arithmetic import milli

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from fractions import Fraction

    from simulator.attempt.context import Messages
    from simulator.attempt.ports import Translator
    from simulator.scenario.model import Scenario
    from simulator.scenario.vocabulary import Dimension
    from simulator.scoring.arithmetic import Reason
    from simulator.scoring.explain import ExplainedScore, Explanation
    from simulator.scoring.result import Bound, Obstacle
    from simulator.scoring.summary import Summary

FRONT: Final[tuple[Dimension, ...]] = ("empathy", "response", "proactivity")
"""The dimensions that are shown before the total."""
BESIDE: Final[tuple[Dimension, ...]] = ("recovery", "outcome")
"""The dimensions that are shown after the total."""

Result: TypeAlias = Literal["passed", "not-passed", "not-interpretable"]


def result_of(passed: bool | None) -> Result:  # noqa: FBT001 - the value of a score sheet
    """The result as a part of a message id.

    Args:
        passed: Whether the attempt passed; None: it cannot be interpreted.
    """
    if passed is None:
        return "not-interpretable"
    return "passed" if passed else "not-passed"


def result_text(passed: bool | None, messages: Messages) -> str:  # noqa: FBT001 - see above
    """The result in words: passed, not passed or not interpretable."""
    return messages(f"debrief.{result_of(passed)}")


def score_name(name: str, messages: Messages) -> str:
    """The name of a dimension, or of the total."""
    return messages(f"figure.{name}")


def critical_text(kind: str, messages: Messages) -> str:
    """A critical error, such as “A critical error: a false promise was made”."""
    return messages("debrief.critical", kind=messages(f"critical.{kind}"))


def obstacle_text(
    obstacle: Obstacle, scenario: Scenario, messages: Messages, translator: Translator
) -> str:
    """One condition of a pass that an attempt does not meet, as a sentence.

    Args:
        obstacle: The condition.
        scenario: The edition that was played.
        messages: The interface.
        translator: The authored text.
    """
    match obstacle.kind:
        case "harm":
            harm = scenario.nodes[obstacle.subject].harm
            return "" if harm is None else translator.text(harm.title)
        case "critical":
            return critical_text(obstacle.subject, messages)
        case "ending":
            return messages(f"obstacle.ending.{obstacle.subject}")
        case "dimension" | "total":
            return messages(
                f"obstacle.{obstacle.kind}",
                name=score_name(obstacle.subject or "total", messages),
                value=messages.figure(obstacle.value),
                least=messages.figure(obstacle.least),
            )
        case "given-up" | "no-ending":
            return messages(f"obstacle.{obstacle.kind}")


def stage_text(stage: int | None, messages: Messages) -> str | None:
    """The stage of service, 1 to 4, in words; None: it was not observed."""
    return None if stage is None else messages(f"stage.{stage}")


def summary_line(summary: Summary, messages: Messages) -> str:
    """The scores of `FRONT`, the total and the result of an ended attempt, in one line."""
    front = (f"{score_name(x, messages)} {messages.figure(summary.scores[x])}" for x in FRONT)
    total = f"{score_name('total', messages)} {messages.figure(summary.total)}"
    return "  ".join((*front, total, result_text(summary.passed, messages)))


def summary_lines(summary: Summary, messages: Messages) -> Iterator[str]:
    """All scores, the total with the result, the stage and the critical errors of an attempt."""
    for name in (*FRONT, *BESIDE):
        yield score_line(name, summary.scores[name], messages)
    yield total_line(summary.total, summary.passed, messages)
    stage = stage_text(summary.stage, messages)
    if stage is not None:
        yield f"{messages('debrief.stage')}: {stage}"
    yield from critical_lines(summary.criticals, messages)


def score_line(name: str, value: int | None, messages: Messages) -> str:
    """The name of a dimension with its score in milli-points."""
    return f"{score_name(name, messages)}: {messages.figure(value)}"


def total_line(total: int, passed: bool | None, messages: Messages) -> str:  # noqa: FBT001 - see above
    """The total in milli-points, with the result."""
    return f"{score_line('total', total, messages)} ({result_text(passed, messages)})"


def critical_lines(kinds: Iterable[str], messages: Messages) -> Iterator[str]:
    """A line for each kind of critical error; a kind that occurs twice has one line."""
    for kind in dict.fromkeys(kinds):
        yield critical_text(kind, messages)


def explanation_lines(explanation: Explanation, messages: Messages) -> Iterator[str]:
    """Each score with the reasons that add up to it, then the weighted mean that is the total."""
    for score in explanation.scores:
        yield ""
        yield from _score_lines(score, messages)
    yield ""
    yield from _total_lines(explanation, messages)


def _score_lines(score: ExplainedScore, messages: Messages) -> Iterator[str]:
    name = score_name(score.name, messages)
    if score.exact is None:
        yield f"{name}: {messages.figure(None)}"
        return
    yield name
    for reason in score.reasons:
        yield "  " + messages(
            "cli.show.reason",
            place=_place(reason, messages),
            rule=messages(f"rule.{reason.rule}"),
            code=reason.rule,
            earned=_amount(reason.earned, messages),
            possible=_amount(reason.possible, messages),
        )
    yield "  " + messages("cli.show.sum", sum=_amount(score.exact, messages))


def _place(reason: Reason, messages: Messages) -> str:
    """The place of a reason: turn from 1, node, choice, and in brackets the subject of the rule."""
    where = "" if reason.turn is None else f"{reason.turn + 1}. "
    place = "/".join(x for x in (reason.node, reason.choice) if x) or messages("cli.show.whole")
    return where + place + (f" [{reason.subject}]" if reason.subject else "")


def _total_lines(explanation: Explanation, messages: Messages) -> Iterator[str]:
    yield score_name("total", messages)
    for x in explanation.weighted:
        yield f"  {score_name(x.name, messages)}: {messages.points(x.value)} × {x.weight}"
    total = sum(x.weight * x.value for x in explanation.weighted)
    weights = sum(x.weight for x in explanation.weighted)
    if weights:
        mean = _amount(explanation.mean, messages)
        yield f"  {messages.points(total)} / {weights} = {mean}"
    if explanation.bound is not None:
        yield "  " + _bound_line(explanation.bound, messages)
    yield "  " + messages("cli.show.sum", sum=messages.points(explanation.total))


def _bound_line(bound: Bound, messages: Messages) -> str:
    """What a bound of the rubric does to a total."""
    least = bound.least or 0
    flat = ".flat" if bound.kind == "critical" and bound.least is None else ""
    return messages(
        f"cli.show.bound.{bound.kind}{flat}",
        cap=messages.points(bound.maximum * 1000),
        least=messages.points(least * 1000),
        range=messages.points((bound.maximum - least) * 1000),
    )


def _amount(points: Fraction, messages: Messages) -> str:
    """Points as an exact fraction and as decimals; `≈` where the decimals are rounded."""
    shown = messages.points(milli(points))
    if points.denominator == 1:
        return shown
    return f"{points} {'=' if milli(points) == points * 1000 else '≈'} {shown}"
