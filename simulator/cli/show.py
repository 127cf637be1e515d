"""`simulator scores show`: one attempt, and how each of its figures came about."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from simulator.scoring.arithmetic import milli

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from simulator.attempt.context import Messages
    from simulator.attempt.ports import AttemptReader
    from simulator.attempt.record import Attempt
    from simulator.scoring.arithmetic import Reason
    from simulator.scoring.explain import ExplainedScore, Explanation
    from simulator.scoring.summary import Summary


def show(
    store: AttemptReader, start: str, messages: Messages, *, explained: bool, as_json: bool
) -> None:
    """Prints an attempt.

    Args:
        store: Where it is kept.
        start: Of its id, as much as tells it from others.
        messages: The interface.
        explained: With all reasons, recomputed from its log on the edition that was played.
        as_json: For scripts.

    Raises:
        StoreError: It cannot be read.
        EditionError: The edition that was played cannot be read.
    """
    attempt = _found(store, start, messages)
    explanation = _explanation(store, attempt) if explained else None
    if as_json:
        from simulator.reports.rows import row  # noqa: PLC0415 - only here

        plain: dict[str, Any] = dict(row(attempt))
        if explanation is not None:
            plain["explanation"] = _plain(explanation)
        click.echo(json.dumps(plain, indent=2, ensure_ascii=False))
        return
    for line in _lines(attempt, explanation, messages):
        click.echo(line)


def _found(store: AttemptReader, start: str, messages: Messages) -> Attempt:
    wanted = start.strip().replace("-", "").lower()
    found = store.find(wanted) if wanted else ()
    if len(found) == 1 or (found and found[0].id == wanted):
        return found[0]
    message = "cli.show.several" if found else "cli.show.none"
    raise click.ClickException(messages(message, attempt=start))


def _explanation(store: AttemptReader, attempt: Attempt) -> Explanation:
    from simulator.attempt.edition import playable, stored_edition  # noqa: PLC0415 - only here
    from simulator.scoring.explain import explain  # noqa: PLC0415 - only here
    from simulator.scoring.sheet import score  # noqa: PLC0415 - only here

    program = stored_edition(store, attempt.digest).program
    log = store.events(attempt.id)
    with playable(attempt.digest):
        return explain(program.rubric, score(program.scenario, program.rubric, log))


def _lines(attempt: Attempt, explanation: Explanation | None, messages: Messages) -> Iterator[str]:
    yield f"{attempt.id}  {messages.date(attempt.started)}  {attempt.trainee}  {attempt.scenario}"
    if attempt.summary is None:
        yield messages("cli.scores.waiting")
    else:
        yield from _figures(attempt.summary, messages)
    if explanation is None:
        return
    for figure in explanation.scores:
        yield ""
        yield from _figure(figure, messages)
    yield ""
    yield from _total(explanation, messages)
    stored = attempt.summary
    found = [("total", explanation.total), *((x.name, x.value) for x in explanation.scores)]
    if stored and any(getattr(stored, name) != value for name, value in found):
        yield messages("cli.show.differs")


def _figures(summary: Summary, messages: Messages) -> Iterator[str]:
    for name in ("empathy", "response", "proactivity", "recovery", "outcome"):
        yield f"{messages(f'figure.{name}')}: {messages.figure(getattr(summary, name))}"
    passed = {None: "debrief.not-interpretable", True: "debrief.passed"}.get(
        summary.passed, "debrief.not-passed"
    )
    yield f"{messages('figure.total')}: {messages.figure(summary.total)} ({messages(passed)})"
    if summary.stage is not None:
        yield f"{messages('debrief.stage')}: {messages('stage.' + str(summary.stage))}"
    for kind in dict.fromkeys(summary.criticals):
        yield messages("debrief.critical", kind=messages(f"critical.{kind}"))


def _figure(figure: ExplainedScore, messages: Messages) -> Iterator[str]:
    name = messages(f"figure.{figure.name}")
    if figure.exact is None:
        yield f"{name}: {messages.figure(None)}"
        return
    yield name
    for reason in figure.reasons:
        yield "  " + messages(
            "cli.show.reason",
            place=_place(reason, messages),
            rule=messages(f"rule.{reason.rule}"),
            code=reason.rule,
            earned=_amount(reason.earned, messages),
            possible=_amount(reason.possible, messages),
        )
    yield "  " + messages("cli.show.sum", sum=_amount(figure.exact, messages))


def _place(reason: Reason, messages: Messages) -> str:
    """Where a reason lies: the turn, its node and choice, and what it is about."""
    where = "" if reason.turn is None else f"{reason.turn + 1}. "
    place = "/".join(x for x in (reason.node, reason.choice) if x) or messages("cli.show.whole")
    return where + place + (f" [{reason.subject}]" if reason.subject else "")


def _total(explanation: Explanation, messages: Messages) -> Iterator[str]:
    yield messages("figure.total")
    for x in explanation.weighted:
        yield f"  {messages(f'figure.{x.name}')}: {messages.points(x.value)} × {x.weight}"
    total = sum(x.weight * x.value for x in explanation.weighted)
    weights = sum(x.weight for x in explanation.weighted)
    if weights:
        mean = _amount(explanation.mean, messages)
        yield f"  {messages.points(total)} / {weights} = {mean}"
    if explanation.cap is not None:
        yield "  " + messages("cli.show.cap", cap=messages.points(explanation.cap * 1000))
    yield "  " + messages("cli.show.sum", sum=messages.points(explanation.total))


def _amount(points: Fraction, messages: Messages) -> str:
    """Points as an exact fraction, and as decimals; `≈` where these are rounded."""
    shown = messages.points(milli(points))
    if points.denominator == 1:
        return shown
    return f"{points} {'=' if milli(points) == points * 1000 else '≈'} {shown}"


def _plain(explanation: Explanation) -> dict[str, Any]:
    """Exact fractions as text, such as `200/3`; other figures in milli-points."""
    return {
        "figures": {
            x.name: {
                "exact": None if x.exact is None else str(x.exact),
                "milli": x.value,
                "reasons": [_plain_reason(reason) for reason in x.reasons],
            }
            for x in explanation.scores
        },
        "total": {
            "weighed": [
                {"figure": x.name, "weight": x.weight, "milli": x.value}
                for x in explanation.weighted
            ],
            "exact": str(explanation.mean),
            "cap": explanation.cap,
            "milli": explanation.total,
        },
    }


def _plain_reason(reason: Reason) -> dict[str, Any]:
    return {
        "rule": reason.rule,
        "turn": None if reason.turn is None else reason.turn + 1,
        "node": reason.node,
        "choice": reason.choice,
        "subject": reason.subject,
        "earned": str(reason.earned),
        "possible": str(reason.possible),
        "milli": milli(reason.earned),
    }
