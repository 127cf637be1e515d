"""Whatever stands in a file, reading takes little time and memory, and says little.

The files come from `attacks`. Here they are small; a few large ones are read as processes.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import tracemalloc
from typing import TYPE_CHECKING

import pytest

from benchmarks.generated import scenario_text
from tests.authoring.attacks import ATTACKS, HEAD
from tests.authoring.cases import codes, load, place_of

if TYPE_CHECKING:
    from pathlib import Path

    from simulator.authoring.load import Loaded
    from simulator.scenario.model import Scenario

SIZE = 200_000
SMALL = 48_000_000
"""What a file may need in any case, in bytes."""
# In characters. A finding has ten short fields at most.
LARGEST_FINDING = 2000


@pytest.fixture(autouse=True)
def _only_with_libyaml(loader: str) -> None:
    if loader != "libyaml":
        pytest.skip("without libyaml, only the size of a file is limited")


def measured(text: str) -> tuple[Loaded[Scenario], float, int]:
    """The result of a load, its processor seconds, and the bytes that it needed at most."""
    data = text.encode()
    tracemalloc.start()
    started = time.process_time()
    try:
        loaded = load(data)
        return loaded, time.process_time() - started, tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("name", ATTACKS)
def test_a_hostile_file_costs_little(name: str) -> None:
    text = ATTACKS[name](SIZE)
    loaded, seconds, peak = measured(text)
    assert peak < max(40 * len(text.encode()), SMALL)
    assert seconds < 4  # with memory traced, four times as long as without
    assert len(loaded.findings) <= 101
    for found in loaded.findings:
        assert len(str(found)) < LARGEST_FINDING
        place = place_of(found)
        assert place.start <= place.column <= place.start + len(place.text)


PROCESS = """
import resource, runpy, sys
sys.argv = ["simulator", "check", "--json", sys.argv[1]]
try:
    runpy.run_module("simulator", run_name="__main__")
finally:
    peak = next(x for x in open("/proc/self/status") if x.startswith("VmHWM"))
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(int(peak.split()[1]) * 1024, used.ru_utime + used.ru_stime, file=sys.stderr)
"""
PROGRAM = 36_000_000
"""What the program needs for a small file, in bytes."""
LARGE = ("wide braces", "exclamation marks", "keys with values", "near ids", "long guards")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
@pytest.mark.parametrize("name", LARGE)
@pytest.mark.parametrize("size", [2_500_000, 8_000_000])
def test_checking_a_large_hostile_file(name: str, size: int, tmp_path: Path) -> None:
    file = tmp_path / "large.yaml"
    file.write_text(ATTACKS[name](size), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", PROCESS, str(file)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    assert done.returncode == 1, done.stderr
    memory, seconds = done.stderr.split()[-2:]
    assert int(memory) < min(300_000_000, PROGRAM + 40 * size)
    assert float(seconds) < 6  # two seconds on a quiet machine
    assert len(json.loads(done.stdout)) <= 101
    assert len(done.stdout) < 200_000


def test_a_scenario_of_ten_thousand_nodes_stays_within_the_limits() -> None:
    for repeated in (False, True):
        text = scenario_text(10_000, repeated=repeated)
        assert load(text).value is not None


def test_a_thousand_errors_end_the_load() -> None:
    nodes = "".join(f"  n{at}: {{to: m{at}}}\n" for at in range(5000))
    found = load(f"{HEAD}nodes:\n{nodes}").findings
    assert found[-1].name == "too-many-findings"
    assert found[-1].args == {"count": 901}


def test_warnings_never_hide_an_error() -> None:
    nodes = "".join(f"  n{at}: {{to: end}}\n" for at in range(1500))
    loaded = load(
        f"{HEAD}start: first\nnodes:\n{nodes}"
        "  first: {line: [{when: true, text: x}], too: end}\n  end: {ending: lost}\n"
    )
    assert "unknown-key" in codes(loaded)


def test_many_wrong_words_get_a_suggestion_as_long_as_it_is_cheap() -> None:
    nodes = "".join(f"  node-{at:05d}: {{to: node-{at:05d}x}}\n" for at in range(5000))
    found = load(f"{HEAD}nodes:\n{nodes}").findings
    assert found[0].args["suggestion"] == "node-00000"
    assert found[99].args["suggestion"] == ""
    keys = "".join(f"titel-{at}: x\n" for at in range(90))
    suggested = [x.args.get("suggestion") for x in load(keys).findings if x.name == "unknown-key"]
    assert suggested == ["title"] * 90


@pytest.mark.parametrize(
    ("part", "uses", "name"),
    [
        (
            "".join(f"  n{at}: {{line: Hi, to: end}}\n" for at in range(5000)),
            200,
            "too-many-values",
        ),
        (f"  a: {{to: end, line: '{'word ' * 12_000}'}}\n" * 1, 300, "too-big"),
        ("  ? " + "k" * 60_000 + "\n  : x\n", 300, "too-big"),
        ("  a: {to: end}\n", 1001, "too-many-items"),
    ],
)
def test_a_part_counts_as_often_as_it_is_used(
    part: str, uses: int, name: str, tmp_path: Path
) -> None:
    (tmp_path / "p.yaml").write_text(f"part: p\nnodes:\n{part}", encoding="utf-8")
    use = "".join(f"  - {{part: p, as: u{at}}}\n" for at in range(uses))
    started = time.process_time()
    loaded = load(f"{HEAD}use:\n{use}nodes:\n  end: {{ending: lost}}\n", path=tmp_path / "s.yaml")
    assert time.process_time() - started < 2
    assert name in codes(loaded)


def test_parts_that_name_each_other_are_no_ring(tmp_path: Path) -> None:
    part = "part: p\nuse: [{part: s, as: x}]\nnodes:\n  a: {to: end}\n"
    (tmp_path / "p.yaml").write_text(part, encoding="utf-8")
    story = (
        f"{HEAD}use: [{{part: p, as: x}}, {{part: s, as: y}}]\nnodes:\n  end: {{ending: lost}}\n"
    )
    (tmp_path / "s.yaml").write_text(story, encoding="utf-8")
    assert "unknown-key" in codes(load(story, path=tmp_path / "s.yaml"))
