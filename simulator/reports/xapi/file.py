"""Statements as one JSON array, written while they are made."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from msgspec.json import Encoder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from simulator.attempt.record import Attempt
    from simulator.reports.xapi.statements import StatementMaker


def write(
    attempts: Iterable[Attempt],
    make: StatementMaker,
    stream: BinaryIO,
    progress: Callable[[int], None] = lambda _: None,
) -> int:
    """Writes the statements of attempts as a JSON array in UTF-8, one statement a line.

    Args:
        attempts: The attempts; the statements of only one at a time are held in memory.
        make: Makes the statements of an attempt.
        stream: The binary stream to write to.
        progress: Is told after each attempt how many were read so far.

    Returns:
        The number of attempts that have statements.

    Raises:
        OSError: The stream cannot be written.
        StoreError: The store cannot be read.
    """
    encode = Encoder().encode
    written = 0
    separator = b"[\n"
    for read, attempt in enumerate(attempts, 1):
        statements = make(attempt)
        for statement in statements:
            stream.write(separator + encode(statement))
            separator = b",\n"
        written += bool(statements)
        progress(read)
    stream.write(b"[]\n" if separator == b"[\n" else b"\n]\n")
    return written
