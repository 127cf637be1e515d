"""What the first screen says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

if TYPE_CHECKING:
    from simulator.attempt.house import House, Words
    from simulator.attempt.settings import Settings

TEXT_SIZES: Final = (100, 125, 150, 200)
FACTORS: Final = (100, 150, 200, 300, 0)


class Option(Struct, frozen=True, kw_only=True):
    """One of several that can be picked; `id` is its value as text."""

    id: str
    words: str
    chosen: bool


class HomeModel(Struct, frozen=True, kw_only=True):
    """The first screen."""

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


def home_model(house: House, words: Words) -> HomeModel:
    """The first screen in a language."""
    settings = house.settings
    return HomeModel(
        title=words("home.title"),
        tagline=words("home.tagline"),
        name=words("home.name"),
        hint=words("home.name-hint"),
        start=words("home.start"),
        leave=words("home.leave"),
        language=words("home.language"),
        languages=languages(house, words),
        text_size=words("home.text-size"),
        text_sizes=text_sizes(settings, words),
        time=words("home.time"),
        times=tuple(
            Option(id=str(x), words=_time(x, words), chosen=x == settings.factor) for x in FACTORS
        ),
        time_note=words("home.time-note"),
    )


def languages(house: House, words: Words) -> tuple[Option, ...]:
    """Every language by its own name."""
    return tuple(
        Option(id=id_, words=name, chosen=id_ == words.language) for id_, name in house.languages
    )


def text_sizes(settings: Settings, words: Words) -> tuple[Option, ...]:
    """Every text size."""
    return tuple(
        Option(
            id=str(x),
            words=words("home.per-cent", size=words.number(x)),
            chosen=x == settings.text_size,
        )
        for x in TEXT_SIZES
    )


def _time(factor: int, words: Words) -> str:
    if factor == 0:
        return words("home.time-off")
    if factor == 100:
        return words("home.time-usual")
    return words("home.per-cent", size=words.number(factor))
