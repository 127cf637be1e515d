"""Runs the command line as whole processes, with odd streams and signals."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

from tests.shipped import ROOT

SIMULATOR = f"{shlex.quote(sys.executable)} -m simulator"


def environ(home: Path, **more: str) -> dict[str, str]:
    """The environment of a user with an own home folder, and no display."""
    kept = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "LANG": "C.UTF-8"}
    folders = {f"XDG_{x.upper()}_HOME": str(home / x) for x in ("data", "config", "cache")}
    return kept | {"HOME": str(home)} | folders | more


def shell(home: Path, line: str, **more: str) -> subprocess.CompletedProcess[bytes]:
    """What a line of bash does, in which `simulator` is the command; the exit code is its own."""
    script = f'simulator() {{ {SIMULATOR} "$@"; }}\n{line}\n'
    return subprocess.run(
        ["bash", "-c", script],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        cwd=home,
        env=environ(home, **more),
        timeout=60,
        check=False,
    )
