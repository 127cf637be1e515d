"""Writes files completely or not at all."""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def write_atomic(path: Path, data: bytes) -> None:
    """Replaces a file by these bytes in one step; creates its folder if there is none.

    Raises:
        OSError: The file cannot be written; its earlier content is unchanged.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with open_atomic(path) as stream:
        stream.write(data)


@contextmanager
def open_atomic(path: Path, *, sync: bool = False) -> Iterator[BinaryIO]:
    """A stream whose bytes replace a file in one step when the block ends.

    The file keeps its permissions. A link stays a link: the file that it names is replaced. A pipe
    or a device cannot be replaced and is written directly.

    Args:
        path: The file.
        sync: Whether to wait until the bytes are on the disk before the file is replaced, so that a
            power cut leaves either the old or the new content.

    Raises:
        OSError: The file cannot be written. Its earlier content is unchanged then, and also if the
            block raises an exception.
    """
    path = path.resolve()
    if path.exists() and not path.is_file():
        with path.open("wb") as stream:
            yield stream
        return
    draft = path.with_name(f".{os.urandom(8).hex()}.tmp")  # short: the length of names is limited
    try:
        with draft.open("xb") as stream:
            yield stream
            if sync:
                stream.flush()
                os.fsync(stream.fileno())
        with suppress(FileNotFoundError):
            draft.chmod(path.stat().st_mode & 0o7777)
        draft.replace(path)
    except BaseException:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        raise
