"""A folder of cached files, of which only those that this installation wrote are read again.

What is cached was checked once and is not checked again when it is read. So a cached file must be
known to be ours: it carries a seal, which is a keyed hash of its content and of everything that the
content was made from. The key is random and lies beside the settings of the user. Whoever can write
the cache folder and cannot read the key cannot make a file that is read. The seal does not hold
against a program that reads the files of this user, because such a program can read the key.
"""

from __future__ import annotations

import os
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING, Final

from simulator.files.reading import read_whole
from simulator.files.writing import make_private, write_atomic

try:  # `hashlib` takes ten times as long to import, and each start of the program seals.
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_KEY_BYTES: Final = 32
_SEAL_BYTES: Final = 32
_MOST: Final = 128 * 1024 * 1024
"""The largest cached file that is read, in bytes."""


class SealedFolder:
    """Cached files in one folder.

    Without a key, nothing is cached: the key can neither be read nor written.

    Args:
        folder: The folder of the files; it is created with the first file.
        key: The file of the key; it is created when it is first needed.

    Attributes:
        folder: The folder of the files.
    """

    def __init__(self, folder: Path, key: Path) -> None:
        self.folder = folder
        self._key_file = key

    def read(self, name: str, made_from: Iterable[bytes]) -> bytes | None:
        """The content of a file; None if it is missing, damaged, outdated or not ours.

        Args:
            name: The name of the file.
            made_from: Everything that the content depends on.
        """
        try:
            stored = read_whole(self.folder / name, _MOST)
        except OSError:
            return None
        content = memoryview(stored)[_SEAL_BYTES:]
        seal = self._seal(name, made_from, content)
        return None if seal is None or stored[:_SEAL_BYTES] != seal else bytes(content)

    def write(self, name: str, made_from: Iterable[bytes], content: bytes) -> bool:
        """Writes a file; if that is impossible, nothing happens.

        Args:
            name: The name of the file.
            made_from: Everything that the content depends on.
            content: The content.

        Returns:
            Whether the file was written.
        """
        seal = self._seal(name, made_from, content)
        if seal is None:
            return False
        try:
            write_atomic(self.folder / name, seal + content, access="private")
        except (OSError, ValueError):
            return False
        return True

    def _seal(
        self, name: str, made_from: Iterable[bytes], content: bytes | memoryview
    ) -> bytes | None:
        """The seal of a file; None without a key.

        The length of each part is hashed, too, so that no border between two parts can move.
        """
        if self._key is None:
            return None
        place = os.fsencode(f"{self.folder.name}/{name}")
        hashed = blake2b(digest_size=_SEAL_BYTES, key=self._key)
        for part in (place, *made_from, content):
            hashed.update(len(part).to_bytes(8, "big"))
            hashed.update(part)
        return hashed.digest()

    @cached_property
    def _key(self) -> bytes | None:
        """The key of this installation; a missing or damaged one is made anew."""
        key = self._stored_key()
        if key is None:
            with suppress(OSError, ValueError):
                write_atomic(self._key_file, os.urandom(_KEY_BYTES), sync=True, access="private")
            key = self._stored_key()
        return key

    def _stored_key(self) -> bytes | None:
        make_private(self._key_file)
        try:
            key = read_whole(self._key_file, _KEY_BYTES)
        except OSError:
            return None
        return key if len(key) == _KEY_BYTES else None
