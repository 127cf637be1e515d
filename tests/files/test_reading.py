"""Only regular files are read, and never more of them than a limit."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from simulator.files import reading
from simulator.files.fault import UnusableFileError
from simulator.files.reading import read_start, read_whole

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes")


def test_a_file_is_read_up_to_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"12345")
    assert read_whole(path, 5) == b"12345"
    assert read_start(path, 3) == b"123"
    assert read_start(path, 30) == b"12345"
    with pytest.raises(UnusableFileError) as raised:
        read_whole(path, 4)
    assert raised.value.fault == "too-big"
    path.write_bytes(b"")
    assert read_whole(path, 0) == b""


def test_a_hole_of_a_terabyte_is_too_big(tmp_path: Path) -> None:
    path = tmp_path / "file"
    with path.open("wb") as file:
        file.truncate(2**40)
    with pytest.raises(UnusableFileError) as raised:
        read_whole(path, 10_000_000)
    assert raised.value.fault == "too-big"


def pipe(path: Path) -> None:
    os.mkfifo(path)


def folder(path: Path) -> None:
    path.mkdir()


def plug(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as one:
        before = Path.cwd()
        os.chdir(path.parent)  # The path of a socket is limited to about 100 characters.
        one.bind(path.name)
        os.chdir(before)


def link_to(target: str) -> Callable[[Path], None]:
    def link(path: Path) -> None:
        if target.startswith("/") and not Path(target).exists():
            pytest.skip(f"there is no {target}")
        path.symlink_to(target)

    return link


@pytest.mark.parametrize(
    "make",
    [
        pipe,
        folder,
        plug,
        *map(link_to, ("/dev/zero", "/dev/null", "/dev/urandom", "/proc/self/pagemap")),
        *map(link_to, ("/proc/self/status", "/proc/self/maps", "/proc")),
    ],
)
def test_what_is_no_file_is_refused_at_once(make: Callable[[Path], None], tmp_path: Path) -> None:
    path = tmp_path / "file"
    make(path)
    with pytest.raises(UnusableFileError) as raised:
        read_whole(path, 1000)
    assert raised.value.fault == "not-a-file"


@pytest.mark.parametrize("target", ["file", "missing"])
def test_links_without_an_end_are_an_error_of_the_system(target: str, tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.symlink_to(target)
    for read in (read_whole, read_start):
        with pytest.raises(OSError, match="file"):
            read(path, 1000)


@pytest.mark.parametrize("name", ["a\0b", "a\ud800b", "x" * 5000])
def test_a_name_that_no_file_has(name: str, tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r".*"):
        read_whole(tmp_path / name, 1000)


def test_a_pipe_that_takes_the_place_of_a_checked_file_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"12345")
    check = reading._check

    def then_swapped(checked: Path, status: os.stat_result) -> None:
        check(checked, status)
        if path.is_file():
            path.unlink()
            os.mkfifo(path)

    monkeypatch.setattr(reading, "_check", then_swapped)
    with pytest.raises(UnusableFileError):
        read_whole(path, 1000)


def test_a_file_that_grows_while_it_is_read_is_still_bounded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"12345")
    check = reading._check

    def then_grown(checked: Path, status: os.stat_result) -> None:
        check(checked, status)
        monkeypatch.setattr(os, "fstat", lambda _: status)
        path.write_bytes(b"1" * 100)

    monkeypatch.setattr(reading, "_check", then_grown)
    assert read_whole(path, 100) == b"1" * 100
    monkeypatch.undo()
    path.write_bytes(b"12345")
    monkeypatch.setattr(reading, "_check", then_grown)
    with pytest.raises(UnusableFileError):
        read_whole(path, 99)


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="open files are listed nowhere")
def test_no_file_stays_open(tmp_path: Path) -> None:
    descriptors = Path("/proc/self/fd")
    (tmp_path / "file").write_bytes(b"12345")
    before = len(list(descriptors.iterdir()))
    for _ in range(3):
        read_start(tmp_path / "file", 1)
        with pytest.raises(UnusableFileError):
            read_whole(tmp_path / "file", 1)
    assert len(list(descriptors.iterdir())) == before
