"""What a reader of scores must know about an attempt beside its scores."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.attempt.published import PUBLISHED
from simulator.console.streams import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from simulator.attempt.context import Messages
    from simulator.attempt.record import Attempt


def attempt_marks(attempt: Attempt, messages: Messages) -> str:
    """The marks of an attempt in brackets, such as ` [unpublished]`; empty if it has none."""
    found = []
    if attempt.digest not in PUBLISHED:
        found.append(messages("cli.scores.unpublished"))
    if attempt.set_aside:
        found.append(messages("cli.scores.set-aside"))
    if not attempt.measured:
        found.append(messages("cli.scores.unmeasured"))
    if attempt.mode != "practice":
        found.append(messages(f"mode.{attempt.mode}"))
    if attempt.branch_of is not None:
        found.append(messages("cli.scores.retake"))
    elif attempt.number is not None and attempt.number > 1:
        found.append(messages("cli.scores.number", number=messages.number(attempt.number)))
    if attempt.damaged:
        columns = messages.joined(attempt.damaged_columns)
        found.append(messages("cli.scores.damaged", columns=columns))
    return "".join(f" [{x}]" for x in found)


def with_warnings(attempts: Iterable[Attempt], messages: Messages) -> Iterator[Attempt]:
    """The attempts; for each damaged one a warning is printed to the standard error output."""
    for attempt in attempts:
        if attempt.damaged:
            warn(attempt, messages)
        yield attempt


def warn(attempt: Attempt, messages: Messages) -> None:
    """Prints which cells of an attempt are damaged, and what to do."""
    columns = messages.joined(attempt.damaged_columns)
    warning = messages("cli.scores.left-out", attempt=attempt.id, columns=columns)
    say(warning, error=True)
