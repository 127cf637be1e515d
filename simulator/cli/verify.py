"""`simulator scores verify`: recomputes stored attempts from their logs."""

from __future__ import annotations

import json
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final, TextIO

from simulator.audit.verify import Fault, Verifier
from simulator.console.streams import say_json, say_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from simulator.attempt.context import Messages
    from simulator.attempt.ports import AuditStore
    from simulator.attempt.record import Attempt

_SHOWN_EVERY: Final = 100
_DIGITS: Final = 12


def verify_all(
    store: AuditStore,
    attempts: Iterable[Attempt],
    messages: Messages,
    *,
    as_json: bool,
    whole: bool,
) -> bool:
    """Prints the faults of attempts; returns whether there are none.

    Args:
        store: The store of the attempts.
        attempts: The attempts to verify.
        messages: The interface.
        as_json: Whether to print JSON.
        whole: Whether these are all attempts of the store; if so, orphans are printed, too.

    Raises:
        StoreError: The store cannot be read.
    """
    verifier = Verifier(store)
    count, wrong = 0, 0
    plain: list[dict[str, Any]] = []
    lines: list[str] = []
    for attempt in _watched(attempts, messages):
        faults = verifier(attempt)
        count += 1
        wrong += bool(faults)
        if as_json:
            plain.append({"attempt": attempt.id, "faults": [x.encode() for x in faults]})
        elif faults:
            lines.append(f"{attempt.id}  {attempt.trainee}  {attempt.scenario}")
            lines += [f"  {_worded(x, messages)}" for x in faults]
    for orphan in store.orphans() if whole else ():
        wrong += 1
        fault = Fault(kind="orphan")
        plain.append({"attempt": orphan, "faults": [fault.encode()]})
        lines += [orphan, f"  {_worded(fault, messages)}"]
    if as_json:
        say_json(plain)
        return not wrong
    lines.append(messages("cli.verify.count", n=count))
    lines.append(messages("cli.verify.wrong", n=wrong) if wrong else messages("cli.verify.fine"))
    for line in lines:
        say_line(line)
    return not wrong


def _watched(attempts: Iterable[Attempt], messages: Messages) -> Iterator[Attempt]:
    """The attempts; their number so far is shown if the standard error output is a terminal."""
    terminal = sys.__stderr__
    if terminal is None or not sys.stderr.isatty():
        yield from attempts
        return
    label = messages("cli.verify.progress")
    for count, attempt in enumerate(attempts):
        if not count % _SHOWN_EVERY:
            _show(terminal, f"\r{label} {count} ")
        yield attempt
    _show(terminal, f"\r{' ' * (2 * len(label) + _DIGITS)}\r")


def _show(terminal: TextIO, text: str) -> None:
    """Writes to a terminal without `sys.stderr`, which would not let a carriage return through."""
    with suppress(OSError):
        terminal.write(text)
        terminal.flush()


def _worded(fault: Fault, messages: Messages) -> str:
    return messages(
        f"cli.verify.{fault.kind}",
        seq="?" if fault.seq is None else str(fault.seq),
        event=fault.event or "?",
        figure=fault.field or "?",
        stored=_value(fault.stored),
        recomputed=_value(fault.recomputed),
    )


def _value(value: object) -> str:
    """A value as JSON, not rounded; a score is in milli-points."""
    return json.dumps(value, ensure_ascii=False, default=repr)
