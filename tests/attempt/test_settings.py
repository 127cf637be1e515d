"""Settings: files of older versions are read, and a change is saved."""

from __future__ import annotations

import pytest

from simulator.attempt.settings import Preferences, Settings, settings_from


@pytest.mark.parametrize(
    ("stored", "factor"),
    [(0, None), (None, None), (150, 150), (100.0, 100), (True, 100), (-5, 100), ("off", 100)],
)
def test_zero_of_an_older_version_means_no_time_limit(stored: object, factor: int | None) -> None:
    assert settings_from({"factor": stored}).factor == factor


def test_a_change_is_in_force_and_saved_at_once() -> None:
    saved: list[Settings] = []
    preferences = Preferences(Settings(trainee="Ana"), saved.append)
    preferences.update(language="el", factor=None)
    assert saved == [preferences.settings]
    assert saved == [Settings(trainee="Ana", language="el", factor=None)]


def test_overridden_values_are_saved_only_with_the_next_change() -> None:
    saved: list[Settings] = []
    preferences = Preferences(Settings(trainee="Ana"), saved.append)
    other = preferences.overridden(trainee="Ben")
    assert (other.settings.trainee, preferences.settings.trainee, saved) == ("Ben", "Ana", [])
    other.update(text_size=150)
    assert saved == [Settings(trainee="Ben", text_size=150)]
