"""Statements judged by programs of other people; `judges.sh` installs them."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from simulator.reports.xapi.delivery import Delivery
from simulator.reports.xapi.record_store import RecordStore
from tests.reports.xapi.examples import every_statement
from tests.shipped import ROOT

JUDGES = ROOT / ".judges"
PYTHON = JUDGES / "bin" / "python"
NODE = shutil.which("node")
HERE = Path(__file__).parent

needs_node = pytest.mark.skipif(
    NODE is None or not (JUDGES / "node_modules" / "@learninglocker").is_dir(),
    reason="run tests/reports/xapi/judges.sh first, on a machine with npm",
)
needs_ralph = pytest.mark.skipif(
    not (JUDGES / "bin" / "ralph").exists(), reason="run tests/reports/xapi/judges.sh first"
)

NODE_JUDGE = """
const judge = require("@learninglocker/xapi-validation").default;
const statements = JSON.parse(require("fs").readFileSync(0));
console.log(JSON.stringify(statements.map((x) => judge(x).map(String).join("; "))));
"""
RALPH_JUDGE = """
import json, sys
from ralph.models.xapi.base.statements import BaseXapiStatement
def judged(statement):
    try:
        BaseXapiStatement.model_validate(statement)
    except ValueError as error:
        return str(error)
    return ""
print(json.dumps([judged(x) for x in json.load(sys.stdin)]))
"""

Judge = Callable[[list[dict[str, Any]]], list[str]]


def node_judge(statements: list[dict[str, Any]]) -> list[str]:
    assert NODE is not None
    return judged([NODE, "-e", NODE_JUDGE], statements)


def ralph_judge(statements: list[dict[str, Any]]) -> list[str]:
    return judged([str(PYTHON), "-c", RALPH_JUDGE], statements)


def judged(command: list[str], statements: list[dict[str, Any]]) -> list[str]:
    """What is wrong with each statement; empty if nothing is."""
    done = subprocess.run(
        command,
        input=json.dumps(statements),
        capture_output=True,
        text=True,
        cwd=JUDGES,
        check=True,
    )
    found: list[str] = json.loads(done.stdout)
    return found


def broken() -> dict[str, dict[str, Any]]:
    """Our statements with one mistake each."""
    turn, attempt = every_statement()[0], every_statement()[-1]
    changes: dict[str, tuple[dict[str, Any], str, Any]] = {
        "scaled": (attempt, "result.score.scaled", 80),
        "duration": (attempt, "result.duration", "soon"),
        "success": (attempt, "result.success", "yes"),
        "registration": (turn, "context.registration", "1"),
        "language": (turn, "context.language", "not a tag"),
        "extension": (turn, "result.extensions", {"no iri": 1}),
        "home": (turn, "actor.account.homePage", "no iri"),
        "account": (turn, "actor.account", {"name": "x"}),
        "verb": (turn, "verb.id", "answered"),
        "timestamp": (turn, "timestamp", "yesterday"),
        "interaction": (turn, "object.definition.interactionType", "guess"),
        "id": (turn, "id", "1"),
        "unknown": (turn, "mood", "angry"),
    }
    found = {}
    for name, (statement, path, value) in changes.items():
        spoilt = deepcopy(statement)
        *above, last = path.split(".")
        place: dict[str, Any] = spoilt
        for key in above:
            place = place[key]
        place[last] = value
        found[name] = spoilt
    return found


@pytest.mark.parametrize(
    "judge",
    [
        pytest.param(node_judge, marks=needs_node, id="npm"),
        pytest.param(ralph_judge, marks=needs_ralph, id="ralph"),
    ],
)
def test_a_judge_takes_all_of_ours_and_no_broken_one(judge: Judge) -> None:
    good = every_statement()
    assert judge(good) == [""] * len(good)
    spoilt = broken()
    taken = [
        name for name, found in zip(spoilt, judge(list(spoilt.values())), strict=True) if not found
    ]
    assert taken == []


@pytest.fixture
def ralph(tmp_path: Path) -> Iterator[str]:
    """A Ralph record store on this machine; it keeps its statements in a file."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [PYTHON, HERE / "ralph_server.py", tmp_path, str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(process, port)
        yield f"http://127.0.0.1:{port}/xAPI"
    finally:
        process.terminate()
        process.wait()


def _wait_for(process: subprocess.Popen[bytes], port: int) -> None:
    end = time.monotonic() + 30
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=5).close()
        except OSError:
            assert process.poll() is None, "Ralph ended"
            assert time.monotonic() < end, "Ralph does not answer"
            time.sleep(0.1)
        else:
            return


@needs_ralph
def test_a_record_store_of_others_keeps_everything_once(ralph: str, tmp_path: Path) -> None:
    ours = every_statement()
    for _ in range(2):
        delivery = Delivery(RecordStore(ralph, "hr:secret"))
        delivery.send(ours)
        assert delivery.refused == {}
    stored = [json.loads(x) for x in (tmp_path / "fs_lrs.jsonl").read_text().splitlines()]
    assert len(stored) == len(ours)
    assert {x["id"] for x in stored} == {x["id"] for x in ours}
    other = deepcopy(ours)
    other[7]["timestamp"] = "2026-03-09T15:00:00.000Z"
    delivery = Delivery(RecordStore(ralph, "hr:secret"))
    delivery.send(other)
    assert (delivery.kept, delivery.refused) == (100, {})
    assert len((tmp_path / "fs_lrs.jsonl").read_text().splitlines()) == len(ours)
