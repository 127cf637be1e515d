"""The settings in words: names of languages, text sizes and times to reply."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

if TYPE_CHECKING:
    from simulator.attempt.context import AppContext, Messages
    from simulator.attempt.settings import Settings

TEXT_SIZES: Final = (100, 125, 150, 200)
FACTORS: Final = (100, 150, 200, 300, None)
"""Time to reply, in per cent of the usual time; None: no time limit."""
_NO_CLOCK: Final = "off"


class Option(Struct, frozen=True, kw_only=True):
    """One of several values of a setting; `id` is the value as text."""

    id: str
    words: str
    chosen: bool


class HomeModel(Struct, frozen=True, kw_only=True):
    """The first screen: the name of the trainee, the language, the text size, the time to reply."""

    title: str
    tagline: str
    name: str
    hint: str
    start: str
    leave: str
    language: str
    languages: tuple[Option, ...]
    text_size: str
    text_sizes: tuple[Option, ...]
    time: str
    times: tuple[Option, ...]
    time_note: str


def home_model(context: AppContext, messages: Messages) -> HomeModel:
    """The first screen in one language."""
    settings = context.settings
    return HomeModel(
        title=messages("home.title"),
        tagline=messages("home.tagline"),
        name=messages("home.name"),
        hint=messages("home.name-hint"),
        start=messages("home.start"),
        leave=messages("home.leave"),
        language=messages("home.language"),
        languages=languages(context, messages),
        text_size=messages("home.text-size"),
        text_sizes=text_sizes(settings, messages),
        time=messages("home.time"),
        times=tuple(
            Option(id=factor_id(x), words=_time(x, messages), chosen=x == settings.factor)
            for x in FACTORS
        ),
        time_note=messages("home.time-note"),
    )


def languages(context: AppContext, messages: Messages) -> tuple[Option, ...]:
    """The languages as options, each with its own name."""
    return tuple(
        Option(id=id_, words=name, chosen=id_ == messages.language)
        for id_, name in context.languages
    )


def text_sizes(settings: Settings, messages: Messages) -> tuple[Option, ...]:
    """The text sizes, in per cent, as options."""
    return tuple(
        Option(
            id=str(x),
            words=messages("home.per-cent", size=messages.number(x)),
            chosen=x == settings.text_size,
        )
        for x in TEXT_SIZES
    )


def factor_id(factor: int | None) -> str:
    """The id of the option of a factor: per cent as digits, or `off` for no time limit."""
    return _NO_CLOCK if factor is None else str(factor)


def factor_of(id_: str) -> int | None:
    """The factor, in per cent, of the option with this id; None: no time limit.

    >>> [factor_of(factor_id(x)) for x in FACTORS] == list(FACTORS)
    True
    """
    return None if id_ == _NO_CLOCK else int(id_)


def _time(factor: int | None, messages: Messages) -> str:
    if factor is None:
        return messages("home.time-off")
    if factor == 100:
        return messages("home.time-usual")
    return messages("home.per-cent", size=messages.number(factor))
