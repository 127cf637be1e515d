"""One word for one thing: no name of the package means two things."""

from __future__ import annotations

import ast
from collections import defaultdict
from pathlib import Path

from tests.shipped import ROOT

FILES = sorted((ROOT / "simulator").rglob("*.py"))


def definitions(file: Path) -> list[str]:
    """The classes and type aliases that a module defines."""
    found: list[str] = []
    for item in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        match item:
            case ast.ClassDef(name=name):
                found.append(name)
            case ast.AnnAssign(target=ast.Name(id=name), annotation=ast.Name(id="TypeAlias")):
                found.append(name)
            case _:
                pass
    return found


def test_no_class_or_type_is_defined_twice() -> None:
    places = defaultdict(list)
    for file in FILES:
        for name in definitions(file):
            places[name].append(file.relative_to(ROOT).as_posix())
    assert {name: where for name, where in places.items() if len(where) > 1} == {}


def test_no_function_has_the_name_of_its_module() -> None:
    twins = [
        file.relative_to(ROOT).as_posix()
        for file in FILES
        for item in ast.parse(file.read_text(encoding="utf-8")).body
        if isinstance(item, ast.FunctionDef) and item.name == file.stem
    ]
    assert twins == []


def test_no_module_has_more_than_400_lines() -> None:
    long = {
        file.relative_to(ROOT).as_posix(): lines
        for file in FILES
        if (lines := len(file.read_text(encoding="utf-8").splitlines())) > 400
    }
    assert long == {}
