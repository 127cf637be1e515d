"""The cost of starting the program, compared with a Python process that does nothing.

Whole processes, user and system time, as the installed command runs them: with compiled modules
and catalogs, in a home of their own.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from benchmarks.measure import Row

_ROOT: Final = Path(__file__).parent.parent
_COMMAND: Final = "from simulator.__main__ import run; run()"
_PEER: Final = "python -c pass"
_SCRIPT: Final = """\
# -*- coding: utf-8 -*-
import re
import sys
from simulator.__main__ import run
if __name__ == '__main__':
    sys.argv[0] = re.sub(r'(-script\\.pyw|\\.exe)?$', '', sys.argv[0])
    sys.exit(run())
"""
"""The script that the pip of Python 3.11 installs; importing `re` takes most of its time."""
_WAYS: Final[dict[str, tuple[str, ...]]] = {
    _PEER: ("-c", "pass"),
    "simulator --version": ("-c", _COMMAND, "--version"),
    "simulator --version, installed": ("simulator", "--version"),
    "simulator --help": ("-c", _COMMAND, "--help"),
    "simulator check": ("-c", _COMMAND, "check", "small.yaml"),
}
_MOST: Final = {
    "simulator --version": 1.6,
    "simulator --version, installed": 1.6,
    "simulator --help": 5,
    "simulator check": 6,
}
_SMALL: Final = """\
title: Small
customer: {name: Ana}
start: hello
nodes:
  hello:
    line: Where is my parcel?
    choices:
      - {id: look, say: I am looking it up for you., shows: [apologises], to: found}
      - {id: wave, say: Parcels take time., to: lost}
  found: {line: Thank you., ending: resolved}
  lost: {line: Goodbye., ending: lost}
"""


def rows(rounds: int = 15) -> list[Row]:
    """A row for each command.

    Args:
        rounds: The number of rounds. One more round comes first, to compile modules and catalogs.
    """
    taken: dict[str, list[float]] = {name: [] for name in _WAYS}
    with tempfile.TemporaryDirectory() as home:
        Path(home, "small.yaml").write_text(_SMALL, encoding="utf-8")
        Path(home, "simulator").write_text(_SCRIPT, encoding="utf-8")
        for number in range(rounds + 1):
            for name, arguments in _WAYS.items():
                seconds = _cpu_seconds(arguments, home)
                if number:
                    taken[name].append(seconds)
    medians = {name: statistics.median(values) for name, values in taken.items()}
    return [Row(name, medians[name], medians[_PEER], _PEER, most) for name, most in _MOST.items()]


def _cpu_seconds(arguments: tuple[str, ...], home: str) -> float:
    folders = {f"XDG_{x}_HOME": f"{home}/{x}" for x in ("CACHE", "CONFIG", "DATA")}
    environ = os.environ | folders | {"HOME": home, "PYTHONPATH": str(_ROOT)}
    environ.pop("PYTHONDONTWRITEBYTECODE", None)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(  # noqa: S603 - our own command
        [sys.executable, *arguments],
        check=True,
        cwd=home,
        env=environ,
        stdout=subprocess.DEVNULL,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
