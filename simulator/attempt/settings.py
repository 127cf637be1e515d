"""The settings that the program keeps between two starts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypedDict

from msgspec import Struct
from msgspec.structs import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Unpack

_SMALLEST_TEXT: Final = 100
_LARGEST_TEXT: Final = 200


class Settings(Struct, frozen=True, kw_only=True):
    """The settings of one user.

    Attributes:
        trainee: The name that was given last; empty: none yet.
        language: A folder name such as `zh_Hans`; empty: the language of the system.
        text_size: Per cent, 100 to 200.
        factor: Time to reply, in per cent of the usual time; None: no clock.
    """

    trainee: str = ""
    language: str = ""
    text_size: int = 100
    factor: int | None = 100


class SettingsChange(TypedDict, total=False):
    """New values of some settings; see `Settings`."""

    trainee: str
    language: str
    text_size: int
    factor: int | None


class Preferences:
    """The settings in force, and the one way to change them.

    Args:
        settings: The settings in force at the start.
        save: Keeps changed settings for the next start of the program.
    """

    def __init__(self, settings: Settings, save: Callable[[Settings], None]) -> None:
        self._settings = settings
        self._save = save

    @property
    def settings(self) -> Settings:
        """The settings in force."""
        return self._settings

    def update(self, **change: Unpack[SettingsChange]) -> None:
        """Puts new values in force and saves all settings."""
        self._settings = replace(self._settings, **change)
        self._save(self._settings)

    def overridden(self, **change: Unpack[SettingsChange]) -> Preferences:
        """Preferences with other values, which are saved only with a later `update`."""
        return Preferences(replace(self._settings, **change), self._save)


def settings_from(plain: Mapping[str, Any]) -> Settings:
    """The settings that plain data holds; a value of the wrong type counts as never set.

    Args:
        plain: The content of a settings file. A `factor` of 0, as older versions wrote it, means
            no clock.

    >>> settings_from({"trainee": "Ana", "text_size": 900, "factor": "much", "colour": 1})
    Settings(trainee='Ana', language='', text_size=200, factor=100)
    >>> settings_from({"factor": 0}) == settings_from({"factor": None}) == Settings(factor=None)
    True
    """
    usual = Settings()
    trainee, language = plain.get("trainee"), plain.get("language")
    text_size, factor = plain.get("text_size"), plain.get("factor", usual.factor)
    return Settings(
        trainee=trainee if isinstance(trainee, str) else usual.trainee,
        language=language if isinstance(language, str) else usual.language,
        text_size=min(_LARGEST_TEXT, max(_SMALLEST_TEXT, text_size))
        if type(text_size) is int
        else usual.text_size,
        factor=_factor(factor),
    )


def _factor(value: object) -> int | None:
    """A factor of a settings file: whole per cent from 100 on, or None for no clock."""
    if value is None or (type(value) is int and value == 0):
        return None
    return value if type(value) is int and value >= 100 else Settings().factor
