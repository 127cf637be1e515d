"""`simulator scores show`: one attempt, and how each of its figures came about."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from simulator.scoring.arithmetic import milli

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from simulator.attempt.house import Words
    from simulator.attempt.ports import Store
    from simulator.attempt.record import Attempt
    from simulator.scoring.arithmetic import Reason
    from simulator.scoring.explain import Explained, Explanation


def show(store: Store, start: str, words: Words, *, explained: bool, as_json: bool) -> None:
    """Prints an attempt.

    Args:
        store: Where it is kept.
        start: Of its id, as much as tells it from others.
        words: The language.
        explained: With all reasons, recomputed from its log on the edition that was played.
        as_json: For scripts.

    Raises:
        StoreError: It cannot be read.
        EditionError: The edition that was played cannot be read.
    """
    attempt = _found(store, start, words)
    explanation = _explanation(store, attempt) if explained else None
    if as_json:
        from simulator.reports.rows import row  # noqa: PLC0415 - only here

        plain: dict[str, Any] = dict(row(attempt))
        if explanation is not None:
            plain["explanation"] = _plain(explanation)
        click.echo(json.dumps(plain, indent=2, ensure_ascii=False))
        return
    for line in _lines(attempt, explanation, words):
        click.echo(line)


def _found(store: Store, start: str, words: Words) -> Attempt:
    wanted = start.strip().replace("-", "").lower()
    found = store.find(wanted) if wanted else ()
    if len(found) == 1 or (found and found[0].id == wanted):
        return found[0]
    message = "cli.show.several" if found else "cli.show.none"
    raise click.ClickException(words(message, attempt=start))


def _explanation(store: Store, attempt: Attempt) -> Explanation:
    from simulator.attempt.edition import playable, stored_edition  # noqa: PLC0415 - only here
    from simulator.scoring.explain import explain  # noqa: PLC0415 - only here
    from simulator.scoring.sheet import score  # noqa: PLC0415 - only here

    program = stored_edition(store, attempt.digest).program
    log = store.events(attempt.id)
    with playable(attempt.digest):
        return explain(program.rubric, score(program.scenario, program.rubric, log))


def _lines(attempt: Attempt, explanation: Explanation | None, words: Words) -> Iterator[str]:
    yield f"{attempt.id}  {words.date(attempt.started)}  {attempt.trainee}  {attempt.scenario}"
    if attempt.figures is None:
        yield words("cli.scores.waiting")
    else:
        yield from _figures(attempt.figures, words)
    if explanation is None:
        return
    for figure in explanation.figures:
        yield ""
        yield from _figure(figure, words)
    yield ""
    yield from _total(explanation, words)
    stored = attempt.figures
    found = [("total", explanation.total), *((x.name, x.value) for x in explanation.figures)]
    if stored and any(stored.get(name) != value for name, value in found):
        yield words("cli.show.differs")


def _figures(figures: Any, words: Words) -> Iterator[str]:  # noqa: ANN401 - plain data
    for name in ("empathy", "response", "proactivity", "recovery", "outcome"):
        yield f"{words(f'figure.{name}')}: {words.figure(figures[name])}"
    passed = {None: "debrief.not-interpretable", True: "debrief.passed"}.get(
        figures["passed"], "debrief.not-passed"
    )
    yield f"{words('figure.total')}: {words.figure(figures['total'])} ({words(passed)})"
    if figures["stage"] is not None:
        yield f"{words('debrief.stage')}: {words('stage.' + str(figures['stage']))}"
    for kind in dict.fromkeys(figures["criticals"]):
        yield words("debrief.critical", kind=words(f"critical.{kind}"))


def _figure(figure: Explained, words: Words) -> Iterator[str]:
    name = words(f"figure.{figure.name}")
    if figure.exact is None:
        yield f"{name}: {words.figure(None)}"
        return
    yield name
    for reason in figure.reasons:
        yield "  " + words(
            "cli.show.reason",
            place=_place(reason, words),
            rule=words(f"rule.{reason.rule}"),
            code=reason.rule,
            earned=_amount(reason.earned, words),
            possible=_amount(reason.possible, words),
        )
    yield "  " + words("cli.show.sum", sum=_amount(figure.exact, words))


def _place(reason: Reason, words: Words) -> str:
    """Where a reason lies: the turn, its node and choice, and what it is about."""
    where = "" if reason.turn is None else f"{reason.turn + 1}. "
    place = "/".join(x for x in (reason.node, reason.choice) if x) or words("cli.show.whole")
    return where + place + (f" [{reason.subject}]" if reason.subject else "")


def _total(explanation: Explanation, words: Words) -> Iterator[str]:
    yield words("figure.total")
    for x in explanation.weighed:
        yield f"  {words(f'figure.{x.name}')}: {words.points(x.value)} × {x.weight}"
    total = sum(x.weight * x.value for x in explanation.weighed)
    weights = sum(x.weight for x in explanation.weighed)
    if weights:
        mean = _amount(explanation.mean, words)
        yield f"  {words.points(total)} / {weights} = {mean}"
    if explanation.cap is not None:
        yield "  " + words("cli.show.cap", cap=words.points(explanation.cap * 1000))
    yield "  " + words("cli.show.sum", sum=words.points(explanation.total))


def _amount(points: Fraction, words: Words) -> str:
    """Points as an exact fraction, and as decimals; `≈` where these are rounded."""
    shown = words.points(milli(points))
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
            for x in explanation.figures
        },
        "total": {
            "weighed": [
                {"figure": x.name, "weight": x.weight, "milli": x.value}
                for x in explanation.weighed
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
