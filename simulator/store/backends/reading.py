"""Opens an SQLite file so that reading it changes no byte of it, nor of the files beside it."""

from __future__ import annotations

import os
import sqlite3
import stat
from pathlib import Path
from typing import Final

from simulator.errors import StoreError

_TRIES: Final = 3
"""How often to look again at the files, which another process may create or delete meanwhile."""
_WAL_FORMAT: Final = 2
_FORMAT_OFFSET: Final = 18
_RETRIED: Final = (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY)


def open_for_reading(file: str, busy: float) -> sqlite3.Connection:
    """A connection that reads a database file and never changes it.

    The file may be in use by another process, may be on a medium that cannot be written, and may
    have been left by a process that was killed. A write-ahead log or a journal that only a writer
    could merge into the file is merged into a private copy.

    Args:
        file: The path of the file.
        busy: The time to wait while another process keeps the file to itself, in seconds.

    Raises:
        StoreError: `missing`: there is no such file. `refused`: the path is no ordinary file.
        sqlite3.Error: SQLite cannot read the file.
    """
    _check(file)
    for _ in range(_TRIES):
        options = _options(file)
        if options is None:
            break
        try:
            return _connected(file, options, busy)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF not in _RETRIED:
                raise
    return _merged_copy(file, busy)


def private_copy(source: sqlite3.Connection) -> sqlite3.Connection:
    """A copy of a database in a nameless temporary file, which disappears with the connection."""
    copy = sqlite3.connect("", isolation_level=None, check_same_thread=False)
    try:
        source.backup(copy)
    except BaseException:
        copy.close()
        raise
    return copy


def _check(file: str) -> None:
    """Raises a `StoreError` unless the path is an ordinary file."""
    try:
        mode = os.stat(file).st_mode  # noqa: PTH116 - a path that is no text must not fail
    except (OSError, ValueError) as error:
        raise StoreError("missing", file, str(error)) from error
    if stat.S_ISDIR(mode):
        raise StoreError("missing", file, "folder")
    if not stat.S_ISREG(mode):
        # To open a named pipe for reading would wait for a writer for ever.
        raise StoreError("refused", file, "no ordinary file")


def _options(file: str) -> str | None:
    """The options of the address under which SQLite reads the files as they are now.

    Returns:
        The options; None if only a private copy can be read.
    """
    log, index = Path(f"{file}-wal"), Path(f"{file}-shm")
    if log.exists() and index.exists():
        # SQLite then keeps its own index of the log in memory, unless a writer is at work.
        return "mode=ro&readonly_shm=1"
    if index.exists() or (log.exists() and log.stat().st_size):
        return None
    with Path(file).open("rb") as stream:
        header = stream.read(_FORMAT_OFFSET + 1)
    if header[_FORMAT_OFFSET:] != bytes([_WAL_FORMAT]):
        return "mode=ro"
    if os.access(file, os.W_OK) and os.access(Path(file).absolute().parent, os.W_OK):
        # SQLite creates an empty log and its index, which only this mode deletes at the end.
        return "mode=rw"
    return "immutable=1"


def _connected(file: str, options: str, busy: float) -> sqlite3.Connection:
    """A connection that has read the file once, and refuses to write.

    Raises:
        sqlite3.Error: SQLite cannot read the file with these options.
    """
    connection = sqlite3.connect(
        f"{Path(file).absolute().as_uri()}?{options}",
        timeout=busy,
        isolation_level=None,
        check_same_thread=False,
        uri=True,
    )
    try:
        connection.execute("PRAGMA query_only = ON").close()
        connection.execute("SELECT count(*) FROM sqlite_master").fetchall()
    except BaseException:
        connection.close()
        raise
    return connection


def _merged_copy(file: str, busy: float) -> sqlite3.Connection:
    """A private copy of the file, with the log and the journal beside it merged into it.

    Raises:
        StoreError: The files cannot be copied.
        sqlite3.Error: SQLite cannot read the copy.
    """
    import shutil  # noqa: PLC0415 - rarely needed, and slow to import
    from tempfile import TemporaryDirectory  # noqa: PLC0415

    with TemporaryDirectory() as folder:
        copied = str(Path(folder, "copy.sqlite3"))
        try:
            for ending in ("", "-wal", "-journal"):
                if not ending or Path(file + ending).exists():
                    shutil.copyfile(file + ending, copied + ending)
        except OSError as error:
            raise StoreError("missing", file, str(error)) from error
        source = sqlite3.connect(copied, timeout=busy, isolation_level=None)
        try:
            return private_copy(source)
        finally:
            source.close()
