"""The interface between the commands and the rest of the program."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol, TypedDict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path
    from typing import Unpack

    from simulator.attempt.context import AppContext, Messages, PlayRequest
    from simulator.attempt.delivery import Delivered
    from simulator.attempt.ports import PeopleStore, Receiver, ReviewStore, Store, Translator
    from simulator.attempt.settings import ThemeName
    from simulator.files.site_key import SiteKey
    from simulator.library import Library


class PictureOptions(TypedDict):
    """The options of the pictures.

    Attributes:
        language: A folder name such as `zh_Hans`.
        size: Width and height of the window in pixels.
        scenario: The id of the library entry that is played.
        text_size: The text size in per cent.
        theme: The colours of the window.
    """

    language: str
    size: tuple[int, int]
    scenario: str
    text_size: int
    theme: ThemeName


class RenderPictures(Protocol):
    """Draws every screen of the window into files."""

    def __call__(
        self, context: AppContext, folder: Path, **options: Unpack[PictureOptions]
    ) -> list[Path]:
        """Writes the files and returns their paths.

        Args:
            context: The library, the store, the settings and the languages.
            folder: The folder for the pictures.
            options: The options of the pictures.
        """


class Roles(Protocol):
    """The roles of a database on a server."""

    def make(self) -> None:
        """Makes the roles.

        Raises:
            StoreError: The database is a file, or its user may not do this.
        """


class ChangedStore(Protocol):
    """A store that a command changes."""

    @property
    def receiver(self) -> Receiver:
        """Receives attempts that were played elsewhere."""

    @property
    def people(self) -> PeopleStore:
        """Finds and erases trainees."""

    @property
    def reviews(self) -> ReviewStore:
        """What reviewers say about attempts."""

    @property
    def roles(self) -> Roles:
        """The roles of a database on a server."""


class Application(NamedTuple):
    """Everything that commands may call; built by `simulator.bootstrap`.

    It is a tuple, not a msgspec value, because every start of the program loads this module and
    importing msgspec is slow.

    Attributes:
        version: The version of the program.
        locales: The folder of the catalogs.
        messages: Returns the interface in a language; an empty text means the current language.
        translator: Returns a translator of authored texts into a language.
        library: Returns the library; a folder is added to the folders of the user.
        store: Opens the store at a database URL to read it; None means the default database.
        changed: Opens the store at a database URL to change it, and upgrades its tables.
        deliver: Delivers the ended attempts of the database at a URL to that at another URL; takes
            a function that waits some seconds before a lost connection is tried again.
        context: Returns the context of a front end for a library and a database URL.
        needed: Returns the files of the database at a URL and the settings file, which no command
            may replace.
        note: Adds to the audit trail what was done, with the names that it was done to and the
            number of attempts.
        trail: Returns the entries of the audit trail, the oldest first.
        forget: Removes names from the settings.
        site_key: Returns the key by which this machine signs attempts; None: there is none.
        make_site_key: Makes this key; raises `FileExistsError` if there is one.
        pseudonyms: Returns a function from the name of a trainee to the pseudonym; raises
            `OSError` if the key of the pseudonyms cannot be read or made.
        window: Plays in a window; returns False if there is no display.
        text: Plays in the terminal.
        pictures: Draws every screen of the window into files.
    """

    version: str
    locales: Path
    messages: Callable[[str], Messages]
    translator: Callable[[str], Translator]
    library: Callable[[Path | None], Library]
    store: Callable[[str | None], Store]
    changed: Callable[[str | None], ChangedStore]
    deliver: Callable[[str | None, str, Callable[[float], object]], Delivered]
    context: Callable[[Library, str | None], AppContext]
    needed: Callable[[str | None], tuple[Path, ...]]
    note: Callable[[str, Sequence[str], int], None]
    trail: Callable[[], Iterator[dict[str, object]]]
    forget: Callable[[Sequence[str]], None]
    site_key: Callable[[], SiteKey | None]
    make_site_key: Callable[[], SiteKey]
    pseudonyms: Callable[[], Callable[[str], str]]
    window: Callable[[AppContext, PlayRequest], bool]
    text: Callable[[AppContext, PlayRequest], None]
    pictures: RenderPictures
