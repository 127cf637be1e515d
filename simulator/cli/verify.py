"""`simulator scores verify`: recomputes stored attempts from their logs."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from simulator.attempt.house import Words
    from simulator.attempt.ports import Store
    from simulator.attempt.record import Attempt
    from simulator.attempt.verify import Fault


def verify_all(
    store: Store, attempts: Iterable[Attempt], words: Words, *, as_json: bool, whole: bool
) -> bool:
    """Prints what is wrong with attempts; returns whether nothing is.

    Args:
        store: Where they are kept.
        attempts: Those that are asked for.
        words: Of the interface.
        as_json: As plain data.
        whole: They are all that there are: what is left of others is told, too.

    Raises:
        StoreError: The store cannot be read.
    """
    from simulator.attempt.verify import Fault, Verifier  # noqa: PLC0415 - only here

    verifier = Verifier(store)
    count, wrong = 0, 0
    plain: list[dict[str, Any]] = []
    lines: list[str] = []
    for attempt in _watched(attempts, words):
        faults = verifier(attempt)
        count += 1
        wrong += bool(faults)
        if as_json:
            plain.append({"attempt": attempt.id, "faults": [x.plain() for x in faults]})
        elif faults:
            lines.append(f"{attempt.id}  {attempt.trainee}  {attempt.scenario}")
            lines += [f"  {_worded(x, words)}" for x in faults]
    for stray in store.strays() if whole else ():
        wrong += 1
        fault = Fault(what="stray")
        plain.append({"attempt": stray, "faults": [fault.plain()]})
        lines += [stray, f"  {_worded(fault, words)}"]
    if as_json:
        click.echo(json.dumps(plain, indent=2, ensure_ascii=False, default=repr))
        return not wrong
    lines.append(words("cli.verify.count", n=count))
    lines.append(words("cli.verify.wrong", n=wrong) if wrong else words("cli.verify.fine"))
    click.echo("\n".join(lines))
    return not wrong


def _watched(attempts: Iterable[Attempt], words: Words) -> Iterator[Attempt]:
    """The same, with a sign of life where somebody watches."""
    if not sys.stderr.isatty():
        yield from attempts
        return
    label = words("cli.verify.progress")
    with click.progressbar(attempts, label=label, show_pos=True, file=sys.stderr) as bar:
        yield from bar


def _worded(fault: Fault, words: Words) -> str:
    return words(
        f"cli.verify.{fault.what}",
        seq="?" if fault.seq is None else str(fault.seq),
        event=fault.event or "?",
        figure=fault.figure or "?",
        stored=_value(fault.stored),
        recomputed=_value(fault.recomputed),
    )


def _value(value: object) -> str:
    """A figure as it is kept, in milli-points: here nothing is rounded."""
    return json.dumps(value, ensure_ascii=False, default=repr)
