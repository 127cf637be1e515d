"""Secret keys in files that only this user can read."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING, Final

from simulator.files.reading import read_whole
from simulator.files.writing import make_private, write_atomic

if TYPE_CHECKING:
    from pathlib import Path

_BYTES: Final = 32


def secret_key(file: Path) -> bytes:
    """The key in a file; a random one is made if there is no such file.

    Args:
        file: The file. A damaged one is never replaced, because what was made with its key cannot
            be made again.

    Raises:
        OSError: The file can neither be read nor made, or holds no key.
    """
    if not file.exists():
        write_atomic(file, os.urandom(_BYTES), sync=True, access="private")
    make_private(file)
    key = read_whole(file, _BYTES)
    if len(key) != _BYTES:
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), str(file))
    return key
