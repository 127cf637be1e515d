"""The project's own catalogs and texts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from simulator.authoring.load import load_scenario
from simulator.i18n import po
from simulator.i18n.extract import template
from tests.house import ROOT, SCENARIOS, SHIPPED, library
from tests.i18n.test_merge import every_text

if TYPE_CHECKING:
    from pathlib import Path

FILES = sorted((ROOT / "locales").glob("*/LC_MESSAGES/*.po"))
FIELD = re.compile(r"\{\w+\}")


@pytest.mark.parametrize("file", FILES, ids=lambda x: f"{x.parts[-3]}-{x.stem}")
def test_ids_are_unique(file: Path) -> None:
    ids = re.findall(r'^msgctxt "(.*)"$', file.read_text("utf-8"), re.MULTILINE)
    assert sorted(ids) == sorted(set(ids))
    assert set(ids) == set(po.read(file.read_bytes(), file.name).entries)


@pytest.mark.parametrize("file", FILES, ids=lambda x: f"{x.parts[-3]}-{x.stem}")
def test_translations_keep_the_fields_of_their_source(file: Path) -> None:
    for entry in po.read(file.read_bytes(), file.name).entries.values():
        wanted = {x for form in entry.source for x in FIELD.findall(form)}
        for words in filter(None, entry.strings):
            assert set(FIELD.findall(words)) <= wanted, entry.id


@pytest.mark.parametrize("name", SHIPPED)
def test_every_text_of_a_scenario_reaches_the_translators(name: str) -> None:
    scenario = load_scenario(SCENARIOS / f"{name}.yaml", library=library()).value
    assert scenario is not None
    assert set(template([scenario]).entries) == every_text(scenario)
