"""The program as the commands see it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol, TypedDict

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Unpack

    from simulator.attempt.context import AppContext, Messages, PlayRequest
    from simulator.attempt.ports import Store
    from simulator.library import Library


class PictureOptions(TypedDict):
    """How pictures are drawn.

    Attributes:
        language: A folder name such as `zh_Hans`.
        size: Width and height of the window in pixels.
        scenario: The id of the library's entry that is played.
        text_size: Per cent.
    """

    language: str
    size: tuple[int, int]
    scenario: str
    text_size: int


class RenderPictures(Protocol):
    """Draws every screen of the window into files."""

    def __call__(
        self, context: AppContext, folder: Path, **options: Unpack[PictureOptions]
    ) -> list[Path]:
        """The files that were written."""


class Application(NamedTuple):
    """Everything that commands may call; built by `simulator.bootstrap`.

    It is a tuple because every start of the program loads it, and values of msgspec take long to
    import.

    Attributes:
        version: The version of the program.
        locales: The folder of the catalogs.
        messages: Returns the interface in a language; with an empty text, in the one in force.
        library: Returns the library; a folder given is added to the folders of the user.
        store: Opens the store at a database URL, or the default one.
        context: Returns what a front end needs, on a library and a database URL.
        window: Plays in a window; returns False if there is no display for it.
        text: Plays in the terminal.
        pictures: Draws every screen of the window into files.
    """

    version: str
    locales: Path
    messages: Callable[[str], Messages]
    library: Callable[[Path | None], Library]
    store: Callable[[str | None], Store]
    context: Callable[[Library, str | None], AppContext]
    window: Callable[[AppContext, PlayRequest], bool]
    text: Callable[[AppContext, PlayRequest], None]
    pictures: RenderPictures
