"""What ships translated is translated whole, and no stale words ship."""

from __future__ import annotations

import pytest

from simulator.i18n import po
from simulator.i18n.extract import template
from simulator.i18n.merge import status
from tests.house import ROOT, library, rubric, shipped

LOCALES = ROOT / "locales"
LANGUAGES = ("zh_Hans", "el")


def catalog(language: str, domain: str) -> po.PoFile:
    found = po.load(LOCALES / language / "LC_MESSAGES" / f"{domain}.po")
    assert found is not None
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_whole_interface(language: str) -> None:
    found = status(catalog("en", "ui"), catalog(language, "ui"), language, "ui")
    assert (found.stale, found.missing) == (0, 0)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_wrong_dish_the_cards_and_the_behaviours(language: str) -> None:
    wanted = template([shipped("wrong-dish").scenario], [rubric()], library().concepts or {})
    found = status(wanted, catalog(language, "scenarios"), language, "scenarios")
    assert (found.stale, found.missing) == (0, 0)
