"""Every shipped translation is complete, and none is stale."""

from __future__ import annotations

import pytest

from simulator.i18n import po
from simulator.i18n.extract import templates
from simulator.i18n.merge import merge_entries, status
from tests.shipped import ROOT, SHIPPED, references, rubric, shipped

LOCALES = ROOT / "locales"
LANGUAGES = ("zh_Hans", "el")


def catalog(language: str, domain: str) -> po.PoFile:
    found = po.load(LOCALES / language / "LC_MESSAGES" / f"{domain}.po")
    assert found is not None
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_whole_interface(language: str) -> None:
    found = status(merge_entries(catalog("en", "ui"), catalog(language, "ui"), language))
    assert (found.stale, found.missing) == (0, 0)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_cards_and_the_behaviours(language: str) -> None:
    wanted = templates([shipped("wrong-dish").scenario], [rubric()], references().concepts or {})
    assert set(wanted) == {"wrong-dish", "rubric-service", "concepts"}
    for domain, template in wanted.items():
        found = status(merge_entries(template, catalog(language, domain), language))
        assert found.translated == len(template.entries) > 0
        assert (found.stale, found.missing) == (0, 0)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scenario", SHIPPED)
def test_every_scenario(language: str, scenario: str) -> None:
    template = templates([shipped(scenario).scenario], [rubric()], {})[scenario]
    found = status(merge_entries(template, catalog(language, scenario), language))
    assert (found.translated, found.stale, found.missing) == (len(template.entries), 0, 0)
