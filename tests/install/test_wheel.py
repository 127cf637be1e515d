"""The built wheel, in an empty environment outside the checkout."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from tests.shipped import ROOT


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--outdir", str(folder), str(ROOT)],
        check=True,
        capture_output=True,
        timeout=300,
    )
    return next(folder.glob("*.whl"))


def test_the_wheel_holds_all_data(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("scenarios", "assets", "locales"):
        for file in (ROOT / folder).rglob("*"):
            data = file.is_file() and file.suffix in {".yaml", ".svg", ".ttf", ".po", ".txt"}
            inside = f"simulator/data/{folder}/{file.relative_to(ROOT / folder).as_posix()}"
            assert not data or inside in names
    assert not any(name.startswith(("tests/", "benchmarks/")) for name in names)


def test_it_plays_from_an_empty_environment(wheel: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    venv.create(tmp_path / "venv", with_pip=True)
    scripts = tmp_path / "venv" / ("Scripts" if os.name == "nt" else "bin")
    subprocess.run(
        [
            scripts / "python",
            "-m",
            "pip",
            "install",
            "--quiet",
            "-c",
            ROOT / "constraints.txt",
            wheel,
        ],
        check=True,
        cwd=home,
        timeout=600,
    )
    environ = {
        "PATH": f"{scripts}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(home),
        "LANG": "C.UTF-8",
    }

    def simulator(*arguments: str, typed: str = "") -> str:
        done = subprocess.run(
            [scripts / "simulator", *arguments],
            input=typed,
            capture_output=True,
            encoding="utf-8",
            env=environ,
            cwd=home,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    typed = (ROOT / "tests/golden/not-as-described--proactive/input.txt").read_text()
    told = simulator("play", "not-as-described", "--text", "--trainee", "Ana", typed=typed)
    assert "Proactivity: 100.0" in told
    assert json.loads(simulator("scores", "list", "--json"))[0]["status"] == "finished"
    pictures = simulator("pictures", "shots", "--language", "zh_Hans").split()
    assert len([x for x in pictures if x.endswith(".png")]) >= 6
