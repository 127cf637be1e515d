"""Reads the bytes of a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.authoring.yaml.values import MAX_BYTES
from simulator.files.fault import UnusableFileError
from simulator.files.reading import read_whole
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
        return read_whole(path, MAX_BYTES)
    except FileNotFoundError:
        collector.report(codes.FILE_NOT_FOUND, start)
    except UnusableFileError as error:
        if error.fault == "too-big":
            collector.report(codes.TOO_BIG, start, maximum=MAX_BYTES // (1024 * 1024))
        else:
            collector.report(codes.NOT_A_FILE, start)
    except OSError:
        collector.report(codes.CANNOT_READ, start)
    return None
