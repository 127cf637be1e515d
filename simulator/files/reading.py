"""Reads files that anybody may have made: regular files only, and never more than a limit.

A pipe without a writer would wait for ever, and a device such as `/dev/zero` never ends. The kind
of a file is therefore looked at before it is opened, because opening a device can have effects, and
again afterwards, because the path can name another file by then.
"""

from __future__ import annotations

import errno
import os
import stat
from typing import TYPE_CHECKING, BinaryIO, Final

from simulator.files.fault import UnusableFileError

if TYPE_CHECKING:
    from pathlib import Path

_FLAGS: Final = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)


def read_whole(path: Path, most: int) -> bytes:
    """The bytes of a file.

    Args:
        path: The file.
        most: The largest accepted size in bytes.

    Raises:
        UnusableFileError: The path names no regular file, or the file is larger than `most`.
        OSError: The file is missing or cannot be read.
    """
    with _opened(path) as file:
        size = os.fstat(file.fileno()).st_size
        if size > most:
            raise UnusableFileError("too-big", path)
        data = _read(file, size + 1)
        if data and not size:  # as files below /proc, which are made while they are read
            raise UnusableFileError("not-a-file", path)
        if len(data) > size:  # The file grows while it is read.
            data += _read(file, most + 1 - len(data))
    if len(data) > most:
        raise UnusableFileError("too-big", path)
    return data


def read_start(path: Path, size: int) -> bytes:
    """The first bytes of a file.

    Args:
        path: The file.
        size: The largest number of bytes.

    Raises:
        UnusableFileError: The path names no regular file.
        OSError: The file is missing or cannot be read.
    """
    with _opened(path) as file:
        return _read(file, size)


def _opened(path: Path) -> BinaryIO:
    try:
        _check(path, os.stat(path))  # noqa: PTH116 - as fast as a check of each start must be
        descriptor = os.open(path, _FLAGS)
    except ValueError as error:  # No name of a file contains a zero or half a surrogate pair.
        raise OSError(errno.EINVAL, str(error), str(path)) from error
    try:
        _check(path, os.fstat(descriptor))
        return os.fdopen(descriptor, "rb")
    except BaseException:
        os.close(descriptor)
        raise


def _check(path: Path, status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise UnusableFileError("not-a-file", path)


def _read(file: BinaryIO, size: int) -> bytes:
    """The next bytes of a file; none if the system has none at the moment."""
    return file.read(size) or b""
