from __future__ import annotations

import pytest

from simulator.i18n.language import nearest, negotiate, system_languages

THERE = ("en", "zh_Hans", "el")


@pytest.mark.parametrize(
    ("wanted", "got"),
    [
        ("zh-CN", "zh_Hans"),
        ("zh_Hans_CN", "zh_Hans"),
        ("zh", "zh_Hans"),
        ("zh_CN.UTF-8", "zh_Hans"),
        ("ZH-HANS", "zh_Hans"),
        ("zh-SG", "zh_Hans"),
        ("zh-TW", None),
        ("zh_Hant", None),
        ("zh-HK", None),
        ("el_GR", "el"),
        ("el_GR.UTF-8@euro", "el"),
        ("en-GB", "en"),
        ("de-DE", None),
        ("C", None),
        ("C.UTF-8", None),
        ("POSIX", None),
        ("english", None),
        ("", None),
        ("../el", None),
    ],
)
def test_a_tag_finds_its_folder(wanted: str, got: str | None) -> None:
    assert nearest((wanted,), THERE) == got


def test_the_nearest_region_wins() -> None:
    there = ("pt_BR", "pt", "zh_Hans", "zh_Hant", "sr_Latn", "sr")
    assert nearest(("pt-BR",), there) == "pt_BR"
    assert nearest(("pt-PT",), there) == "pt"
    assert nearest(("zh-TW",), there) == "zh_Hant"
    assert nearest(("sr-RS",), there) == "sr"


def test_the_first_that_is_there_wins() -> None:
    assert nearest(("de", "zh-TW", "el", "en"), THERE) == "el"
    assert nearest((), THERE) is None


def test_english_is_the_fallback() -> None:
    assert negotiate(("de", "zh-TW"), THERE) == "en"


def test_the_system_names_its_languages() -> None:
    assert system_languages({"LANG": "el_GR.UTF-8"}) == ("el_GR.UTF-8",)
    assert system_languages({"LANGUAGE": "zh_CN:el", "LANG": "en_GB"}) == ("zh_CN", "el", "en_GB")
    assert system_languages({"LANGUAGE": "el", "LC_ALL": "C", "LANG": "en_GB"}) == ("C",)
    assert system_languages({}) == ()
