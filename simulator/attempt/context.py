"""What the composition root hands to every front end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from simulator.attempt.edition import Edition
    from simulator.attempt.ports import Clock, Store, Translator
    from simulator.attempt.settings import Settings
    from simulator.scenario.concept import Concept
    from simulator.scenario.model import Scenario


class Messages(Protocol):
    """The interface's own words in one language, and how it writes figures and dates."""

    @property
    def language(self) -> str:
        """The folder name of the language, such as `zh_Hans`."""

    def __call__(self, id_: str, /, **fields: str | int) -> str:
        """The words of a message, its `{fields}` filled in; `n` picks the plural form."""

    def figure(self, milli: int | None) -> str:
        """Milli-points as shown, such as `72.4`; not observed says so in words."""

    def points(self, milli: int) -> str:
        """Milli-points to the last one, such as `72.400`."""

    def number(self, value: int) -> str:
        """A whole number as written in this language."""

    def clock(self, seconds: int) -> str:
        """A time of the story, such as `19:40`; beyond a day the day is named."""

    def duration(self, seconds: int) -> str:
        """A length of time in words."""

    def date(self, iso: str) -> str:
        """A stored date and time as written in this language."""

    def joined(self, items: Iterable[str]) -> str:
        """A list in words: a, b and c."""


class ScenarioEntry(Struct, frozen=True, kw_only=True):
    """A scenario file on the shelf.

    Attributes:
        id: The file's stem.
        edition: Ready to be played; None if the file has findings that forbid it.
        findings: How many.
    """

    id: str
    edition: Edition | None
    findings: int = 0


class AppContext(Struct, frozen=True, kw_only=True):
    """The world as a front end sees it.

    Attributes:
        languages: Folder name and own name of each, such as `("el", "Ελληνικά")`.
        messages: The interface in a language.
        translator: Authored text in a language.
        covers: Whether a scenario is wholly there in a language.
        library: All scenarios, in their order; read at the first call.
        concepts: The handbook.
        store: Opened at the first call; raises `StoreError`.
        new_id: A fresh UUID as 32 hexadecimal digits.
        new_seed: A fresh seed for the order of choices, at least 1.
        remember: Keeps the settings; what cannot be kept is let go.
    """

    languages: tuple[tuple[str, str], ...]
    messages: Callable[[str], Messages]
    translator: Callable[[str], Translator]
    covers: Callable[[str, Scenario], bool]
    library: Callable[[], tuple[ScenarioEntry, ...]]
    concepts: Callable[[], Mapping[str, Concept]]
    store: Callable[[], Store]
    clock: Clock
    new_id: Callable[[], str]
    new_seed: Callable[[], int]
    settings: Settings
    remember: Callable[[Settings], None]


class PlayRequest(Struct, frozen=True, kw_only=True):
    """What `simulator play` was asked for.

    Attributes:
        edition: None: to be picked on the shelf.
        factor: More time, in per cent; None: the clock is off.
        seed: For the order of choices; None: a fresh one.
    """

    edition: Edition | None
    trainee: str
    language: str
    fresh: bool
    factor: int | None
    seed: int | None
