"""The project's own catalogs and texts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from simulator.authoring.load import load_scenario
from simulator.i18n import po
from simulator.i18n.domains import domain_of
from simulator.i18n.extract import templates
from tests.i18n.test_merge import every_text
from tests.shipped import EVERY_SHIPPED, ROOT, SCENARIOS, SHIPPED, references, rubric, shipped

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
    scenario = load_scenario(SCENARIOS / f"{name}.yaml", references=references()).value
    assert scenario is not None
    found = templates([scenario])
    assert set(found) == {name}
    assert set(found[name].entries) == every_text(scenario)


@pytest.mark.parametrize("file", FILES, ids=lambda x: f"{x.parts[-3]}-{x.stem}")
def test_a_file_has_the_texts_of_its_domain(file: Path) -> None:
    found = po.read(file.read_bytes(), file.name)
    ids = {*found.entries, *found.obsolete}
    assert ids
    assert file.stem == "ui" or {domain_of(x) for x in ids} == {file.stem}


@pytest.mark.parametrize("language", ["el", "zh_Hans"])
def test_every_domain_has_a_file_in_every_language(language: str) -> None:
    scenarios = [shipped(x).scenario for x in EVERY_SHIPPED]
    wanted = {"ui", *templates(scenarios, [rubric()], references().concepts)}
    assert {x.stem for x in FILES if x.parts[-3] == language} == wanted
