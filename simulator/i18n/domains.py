"""Domains: which PO file holds a message, and where that file lies.

A domain is the name of a PO file without its ending. The interface has one domain, each scenario
has one, each rubric has one, and the concept cards have one together. The same domains exist in
every language: `locales/el/LC_MESSAGES/wrong-dish.po`.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Final

from simulator.errors import CatalogError
from simulator.files.fault import UnusableFileError
from simulator.files.reading import read_whole

if TYPE_CHECKING:
    from pathlib import Path

    from simulator.reasons import CatalogFault

INTERFACE: Final = "ui"
"""The domain of the interface."""
CONCEPTS: Final = "concepts"
"""The domain of the concept cards."""
MOST_BYTES: Final = 8 * 1024 * 1024
"""The largest PO file that is read, in bytes."""
_MESSAGES = "LC_MESSAGES"


def domain_of(text_id: str) -> str:
    """The domain of an authored text, taken from the text's id.

    Args:
        text_id: The id of a text in a scenario, in a rubric or on a concept card.

    >>> domain_of("wrong-dish/greet/own-it")
    'wrong-dish'
    >>> domain_of("rubric/service/title"), domain_of("concept/listen-first/title")
    ('rubric-service', 'concepts')
    """
    first, _, rest = text_id.partition("/")
    if first == "rubric":
        return f"rubric-{rest.partition('/')[0]}"
    if first == "concept":
        return CONCEPTS
    # A scenario may be called "ui"; its texts must not mix with the interface.
    return f"{INTERFACE}-scenario" if first == INTERFACE else first


def po_path(folder: Path, language: str, domain: str) -> Path:
    """The path of a PO file.

    Args:
        folder: A folder of languages, such as `locales/`.
        language: A language's folder name, such as `zh_Hans`.
        domain: Such as `ui` or `wrong-dish`.
    """
    return folder / language / _MESSAGES / f"{domain}.po"


def languages_in(folder: Path) -> set[str]:
    """The folder names of the languages in a folder; none if the folder cannot be read."""
    found: set[str] = set()
    with suppress(OSError):
        found.update(x.name for x in folder.iterdir() if (x / _MESSAGES).is_dir())
    return found


def po_files(folder: Path, language: str) -> dict[str, Path]:
    """The PO files of a language by domain; none if the language is not there.

    Raises:
        OSError: The language is there and its folder cannot be read.
    """
    try:
        return {x.stem: x for x in (folder / language / _MESSAGES).iterdir() if x.suffix == ".po"}
    except (FileNotFoundError, NotADirectoryError):
        return {}


def po_content(path: Path) -> bytes:
    """The bytes of a PO file.

    Raises:
        FileNotFoundError: There is no file.
        CatalogError: The file cannot be read.
    """
    try:
        return read_whole(path, MOST_BYTES)
    except FileNotFoundError:
        raise
    except OSError as error:
        fault: CatalogFault = "unreadable"
        if isinstance(error, UnusableFileError):
            fault = "too-big" if error.fault == "too-big" else "not-a-file"
        raise CatalogError(str(path), fault) from error
