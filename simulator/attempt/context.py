"""The context that every front end receives, and the request of what to play."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from msgspec import Struct

from simulator.attempt.record import Group

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import Unpack

    from simulator.attempt.edition import Edition
    from simulator.attempt.ports import Clock, Store, Translator
    from simulator.attempt.record import Mode
    from simulator.attempt.settings import Preferences, Settings, SettingsChange
    from simulator.scenario.concept import Concept
    from simulator.scenario.model import Scenario


class Messages(Protocol):
    """The user interface in one language: messages, numbers, times and dates."""

    @property
    def language(self) -> str:
        """The folder name of the language, such as `zh_Hans`."""

    def __call__(self, id_: str, /, **fields: str | int) -> str:
        """The text of a message.

        Args:
            id_: The id of the message, such as `play.timed-out`.
            **fields: A value for each `{field}` in the text. The value of `n` also selects the
                plural form.
        """

    def figure(self, milli: int | None) -> str:
        """A score with one decimal, such as `72.4`.

        Args:
            milli: The score in milli-points; None gives the words for *not observed*.
        """

    def points(self, milli: int) -> str:
        """A score in milli-points as points with three decimals, such as `72.400`."""

    def number(self, value: int) -> str:
        """A whole number as this language writes it."""

    def clock(self, seconds: int) -> str:
        """A time of day of the story, such as `19:40`; after the first day with the day.

        Args:
            seconds: Seconds since midnight of the first day.
        """

    def duration(self, seconds: int) -> str:
        """A length of time in words, from a number of seconds."""

    def date(self, iso: str) -> str:
        """A stored date and time (ISO 8601) as this language writes it."""

    def joined(self, items: Iterable[str]) -> str:
        """A list in words, such as *a, b and c*."""


class ScenarioEntry(Struct, frozen=True, kw_only=True):
    """A scenario of the library, which may be unplayable.

    Attributes:
        id: The name of the file without its suffix. If an earlier scenario of the library has this
            name, the whole path of the file.
        edition: The edition that can be played; None if the scenario cannot be played.
        findings: The number of findings about the file.
        taken: The name that an earlier scenario of the library already has; None if the name of
            this scenario is free.
    """

    id: str
    edition: Edition | None
    findings: int = 0
    taken: str | None = None


class AppContext(Struct, frozen=True, kw_only=True):
    """Everything that a front end needs from the rest of the program.

    `simulator.bootstrap` builds the context. A language is the name of a folder in `locales/`.

    Attributes:
        languages: For each language, the folder name and the name of the language in that language,
            such as `("el", "Ελληνικά")`.
        messages: Takes a language and returns the messages of the interface.
        translator: Takes a language and returns a translator of authored texts.
        covers: Takes a language and a scenario and returns whether every text of the scenario is
            translated.
        library: Returns all scenarios in the order of the library. The first call reads them.
        concepts: Returns the concept cards of the handbook by id.
        store: Returns the store. The first call opens it and raises `StoreError` if that fails.
        clock: The clock of this machine.
        new_id: Returns a new UUID as 32 hexadecimal digits.
        new_seed: Returns a new random seed for the order of choices, 1 or more.
        preferences: The current settings and the way to change them.
        mode: The mode in which a new attempt begins, unless the trainee picks another one.
        group: The team and the site of the trainee, and the cohort of new attempts.
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
    mode: Mode = "practice"
    group: Group = Group()

    @property
    def settings(self) -> Settings:
        """The current settings."""
        return self.preferences.settings

    def update_settings(self, **change: Unpack[SettingsChange]) -> None:
        """Changes some settings and saves all settings.

        Args:
            **change: New values by the names of the fields of `Settings`.
        """
        self.preferences.update(**change)


class PlayRequest(Struct, frozen=True, kw_only=True):
    """A request to play a scenario; a command creates it and `open_play` carries it out.

    Attributes:
        edition: The edition in the current file of the scenario; None: the trainee picks one.
        trainee: The name of the trainee; empty: the front end asks for it.
        language: The language of the play, a folder name such as `zh_Hans`.
        fresh: Whether to begin a new attempt even if an attempt is waiting.
        factor: The time to reply in per cent of the usual time; None: no time limit.
        seed: The seed for the order of choices in a new attempt; 0: the order of the file; None: a
            new random seed.
        measured: Whether a person replies in real time; False: a script replies.
        mode: The mode of a new attempt. A waiting attempt in another mode is not continued. None:
            practice, and any waiting attempt is continued.
        group: The team and the site of the trainee, and the cohort of a new attempt.
    """

    edition: Edition | None = None
    trainee: str = ""
    language: str
    fresh: bool = False
    factor: int | None = 100
    seed: int | None = None
    measured: bool = True
    mode: Mode | None = None
    group: Group = Group()
