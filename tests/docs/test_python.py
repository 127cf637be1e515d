"""The page on Python: its examples run, and it names all that the package exports."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest

import simulator
from tests.shipped import ROOT

PAGE = ROOT / "docs" / "python.md"


def test_the_examples_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for folder in ("DATA", "CONFIG", "CACHE"):
        monkeypatch.setenv(f"XDG_{folder}_HOME", str(tmp_path / folder))
    failed, attempted = doctest.testfile(str(PAGE), module_relative=False)
    assert (failed, attempted > 20) == (0, True)


def test_the_page_names_every_export() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert [x for x in simulator.__all__ if x not in text and x != "__version__"] == []


def test_every_export_is_there_and_nothing_else() -> None:
    assert all(getattr(simulator, name) is not None for name in simulator.__all__)
    with pytest.raises(AttributeError):
        getattr(simulator, "no_such_name")  # noqa: B009 - a type checker would refuse the plain form
