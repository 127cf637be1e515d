"""A cached file is read only if this installation wrote it, for this name and from these parts."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from simulator.files.sealed import SealedFolder


def sealed(tmp_path: Path, name: str = "cache") -> SealedFolder:
    return SealedFolder(tmp_path / name, tmp_path / "key")


def test_what_was_written_is_read(tmp_path: Path) -> None:
    assert sealed(tmp_path).read("a", [b"x"]) is None
    assert sealed(tmp_path).write("a", [b"x", b"y"], b"content")
    assert sealed(tmp_path).read("a", [b"x", b"y"]) == b"content"
    assert sealed(tmp_path).write("a", [b"x"], b"")
    assert sealed(tmp_path).read("a", [b"x"]) == b""
    files = [tmp_path / x for x in ("cache", "cache/a", "key")]
    assert [stat.S_IMODE(x.stat().st_mode) for x in files] == [0o700, 0o600, 0o600]


@pytest.mark.parametrize("parts", [[b"x"], [b"xy"], [b"x", b"y", b""], [b"", b"xy"], [b"xyc"]])
def test_another_origin_is_a_miss(tmp_path: Path, parts: list[bytes]) -> None:
    sealed(tmp_path).write("a", [b"x", b"y"], b"content")
    assert sealed(tmp_path).read("a", parts) is None


def test_another_name_folder_or_installation_is_a_miss(tmp_path: Path) -> None:
    sealed(tmp_path).write("a", [b"x"], b"content")
    written = (tmp_path / "cache" / "a").read_bytes()
    (tmp_path / "cache" / "b").write_bytes(written)
    assert sealed(tmp_path).read("b", [b"x"]) is None
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "a").write_bytes(written)
    assert sealed(tmp_path, "other").read("a", [b"x"]) is None
    (tmp_path / "key").unlink()
    assert sealed(tmp_path).read("a", [b"x"]) is None


@given(at=st.integers(0, 38), bit=st.integers(0, 7), cut=st.integers(0, 39))
@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_changed_byte_is_a_miss(tmp_path: Path, at: int, bit: int, cut: int) -> None:
    folder = sealed(tmp_path)
    folder.write("a", [b"x"], b"content")
    file = tmp_path / "cache" / "a"
    whole = file.read_bytes()
    assert len(whole) == 39
    for harmed in (whole[:at] + bytes([whole[at] ^ 1 << bit]) + whole[at + 1 :], whole[:cut]):
        file.write_bytes(harmed)
        assert folder.read("a", [b"x"]) == (b"content" if harmed == whole else None)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes")
@pytest.mark.parametrize("where", ["cache/a", "key"])
@pytest.mark.parametrize("device", [None, "/dev/zero", "/dev/null"])
def test_pipes_and_devices_are_misses_and_are_replaced(
    tmp_path: Path, where: str, device: str | None
) -> None:
    sealed(tmp_path).write("a", [b"x"], b"content")
    (tmp_path / where).unlink()
    if device is None:
        os.mkfifo(tmp_path / where)
    else:
        (tmp_path / where).symlink_to(device)
    assert sealed(tmp_path).read("a", [b"x"]) is None
    assert sealed(tmp_path).write("a", [b"x"], b"content")
    assert sealed(tmp_path).read("a", [b"x"]) == b"content"
    assert not (tmp_path / where).is_symlink()


@pytest.mark.parametrize("where", ["cache/a", "key"])
def test_a_folder_in_the_place_of_a_file_is_a_miss(tmp_path: Path, where: str) -> None:
    sealed(tmp_path).write("a", [b"x"], b"content")
    (tmp_path / where).unlink()
    (tmp_path / where).mkdir()
    assert sealed(tmp_path).read("a", [b"x"]) is None
    assert not sealed(tmp_path).write("a", [b"x"], b"content")


def test_without_a_key_nothing_is_cached(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    folder = SealedFolder(tmp_path / "cache", tmp_path / "file" / "key")
    assert not folder.write("a", [b"x"], b"content")
    assert folder.read("a", [b"x"]) is None
    assert not (tmp_path / "cache").exists()


def test_a_damaged_key_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "key").write_bytes(b"short")
    (tmp_path / "key").chmod(0o644)
    assert sealed(tmp_path).write("a", [b"x"], b"content")
    assert sealed(tmp_path).read("a", [b"x"]) == b"content"
    assert len((tmp_path / "key").read_bytes()) == 32
    assert stat.S_IMODE((tmp_path / "key").stat().st_mode) == 0o600
