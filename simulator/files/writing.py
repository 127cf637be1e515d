"""Writes files completely or not at all, and keeps the files of the program private.

A draft is written beside the file and then replaces it. The process holds a lock on its draft. A
draft without a lock belongs to a process that was killed, and the next write into the same folder
deletes it.
"""

from __future__ import annotations

import errno
import os
import re
import stat
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, BinaryIO, Final, Literal, TypeAlias

from simulator.files.fault import UnusableFileError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# ruff: noqa: PLC0415 - `fcntl` is missing on Windows

Access: TypeAlias = Literal["private", "kept", "shared"]
"""Who may read a file that is written.

private: only this user, whoever could read it before.
kept: whoever could read it before; a new file only this user.
shared: whoever could read it before; a new file whoever the user's `umask` lets.
"""
_PRIVATE_FILE: Final = 0o600
_PRIVATE_FOLDER: Final = 0o700
_OTHERS: Final = 0o077
_DRAFT: Final = re.compile(r"\.simulator-[0-9a-f]{16}\.draft")
_HAS_LOCKS: Final = os.name == "posix"
_FLAGS: Final = (
    os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
)
_PATIENCE: Final = 5.0
"""How long a pipe may stay without a reader, in seconds."""


def write_atomic(path: Path, data: bytes, *, sync: bool = False, access: Access = "kept") -> None:
    """Replaces a file by these bytes in one step; creates its folder if there is none.

    Args:
        path: The file.
        data: The new content.
        sync: See `open_atomic`.
        access: Who may read the file. A folder that is created for a shared file is shared, too.

    Raises:
        OSError: The file cannot be written; its earlier content is unchanged.
    """
    if access == "shared":
        path.parent.mkdir(parents=True, exist_ok=True)
    else:
        make_folder(path.parent)
    with open_atomic(path, sync=sync, access=access) as stream:
        stream.write(data)


@contextmanager
def open_atomic(path: Path, *, sync: bool = False, access: Access = "kept") -> Iterator[BinaryIO]:
    """A stream whose bytes replace a file in one step when the block ends.

    A link stays a link: the file that it names is replaced. A pipe or a device is written directly;
    in the place of a private file it is replaced, because nobody reads a private file there.

    Args:
        path: The file.
        sync: Whether to wait until the bytes are on the disk before the file is replaced, so that a
            power cut leaves either the old or the new content.
        access: Who may read the file.

    Raises:
        OSError: The file cannot be written. Its earlier content is unchanged then, and also if the
            block raises an exception.
    """
    special = path.exists() and not path.is_file()
    if special and access != "private":
        with os.fdopen(_open_directly(path), "wb") as stream:
            yield stream
        return
    path = path if special else resolved(path)
    _delete_leftovers(path.parent)
    shared = access == "shared" and not path.exists()
    descriptor, draft = _new_draft(path.parent, 0o666 if shared else _PRIVATE_FILE)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            yield stream
            stream.flush()
            if sync:
                os.fsync(descriptor)
            if not shared:
                _set_access(draft, path, access)
            if _HAS_LOCKS:  # The lock must be held until the draft has its new name.
                draft.replace(path)
        if not _HAS_LOCKS:
            draft.replace(path)
        if sync:
            _sync_folder(path.parent)
    except BaseException:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        raise


def make_folder(folder: Path) -> None:
    """Creates a folder that only this user can open, and its missing parents.

    Raises:
        OSError: The folder cannot be created, or a file has its name.
    """
    missing = []
    while not folder.is_dir():
        missing.append(folder)
        folder = folder.parent
        if folder == folder.parent:
            break
    for one in reversed(missing):
        one.mkdir(exist_ok=True)
        one.chmod(_PRIVATE_FOLDER)  # A `umask` can take rights away even from its owner.


def claim(path: Path) -> None:
    """Creates an empty file that only this user can read, unless a file has this name.

    Another library that opens the file later would create it as the `umask` says.

    Raises:
        OSError: The file cannot be created.
    """
    with suppress(FileExistsError):
        os.close(os.open(path, _FLAGS, _PRIVATE_FILE))
        path.chmod(_PRIVATE_FILE)


def make_private(path: Path) -> None:
    """Takes a file or folder of this user away from everybody else.

    What is missing, and a device or a pipe that a link leads to, is left alone.
    """
    if not hasattr(os, "geteuid"):
        return
    with suppress(OSError, ValueError):
        status = path.stat()
        ours = stat.S_ISREG(status.st_mode) or stat.S_ISDIR(status.st_mode)
        if ours and status.st_uid == os.geteuid() and status.st_mode & _OTHERS:
            path.chmod(stat.S_IMODE(status.st_mode) & ~_OTHERS)


def resolved(path: Path) -> Path:
    """The path of the file that all links lead to.

    Raises:
        OSError: The links lead in a circle.
    """
    try:
        return path.resolve()
    except RuntimeError as error:  # Python 3.13 raises an OSError.
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path)) from error
    except ValueError as error:
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), str(path)) from error


def _open_directly(path: Path) -> int:
    """Opens a pipe or a device for writing.

    Raises:
        UnusableFileError: `no-reader`: no program has opened the pipe for reading for some seconds.
        OSError: The file cannot be opened.
    """
    flags = os.O_WRONLY | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOCTTY", 0)
    if not path.is_fifo():
        return os.open(path, flags)
    end = time.monotonic() + _PATIENCE
    while True:
        try:
            descriptor = os.open(path, flags | os.O_NONBLOCK)
        except OSError as error:
            if error.errno != errno.ENXIO:
                raise
            if time.monotonic() > end:
                raise UnusableFileError("no-reader", path) from error
            time.sleep(0.05)
        else:
            os.set_blocking(descriptor, True)
            return descriptor


def _new_draft(folder: Path, mode: int) -> tuple[int, Path]:
    """A new locked draft in a folder: its descriptor and its path."""
    while True:
        draft = folder / f".simulator-{os.urandom(8).hex()}.draft"
        descriptor = os.open(draft, _FLAGS, mode)
        if _lock(descriptor) is not False and _is_same(descriptor, draft):
            return descriptor, draft
        os.close(descriptor)  # Before the lock was held, another process deleted the draft.


def _lock(descriptor: int) -> bool | None:
    """Locks an open file; False: another process holds the lock; None: there are no locks here."""
    if not _HAS_LOCKS:
        return None
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return None
    return True


def _is_same(descriptor: int, path: Path) -> bool:
    """Whether a path still names an open file."""
    try:
        return os.path.samestat(os.fstat(descriptor), path.lstat())
    except OSError:
        return False


def _delete_leftovers(folder: Path) -> None:
    """Deletes the drafts of killed processes of this user; whatever cannot be deleted stays."""
    with suppress(OSError), os.scandir(folder) as entries:
        for name in [x.name for x in entries if _DRAFT.fullmatch(x.name)]:
            with suppress(OSError):
                _delete_leftover(folder / name)


def _delete_leftover(draft: Path) -> None:
    if not stat.S_ISREG(draft.lstat().st_mode):
        return
    if not _HAS_LOCKS:
        draft.unlink()  # Windows refuses to delete a file that a process has open.
        return
    descriptor = os.open(draft, os.O_RDWR | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        owned = os.fstat(descriptor).st_uid == os.geteuid()
        if owned and _lock(descriptor) and _is_same(descriptor, draft):
            draft.unlink()
    finally:
        os.close(descriptor)


def _set_access(draft: Path, path: Path, access: Access) -> None:
    """Gives a draft the permissions of the file that it replaces, or those of a private file."""
    mode = _PRIVATE_FILE
    if access != "private":
        with suppress(FileNotFoundError):
            mode = path.stat().st_mode & 0o777
    draft.chmod(mode)


def _sync_folder(folder: Path) -> None:
    """Waits until the new name of a file is on the disk, where the system can do so."""
    if not _HAS_LOCKS:
        return
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
