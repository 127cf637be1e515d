"""The composition root: settings to adapters to a front end.

The only place that knows where files lie, what time it is, and which front end runs. Each start
of the program pays for what is imported above; all else is imported where it is needed.
"""

from __future__ import annotations

import os
import sys
import time
from contextlib import ExitStack, closing, suppress
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from simulator import __version__
from simulator.errors import DataError, ScenarioError, SimulatorError
from simulator.i18n.catalog import Catalogs, negotiate
from simulator.i18n.language import system_languages

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from simulator.attempt.context import AppContext, Messages, PlayRequest, ScenarioEntry
    from simulator.attempt.settings import Preferences, Settings
    from simulator.authoring.cache import Cache
    from simulator.authoring.references import References
    from simulator.cli.tools import Opened
    from simulator.scenario.model import Concept
    from simulator.scenario.rubric import Rubric
    from simulator.store.sql import SqlStore

# ruff: noqa: PLC0415 - see above

_NAME = "service-simulator"


def main(arguments: Sequence[str]) -> int:
    """Runs one command.

    Returns:
        The exit code: 0 fine, 1 findings or something that could not be done, 2 wrong use.
    """
    with closing(Site()) as site:
        return _run(site, arguments)


def _run(site: Site, arguments: Sequence[str]) -> int:
    import click

    from simulator.cli.app import build
    from simulator.presentation.errors import error_text

    messages = site.messages("")
    group = build(site, messages, __version__)
    try:
        result = group.main(args=list(arguments), prog_name="simulator", standalone_mode=False)
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.exceptions.Abort:
        return 130
    except click.ClickException as wrong:
        wrong.show()
        return wrong.exit_code
    except SimulatorError as error:
        click.echo(error_text(error, messages), err=True)
        return 1
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return result if isinstance(result, int) else 0


def data_folder() -> Path:
    """Where scenarios, assets and catalogs lie: in the wheel, or beside the package."""
    packed = Path(__file__).parent / "data"
    return packed if packed.is_dir() else Path(__file__).parent.parent


def user_folders(environ: Mapping[str, str] = os.environ) -> tuple[Path, Path, Path]:
    """Where this user's attempts, settings and compiled catalogs are kept."""
    home = environ.get("HOME", "")
    if sys.platform == "linux" and home.startswith("/"):
        # The same as below, without an import that takes half as long as Python's own start.
        usual = {"DATA": "/.local/share", "CONFIG": "/.config", "CACHE": "/.cache"}
        asked = {kind: environ.get(f"XDG_{kind}_HOME", "") for kind in usual}
        data, config, kept = (
            Path(
                asked[kind] if asked[kind].startswith("/") else home.rstrip("/") + usual[kind],
                _NAME,
            )
            for kind in usual
        )
        return data, config, kept
    from platformdirs import PlatformDirs

    found = PlatformDirs(_NAME, appauthor=False)
    return found.user_data_path, found.user_config_path, found.user_cache_path


class SystemClock:
    """The machine's clocks."""

    def now(self) -> int:
        """Milliseconds that never go back."""
        return time.monotonic_ns() // 1_000_000

    def date(self) -> str:
        """The date and time in UTC, to the second."""
        from datetime import UTC, datetime

        return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class Site:
    """One start of the program: its folders, catalogs and settings; see `cli.tools.Tools`."""

    def __init__(self) -> None:
        data = data_folder()
        self.assets = data / "assets"
        self.locales = data / "locales"
        self._scenarios = data / "scenarios"
        self._user_data, config, self._kept = user_folders()
        self._settings_file = config / "settings.json"
        self._left = _read_settings(self._settings_file)
        self._catalogs = Catalogs(self.locales, self._kept / "catalogs")
        self._opened = ExitStack()

    def close(self) -> None:
        """Closes what was opened: SQLite folds its write-ahead log into the file then."""
        self._opened.close()

    def messages(self, language: str) -> Messages:
        """The interface in a language; empty: as set, else as the system speaks."""
        return self._catalogs.messages(language or self._language())

    def context(self, database: str | None) -> AppContext:
        """The world for a front end, on a database URL or on the default one."""
        import gc
        import uuid

        from simulator.attempt.context import AppContext

        gc.freeze()
        gc.enable()
        return AppContext(
            languages=self._catalogs.languages,
            messages=self.messages,
            translator=self._catalogs.translator,
            covers=self._catalogs.covers,
            library=self._library,
            concepts=self._concepts,
            store=cache(lambda: self._store(database)),
            clock=SystemClock(),
            new_id=lambda: uuid.uuid4().hex,
            new_seed=lambda: uuid.uuid4().int % (2**31 - 1) + 1,
            preferences=self._preferences,
        )

    @cache  # noqa: B019 - one site a process
    def references(self) -> References:
        """What scenario files may refer to.

        Raises:
            DataError: A file of ours is missing or damaged.
        """
        from simulator.authoring.references import References

        cast = {x.name.rsplit("-", 1)[0] for x in (self.assets / "portraits").glob("*.svg")}
        return References(
            rubrics=self._rubrics(), concepts=self._concepts(), portraits=frozenset(cast)
        )

    def open(self, name: str) -> Opened:
        """Loads a scenario by its name on the shelf or by its path."""
        from simulator.cli.tools import Opened

        path = Path(name)
        if path.suffix not in {".yaml", ".yml"} and not path.exists():
            path = self._scenarios / f"{path.name}.yaml"
        loaded = self._cache.load(path)
        scenario = loaded.value
        edition = None
        if scenario is not None:
            from simulator.attempt.edition import edition_of

            rubric = self._rubrics()[scenario.rubric]
            edition = edition_of(scenario, rubric, text=loaded.text)
        return Opened(edition=edition, findings=loaded.findings)

    @cached_property
    def _cache(self) -> Cache:
        from simulator.authoring.cache import Cache

        return Cache(self._kept / "scenarios", self.references())

    @cache  # noqa: B019 - one site a process
    def _rubrics(self) -> Mapping[str, Rubric]:
        from simulator.authoring.load import load_rubric

        found: dict[str, Rubric] = {}
        for path in sorted((self._scenarios / "rubrics").glob("*.yaml")):
            loaded = load_rubric(path)
            if loaded.value is None:
                raise DataError(str(path)) from ScenarioError(loaded.findings)
            found[loaded.value.id] = loaded.value
        return found

    @cache  # noqa: B019 - one site a process
    def _concepts(self) -> Mapping[str, Concept]:
        from simulator.authoring.load import load_concepts

        path = self._scenarios / "concepts.yaml"
        loaded = load_concepts(path)
        if loaded.value is None:
            raise DataError(str(path)) from ScenarioError(loaded.findings)
        return loaded.value

    @cache  # noqa: B019 - one site a process
    def _library(self) -> tuple[ScenarioEntry, ...]:
        from simulator.attempt.context import ScenarioEntry
        from simulator.authoring.load import kind_of

        found: list[tuple[int, str, ScenarioEntry]] = []
        for path in sorted(self._scenarios.glob("*.yaml")):
            if kind_of(path) != "scenario":
                continue
            opened = self.open(str(path))
            difficulty = opened.edition.program.scenario.difficulty if opened.edition else 99
            shelved = ScenarioEntry(
                id=path.stem, edition=opened.edition, findings=len(opened.findings)
            )
            found.append((difficulty, path.stem, shelved))
        return tuple(shelved for *_, shelved in sorted(found, key=lambda x: x[:2]))

    def _store(self, database: str | None) -> SqlStore:
        from simulator.store.sql import SqlStore

        store = SqlStore(database or f"sqlite:///{self._user_data / 'attempts.sqlite3'}")
        self._opened.callback(store.close)
        return store

    @cached_property
    def _preferences(self) -> Preferences:
        from msgspec.structs import replace

        from simulator.attempt.settings import Preferences, settings_from

        settings = replace(settings_from(self._left), language=self._language())
        return Preferences(settings, save=self._save_settings)

    def _language(self) -> str:
        set_ = (os.environ.get("SIMULATOR_LANGUAGE"), self._left.get("language"))
        wanted = [x for x in set_ if x and isinstance(x, str)]
        return negotiate([*wanted, *system_languages()], self._catalogs.folders)

    def _save_settings(self, settings: Settings) -> None:
        import json

        from msgspec.structs import asdict

        from simulator.files import write_atomic

        text = json.dumps(asdict(settings), ensure_ascii=False, indent=2)
        with suppress(OSError):
            write_atomic(self._settings_file, text.encode())

    def window(self, context: AppContext, options: PlayRequest) -> bool:
        """Opens the game; False if there is no display to open it on."""
        if not _has_display():
            return False
        from simulator.gui.app import run

        return run(context, self.assets, options)

    def text(self, context: AppContext, options: PlayRequest) -> None:
        """Runs the text player."""
        from simulator.terminal.front import run

        run(context, options, sys.stdin, sys.stdout)

    def pictures(
        self,
        context: AppContext,
        folder: Path,
        language: str,
        size: tuple[int, int],
        scenario: str,
        text_size: int,
    ) -> list[Path]:
        """Renders every screen; returns the files."""
        from simulator.gui.pictures import render

        return render(
            context,
            self.assets,
            folder,
            language=language,
            size=size,
            scenario=scenario,
            text_size=text_size,
        )


def _has_display() -> bool:
    if sys.platform != "linux":
        return True
    return any(os.environ.get(x) for x in ("DISPLAY", "WAYLAND_DISPLAY", "SDL_VIDEODRIVER"))


def _read_settings(file: Path) -> dict[str, object]:
    """The settings as they were left; what cannot be read counts as never set."""
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, ValueError):
        return {}
    import json

    try:
        plain = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return plain if isinstance(plain, dict) else {}
