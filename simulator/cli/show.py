"""`simulator scores show`: prints one attempt, and the reasons of each of its scores."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from simulator.attempt.edition import playable, stored_edition
from simulator.audit.signed import sheet_code
from simulator.cli.marks import attempt_marks, warn
from simulator.console.streams import say_json, say_line
from simulator.presentation.sheet import explanation_lines, summary_lines
from simulator.reports.rows import row
from simulator.scoring.arithmetic import milli
from simulator.scoring.explain import explain_sheet
from simulator.scoring.sheet import score
from simulator.scoring.summary import Summary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.attempt.context import Messages
    from simulator.attempt.ports import AttemptReader, Store
    from simulator.attempt.record import Attempt
    from simulator.scoring.arithmetic import Reason
    from simulator.scoring.explain import Explanation
    from simulator.scoring.result import Bound


def show_attempt(
    store: Store, start: str, messages: Messages, *, explained: bool, as_json: bool
) -> None:
    """Prints an attempt.

    Args:
        store: The store of the attempt.
        start: The first digits of its id; no other id may start with them.
        messages: The interface.
        explained: Whether to print all reasons, too. They are computed from the event log and the
            edition that was played.
        as_json: Whether to print JSON.

    Raises:
        StoreError: The attempt cannot be read.
        EditionError: The edition that was played is missing, changed or unreadable.
        click.ClickException: No id, or more than one id, starts with these digits.
    """
    attempt = find_attempt(store, start, messages)
    if attempt.damaged:
        warn(attempt, messages)
    explanation = _explanation(store, attempt) if explained else None
    if as_json:
        plain: dict[str, Any] = dict(row(attempt))
        if explanation is not None:
            plain["explanation"] = _encode_explanation(explanation)
        say_json(plain)
        return
    for line in _lines(attempt, explanation, messages):
        say_line(line)
    for review in store.reviews.of(attempt.id):
        say_line(
            messages(
                f"review.{review.decision}",
                date=messages.date(review.at),
                reviewer=review.reviewer,
                note=review.note,
            )
        )


def find_attempt(store: AttemptReader, start: str, messages: Messages) -> Attempt:
    """The attempt whose id starts with some digits.

    Raises:
        click.ClickException: No id, or more than one id, starts with them.
        StoreError: The store cannot be read.
    """
    wanted = start.strip().replace("-", "").lower()
    found = store.find(wanted) if wanted else ()
    if len(found) == 1 or (found and found[0].id == wanted):
        return found[0]
    message = "cli.show.several" if found else "cli.show.none"
    raise click.ClickException(messages(message, attempt=start))


def _explanation(store: AttemptReader, attempt: Attempt) -> Explanation:
    program = stored_edition(store, attempt.digest).program
    log = store.events(attempt.id)
    with playable(attempt.digest):
        return explain_sheet(program.rubric, score(program.scenario, program.rubric, log))


def _lines(attempt: Attempt, explanation: Explanation | None, messages: Messages) -> Iterator[str]:
    date, marked = messages.date(attempt.started), attempt_marks(attempt, messages)
    yield f"{attempt.id}  {date}  {attempt.trainee}  {attempt.scenario}{marked}"
    if attempt.ended is not None:
        yield messages("cli.show.code", code=sheet_code(attempt))
    if any(x in Summary.__struct_fields__ for x in attempt.damaged_columns):
        pass  # A score that stands for a damaged one would mislead.
    elif attempt.summary is None:
        yield messages("cli.scores.waiting")
    else:
        yield from summary_lines(attempt.summary, messages)
    if explanation is None:
        return
    yield from explanation_lines(explanation, messages)
    stored = attempt.summary
    found = [("total", explanation.total), *((x.name, x.value) for x in explanation.scores)]
    if stored and any(getattr(stored, name) != value for name, value in found):
        yield messages("cli.show.differs")


def _encode_explanation(explanation: Explanation) -> dict[str, Any]:
    """An explanation for JSON: fractions as text, such as `200/3`; scores in milli-points."""
    return {
        "figures": {
            x.name: {
                "exact": None if x.exact is None else str(x.exact),
                "milli": x.value,
                "reasons": [_encode_reason(reason) for reason in x.reasons],
            }
            for x in explanation.scores
        },
        "total": {
            "weighed": [
                {"figure": x.name, "weight": x.weight, "milli": x.value}
                for x in explanation.weighted
            ],
            "exact": str(explanation.mean),
            **_encode_bound(explanation.bound),
            "milli": explanation.total,
        },
    }


def _encode_bound(bound: Bound | None) -> dict[str, Any]:
    """What changed the total, for JSON, in points.

    `cap` is the highest total under the bound, or None. A bound under which better play still earns
    more is a line from `least` to `most`.
    """
    if bound is None or bound.kind == "least":
        return {"cap": None}
    line = {"kind": bound.kind, "least": bound.least, "most": bound.maximum}
    return {"cap": bound.maximum} | ({} if bound.least is None else {"bound": line})


def _encode_reason(reason: Reason) -> dict[str, Any]:
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
