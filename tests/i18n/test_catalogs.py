from __future__ import annotations

import subprocess
import sys
from contextlib import suppress
from datetime import timedelta, timezone
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from simulator.errors import CatalogError, DataError
from simulator.files.sealed import SealedFolder
from simulator.i18n import po
from simulator.i18n.catalogs import Catalogs
from simulator.scenario.model import Node
from simulator.scenario.text import Text
from simulator.scenario.walk import scenario_texts
from tests.fakes.stories import small, text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
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

msgctxt "library.attempts"
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

msgctxt "library.attempts"
msgid "An old source"
msgid_plural "An old source of many"
msgstr[0] "{n} προσπάθεια"
msgstr[1] "{n} προσπάθειες"

#~ msgctxt "home.gone"
#~ msgid "Gone"
#~ msgstr "Έφυγε"
"""
EL_TEA = """
msgctxt "tea/title"
msgid "Cold tea"
msgstr "Κρύο τσάι"

#~ msgctxt "tea/summary"
#~ msgid "Words of summary."
#~ msgstr "Παλιά"
"""
EL_ALL_TEA = "".join(
    f'\nmsgctxt "{x.id}"\nmsgid "{x.source}"\nmsgstr "λέξη"\n' for x in scenario_texts(small())
)


def put(folder: Path, language: str, domain: str, body: str, plurals: str = "") -> Path:
    file = folder / language / "LC_MESSAGES" / f"{domain}.po"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(HEADER.format(language, plurals) + body, "utf-8")
    return file


def files(folder: Path) -> set[str]:
    return {x.name for x in folder.iterdir()}


def sealed(folder: Path) -> SealedFolder:
    return SealedFolder(folder, folder.parent / "key")


def catalogs(
    *folders: Path,
    cache: Path | None = None,
    report: Callable[[CatalogError], None] = lambda _: None,
) -> Catalogs:
    kept = None if cache is None else sealed(cache)
    return Catalogs(folders, kept, zone=timezone(timedelta(hours=8)), report=report)


@pytest.fixture
def locales(tmp_path: Path) -> Path:
    folder = tmp_path / "locales"
    put(folder, "en", "ui", EN)
    put(folder, "el", "ui", EL)
    put(folder, "el", "tea", EL_TEA)
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
        assert catalogs(locales, cache=tmp_path / "cache").languages == wanted


def test_words_come_by_id_and_survive_a_changed_source(locales: Path) -> None:
    words: Messages = catalogs(locales).messages("el")
    assert words.language == "el"
    assert words("home.start") == "Έναρξη"
    assert words("library.attempts", n=1) == "1 προσπάθεια"
    assert words("library.attempts", n=1200) == "1.200 προσπάθειες"


def test_missing_words_are_english_and_then_their_id(locales: Path) -> None:
    words = catalogs(locales).messages("zh_Hans")
    assert words("home.start") == "Start"
    assert words("home.gone") == "home.gone"
    assert words("library.attempts", n=1) == "1 attempt"
    assert words("library.attempts", n=2) == "2 attempts"
    assert catalogs(locales).messages("el")("home.gone") == "home.gone"


def test_fields_are_put_in_once_and_literally(locales: Path) -> None:
    words = catalogs(locales).messages("en")
    assert words("home.greet", name="{name} {0} %s \\1") == (
        "Hello, {name} {0} %s \\1: {name} {0} %s \\1"
    )
    assert words("home.greet") == "Hello, {name}: {name}"


def test_a_count_without_plural_forms_finds_its_words(locales: Path) -> None:
    assert catalogs(locales).messages("en")("home.start", n=2) == "Start"


def test_figures_and_times_are_written_in_the_language(locales: Path) -> None:
    english = catalogs(locales).messages("en")
    greek = catalogs(locales).messages("el")
    chinese = catalogs(locales).messages("zh_Hans")
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


def test_dates_are_in_the_zone_that_was_handed_in(locales: Path) -> None:
    words = catalogs(locales).messages("en")
    assert words.date("2026-03-15T12:05:00Z") == "15 Mar 2026, 20:05"
    assert words.date("2026-03-15T12:05:00+02:00") == "15 Mar 2026, 18:05"
    assert words.date("2026-03-15T20:05:00") == "16 Mar 2026, 04:05"
    here = Catalogs([locales], None, zone=None).messages("en")
    assert "Mar 2026, " in here.date("2026-03-15T12:05:00Z")


def test_a_text_that_is_no_date_stays_as_it_is(locales: Path) -> None:
    words = catalogs(locales).messages("en")
    assert words.date("soon") == "soon"
    assert words.date("") == ""


def test_authored_text_falls_back_to_its_author(locales: Path) -> None:
    translator: Translator = catalogs(locales).translator("el")
    assert translator.text(text("title", "Colder tea")) == "Κρύο τσάι"
    assert translator.text(text("summary")) == "Words of summary."
    assert catalogs(locales).translator("fr").text(text("title")) == "Words of title."


def test_a_language_covers_a_scenario_when_every_text_is_there(locales: Path) -> None:
    found = catalogs(locales)
    assert found.covers("en", small())
    assert found.covers("zh_Hans", small("zh-Hans"))
    assert not found.covers("el", small())
    put(locales, "el", "tea", EL_ALL_TEA)
    assert catalogs(locales).covers("el", small())


class CountedNodes(dict[str, Node]):
    """Nodes that count how often they are walked through."""

    walks = 0

    def __iter__(self) -> Iterator[str]:
        self.walks += 1
        return super().__iter__()


def test_coverage_is_worked_out_once_for_each_language_and_edition(locales: Path) -> None:
    put(locales, "el", "tea", EL_ALL_TEA)
    found = catalogs(locales)
    nodes = CountedNodes(small().nodes)
    first = replace(small(), nodes=nodes)
    for _ in range(3):
        assert found.covers("el", first)
        assert not found.covers("fr", first)
    assert nodes.walks == 1  # French has no catalog of it: its first text answers the question
    second = replace(first, edition=2, summary=text("another"))
    assert not found.covers("el", second)
    assert found.covers("el", first)


def test_only_the_domains_that_are_asked_for_are_compiled(locales: Path, tmp_path: Path) -> None:
    put(locales, "el", "tea-time", EL_TEA.replace("tea/", "tea-time/"))
    put(locales, "el", "broken", "never read")
    cache = tmp_path / "cache"
    translator = catalogs(locales, cache=cache).translator("el")
    assert not cache.exists()
    for _ in range(2):
        assert translator.text(Text(id="tea/title", source="")) == "Κρύο τσάι"
    assert files(cache) == {"el-tea.mo"}
    assert translator.text(Text(id="tea-time/title", source="")) == "Κρύο τσάι"
    assert translator.text(Text(id="coffee/title", source="Coffee")) == "Coffee"
    assert files(cache) == {"el-tea.mo", "el-tea-time.mo"}
    assert translator.text(Text(id="broken/title", source="Whole")) == "Whole"
    assert files(cache) == {"el-tea.mo", "el-tea-time.mo"}


def test_rubric_concept_cards_and_a_scenario_called_ui_have_their_own_domains(
    locales: Path,
) -> None:
    domains = {
        "rubric/service/title": "rubric-service",
        "concept/listen/title": "concepts",
        "ui/title": "ui-scenario",
    }
    for id_, domain in domains.items():
        put(locales, "el", domain, f'\nmsgctxt "{id_}"\nmsgid "A"\nmsgstr "Στο {domain}"\n')
    translator = catalogs(locales).translator("el")
    for id_, domain in domains.items():
        assert translator.text(Text(id=id_, source="A")) == f"Στο {domain}"


def test_a_later_folder_adds_and_never_changes(locales: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    put(own, "el", "tea", EL_ALL_TEA)
    put(own, "el", "coffee", '\nmsgctxt "coffee/title"\nmsgid "A"\nmsgstr "Καφές"\n')
    put(own, "de", "tea", '\nmsgctxt "tea/title"\nmsgid "A"\nmsgstr "Tee"\n')
    for _ in range(2):  # the second time from the cache
        found = catalogs(locales, own, tmp_path / "none", cache=tmp_path / "cache")
        assert found.codes == ("en", "zh_Hans", "el", "de", "fr")
        assert found.messages("de")("home.start") == "Start"
        assert found.translator("de").text(text("title")) == "Tee"
        greek = found.translator("el")
        assert greek.text(text("title")) == "Κρύο τσάι"
        assert greek.text(text("summary")) == "λέξη"
        assert greek.text(Text(id="coffee/title", source="A")) == "Καφές"
        assert found.covers("el", small())


def test_a_changed_file_is_compiled_anew_into_the_same_cache_file(
    locales: Path, tmp_path: Path
) -> None:
    cache = tmp_path / "cache"
    assert catalogs(locales, cache=cache).messages("el")("home.start") == "Έναρξη"
    before = files(cache)
    assert before == {"el-ui.mo", "en-ui.mo"}
    put(locales, "el", "ui", EL.replace("Έναρξη", "Πάμε"))
    assert catalogs(locales, cache=cache).messages("el")("home.start") == "Πάμε"
    assert files(cache) == before


def test_cache_files_without_a_po_file_are_deleted(locales: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    cache.mkdir()
    for name in ("el-scenarios-10004b0901983a4ac.mo", "el-ui-10001a1fa28ff0a20.mo", "el-gone.mo"):
        (cache / name).write_bytes(b"of an older version")
    (cache / "notes.txt").write_text("not ours")
    found = catalogs(locales, cache=cache)
    assert found.languages
    assert found.messages("el")("home.start") == "Έναρξη"
    assert found.translator("el").text(text("title")) == "Κρύο τσάι"
    assert files(cache) == {"languages.mo", "el-ui.mo", "en-ui.mo", "el-tea.mo", "notes.txt"}


@pytest.mark.parametrize("kept", [0, 32])
@pytest.mark.parametrize("rest", [b"", b"rubbish", b"\xde\x12\x04\x95" + b"\xff" * 40])
def test_a_damaged_cache_is_written_again(
    locales: Path, tmp_path: Path, rest: bytes, kept: int
) -> None:
    cache = tmp_path / "cache"

    def all_is_there() -> None:
        found = catalogs(locales, cache=cache)
        assert found.messages("el")("home.start") == "Έναρξη"
        assert dict(found.languages)["el"] == "Ελληνικά"

    all_is_there()
    whole = {x: x.read_bytes() for x in cache.iterdir()}
    for file, content in whole.items():
        # A damaged file keeps the whole seal or nothing.
        file.write_bytes(content[:kept] + rest)
    all_is_there()
    assert {x: x.read_bytes() for x in cache.iterdir()} == whole


def test_a_cache_that_cannot_be_written_is_done_without(locales: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    for cache in (tmp_path / "file", tmp_path / "file" / "below"):
        assert catalogs(locales, cache=cache).messages("el")("home.start") == "Έναρξη"


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
def test_a_damaged_file_is_named_and_its_messages_are_english(
    locales: Path, tmp_path: Path, content: bytes
) -> None:
    file = locales / "el" / "LC_MESSAGES" / "ui.po"
    file.write_bytes(content)
    for _ in range(2):  # also at the second start, although there is a cache
        reported: list[CatalogError] = []
        found = catalogs(locales, cache=tmp_path / "cache", report=reported.append)
        for _ in range(2):
            assert found.messages("el")("home.start") == "Start"
        assert [(x.file, x.line > 0) for x in reported] == [(str(file), True)]
        assert found.translator("el").text(text("title")) == "Κρύο τσάι"
        assert dict(found.languages)["el"] == "Ελληνικά"


def test_without_the_english_interface_there_are_no_words(locales: Path) -> None:
    file = locales / "en" / "LC_MESSAGES" / "ui.po"
    file.write_bytes(b'msgid "')
    with pytest.raises(CatalogError) as raised:
        catalogs(locales).messages("el")
    assert (raised.value.file, raised.value.line) == (str(file), 1)


def test_a_damaged_file_of_the_user_costs_only_itself(locales: Path, tmp_path: Path) -> None:
    file = put(tmp_path / "own", "el", "ui", "rubbish")
    put(tmp_path / "own", "en", "ui", "rubbish")
    reported: list[CatalogError] = []
    found = catalogs(locales, tmp_path / "own", report=reported.append)
    assert found.messages("el")("home.start") == "Έναρξη"
    assert [x.file for x in reported] == [str(file), str(file).replace("/el/", "/en/")]


@given(cut=st.integers(0, 700), junk=st.binary(max_size=12))
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_damage_ends_in_a_traceback(cut: int, junk: bytes) -> None:
    content = (HEADER.format("el", "") + EL).encode()
    with suppress(DataError):
        po.read(content[:cut] + junk + content[cut + len(junk) :], "el.po")


def test_no_english_is_a_damaged_installation(tmp_path: Path) -> None:
    with pytest.raises(DataError):
        _ = catalogs(tmp_path).languages
    with pytest.raises(DataError):
        catalogs(tmp_path).messages("el")


def test_a_folder_that_no_one_knows_still_works(locales: Path) -> None:
    put(locales, "tlhx", "ui", EL)
    found = catalogs(locales)
    assert dict(found.languages)["tlhx"] == "tlhx"
    assert found.messages("tlhx").figure(1000) == "1.0"


def test_words_from_the_cache_need_no_babel(locales: Path, tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from simulator.i18n.catalogs import Catalogs;"
        "from simulator.files.sealed import SealedFolder;"
        "kept = SealedFolder(Path(sys.argv[2]), Path(sys.argv[3]));"
        "c = Catalogs([Path(sys.argv[1])], kept, zone=None); c.languages;"
        "c.messages('el')('library.attempts', n=2); c.catalog('el', 'tea');"
        "print('babel' in sys.modules)"
    )
    told = [
        subprocess.run(
            [
                sys.executable,
                "-c",
                code,
                *map(str, (locales, tmp_path / "cache", tmp_path / "key")),
            ],
            check=True,
            capture_output=True,
            text=True,
        ).stdout.strip()
        for _ in range(2)
    ]
    assert told == ["True", "False"]
