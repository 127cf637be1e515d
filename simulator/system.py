"""This machine: its folders, clocks, display, new ids, and the settings file.

Every start of the program loads this module, so it imports nothing slow at its top.
"""

from __future__ import annotations

import os
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from simulator.attempt.settings import Settings

# ruff: noqa: PLC0415 - see the docstring of this module

_NAME: Final = "service-simulator"
DATABASE: Final = "attempts.sqlite3"
"""The name of the database in the folder for attempts."""
SETTINGS: Final = "settings.json"
"""The name of the settings file in the folder for settings."""
CACHE_KEY: Final = "cache.key"
"""The name of the file, beside the settings, with the key that seals what is cached."""
PSEUDONYM_KEY: Final = "pseudonyms.key"
"""The name of the file, beside the settings, with the key of the pseudonyms of trainees."""
SITE_KEY: Final = "site.key"
"""The name of the file, beside the settings, with the key by which attempts are signed."""
TRAIL: Final = "trail.jsonl"
"""The name of the audit trail in the folder for attempts."""
_LARGEST_SEED: Final = 2**31 - 1
_MOST_SETTINGS: Final = 64 * 1024
"""The largest settings file that is read, in bytes."""


def data_folder() -> Path:
    """The folder of scenarios, assets and catalogs: inside the installed package, or beside it."""
    packed = Path(__file__).parent / "data"
    return packed if packed.is_dir() else Path(__file__).parent.parent


def user_folders(environ: Mapping[str, str] = os.environ) -> tuple[Path, Path, Path]:
    """The folders of this user: for attempts and own scenarios, for settings, and for caches.

    The folders may not exist. On Linux they are the folders that `platformdirs` returns; they are
    computed here because importing `platformdirs` takes 14 ms.
    """
    home = environ.get("HOME", "")
    if sys.platform == "linux" and home.startswith("/"):
        usual = {"DATA": "/.local/share", "CONFIG": "/.config", "CACHE": "/.cache"}
        asked = {kind: environ.get(f"XDG_{kind}_HOME", "") for kind in usual}
        data, config, cache = (
            Path(
                asked[kind] if asked[kind].startswith("/") else home.rstrip("/") + usual[kind],
                _NAME,
            )
            for kind in usual
        )
        return data, config, cache
    from platformdirs import PlatformDirs

    found = PlatformDirs(_NAME, appauthor=False)
    folders = found.user_data_path, found.user_config_path, found.user_cache_path
    if all(x.is_absolute() for x in folders):
        return folders
    # The system knows no home folder of this user. Nothing must be written into a folder named "~".
    nowhere = Path("/nonexistent", _NAME)
    return nowhere, nowhere, nowhere


def private_paths(data: Path, config: Path, cache: Path) -> Iterator[Path]:
    """The folders of this user, and the files in them that hold names or keys.

    Args:
        data: The folder for attempts and own scenarios.
        config: The folder for settings.
        cache: The folder for caches.
    """
    yield from (data, config, cache)
    yield from (config / x for x in (SETTINGS, CACHE_KEY, PSEUDONYM_KEY, SITE_KEY))
    yield from (data / f"{DATABASE}{x}" for x in ("", "-wal", "-shm", "-journal"))
    yield data / TRAIL


def user_name() -> str:
    """The name of the user of this process; a number where the system knows no name."""
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return str(os.getuid()) if hasattr(os, "getuid") else "?"


class SystemClock:
    """The clocks of this machine."""

    def now(self) -> int:
        """Milliseconds that never go back."""
        return time.monotonic_ns() // 1_000_000

    def date(self) -> str:
        """The date and time in UTC, to the second."""
        return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())


def new_id() -> str:
    """A new random UUID as 32 hexadecimal digits."""
    from uuid import uuid4

    return uuid4().hex


def new_seed() -> int:
    """A new random number from 1 to 2147483647."""
    return int.from_bytes(os.urandom(8)) % _LARGEST_SEED + 1


def has_display() -> bool:
    """Whether a window can be opened; always true on systems other than Linux."""
    if sys.platform != "linux":
        return True
    return any(os.environ.get(x) for x in ("DISPLAY", "WAYLAND_DISPLAY", "SDL_VIDEODRIVER"))


def read_settings(file: Path) -> dict[str, Any]:
    """The content of the settings file; empty if there is none or it cannot be read."""
    from simulator.files.reading import read_whole

    try:
        text = read_whole(file, _MOST_SETTINGS).decode("utf-8")
    except (OSError, ValueError):
        return {}
    import json

    try:
        plain = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return plain if isinstance(plain, dict) else {}


def save_settings(file: Path, settings: Settings) -> None:
    """Writes the settings file; if the file cannot be written, nothing happens."""
    import json

    from msgspec.structs import asdict

    from simulator.files.writing import write_atomic

    text = json.dumps(asdict(settings), ensure_ascii=False, indent=2)
    with suppress(OSError):
        write_atomic(file, text.encode("utf-8", "surrogatepass"), access="private")
