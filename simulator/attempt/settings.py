"""The settings of a user, which are saved between two starts of the program."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias, TypedDict, get_args

from msgspec import Struct
from msgspec.structs import replace

from simulator.attempt.trainee import trainee_name
from simulator.errors import TraineeNameError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Unpack

ThemeName: TypeAlias = Literal["light", "dark", "contrast"]

THEMES: Final[tuple[ThemeName, ...]] = get_args(ThemeName)
_SMALLEST_TEXT: Final = 100
_LARGEST_TEXT: Final = 200
_USUAL_FACTOR: Final = 100
_LARGEST_FACTOR: Final = 1000


class Settings(Struct, frozen=True, kw_only=True):
    """The settings of one user.

    Attributes:
        trainee: The last name that was entered; empty if no name was entered yet.
        language: A folder name such as `zh_Hans`; empty: the language of the system.
        text_size: The text size in per cent of the usual size, 100 to 200.
        factor: The time to reply in per cent of the usual time, 100 to 1000; None: no time limit.
        theme: The colours of the window.
        motion: Whether pictures fade and meters glide; False: every change is immediate.
        rhythm: Whether what a customer says appears bit by bit, at the pace of speech.
        guided: The last trainee who was offered the tutorial; empty: nobody was yet.
    """

    trainee: str = ""
    language: str = ""
    text_size: int = 100
    factor: int | None = _USUAL_FACTOR
    theme: ThemeName = "light"
    motion: bool = True
    rhythm: bool = False
    guided: str = ""


class SettingsChange(TypedDict, total=False):
    """New values of some settings, by the names of the fields of `Settings`."""

    trainee: str
    guided: str
    language: str
    text_size: int
    factor: int | None
    theme: ThemeName
    motion: bool
    rhythm: bool


class Preferences:
    """The current settings, and the only way to change them.

    Args:
        settings: The settings at the start of the program.
        save: Saves settings for the next start of the program.
    """

    def __init__(self, settings: Settings, save: Callable[[Settings], None]) -> None:
        self._settings = settings
        self._save = save

    @property
    def settings(self) -> Settings:
        """The current settings."""
        return self._settings

    def update(self, **change: Unpack[SettingsChange]) -> None:
        """Changes some settings and saves all settings.

        Args:
            **change: New values by the names of the fields of `Settings`.
        """
        self._settings = replace(self._settings, **change)
        self._save(self._settings)

    def overridden(self, **change: Unpack[SettingsChange]) -> Preferences:
        """A copy with other values, which are saved only if `update` is called on the copy.

        Args:
            **change: The other values by the names of the fields of `Settings`.
        """
        return Preferences(replace(self._settings, **change), self._save)


def settings_from(plain: Mapping[str, Any]) -> Settings:
    """The settings in the decoded content of a settings file.

    A value of the wrong type, or a text that cannot be a name, is replaced by the default value; a
    number outside its bounds is replaced by the nearest bound.

    Args:
        plain: The content of a settings file. Older versions wrote a `factor` of 0 for no time
            limit.

    >>> settings_from({"trainee": "Ana", "text_size": 900, "factor": "much", "colour": 1})
    Settings(trainee='Ana', language='', text_size=200, factor=100, theme='light', motion=True, \
rhythm=False, guided='')
    >>> settings_from({"factor": 0}) == settings_from({"factor": None}) == Settings(factor=None)
    True
    """
    usual = Settings()
    language, text_size = plain.get("language"), plain.get("text_size")
    motion, rhythm = plain.get("motion"), plain.get("rhythm")
    return Settings(
        trainee=_trainee(plain.get("trainee")),
        language=language if isinstance(language, str) and language.isascii() else usual.language,
        text_size=min(_LARGEST_TEXT, max(_SMALLEST_TEXT, text_size))
        if type(text_size) is int
        else usual.text_size,
        factor=_factor(plain.get("factor", usual.factor)),
        theme=next((x for x in THEMES if x == plain.get("theme")), usual.theme),
        motion=motion if isinstance(motion, bool) else usual.motion,
        rhythm=rhythm if isinstance(rhythm, bool) else usual.rhythm,
        guided=_trainee(plain.get("guided")),
    )


def _trainee(value: object) -> str:
    """The name in a settings file; empty if the value cannot be a name."""
    try:
        return trainee_name(value) if isinstance(value, str) else ""
    except TraineeNameError:
        return ""


def _factor(value: object) -> int | None:
    """The factor in a settings file: 100 to 1000 per cent, or None for no time limit.

    A value of the wrong type or below 100 is replaced by the default value.
    """
    if value is None or (type(value) is int and value == 0):
        return None
    if type(value) is not int or value < _USUAL_FACTOR:
        return _USUAL_FACTOR
    return min(value, _LARGEST_FACTOR)
