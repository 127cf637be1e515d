"""The rule for the name of a trainee; `tests/gui/test_trainee.py` has all ways to type it."""

from __future__ import annotations

import unicodedata

import pytest

from simulator.attempt.trainee import LONGEST_NAME, trainee_name
from simulator.errors import TraineeNameError


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        (unicodedata.normalize("NFD", "Ανα  Λίμα"), "Ανα Λίμα"),
        ("\tAna\u00a0\u3000Lima\n", "Ana Lima"),
        ("Ana\u200b Li\u2069ma", "Ana Lima"),
        ("e\u200b\u0301ve", "\u00e9ve"),
        ("林 小雨", "林 小雨"),
        ("x" * LONGEST_NAME, "x" * LONGEST_NAME),
        ("e\u0301" * LONGEST_NAME, "\u00e9" * LONGEST_NAME),
    ],
)
def test_one_name_for_all_ways_to_write_it(typed: str, name: str) -> None:
    assert trainee_name(typed) == name
    assert trainee_name(name) == name


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("", "empty"),
        (" \t\u200b\u3000", "empty"),
        ("x" * (LONGEST_NAME + 1), "too-long"),
        ("Ana\0", "control"),
        ("Ana\x1b[2J", "control"),
        ("Ana\udc80", "control"),
    ],
)
def test_a_text_that_cannot_be_a_name(typed: str, fault: str) -> None:
    with pytest.raises(TraineeNameError) as raised:
        trainee_name(typed)
    assert raised.value.fault == fault
