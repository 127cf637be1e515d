"""Files are written completely or not at all."""

from __future__ import annotations

import errno
import itertools
import os
import signal
import stat
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from simulator.files import writing
from simulator.files.fault import UnusableFileError
from simulator.files.writing import make_private, open_atomic, write_atomic


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_new_file_and_its_folder(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "file"
    write_atomic(path, b"content")
    assert path.read_bytes() == b"content"
    assert [mode(x) for x in (path, path.parent, path.parent.parent)] == [0o600, 0o700, 0o700]
    assert list(path.parent.iterdir()) == [path]


def test_a_stream_makes_no_folder(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), open_atomic(tmp_path / "no" / "file"):
        pass
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("sync", [False, True])
def test_a_file_is_replaced_when_the_block_ends(tmp_path: Path, *, sync: bool) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"before")
    with open_atomic(path, sync=sync) as stream:
        stream.write(b"af")
        assert path.read_bytes() == b"before"
        stream.write(b"ter")
    assert path.read_bytes() == b"after"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(os.name == "nt", reason="no permissions of this kind there")
@pytest.mark.parametrize("wanted", [0o600, 0o640, 0o755])
def test_a_file_keeps_its_permissions(tmp_path: Path, wanted: int) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"before")
    path.chmod(wanted)
    write_atomic(path, b"after")
    assert (mode(path), path.read_bytes()) == (wanted, b"after")


def test_after_an_exception_the_file_is_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"before")

    def interrupted() -> None:
        with open_atomic(path) as stream:
            stream.write(b"half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert path.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_stays_a_link(tmp_path: Path) -> None:
    path, link = tmp_path / "file", tmp_path / "link"
    link.symlink_to(path)
    write_atomic(link, b"content")
    assert link.is_symlink()
    assert path.read_bytes() == b"content"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes")
def test_a_pipe_is_written_directly(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reading = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write_atomic(pipe, b"content")
        assert os.read(reading, 100) == b"content"
    finally:
        os.close(reading)
    assert list(tmp_path.iterdir()) == [pipe]


posix = pytest.mark.skipif(os.name != "posix", reason="no permissions of this kind there")


@posix
@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077, 0o277, 0o777])
def test_only_this_user_may_read_what_is_written_whatever_the_umask(
    tmp_path: Path, umask: int
) -> None:
    before = os.umask(umask)
    try:
        write_atomic(tmp_path / "new" / "folder" / "file", b"content")
        write_atomic(tmp_path / "new" / "private", b"content", access="private")
    finally:
        os.umask(before)
    found = {x.name: mode(x) for x in sorted((tmp_path / "new").rglob("*"))}
    assert found == {"folder": 0o700, "file": 0o600, "private": 0o600}
    assert mode(tmp_path / "new") == 0o700


@posix
def test_a_private_file_becomes_private_and_a_shared_one_is_left_to_the_umask(
    tmp_path: Path,
) -> None:
    open_file = tmp_path / "open"
    open_file.write_bytes(b"")
    open_file.chmod(0o664)
    write_atomic(open_file, b"content", access="private")
    assert mode(open_file) == 0o600
    before = os.umask(0o027)
    try:
        write_atomic(tmp_path / "shared" / "file", b"content", access="shared")
    finally:
        os.umask(before)
    assert [mode(tmp_path / x) for x in ("shared/file", "shared")] == [0o640, 0o750]
    (tmp_path / "shared" / "file").chmod(0o600)
    write_atomic(tmp_path / "shared" / "file", b"content", access="shared")
    assert mode(tmp_path / "shared" / "file") == 0o600


@posix
def test_files_of_this_user_are_taken_away_from_others(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "file").chmod(0o666)
    (tmp_path / "folder").mkdir(mode=0o755)
    for name in ("file", "folder", "missing", "a\0b"):
        make_private(tmp_path / name)
    assert [mode(tmp_path / x) for x in ("file", "folder")] == [0o600, 0o700]


@posix
def test_links_in_a_circle_are_an_error_of_the_system(tmp_path: Path) -> None:
    (tmp_path / "one").symlink_to("two")
    (tmp_path / "two").symlink_to("one")
    with pytest.raises(OSError, match=os.strerror(errno.ELOOP)):
        write_atomic(tmp_path / "one", b"content")
    assert sorted(x.name for x in tmp_path.iterdir()) == ["one", "two"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes")
def test_a_pipe_that_nobody_reads_is_refused_after_a_while(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "_PATIENCE", 0.1)
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(UnusableFileError) as raised:
        write_atomic(tmp_path / "pipe", b"content")
    assert raised.value.fault == "no-reader"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes")
def test_a_reader_of_a_pipe_may_come_later(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    read: list[bytes] = []

    def late() -> None:
        time.sleep(0.2)
        read.append((tmp_path / "pipe").read_bytes())

    reader = threading.Thread(target=late)
    reader.start()
    write_atomic(tmp_path / "pipe", b"c" * 1_000_000)
    reader.join()
    assert read == [b"c" * 1_000_000]


@posix
def test_a_device_is_written_directly(tmp_path: Path) -> None:
    write_atomic(Path(os.devnull), b"content")
    if not Path("/dev/full").exists():
        pytest.skip("there is no full device")
    (tmp_path / "link").symlink_to("/dev/full")
    with pytest.raises(OSError, match=os.strerror(errno.ENOSPC)):
        write_atomic(tmp_path / "link", b"content")


@posix
def test_a_full_disk_leaves_the_old_file_and_no_draft(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"before")
    resource = pytest.importorskip("resource")
    child = os.fork()
    if not child:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
        try:
            write_atomic(path, b"x" * 100_000)
        except OSError:
            os._exit(3)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 3
    assert path.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [path]


def forked(work: Callable[[], None]) -> int:
    """The id of a process that does some work and ends."""
    child = os.fork()
    if not child:
        with suppress(BaseException):
            work()
        os._exit(0)
    return child


def write_without_end(path: Path) -> None:
    for size in itertools.cycle(range(1, 200_000, 9973)):
        with open_atomic(path) as stream:
            for _ in range(0, size, 10_000):
                stream.write(b"%d " % size * 1000)
            stream.write(b"end %d" % size)


@posix
def test_a_killed_write_leaves_a_whole_file_and_the_next_write_removes_its_draft(
    tmp_path: Path,
) -> None:
    path, other = tmp_path / "file", tmp_path / "other"
    drafts = 0
    for kill in range(60):
        child = forked(lambda: write_without_end(path))
        time.sleep(0.001 + kill % 20 * 0.001)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        drafts += len([x for x in tmp_path.iterdir() if x.name.endswith(".draft")])
        if path.exists():
            content = path.read_bytes()
            size = content.rpartition(b"end ")[2]
            assert set(content.split()[:-2]) <= {size}
        write_atomic(other, b"")
        assert {x.name for x in tmp_path.iterdir()} <= {"file", "other"}
    assert drafts  # Otherwise the kills came at no interesting moment.


@posix
def test_a_draft_of_a_living_process_is_left_alone(tmp_path: Path) -> None:
    with open_atomic(tmp_path / "slow") as stream:
        stream.write(b"half")
        for _ in range(3):
            other = forked(lambda: write_atomic(tmp_path / "quick", b"quick"))
            os.waitpid(other, 0)
        write_atomic(tmp_path / "mine", b"mine")
        stream.write(b" whole")
    found = {x.name: x.read_bytes() for x in tmp_path.iterdir()}
    assert found == {"slow": b"half whole", "quick": b"quick", "mine": b"mine"}


@posix
def test_many_writers_in_one_folder_lose_nothing(tmp_path: Path) -> None:
    def write(name: str) -> None:
        for number in range(100):
            write_atomic(tmp_path / name, b"%d" % number)

    children = [forked(lambda x=x: write(x)) for x in "abcd"]  # type: ignore[misc]
    for child in children:
        os.waitpid(child, 0)
    assert {x.name: x.read_bytes() for x in tmp_path.iterdir()} == dict.fromkeys("abcd", b"99")


@posix
def test_only_drafts_of_this_program_are_removed(tmp_path: Path) -> None:
    kept = [".simulator-.draft", ".simulator-0123456789abcdef.draft.txt", ".0123456789abcdef.tmp"]
    for name in kept:
        (tmp_path / name).write_bytes(b"")
    link, aim = tmp_path / ".simulator-0123456789abcdef.draft", tmp_path / "aim"
    aim.write_bytes(b"")
    link.symlink_to(aim)
    (tmp_path / ".simulator-1123456789abcdef.draft").mkdir()
    os.mkfifo(tmp_path / ".simulator-2123456789abcdef.draft")
    before = {x.name for x in tmp_path.iterdir()}
    (tmp_path / ".simulator-3123456789abcdef.draft").write_bytes(b"left over")
    write_atomic(tmp_path / "file", b"content")
    assert {x.name for x in tmp_path.iterdir()} == before | {"file"}


@posix
def test_a_device_or_pipe_behind_a_link_keeps_its_permissions(tmp_path: Path) -> None:
    pipe, link = tmp_path / "pipe", tmp_path / "link"
    os.mkfifo(pipe)
    pipe.chmod(0o666)
    link.symlink_to(pipe)
    make_private(link)
    assert stat.S_IMODE(pipe.stat().st_mode) == 0o666
