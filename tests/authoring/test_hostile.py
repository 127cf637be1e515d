"""Hostile files, and paths that are no files: a finding within a short time, never a traceback."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from simulator.authoring.load import load_concepts, load_rubric, load_scenario
from simulator.authoring.references import References
from tests.authoring.cases import codes, load

if TYPE_CHECKING:
    from pathlib import Path

MIB = 1024 * 1024
BOMB = "a: &a [x, x]\n" + "".join(
    f"{chr(ord(name) + 1)}: &{chr(ord(name) + 1)} [*{name}, *{name}]\n" for name in "abcdefghij"
)
HOSTILE: dict[str, tuple[bytes, str]] = {
    "alias bomb": (BOMB.encode(), "alias"),
    "deep brackets": (b"[" * 10_000, "too-deep"),
    "deep braces": (b"{a: " * 10_000, "too-deep"),
    "deep mixed": (b"[{a: " * 10_000, "too-deep"),
    "deep hyphens": (b"- " * 10_000, "too-deep"),
    "deep question marks": (b"? " * 10_000, "too-deep"),
    "deep staircase": (
        "".join(f"{' ' * depth}a:\n" for depth in range(3000)).encode(),
        "too-deep",
    ),
    "binary": (bytes(range(256)) * 4000, "not-text"),
    "picture": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + b"\xff" * 1000, "not-text"),
    "UTF-16": (
        ("title: Nothing\n" * 1000).encode("utf-16"),
        "not-utf8",
    ),
    "UTF-16 without a mark": (("title: Nothing\n").encode("utf-16-le"), "not-text"),
    "Latin-1": ("title: Café\n".encode("latin-1"), "not-utf8"),
    "one endless text": (b"a: " + b"x" * (9 * MIB), "text-too-long"),
    "one endless key": (b"x" * (9 * MIB) + b": a", "bad-indentation"),
    "one endless quote": (b'a: "' + b"x " * (4 * MIB), "unclosed-quote"),
    "a million keys": (b"".join(b"k%d: v\n" % at for at in range(100_000)), "too-many-values"),
    "the same key": (b"k: v\n" * 100_000, "too-many-findings"),
    "empty lines": (b"\n" * (9 * MIB), "empty-file"),
    "a comment": (b"#" * (9 * MIB), "empty-file"),
    "only a mark": (b"\xef\xbb\xbf", "empty-file"),
    "nothing": (b"", "empty-file"),
    "only null": (b"~", "expected-map"),
    "a number": (b"42", "expected-map"),
    "a list": (b"- a\n- b\n", "expected-map"),
    "anchors": (b"- &a a\n" * 100_000, "too-many-findings"),
    "tags": (b"- !!python/object/apply:os.system [ls]\n" * 1000, "tag"),
    "documents": (b"---\na: b\n" * 100_000, "many-documents"),
    "colons": (b"a: " * 100_000, "needs-quotes"),
    "quotes": (b"'" * 100_001, "unclosed-quote"),
    "spaces": (b" " * (9 * MIB) + b"a: b", "unknown-key"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_gives_a_finding_at_once(name: str, loader: str) -> None:
    data, expected = HOSTILE[name]
    started = time.process_time()
    loaded = load(data)
    assert time.process_time() - started < (1 if loader == "libyaml" else 5)
    assert loaded.value is None
    if loader == "pure" and len(data) > MIB:
        assert {expected, "too-big"} & {*codes(loaded)}
    else:
        assert expected in codes(loaded)
    assert len(loaded.findings) <= 101


def test_a_giant_file_is_not_read(tmp_path: Path) -> None:
    giant = tmp_path / "giant.yaml"
    with giant.open("wb") as file:
        file.truncate(100 * MIB)
    started = time.process_time()
    for load_file in (load_rubric, load_concepts):
        assert [one.name for one in load_file(giant).findings] == ["too-big"]
    assert codes(load_scenario(giant, references=References())) == ["too-big"]
    assert time.process_time() - started < 1


def test_a_device_is_not_read(tmp_path: Path) -> None:
    link = tmp_path / "endless.yaml"
    link.symlink_to("/dev/zero")
    assert codes(load_scenario(link, references=References())) == ["not-a-file"]


@pytest.mark.parametrize(
    "guard",
    [
        "(" * 1900,
        "not " * 450 + "true",
        "-" * 1900 + "1 > 0",
        "1" + "+1" * 900 + " > 0",
        "true" + " and true" * 200,
        "1" + " < 1" * 400,
        "9" * 1900,
        "visited(" * 200,
        '"' * 1900,
        "__import__('os').system('ls')",
        "().__class__",
        "[x for x in (1,)]",
        "lambda: 1",
        "1 if true else 2",
        "9**9**9**9",
        "f'{1}'",
        "a := 1",
        "\u202e",
        "1d1d1d",
        "99999999d",
    ],
)
def test_a_hostile_guard_is_only_a_finding(guard: str) -> None:
    quoted = guard.replace("'", "''")
    started = time.process_time()
    loaded = load(
        "title: T\ncustomer: {name: N}\nnodes:\n  a:\n    to:\n"
        f"    - {{when: '{quoted}', node: b}}\n    - {{node: b}}\n  b: {{ending: lost}}\n"
    )
    assert time.process_time() - started < 1
    fine = guard.startswith(("true and", "1 <"))
    assert (loaded.value is not None) == fine, codes(loaded)
