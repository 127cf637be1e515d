"""The audit trail: who exported, verified or erased what, in a file that only grows."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

from simulator.files.writing import claim, make_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def add_entry(file: Path, entry: dict[str, Any]) -> None:
    """Adds an entry to a trail; it is on the disk when the function returns.

    Args:
        file: The file of the trail; it is made if it is missing.
        entry: The entry; its values are those of JSON.

    Raises:
        OSError: The file cannot be written.
    """
    make_folder(file.parent)
    claim(file)
    line = json.dumps(entry, ensure_ascii=False, separators=(",", ":")) + "\n"
    with file.open("a", encoding="utf-8") as stream:
        stream.write(line)
        stream.flush()
        os.fsync(stream.fileno())


def read_entries(file: Path) -> Iterator[dict[str, Any]]:
    """The entries of a trail, the oldest first; a line that is none is passed over.

    Raises:
        OSError: The file cannot be read.
    """
    if not file.exists():
        return
    with file.open(encoding="utf-8", errors="replace") as stream:
        for line in stream:
            try:
                entry = json.loads(line)
            except (ValueError, RecursionError):
                continue
            if isinstance(entry, dict):
                yield entry
