from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct
from msgspec.structs import replace

from simulator.errors import DataError
from simulator.i18n import po
from simulator.i18n.extract import templates
from simulator.i18n.merge import merge_entries, status
from simulator.i18n.po import PoEntry, PoFile
from simulator.scenario.text import Text
from simulator.scenario.walk import nodes_in_play_order, scenario_texts
from tests.fakes.stories import CONCEPTS, small

ONE = PoEntry(id="a", source=("One.",))
TWO = PoEntry(id="b", source=("Two.",))
MANY = PoEntry(id="c", source=("{n} cup", "{n} cups"))


def source(*entries: PoEntry) -> PoFile:
    return PoFile(language="", plurals="", entries={x.id: x for x in entries}, obsolete={})


def translated(**strings: str) -> PoFile:
    file = merge_entries(source(ONE, TWO), None, "el")
    for id_, words in strings.items():
        file.entries[id_] = replace(file.entries[id_], strings=(words,))
    return file


def every_text(value: object) -> set[str]:
    if isinstance(value, Text):
        return {value.id}
    if isinstance(value, Struct):
        return {x for name in value.__struct_fields__ for x in every_text(getattr(value, name))}
    if isinstance(value, dict):
        value = tuple(value.values())
    if isinstance(value, tuple):
        return {x for item in value for x in every_text(item)}
    return set()


def test_every_text_of_a_scenario_is_walked_once() -> None:
    ids = [x.id for x in scenario_texts(small())]
    assert len(ids) == len(set(ids))
    assert set(ids) == every_text(small())


def test_the_order_is_that_of_play() -> None:
    assert [x.id for x in nodes_in_play_order(small())] == ["hello", "more", "bye", "apart"]


def test_a_template_tells_who_says_what() -> None:
    entries = templates([small()])["tea"].entries
    assert entries["tea/hello"].notes == ("hello · line · Ms Wei · worried",)
    assert entries["tea/more"].notes == ("more · line · Ravi",)
    assert entries["tea/hello/sorry"].notes == ("hello/sorry · say",)
    assert entries["tea/title"].notes == ("tea · title", "A pot,", "not a cup.")
    assert templates((), (), CONCEPTS)["listen"].entries["listen/text"].source == ("Listen first.",)


def test_an_unchanged_source_keeps_its_translation() -> None:
    old = translated(a="Ένα.", b="Δύο.")
    new = merge_entries(source(TWO, ONE), old, "el")
    assert list(new.entries) == ["b", "a"]
    assert new.entries["a"] == replace(ONE, strings=("Ένα.",))
    assert not new.obsolete


def test_a_changed_source_marks_it_stale_until_it_comes_back() -> None:
    old = translated(a="Ένα.")
    once = merge_entries(source(replace(ONE, source=("Just one.",)), TWO), old, "el")
    assert once.entries["a"].stale
    assert once.entries["a"].previous == ("One.",)
    assert once.entries["a"].strings == ("Ένα.",)
    twice = merge_entries(source(replace(ONE, source=("Only one.",)), TWO), once, "el")
    assert twice.entries["a"].previous == ("One.",)
    back = merge_entries(source(ONE, TWO), twice, "el")
    assert back.entries["a"] == replace(ONE, strings=("Ένα.",))


def test_a_mark_of_the_translator_stays() -> None:
    old = translated(a="Ένα.")
    old.entries["a"] = replace(old.entries["a"], stale=True)
    assert merge_entries(source(ONE, TWO), old, "el").entries["a"].stale


def test_an_orphan_is_set_aside_and_comes_back() -> None:
    gone = merge_entries(source(TWO), translated(a="Ένα."), "el")
    assert list(gone.entries) == ["b"]
    assert gone.obsolete["a"].strings == ("Ένα.",)
    back = merge_entries(source(ONE, TWO), po.read(po.write(gone).encode(), "el.po"), "el")
    assert back.entries["a"].strings == ("Ένα.",)
    assert not back.obsolete
    assert not merge_entries(source(TWO), translated(), "el").obsolete


def test_two_lines_with_the_same_words_keep_their_own_translations() -> None:
    twin = replace(TWO, source=ONE.source)
    file = merge_entries(source(ONE, twin), None, "el")
    file.entries["a"] = replace(file.entries["a"], strings=("Ένας.",))
    file.entries["b"] = replace(file.entries["b"], strings=("Μία.",))
    again = merge_entries(source(ONE, twin), po.read(po.write(file).encode(), "el.po"), "el")
    assert [x.strings for x in again.entries.values()] == [("Ένας.",), ("Μία.",)]


def test_plural_forms_follow_the_language_and_the_source() -> None:
    assert merge_entries(source(MANY), None, "zh_Hans").entries["c"].strings == ("",)
    assert merge_entries(source(MANY), None, "el").entries["c"].strings == ("", "")
    old = merge_entries(source(replace(MANY, source=("cups",))), None, "el")
    old.entries["c"] = replace(old.entries["c"], strings=("φλιτζάνια",))
    grown = merge_entries(source(MANY), old, "el").entries["c"]
    assert grown.strings == ("φλιτζάνια", "φλιτζάνια")
    assert grown.stale


def test_the_counts_of_a_translation() -> None:
    changed = source(replace(ONE, source=("Just one.",)), TWO, MANY)
    told = status(merge_entries(changed, translated(a="Ένα.", b="Δύο."), "el"))
    assert (told.translated, told.stale, told.missing) == (1, 1, 1)
    assert not told.complete
    none = status(merge_entries(changed, None, "el"))
    assert none.missing == 3
    both = told + none
    assert (both.translated, both.stale, both.missing) == (1, 1, 4)


def test_writing_is_the_same_every_time_and_stays_readable() -> None:
    long = "A long line with “quotes”, \\ and\ttabs, and more words than go on one line.\n" * 3
    entry = PoEntry(
        id="a",
        source=(long,),
        strings=("长" * 90,),
        notes=("greet · line",),
        remarks=("a remark of mine that is quite long, longer than eighty letters, I believe",),
        stale=True,
        previous=(long.replace("long", "short"),),
    )
    plural = replace(MANY, strings=("{n} φλιτζάνι", "{n} φλιτζάνια"), previous=("cup", "cups"))
    file = PoFile(
        language="el",
        plurals=po.plurals("el"),
        entries={"a": entry, "c": replace(plural, stale=True)},
        obsolete={"z": PoEntry(id="z", source=("Gone " + long,), strings=("Έφυγε.",))},
        comment=("The Greek of the house.",),
    )
    read = po.read(po.write(file).encode(), "el.po")
    assert list(read.entries.values()) == list(file.entries.values())
    assert read == file


WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=120)


@given(source=WORDS.filter(bool), words=WORDS, previous=WORDS)
def test_any_words_survive_a_file(source: str, words: str, previous: str) -> None:
    entry = PoEntry(
        id="a/b",
        source=(source,),
        strings=(words,),
        stale=bool(previous),
        previous=(previous,) if previous else (),
    )
    file = PoFile(language="en", plurals=po.plurals("en"), entries={"a/b": entry}, obsolete={})
    assert po.read(po.write(file).encode(), "en.po") == file


def test_a_file_is_saved_whole_and_loaded(tmp_path: Path) -> None:
    path = tmp_path / "el" / "LC_MESSAGES" / "ui.po"
    assert po.load(path) is None
    for words in ("Ένα.", "Μία."):
        po.save(translated(a=words), path)
        assert po.load(path) == translated(a=words)
    assert list(path.parent.iterdir()) == [path]
    with pytest.raises(DataError):
        po.load(tmp_path)


def test_the_previous_source_of_an_obsolete_message_is_dropped() -> None:
    text = '#~| msgid "Before"\n#~ msgctxt "a"\n#~ msgid "Gone"\n#~ msgstr "Έφυγε"\n'
    assert po.read(text.encode(), "el.po").obsolete["a"].strings == ("Έφυγε",)


@pytest.mark.parametrize("language", ["el", "zh_Hans", "en"])
def test_a_language_has_a_plural_rule(language: str) -> None:
    assert po.plurals(language).startswith("nplurals=")
