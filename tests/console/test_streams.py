"""What reaches a terminal, a pipe and a file: harmless, in the characters that it has."""

from __future__ import annotations

import io
import json
import os
import pty
import subprocess
import sys
from contextlib import closing, suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from simulator.console.encoding import READABLE
from simulator.console.streams import (
    HarmlessOutput,
    TypedLines,
    data_output,
    harmless_streams,
    say_json,
    say_line,
)
from simulator.store.sql import SqlStore
from tests.console.processes import environ, shell
from tests.store.examples import LOG, attempt

EVIL = "Ana\x1b[2J\x07\x9b31m\u202eLima\u2066\x7f"
DISTURBING = ("\x1b", "\x07", "\x9b", "\u202e", "\u2066", "\x7f", "\x00")
SCENARIO = (
    'title: "Evil \\e[2J\\u202E title"\n'
    'summary: "\\a\\u009b31m"\n'
    'briefing: "Read \\e]0;pwned\\a this\\u2066"\n'
    "channel: phone\n"
    'customer: {name: "An\\ea"}\n'
    "nodes:\n"
    '  call: {line: "Wrong\\e[31m \\u202enumber.", choices: [{id: bye, say: "Good\\abye.", to: over}]}\n'
    '  over: {line: "\\e[0m", ending: lost}\n'
)


class Captured(io.TextIOWrapper):
    """A standard stream of a process, in an encoding."""

    def __init__(self, encoding: str = "utf-8", *, terminal: bool = False) -> None:
        self.bytes = io.BytesIO()
        self._terminal = terminal
        super().__init__(self.bytes, encoding=encoding)

    def isatty(self) -> bool:
        return self._terminal


def printed(text: str, encoding: str) -> str:
    stream = Captured(encoding)
    HarmlessOutput(stream).write(text)
    return stream.bytes.getvalue().decode(encoding)


@given(st.text(st.characters() | st.sampled_from(EVIL + "\ud800\u2028")))
@pytest.mark.parametrize("encoding", ["utf-8", "ascii", "latin-1", "cp1252", "gbk"])
def test_any_text_can_be_written_and_none_disturbs(encoding: str, text: str) -> None:
    shown = printed(text, encoding)
    assert not [x for x in DISTURBING if x in shown]
    assert all(x.isprintable() or x in "\n\u00a0\u3000" or ord(x) > 0xFF for x in shown)


def test_what_an_encoding_lacks_is_replaced_by_what_can_be_read() -> None:
    assert printed("“No” — it’s … 3×4 ≈ 12, Zoë", "ascii") == '"No" - it\'s ... 3x4 ~ 12, Zoe'
    assert printed("Zoë — Λ", "latin-1") == "Zoë - \\u039b"
    assert "你😀".encode("ascii", READABLE) == b"\\u4f60\\U0001f600"


def test_a_line_stays_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = Captured()
    monkeypatch.setattr(sys, "stdout", stream)
    with harmless_streams():
        say_line("Ana\nBen\u2028Cy\r\n\x85Di")
    assert stream.bytes.getvalue() == b"Ana Ben Cy  Di\n"


@pytest.mark.parametrize("encoding", ["utf-8", "ascii", "latin-1"])
@pytest.mark.parametrize("value", [EVIL, "Zoë “你” 😀 \udc80\ud800", "a\u0301" * 9 + "\u0301" * 90])
def test_json_keeps_every_character_and_disturbs_nothing(
    monkeypatch: pytest.MonkeyPatch, encoding: str, value: str
) -> None:
    stream = Captured(encoding)
    monkeypatch.setattr(sys, "stdout", stream)
    with harmless_streams():
        say_json([{value: value}])
    shown = stream.bytes.getvalue().decode("utf-8")
    assert json.loads(shown) == [{value: value}]
    assert not [x for x in DISTURBING if x in shown]


def test_json_of_harmless_text_can_be_read_by_people(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = Captured()
    monkeypatch.setattr(sys, "stdout", stream)
    with harmless_streams():
        say_json(["Ελένη", "林"])
    assert "Ελένη" in stream.bytes.getvalue().decode()


def test_data_is_changed_on_a_terminal_only(monkeypatch: pytest.MonkeyPatch) -> None:
    data = f"\ufeffname\r\n{EVIL}\r\n".encode()
    for terminal, shown in (
        (False, data),
        (True, "name\nAna\ufffd[2J\ufffd\ufffd31m\ufffdLima\ufffd\ufffd\n".encode()),
    ):
        stream = Captured(terminal=terminal)
        monkeypatch.setattr(sys, "stdout", stream)
        with harmless_streams():
            data_output().write(data)
        assert stream.bytes.getvalue() == shown


def test_lines_of_any_bytes_can_be_read() -> None:
    raw = Captured("ascii")
    raw.bytes.write("é\n".encode() + b"\xff\r\n" + b"x" * 200_000 + b"\nlast")
    raw.bytes.seek(0)
    lines = TypedLines(raw)
    assert lines.readline() == "é\n"
    assert lines.readline() == "\udcff\r\n"
    assert len(lines.readline()) == 64 * 1024
    assert (lines.readline(), lines.readline()) == ("last", "")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The home of a user with an attempt and a scenario that want to disturb a terminal."""
    folder = tmp_path / "data" / "service-simulator"
    folder.mkdir(parents=True)
    with closing(SqlStore(f"sqlite:///{folder / 'attempts.sqlite3'}")) as store:
        store.begin(replace(attempt(), trainee=EVIL, scenario="wrong\x1b[2J"), LOG)
    (tmp_path / "evil.yaml").write_text(SCENARIO, encoding="utf-8")
    (tmp_path / "bad\x1b[2J.yaml").write_text("title: [\x1b[31m", encoding="utf-8")
    (tmp_path / "unknown.yaml").write_text(SCENARIO + '"k\\e[2Jey": 1\n', encoding="utf-8")
    return tmp_path


def in_terminal(home: Path, *arguments: str, typed: bytes = b"") -> bytes:
    """What a command prints on a terminal, as the terminal gets it."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "simulator", *arguments],
        stdin=subprocess.PIPE,
        stdout=theirs,
        stderr=theirs,
        env=environ(home, COLUMNS="200"),
        cwd=home,
    )
    os.close(theirs)
    assert process.stdin is not None
    process.stdin.write(typed)
    process.stdin.close()
    said = b""
    with suppress(OSError):
        while part := os.read(ours, 65536):
            said += part
    os.close(ours)
    process.wait(timeout=30)
    return said


@pytest.mark.skipif(sys.platform == "win32", reason="has no pseudo-terminals")
@pytest.mark.parametrize(
    "arguments",
    [
        ["scores", "list"],
        ["scores", "list", "--json"],
        ["scores", "show", "a"],
        ["scores", "verify"],
        ["scores", "verify", "--json"],
        ["scores", "export"],
        ["scores", "list", "--since", "\x1b[2J"],
        ["scores", "list", "--trainee", "\u202e"],
        ["scores", "show", "\x1b[2J"],
        ["scores", "list", "--database", "sqlite:///\x1b[2J/x"],
        ["scores", "list", "--\x1b[2J"],
        ["\x1b[2J"],
        ["check", "evil.yaml", "unknown.yaml", "bad\x1b[2J.yaml"],
        ["check", "--json", "evil.yaml", "unknown.yaml", "bad\x1b[2J.yaml"],
        ["check", "no\x1b[2J\u202e"],
        ["play", "evil.yaml", "--text", "--trainee", "Ana"],
        ["play", "no\x1b[2J", "--text"],
        ["play", "evil.yaml", "--language", "\x1b[2J"],
        ["play", "evil.yaml", "--time", "\x1b[2J"],
        ["translate", "status", "\x1b[2J"],
        ["pictures", "shots", "--size", "\x1b[2J"],
    ],
)
def test_nothing_that_is_stored_or_typed_reaches_a_terminal_raw(
    home: Path, arguments: list[str]
) -> None:
    said = in_terminal(home, *arguments, typed=b"1\n\x1b[2J\n")
    assert said.strip()
    text = said.decode()
    assert not [x for x in DISTURBING if x in text]
    assert "Traceback" not in text


def test_the_progress_of_a_check_is_shown_on_a_terminal(home: Path) -> None:
    assert b"\rVerifying 0 " in in_terminal(home, "scores", "verify")


def test_csv_in_a_file_and_in_a_pipe_keeps_what_is_stored(home: Path) -> None:
    shell(home, "simulator scores export --output out.csv")
    piped = shell(home, "simulator scores export").stdout
    assert piped == (home / "out.csv").read_bytes()
    assert EVIL in piped.decode("utf-8")


@pytest.mark.parametrize("language", ["en", "el", "zh_Hans"])
@pytest.mark.parametrize(
    "more",
    [
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "latin-1"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    ],
)
def test_a_terminal_of_few_characters_gets_all_commands(
    tmp_path: Path, language: str, more: dict[str, str]
) -> None:
    more = {**more, "SIMULATOR_LANGUAGE": language}
    play = f"printf '1\\n?\\nnonsense\\n1\\n' | simulator play wrong-dish --text --trainee José --language {language}"
    line = f"{play}; simulator scores list; simulator scores verify; simulator scores show x"
    done = shell(
        tmp_path, f"simulator --help; {line}; simulator check nothing-such; {play}", **more
    )
    assert b"Traceback" not in done.stderr
    encoding = "latin-1" if "latin-1" in more.values() else "ascii"
    said = done.stdout.decode(encoding)
    assert ("José" if encoding == "latin-1" else "Jose") in said
    if language == "en":
        assert "\\" not in said
        assert "Mr Lin (angry): Good evening." in said
