from __future__ import annotations

import subprocess
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from simulator.errors import DataError
from simulator.i18n import po
from simulator.i18n.catalog import Catalogs
from simulator.scenario.walk import scenario_texts
from tests.fakes.stories import small, text

if TYPE_CHECKING:
    from pathlib import Path

    from simulator.attempt.context import Messages
    from simulator.attempt.ports import Translator

HEADER = (
    'msgid ""\nmsgstr ""\n"Language: {}\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n{}\n'
)
EN = """
msgctxt "home.start"
msgid "Start"
msgstr ""

msgctxt "home.greet"
msgid "Hello, {name}: {name}"
msgstr ""

msgctxt "shelf.attempts"
msgid "{n} attempt"
msgid_plural "{n} attempts"
msgstr[0] ""
msgstr[1] ""

msgctxt "figure.not-observed"
msgid "not observed"
msgstr ""

msgctxt "common.day-and-time"
msgid "day {day}, {time}"
msgstr ""
"""
EL = """
#, fuzzy
#| msgid "Begin"
msgctxt "home.start"
msgid "Start"
msgstr "Έναρξη"

msgctxt "home.greet"
msgid "Hello, {name}"
msgstr ""

msgctxt "shelf.attempts"
msgid "An old source"
msgid_plural "An old source of many"
msgstr[0] "{n} προσπάθεια"
msgstr[1] "{n} προσπάθειες"

#~ msgctxt "home.gone"
#~ msgid "Gone"
#~ msgstr "Έφυγε"
"""
EL_SCENARIOS = """
msgctxt "tea/title"
msgid "Cold tea"
msgstr "Κρύο τσάι"

#~ msgctxt "tea/summary"
#~ msgid "Words of summary."
#~ msgstr "Παλιά"
"""


def put(folder: Path, language: str, domain: str, body: str, plurals: str = "") -> Path:
    file = folder / language / "LC_MESSAGES" / f"{domain}.po"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(HEADER.format(language, plurals) + body, "utf-8")
    return file


@pytest.fixture
def locales(tmp_path: Path) -> Path:
    folder = tmp_path / "locales"
    put(folder, "en", "ui", EN)
    put(folder, "el", "ui", EL)
    put(folder, "el", "scenarios", EL_SCENARIOS)
    put(folder, "zh_Hans", "ui", "")
    put(folder, "fr", "ui", "")
    (folder / "el" / "notes").mkdir()
    (folder / "README").mkdir()
    return folder


def test_languages_have_their_own_names_in_order(locales: Path, tmp_path: Path) -> None:
    wanted = (
        ("en", "English"),
        ("zh_Hans", "简体中文"),
        ("el", "Ελληνικά"),
        ("fr", "Français"),
    )
    for _ in range(2):  # the second time from the cache
        assert Catalogs(locales, tmp_path / "cache").languages == wanted


def test_words_come_by_id_and_survive_a_changed_source(locales: Path) -> None:
    words: Messages = Catalogs(locales, None).messages("el")
    assert words.language == "el"
    assert words("home.start") == "Έναρξη"
    assert words("shelf.attempts", n=1) == "1 προσπάθεια"
    assert words("shelf.attempts", n=1200) == "1.200 προσπάθειες"


def test_missing_words_are_english_and_then_their_id(locales: Path) -> None:
    words = Catalogs(locales, None).messages("zh_Hans")
    assert words("home.start") == "Start"
    assert words("home.gone") == "home.gone"
    assert words("shelf.attempts", n=1) == "1 attempt"
    assert words("shelf.attempts", n=2) == "2 attempts"
    assert Catalogs(locales, None).messages("el")("home.gone") == "home.gone"


def test_fields_are_put_in_once_and_literally(locales: Path) -> None:
    words = Catalogs(locales, None).messages("en")
    assert words("home.greet", name="{name} {0} %s \\1") == (
        "Hello, {name} {0} %s \\1: {name} {0} %s \\1"
    )
    assert words("home.greet") == "Hello, {name}: {name}"


def test_a_count_without_plural_forms_finds_its_words(locales: Path) -> None:
    assert Catalogs(locales, None).messages("en")("home.start", n=2) == "Start"


def test_figures_and_times_are_written_in_the_language(locales: Path) -> None:
    english = Catalogs(locales, None).messages("en")
    greek = Catalogs(locales, None).messages("el")
    chinese = Catalogs(locales, None).messages("zh_Hans")
    assert english.figure(72_400) == "72.4"
    assert greek.figure(72_400) == "72,4"
    assert english.figure(59_960) == "59.9"
    assert english.figure(-1_250) == "-1.3"
    assert english.figure(None) == "not observed"
    assert english.number(12_345) == "12,345"
    assert english.clock(19 * 3600 + 40 * 60) == "19:40"
    assert english.clock(86_400 + 5 * 60) == "day 2, 00:05"
    assert english.duration(90) == "1 minute, 30 seconds"
    assert english.duration(0) == "0 seconds"
    assert greek.duration(7200) == "2 ώρες"
    assert chinese.duration(3600) == "1小时"
    assert english.joined(["a", "b", "c"]) == "a, b and c"
    assert chinese.joined(["a", "b", "c"]) == "a、b和c"
    assert english.joined([]) == ""


def test_dates_are_in_the_zone_of_the_machine_and_what_is_none_is_left(locales: Path) -> None:
    words = Catalogs(locales, None).messages("en")
    assert "Mar 2026, " in words.date("2026-03-15T12:05:00Z")
    assert words.date("soon") == "soon"
    assert words.date("") == ""


def test_authored_text_falls_back_to_its_author(locales: Path) -> None:
    translator: Translator = Catalogs(locales, None).translator("el")
    assert translator.text(text("title", "Colder tea")) == "Κρύο τσάι"
    assert translator.text(text("summary")) == "Words of summary."
    assert Catalogs(locales, None).translator("fr").text(text("title")) == "Words of title."


def test_a_language_covers_a_scenario_when_every_text_is_there(locales: Path) -> None:
    catalogs = Catalogs(locales, None)
    assert catalogs.covers("en", small())
    assert catalogs.covers("zh_Hans", small("zh-Hans"))
    assert not catalogs.covers("el", small())
    body = "".join(
        f'\nmsgctxt "{x.id}"\nmsgid "{x.source}"\nmsgstr "λέξη"\n' for x in scenario_texts(small())
    )
    put(locales, "el", "scenarios", body)
    assert Catalogs(locales, None).covers("el", small())


def test_a_changed_file_is_compiled_anew_and_the_old_one_goes(
    locales: Path, tmp_path: Path
) -> None:
    cache = tmp_path / "cache"
    assert Catalogs(locales, cache).messages("el")("home.start") == "Έναρξη"
    put(locales, "el", "ui", EL.replace("Έναρξη", "Πάμε"))
    assert Catalogs(locales, cache).messages("el")("home.start") == "Πάμε"
    assert len(list(cache.glob("el-ui-*.mo"))) == 1


@pytest.mark.parametrize("rest", [b"", b"rubbish", b"\xde\x12\x04\x95" + b"\xff" * 40])
def test_a_damaged_cache_is_made_anew(locales: Path, tmp_path: Path, rest: bytes) -> None:
    cache = tmp_path / "cache"
    Catalogs(locales, cache).messages("el")
    for file in cache.iterdir():
        file.write_bytes(rest)
    assert Catalogs(locales, cache).messages("el")("home.start") == "Έναρξη"


def test_a_cache_that_cannot_be_written_is_done_without(locales: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    for cache in (tmp_path / "file", tmp_path / "file" / "below"):
        assert Catalogs(locales, cache).messages("el")("home.start") == "Έναρξη"


@pytest.mark.parametrize(
    "content",
    [
        b"\xff\xfe",
        b"not a catalog",
        b'msgctxt "a"\nmsgid "b"\n',
        b'"adrift"\n',
        b'msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural=__import__;\\n"\n',
        b'msgid ""\nmsgstr "Plural-Forms: nplurals=x; plural=n;\\n"\n',
    ],
)
def test_a_damaged_file_is_named(locales: Path, content: bytes) -> None:
    file = locales / "el" / "LC_MESSAGES" / "ui.po"
    file.write_bytes(content)
    with pytest.raises(DataError) as raised:
        Catalogs(locales, None).messages("el")
    assert raised.value.file == str(file)
    assert dict(Catalogs(locales, None).languages)["el"] == "Ελληνικά"


@given(cut=st.integers(0, 700), junk=st.binary(max_size=12))
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_damage_ends_in_a_traceback(cut: int, junk: bytes) -> None:
    content = (HEADER.format("el", "") + EL).encode()
    with suppress(DataError):
        po.read(content[:cut] + junk + content[cut + len(junk) :], "el.po")


def test_no_english_is_a_damaged_installation(tmp_path: Path) -> None:
    with pytest.raises(DataError):
        _ = Catalogs(tmp_path, None).languages
    with pytest.raises(DataError):
        Catalogs(tmp_path, None).messages("el")


def test_a_folder_that_no_one_knows_still_works(locales: Path) -> None:
    put(locales, "tlhx", "ui", EL)
    catalogs = Catalogs(locales, None)
    assert dict(catalogs.languages)["tlhx"] == "tlhx"
    assert catalogs.messages("tlhx").figure(1000) == "1.0"


def test_words_from_the_cache_need_no_babel(locales: Path, tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from simulator.i18n.catalog import Catalogs;"
        "c = Catalogs(Path(sys.argv[1]), Path(sys.argv[2])); c.languages;"
        "c.messages('el')('shelf.attempts', n=2); c.translator('el');"
        "print('babel' in sys.modules)"
    )
    told = [
        subprocess.run(
            [sys.executable, "-c", code, str(locales), str(tmp_path / "cache")],
            check=True,
            capture_output=True,
            text=True,
        ).stdout.strip()
        for _ in range(2)
    ]
    assert told == ["True", "False"]
