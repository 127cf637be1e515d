"""All that a front end is given: the program, its words, its scenarios, and what to play."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import Unpack

    from simulator.attempt.edition import Edition
    from simulator.attempt.ports import Clock, Store, Translator
    from simulator.attempt.settings import Preferences, Settings, SettingsChange
    from simulator.scenario.concept import Concept
    from simulator.scenario.model import Scenario


class Messages(Protocol):
    """The interface in one language: its words, and how it writes numbers and dates."""

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
    """A scenario of the library.

    Attributes:
        id: The name of its file without the suffix; the whole path where that name is taken.
        edition: Ready to be played; None: it cannot be played.
        findings: The number of findings that its file has.
        taken: The name that an earlier scenario of the library has already; None: none is.
    """

    id: str
    edition: Edition | None
    findings: int = 0
    taken: str | None = None


class AppContext(Struct, frozen=True, kw_only=True):
    """All that a front end needs of the program; built by `simulator.bootstrap`.

    Attributes:
        languages: Folder name and own name of each language, such as `("el", "Ελληνικά")`.
        messages: Returns the interface in a language.
        translator: Returns the authored text in a language.
        covers: Whether every text of a scenario is translated into a language.
        library: Returns all scenarios in their order; they are read at the first call.
        concepts: Returns the concept cards of the handbook by id.
        store: Returns the store, which is opened at the first call; raises `StoreError`.
        clock: The clock of this machine.
        new_id: Returns a fresh UUID as 32 hexadecimal digits.
        new_seed: Returns a fresh seed for the order of choices, at least 1.
        preferences: The settings in force.
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
    preferences: Preferences

    @property
    def settings(self) -> Settings:
        """The settings in force."""
        return self.preferences.settings

    def update_settings(self, **change: Unpack[SettingsChange]) -> None:
        """Puts new values of some settings in force and saves them."""
        self.preferences.update(**change)


class PlayRequest(Struct, frozen=True, kw_only=True):
    """What is to be played, by whom and how: from the command to the front end to `open_play`.

    Attributes:
        edition: The scenario as it is in its file now; None: the trainee picks one.
        trainee: The name of the trainee; empty: the front end asks for it.
        language: A folder name such as `zh_Hans`.
        fresh: Begin a new attempt even if one waits.
        factor: Time to reply, in per cent of the usual time; None: no clock.
        seed: Orders the choices of a new attempt; 0: the order of the file; None: a fresh seed.
    """

    edition: Edition | None = None
    trainee: str = ""
    language: str
    fresh: bool = False
    factor: int | None = 100
    seed: int | None = None
