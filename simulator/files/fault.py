"""What can be wrong with a file, beside what the operating system reports."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

if TYPE_CHECKING:
    from pathlib import Path

FileFault: TypeAlias = Literal["not-a-file", "too-big", "no-reader"]
"""Why a file cannot be used.

not-a-file: the path names a folder, a pipe, a device, a socket or a window into the system, such as
    a file below `/proc`.
too-big: the file is larger than the program reads.
no-reader: no program reads from the pipe.
"""
_REASONS: Final[dict[FileFault, str]] = {
    "not-a-file": "not a regular file",
    "too-big": "too large",
    "no-reader": "no program reads from this pipe",
}


class UnusableFileError(OSError):
    """A file that is there and cannot be used.

    It is an `OSError`, so that code that expects an unreadable file handles this one, too.

    Attributes:
        fault: Why the file cannot be used.
    """

    def __init__(self, fault: FileFault, path: Path) -> None:
        super().__init__(errno.EINVAL, _REASONS[fault], str(path))
        self.fault: FileFault = fault
