"""The composition root: builds the parts of the program and connects them to the front ends.

Every start of the program takes the time of the imports at the top. Modules that only one function
needs are therefore imported in that function.
"""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack, closing
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from simulator import system
from simulator.errors import DataError
from simulator.files.sealed import SealedFolder
from simulator.files.writing import make_private
from simulator.i18n.catalogs import Catalogs
from simulator.i18n.language import negotiate, system_languages
from simulator.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import Unpack

    from sqlalchemy import URL

    from simulator.attempt.context import AppContext, Messages, PlayRequest
    from simulator.attempt.delivery import Delivered
    from simulator.attempt.settings import Preferences
    from simulator.cli.application import Application, PictureOptions
    from simulator.errors import CatalogError
    from simulator.files.site_key import SiteKey
    from simulator.library import Library
    from simulator.store.signing import Signer
    from simulator.store.sql import SqlStore

# ruff: noqa: PLC0415 - see the docstring of this module

LANGUAGE_VARIABLE: Final = "SIMULATOR_LANGUAGE"


def main(arguments: Sequence[str]) -> int:
    """Runs one command and returns its exit code, see `cli.app.run`."""
    from simulator.cli.app import run
    from simulator.console.streams import harmless_streams, say_line

    with harmless_streams(), ExitStack() as opened:
        try:
            return run(build_application(opened), arguments)
        except DataError as error:
            # Without the English catalog there are no messages: these words cannot stand there.
            missing = f"A file of the program is missing or damaged: {error}."
            say_line(f"{missing} Install the program again.", error=True)
            return 1


def build_application(opened: ExitStack) -> Application:
    """The program on this machine.

    Args:
        opened: Closes the databases that the program has opened.
    """
    from simulator.cli.application import Application

    shipped, (data, config, caches) = system.data_folder(), system.user_folders()
    settings_file = config / system.SETTINGS
    for path in system.private_paths(data, config, caches):  # Older versions left them open to all.
        make_private(path)
    stored = system.read_settings(settings_file)
    locales = (shipped / "locales", data / "locales")
    cached = SealedFolder(caches / "catalogs", config / system.CACHE_KEY)

    def report(error: CatalogError) -> None:
        _warn(error, catalogs.messages(language()))

    catalogs = Catalogs(locales, cached, zone=None, report=report)
    language = partial(_language, stored.get("language"), catalogs)

    def store(database: str | None, *, reading: bool = False) -> SqlStore:
        _collect_garbage()
        signer = None if reading else _site_key(config / system.SITE_KEY)
        return opened.enter_context(closing(open_store(database, reading=reading, signer=signer)))

    def context(library: Library, database: str | None) -> AppContext:
        preferences = _preferences(stored, language(), settings_file)
        return _context(library, catalogs, cache(partial(store, database)), preferences)

    def note(what: str, names: Sequence[str], count: int) -> None:
        trail = data / system.TRAIL
        try:
            _note(trail, config / system.PSEUDONYM_KEY, what, names, count)
        except OSError as error:
            _warn_trail(trail, error, catalogs.messages(language()))

    return Application(
        version=__version__,
        locales=shipped / "locales",
        messages=lambda wanted: catalogs.messages(wanted or language()),
        translator=catalogs.translator,
        library=open_library,
        store=partial(store, reading=True),
        changed=store,
        deliver=_deliver,
        context=context,
        needed=lambda database: (
            settings_file,
            config / system.PSEUDONYM_KEY,
            config / system.SITE_KEY,
            *database_files(database),
        ),
        note=note,
        trail=partial(_trail, data / system.TRAIL),
        forget=partial(_forget, stored, settings_file),
        site_key=partial(_site_key, config / system.SITE_KEY),
        make_site_key=partial(_make_site_key, config / system.SITE_KEY),
        pseudonyms=partial(_pseudonyms, config / system.PSEUDONYM_KEY),
        window=partial(_play_in_window, shipped / "assets"),
        text=_play_in_terminal,
        pictures=partial(_render_pictures, shipped / "assets"),
    )


def _warn(error: CatalogError, messages: Messages) -> None:
    """Prints in one line which PO file is not used, and why."""
    from simulator.console.streams import say_line
    from simulator.presentation.errors import error_text

    say_line(messages("catalog.unused", problem=error_text(error, messages)), error=True)


def _warn_trail(trail: Path, error: OSError, messages: Messages) -> None:
    """Prints in one line that the audit trail lacks an entry, and why."""
    from simulator.console.streams import say_line

    reason = error.strerror or str(error)
    say_line(messages("trail.unwritten", file=str(trail), reason=reason), error=True)


def _language(stored: object, catalogs: Catalogs) -> str:
    """The current language: of the environment, else of the settings, else of the system."""
    wanted = (os.environ.get(LANGUAGE_VARIABLE), stored, *system_languages())
    return negotiate([x for x in wanted if x and isinstance(x, str)], catalogs.codes)


def _site_key(file: Path) -> SiteKey | None:
    if not file.exists():
        return None
    from simulator.files.site_key import read_site_key

    return read_site_key(file)


def _make_site_key(file: Path) -> SiteKey:
    from simulator.files.site_key import make_site_key

    return make_site_key(file)


def _pseudonyms(key_file: Path) -> Callable[[str], str]:
    from simulator.files.secret import secret_key
    from simulator.reports.xapi.naming import pseudonym

    return partial(pseudonym, key=secret_key(key_file))


def _note(trail: Path, key_file: Path, what: str, names: Sequence[str], count: int) -> None:
    """Adds an entry to the audit trail; names stand in it as pseudonyms."""
    from simulator.files.trail import add_entry

    pseudonym = _pseudonyms(key_file) if names else None
    entry = {
        "at": system.SystemClock().date(),
        "who": system.user_name(),
        "what": what,
        "trainees": [pseudonym(x) for x in names] if pseudonym else [],
        "attempts": count,
    }
    add_entry(trail, entry)


def _trail(trail: Path) -> Iterator[dict[str, object]]:
    from simulator.files.trail import read_entries

    return read_entries(trail)


def _forget(stored: dict[str, object], file: Path, names: Sequence[str]) -> None:
    """Removes names from the settings."""
    from simulator.attempt.settings import settings_from

    known = {x: "" for x in ("trainee", "guided") if stored.get(x) in names}
    if known:
        from msgspec.structs import replace

        system.save_settings(file, replace(settings_from(stored), **known))


def _preferences(stored: dict[str, object], language: str, file: Path) -> Preferences:
    from msgspec.structs import replace

    from simulator.attempt.settings import Preferences, settings_from

    settings = replace(settings_from(stored), language=language)
    return Preferences(settings, save=partial(system.save_settings, file))


def open_library(added: Path | None = None) -> Library:
    """The library of this user; its files are read when they are first needed.

    Args:
        added: A folder of scenarios beside the shipped folder and the user's own.
    """
    from simulator.library import Library

    shipped, (data, config, caches) = system.data_folder(), system.user_folders()
    return Library(
        shipped=shipped / "scenarios",
        portraits=shipped / "assets" / "portraits",
        own=[x for x in (data / "scenarios", added) if x is not None],
        cache=SealedFolder(caches / "scenarios", config / system.CACHE_KEY),
    )


def open_store(
    url: str | URL | None = None, *, reading: bool = False, signer: Signer | None = None
) -> SqlStore:
    """The store at a database URL; None: the database of this user.

    Closing the store merges the write-ahead log of SQLite into its file.

    Args:
        url: The URL; None: the database of this user, which has no attempts until it is written.
        reading: Whether the database is only read; it must exist if a URL is given.
        signer: Signs attempts when they end; None: they are not signed.

    Raises:
        StoreError: The database cannot be opened.
    """
    from simulator.store.sql import SqlStore

    own = _own_database()
    if reading and not url:
        try:
            Path(str(own.database)).stat()
        except FileNotFoundError:
            return SqlStore("sqlite://")
        except OSError:
            pass  # The store says why the file cannot be read.
    return SqlStore(url or own, reading=reading, signer=signer)


def _deliver(database: str | None, target: str, wait: Callable[[float], object]) -> Delivered:
    """Delivers attempts by connections of its own, so that any thread may do it."""
    from simulator.attempt.delivery import deliver

    with (
        closing(open_store(database, reading=True)) as source,
        closing(open_store(target)) as central,
    ):
        return deliver(source, central.receiver, wait=wait)


def database_files(url: str | None = None) -> tuple[Path, ...]:
    """The file of a database and those that SQLite keeps beside it; empty if it is no file.

    Args:
        url: The URL; None: the database of this user.
    """
    from sqlalchemy import make_url
    from sqlalchemy.exc import ArgumentError

    try:
        parsed = make_url(url or _own_database())
    except (ArgumentError, ValueError):
        return ()
    if not parsed.drivername.startswith("sqlite"):
        return ()
    name = parsed.database or ""
    name = name.removeprefix("file:").partition("?")[0]
    return tuple(Path(f"{name}{x}") for x in ("", "-wal", "-shm", "-journal")) if name else ()


def database_at(path: str | Path) -> URL:
    """The URL of a database file, whose path may have any character."""
    from sqlalchemy import URL

    return URL.create("sqlite", database=str(path))


def _own_database() -> URL:
    """The URL of the database of this user."""
    data, _, _ = system.user_folders()
    return database_at(data / system.DATABASE)


def _context(
    library: Library,
    catalogs: Catalogs,
    store: Callable[[], SqlStore],
    preferences: Preferences,
) -> AppContext:
    from simulator.attempt.context import AppContext

    _collect_garbage()
    return AppContext(
        languages=catalogs.languages,
        messages=catalogs.messages,
        translator=catalogs.translator,
        covers=catalogs.covers,
        library=lambda: library.entries,
        concepts=lambda: library.concepts,
        store=store,
        clock=system.SystemClock(),
        new_id=system.new_id,
        new_seed=system.new_seed,
        preferences=preferences,
    )


def _collect_garbage() -> None:
    """Enables the garbage collector, which `simulator.__main__` disables for short commands."""
    import gc

    gc.freeze()
    gc.enable()


def _play_in_window(assets: Path, context: AppContext, request: PlayRequest) -> bool:
    if not system.has_display():
        return False
    from simulator.gui.app import run

    return run(context, assets, request)


def _play_in_terminal(context: AppContext, request: PlayRequest) -> None:
    from simulator.terminal.front import run

    run(context, request, sys.stdin, sys.stdout)


def _render_pictures(
    assets: Path, context: AppContext, folder: Path, **options: Unpack[PictureOptions]
) -> list[Path]:
    from simulator.gui.pictures import render

    return render(context, assets, folder, **options)
