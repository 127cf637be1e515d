"""Reads the bytes of a file."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

from simulator.authoring.yaml.values import MAX_BYTES
from simulator.findings import code as codes
from simulator.findings.source import Source, Span

if TYPE_CHECKING:
    from pathlib import Path

    from simulator.findings.collector import Collector


def read_file(path: Path, collector: Collector) -> bytes | None:
    """The bytes of a file.

    Args:
        path: The file.
        collector: Gets a finding if the file cannot be read.

    Returns:
        None if the file is missing, cannot be read, is no regular file or is larger than
        `MAX_BYTES`.
    """
    start = Span(Source(str(path), ""), 0, 0, 1)
    try:
        status = path.stat()
        if stat.S_ISREG(status.st_mode) and status.st_size <= MAX_BYTES:
            with path.open("rb") as file:
                return file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        collector.report(codes.FILE_NOT_FOUND, start)
        return None
    except (OSError, ValueError):
        collector.report(codes.CANNOT_READ, start)
        return None
    if stat.S_ISREG(status.st_mode):
        collector.report(codes.TOO_BIG, start, maximum=MAX_BYTES // (1024 * 1024))
    else:
        collector.report(codes.NOT_A_FILE, start)
    return None
