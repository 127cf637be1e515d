"""`simulator scores verify`: recomputes stored attempts from their logs."""

from __future__ import annotations

import json
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final, TextIO

from simulator.attempt.published import PUBLISHED
from simulator.attempt.record import DatabaseFault
from simulator.audit.verify import Fault, Verifier
from simulator.console.streams import say_json, say_line
from simulator.errors import StoreError
from simulator.files.site_key import is_signed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from simulator.attempt.context import Messages
    from simulator.attempt.ports import Store
    from simulator.attempt.record import Attempt

_SHOWN_EVERY: Final = 100
_DIGITS: Final = 12


def verify_all(
    store: Store,
    attempts: Iterable[Attempt],
    messages: Messages,
    *,
    as_json: bool,
    whole: bool,
    trusted: frozenset[str] = frozenset(),
) -> tuple[bool, int]:
    """Prints the faults of attempts.

    Args:
        store: The store of the attempts.
        attempts: The attempts to verify.
        messages: The interface.
        as_json: Whether to print JSON.
        trusted: The public keys that are trusted; empty: signatures are not checked.
        whole: Whether these are all attempts of the store; if so, orphans are printed, too.

    Returns:
        Whether there are no faults, and the number of attempts.

    Raises:
        StoreError: The store cannot be read.
    """
    report = _Verification(messages)
    verifier = Verifier(store, trusted, is_signed)
    try:
        for attempt in _watched(attempts, messages):
            report.add_attempt(attempt, verifier(attempt))
    except StoreError as error:
        report.add_failure(error)
    if whole:
        try:
            for orphan in store.audit.orphans():
                report.add_orphan(orphan)
        except StoreError as error:
            report.add_failure(error)
        try:
            for fault in store.audit.faults():
                report.add_fault(fault)
        except StoreError as error:
            report.add_failure(error)
    if as_json:
        say_json(report.plain)
    else:
        for line in report.lines():
            say_line(line)
    return not report.wrong, report.attempts


class _Verification:
    """The faults that were found so far.

    Attributes:
        plain: Everything, for JSON.
        attempts: The number of attempts that were verified.
    """

    def __init__(self, messages: Messages) -> None:
        self._messages = messages
        self.plain: list[dict[str, Any]] = []
        self._lines: list[str] = []
        self._without_trainee: set[str] = set()
        self.attempts = self._wrong_attempts = self._wrong_places = self._unpublished = 0

    @property
    def wrong(self) -> bool:
        """Whether anything differs from what was written."""
        return bool(self._wrong_attempts or self._wrong_places)

    def add_attempt(self, attempt: Attempt, faults: tuple[Fault, ...]) -> None:
        """Adds an attempt that was verified."""
        if "trainee" in attempt.damaged_columns:
            self._without_trainee.add(attempt.id)
        self.attempts += 1
        self._wrong_attempts += bool(faults)
        plain: dict[str, Any] = {"attempt": attempt.id, "faults": [x.encode() for x in faults]}
        if attempt.digest not in PUBLISHED:
            self._unpublished += 1
            plain["published"] = False
        self.plain.append(plain)
        if faults:
            self._lines.append(f"{attempt.id}  {attempt.trainee}  {attempt.scenario}")
            self._lines += [f"  {_worded(x, self._messages)}" for x in faults]

    def add_orphan(self, id_: str) -> None:
        """Adds an attempt of which a part is missing."""
        if id_ not in self._without_trainee:
            self._wrong_attempts += 1
            self._add(id_, Fault(kind="orphan"))

    def add_fault(self, fault: DatabaseFault) -> None:
        """Adds something that is damaged outside the attempts."""
        self._wrong_places += 1
        self._add(None, Fault(kind=fault.kind, field=fault.place, stored=fault.detail))

    def add_failure(self, error: StoreError) -> None:
        """Adds that the database could not be read to its end; what was found so far is kept.

        Raises:
            StoreError: The error says nothing about the content of the database.
        """
        if error.reason not in {"damaged", "medium", "refused"}:
            raise error
        self.add_fault(DatabaseFault(kind="page", place="", detail=error.detail))

    def lines(self) -> list[str]:
        """The faults in words, and how many there are."""
        messages, lines = self._messages, list(self._lines)
        lines.append(messages("cli.verify.count", n=self.attempts))
        if self._unpublished:
            lines.append(messages("cli.verify.unpublished", n=self._unpublished))
        if self._wrong_attempts:
            lines.append(messages("cli.verify.wrong", n=self._wrong_attempts))
        if self._wrong_places:
            lines.append(messages("cli.verify.places", n=self._wrong_places))
        if not self.wrong:
            lines.append(messages("cli.verify.fine"))
        return lines

    def _add(self, attempt: str | None, fault: Fault) -> None:
        self.plain.append({"attempt": attempt, "faults": [fault.encode()]})
        self._lines += [attempt or self._messages("cli.verify.database")]
        self._lines += [f"  {_worded(fault, self._messages)}"]


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
