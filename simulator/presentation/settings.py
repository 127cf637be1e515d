"""The settings in words: names of languages, text sizes, times to reply, themes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from msgspec import Struct

from simulator.attempt.settings import THEMES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from simulator.attempt.context import AppContext, Messages
    from simulator.attempt.record import Mode
    from simulator.attempt.settings import Settings, SettingsChange

SettingId: TypeAlias = Literal["language", "text-size", "time", "theme", "motion", "rhythm"]
TEXT_SIZES: Final = (100, 125, 150, 200)
FACTORS: Final = (100, 150, 200, 300, None)
"""Time to reply, in per cent of the usual time; None: no time limit."""
_NO_CLOCK: Final = "off"
_YES, _NO = "yes", "no"


class Option(Struct, frozen=True, kw_only=True):
    """One of several values of a setting; `id` is the value as text."""

    id: str
    words: str
    chosen: bool


class Setting(Struct, frozen=True, kw_only=True):
    """A setting with its values; `note` is a sentence about it, or empty."""

    id: SettingId
    label: str
    options: tuple[Option, ...]
    note: str = ""


class ModeModel(Struct, frozen=True, kw_only=True):
    """The choice between practice and assessment; `note` is a sentence about the chosen one."""

    label: str
    options: tuple[Option, ...]
    note: str


class HomeModel(Struct, frozen=True, kw_only=True):
    """The first screen: the name of the trainee and the language."""

    title: str
    tagline: str
    name: str
    hint: str
    language: Setting
    start: str
    settings: str
    leave: str


class SettingsModel(Struct, frozen=True, kw_only=True):
    """The screen of all settings."""

    title: str
    settings: tuple[Setting, ...]
    back: str


def home_model(context: AppContext, messages: Messages) -> HomeModel:
    """The first screen in one language."""
    return HomeModel(
        title=messages("home.title"),
        tagline=messages("home.tagline"),
        name=messages("home.name"),
        hint=messages("home.name-hint"),
        language=_languages(context, messages),
        start=messages("home.start"),
        settings=messages("settings.title"),
        leave=messages("home.leave"),
    )


def mode_model(mode: Mode, messages: Messages) -> ModeModel:
    """The mode of the next attempt, for the briefing.

    Args:
        mode: The mode that is chosen.
        messages: The interface.
    """
    options = tuple(
        Option(id=x, words=messages(f"briefing.{x}"), chosen=x == mode)
        for x in ("practice", "assessment")
    )
    note = messages(f"briefing.{mode}-note")
    return ModeModel(label=messages("briefing.mode"), options=options, note=note)


def settings_model(context: AppContext, messages: Messages) -> SettingsModel:
    """The screen of all settings in one language."""
    settings = context.settings
    return SettingsModel(
        title=messages("settings.title"),
        settings=(
            _languages(context, messages),
            _text_sizes(settings, messages),
            _times(settings, messages),
            _themes(settings, messages),
            _yes_or_no("motion", chosen=settings.motion, messages=messages),
            _yes_or_no("rhythm", chosen=settings.rhythm, messages=messages),
        ),
        back=messages("settings.back"),
    )


def setting_change(setting: SettingId, option: str) -> SettingsChange:
    """The change of the settings that an option stands for.

    Args:
        setting: The id of the setting.
        option: The id of one of its options.

    >>> setting_change("time", "off"), setting_change("motion", "no")
    ({'factor': None}, {'motion': False})
    """
    match setting:
        case "language":
            return {"language": option}
        case "text-size":
            return {"text_size": int(option)}
        case "time":
            return {"factor": factor_of(option)}
        case "theme":
            return {"theme": next(x for x in THEMES if x == option)}
        case "motion":
            return {"motion": option == _YES}
        case "rhythm":
            return {"rhythm": option == _YES}


def factor_of(option: str) -> int | None:
    """The time to reply, in per cent, of an option; None: no time limit.

    >>> [factor_of(x) for x in ("150", "off")]
    [150, None]
    """
    return None if option == _NO_CLOCK else int(option)


def _languages(context: AppContext, messages: Messages) -> Setting:
    """The languages, each with its own name."""
    return _setting("language", context.languages, messages.language, messages)


def _text_sizes(settings: Settings, messages: Messages) -> Setting:
    """The text sizes, in per cent."""
    sizes = [(str(x), messages("settings.per-cent", size=messages.number(x))) for x in TEXT_SIZES]
    return _setting("text-size", sizes, str(settings.text_size), messages)


def _times(settings: Settings, messages: Messages) -> Setting:
    """The times to reply, with a note."""
    times = [(_factor_id(x), _time(x, messages)) for x in FACTORS]
    note = messages("settings.time-note")
    return _setting("time", times, _factor_id(settings.factor), messages, note)


def _themes(settings: Settings, messages: Messages) -> Setting:
    """The themes, in words for their colours."""
    themes = [(x, messages(f"settings.theme-{x}")) for x in THEMES]
    return _setting("theme", themes, settings.theme, messages)


def _yes_or_no(id_: Literal["motion", "rhythm"], *, chosen: bool, messages: Messages) -> Setting:
    """A setting that is on or off, with a note."""
    both = [(x, messages(f"settings.{id_}-{x}")) for x in (_YES, _NO)]
    note = messages(f"settings.{id_}-note")
    return _setting(id_, both, _YES if chosen else _NO, messages, note)


def _setting(
    id_: SettingId,
    options: Iterable[tuple[str, str]],
    chosen: str,
    messages: Messages,
    note: str = "",
) -> Setting:
    """A setting in words.

    Args:
        id_: The id of the setting.
        options: The id and the words of each option.
        chosen: The id of the option that is in effect.
        messages: The words of the interface.
        note: A sentence about the setting, or empty.
    """
    return Setting(
        id=id_,
        label=messages(f"settings.{id_}"),
        options=tuple(Option(id=x, words=words, chosen=x == chosen) for x, words in options),
        note=note,
    )


def _factor_id(factor: int | None) -> str:
    return _NO_CLOCK if factor is None else str(factor)


def _time(factor: int | None, messages: Messages) -> str:
    if factor is None:
        return messages("settings.time-off")
    if factor == 100:
        return messages("settings.time-usual")
    return messages("settings.per-cent", size=messages.number(factor))
