"""Score sheets as Parquet files, with typed columns, for programs that analyse data."""

from __future__ import annotations

from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from simulator.errors import MissingLibraryError

if TYPE_CHECKING:
    from simulator.reports.columns import Cell, CellType
    from simulator.reports.table import Table

_ROWS: Final = 10_000
"""How many rows are held in memory, and stand in one group of the file."""


def write(table: Table, stream: BinaryIO) -> int:
    """Writes the attempts; dates are moments in UTC.

    Args:
        table: The attempts.
        stream: The binary stream to write to.

    Returns:
        The number of attempts.

    Raises:
        MissingLibraryError: pyarrow is not installed.
        OSError: The stream cannot be written.
    """
    try:
        import pyarrow as pa  # noqa: PLC0415 - an extra, and slow to load
        from pyarrow.parquet import ParquetWriter  # noqa: PLC0415
    except ImportError as error:
        raise MissingLibraryError("parquet") from error
    types: dict[CellType, Any] = {
        "text": pa.string(),
        "date": pa.timestamp("s", tz="UTC"),
        "integer": pa.int64(),
        "decimal": pa.float64(),
        "boolean": pa.bool_(),
    }
    schema = pa.schema(
        [(name, types[x.type]) for name, x in zip(table.names, table.columns, strict=True)]
    )
    rows = table.rows()
    with ParquetWriter(stream, schema) as writer:
        while batch := list(islice(rows, _ROWS)):
            arrays = [
                pa.array(map(_moment, values) if x.type == "date" else values, types[x.type])
                for x, values in zip(table.columns, zip(*batch, strict=True), strict=True)
            ]
            writer.write_batch(pa.record_batch(arrays, schema=schema))
    return table.count


def _moment(value: Cell) -> datetime | None:
    return datetime.fromisoformat(value) if isinstance(value, str) else None
