"""The rule for the name of a trainee; `tests/gui/test_trainee.py` has all ways to type it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from simulator.attempt.context import PlayRequest
from simulator.attempt.open import open_play
from simulator.attempt.settings import settings_from
from simulator.attempt.trainee import LONGEST_NAME, attempts_of, spellings, trainee_name
from simulator.errors import TraineeNameError
from simulator.presentation.errors import error_text
from simulator.store.memory import MemoryStore
from tests.attempt.players import context
from tests.shipped import catalogs
from tests.store.examples import LOG, attempt
from tests.terminal.keyboard import edition

JOINED = "क्\u200dष"
KEPT = (
    JOINED,
    "ශ්\u200dරී",
    "র\u200d্যাব",
    "\u0639\u0644\u06cc\u200c\u0631\u0636\u0627",
    "\u0647\u200d",
    "ᠮᠣᠩ\u180b",
    "👩\u200d👩\u200d👧",
    "🏳\ufe0f\u200d🌈",
    "👩🏽\u200d💻",
    "❤\ufe0f\u200d🔥",
    "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
    "1\ufe0f\u20e3",
    "葛\U000e0100城",
    "\U0001fae8",  # Newer than the characters that Python 3.11 knows.
    "Ana\u0600",
    "林 小雨",
    "O’Neil-Ćosić, Jr.",
)
# Text made of what names are made of, and of what they must not have.
TYPED = st.text(
    st.sampled_from(
        "aZé é\u0301\u0327ά 林ㄱ가ع ی क ्ර්ᠮ👩🏽❤🏴1# \t\n\u00a0\u3000\u200b\u200c\u200d\u202e\u2066"
        "\ufe0f\ufe00\u180b\U000e0100\U000e0067\U000e007f\x1b\x85\u2028\ue000\ufdd0\ud800\u3164"
    )
    | st.characters(),
    max_size=24,
)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        (unicodedata.normalize("NFD", "Ανα  Λίμα"), "Ανα Λίμα"),
        ("\tAna\u00a0\u3000Lima\n", "Ana Lima"),
        ("x" * LONGEST_NAME, "x" * LONGEST_NAME),
        ("e\u0301" * LONGEST_NAME, "\u00e9" * LONGEST_NAME),
        (f"  {'x' * LONGEST_NAME}  ", "x" * LONGEST_NAME),
        *((x, x) for x in KEPT),
    ],
)
def test_one_name_for_all_ways_to_write_it(typed: str, name: str) -> None:
    assert trainee_name(typed) == name
    assert trainee_name(name) == name


@pytest.mark.parametrize(
    ("typed", "fault", "place"),
    [
        ("", "empty", 0),
        (" \t\u3000", "empty", 0),
        ("x" * (LONGEST_NAME + 1), "too-long", 0),
        ("\u0301\u0327", "marks", 0),
        ("Ana\0", "control", 4),
        ("Ana\x1b[2J", "control", 4),
        ("Ana\x9b2J", "control", 4),
        ("Ana\x85", "control", 4),
        ("Ana\udc80", "broken", 4),
        ("\u202eAna", "bidirectional", 1),
        ("Ana Li\u2069ma", "bidirectional", 7),
        ("e\u0301\u200eve", "bidirectional", 2),
        ("Ana\u200bLima", "invisible", 4),
        ("Ana\u00adLima", "invisible", 4),
        ("\u3164", "invisible", 1),
        ("Ana\U000e0041", "invisible", 4),
        ("Ana\u2028Lima", "separator", 4),
        ("Ana\u200dLima", "joiner", 4),
        ("Auf\u200clage", "joiner", 4),
        ("\u200dAna", "joiner", 1),
        ("Ana\ufe0f", "joiner", 4),
        ("👩\u200d", "joiner", 2),
        ("Ana\ue000", "private", 4),
        ("Ana\ufdd0", "private", 4),
        ("Ana\U0010ffff", "private", 4),
    ],
)
def test_a_text_that_cannot_be_a_name(typed: str, fault: str, place: int) -> None:
    with pytest.raises(TraineeNameError) as raised:
        trainee_name(typed)
    assert (raised.value.fault, raised.value.place) == (fault, place)
    for language in ("en", "el", "zh_Hans"):
        assert error_text(raised.value, catalogs().messages(language)).count("{") == 0


def test_a_refusal_names_the_character_and_its_place() -> None:
    with pytest.raises(TraineeNameError) as raised:
        trainee_name("Ana\u202e")
    assert error_text(raised.value, catalogs().messages("en")) == (
        "A name cannot contain characters that change the direction of writing. "
        "Character 4 is U+202E RIGHT-TO-LEFT OVERRIDE."
    )


@given(TYPED)
@example("e\u200d\u0301")
@example("क\u0301्\u200d\u0327")
def test_a_name_is_its_own_name_and_shows_all_that_it_has(typed: str) -> None:
    try:
        name = trainee_name(typed)
    except TraineeNameError:
        return
    assert trainee_name(name) == name
    assert unicodedata.is_normalized("NFC", name)
    assert name == " ".join(name.split())
    assert {unicodedata.category(x) for x in name}.isdisjoint({"Cc", "Cs", "Co", "Zl", "Zp"})
    composed = unicodedata.normalize("NFC", typed)
    assert "".join(name.split()) == "".join(composed.split())


@given(typed=TYPED, composed=st.booleans(), blank=st.sampled_from((" ", "\t", "\u3000", "  ")))
def test_a_name_typed_in_another_way_finds_the_same_attempts(
    typed: str, *, composed: bool, blank: str
) -> None:
    try:
        name = trainee_name(typed)
    except TraineeNameError:
        return
    store = MemoryStore()
    store.begin(replace(attempt(), trainee=name), LOG)
    again = unicodedata.normalize("NFC" if composed else "NFD", name).replace(" ", blank) + blank
    assert trainee_name(again) == name
    assert [x.trainee for x in attempts_of(store, again)] == [name]


@pytest.mark.parametrize("stored", ["क्ष", JOINED, "Ana\x1b[2J", "Ana\u200bLima", " Ana  Lima"])
def test_names_that_earlier_versions_stored_are_found(stored: str) -> None:
    store = MemoryStore()
    store.begin(replace(attempt(), trainee=stored), LOG)
    assert [x.trainee for x in attempts_of(store, JOINED if "क" in stored else stored)] == [stored]


def test_attempts_of_several_spellings_come_in_the_order_of_their_start() -> None:
    store = MemoryStore()
    for day, name in enumerate((JOINED, "क्ष", JOINED), start=1):
        one = replace(
            attempt(), id=str(day) * 32, trainee=name, started=f"2026-03-0{day}T10:00:00Z"
        )
        store.begin(one, LOG)
    found = list(attempts_of(store, JOINED, since="2026-03-02"))
    assert [x.started[9] for x in found] == ["2", "3"]


def test_a_text_that_no_attempt_has_is_judged() -> None:
    with pytest.raises(TraineeNameError):
        attempts_of(MemoryStore(), "Ana\x1b")
    assert list(attempts_of(MemoryStore(), "Ana")) == []
    assert spellings("\udc80\0") == ()


def test_an_attempt_that_waits_under_an_earlier_spelling_goes_on() -> None:
    app = context(MemoryStore(), id_="a" * 32, seed=1)
    request = PlayRequest(edition=edition(), trainee="क्ष", language="en")
    open_play(app, request)
    _, resumed = open_play(app, replace(request, trainee=JOINED))
    assert resumed


@pytest.mark.parametrize(
    ("stored", "name"), [(" Ana  Lima ", "Ana Lima"), ("Ana\x1b", ""), (JOINED, JOINED), (3, "")]
)
def test_a_name_in_the_settings_follows_the_rule(stored: object, name: str) -> None:
    assert settings_from({"trainee": stored}).trainee == name
