"""Score sheets as JSON Lines: an object on each line, with typed values."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

import msgspec

if TYPE_CHECKING:
    from simulator.reports.table import Table


def write(table: Table, stream: BinaryIO) -> int:
    """Writes a line for each attempt, by the names of the columns.

    Args:
        table: The attempts; only one row at a time is held in memory.
        stream: The binary stream to write to.

    Returns:
        The number of attempts.

    Raises:
        OSError: The stream cannot be written.
    """
    encode, put = msgspec.json.Encoder().encode, stream.write
    for row in table.rows():
        put(encode(dict(zip(table.names, row, strict=True))) + b"\n")
    return table.count
