"""The composition root: settings to adapters to a front end.

The only place that knows where files lie, what time it is, and which front end runs.
"""

from __future__ import annotations

import json
import os
import sys
import time
import uuid
from dataclasses import asdict, fields
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from simulator import __version__
from simulator.attempt.house import House, Settings, Shelved
from simulator.errors import (
    DamagedLogError,
    DataError,
    EditionError,
    LogError,
    ScenarioError,
    SimulatorError,
    StoreError,
)
from simulator.i18n.catalog import Catalogs, negotiate
from simulator.i18n.language import system_languages

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from simulator.attempt.house import PlayOptions, Words
    from simulator.authoring.load import Library
    from simulator.cli.tools import Opened, Tools
    from simulator.scenario.model import Concept
    from simulator.scenario.rubric import Rubric
    from simulator.store.sql import SqlStore

_NAME = "service-simulator"


def main(arguments: Sequence[str]) -> int:
    """Runs one command.

    Returns:
        The exit code: 0 fine, 1 findings or something that could not be done, 2 wrong use.
    """
    import click  # noqa: PLC0415 - kept away from importers of this module

    from simulator.cli.app import build  # noqa: PLC0415 - as above

    site = Site()
    words = site.words("")
    group = build(site.tools(), words, __version__)
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
        click.echo(_worded(error, words), err=True)
        return 1
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return result if isinstance(result, int) else 0


def _worded(error: SimulatorError, words: Words) -> str:
    match error:
        case DamagedLogError():
            return words(
                "store.log-damaged", place=error.place, attempt=error.attempt, seq=error.seq
            )
        case StoreError():
            return words(f"store.{error.reason}", place=error.place, detail=error.detail)
        case DataError():
            return words("cli.data-missing", file=error.file)
        case LogError():
            return words("store.log", seq=error.seq)
        case EditionError():
            return words(f"store.edition-{error.what}", digest=error.digest[:12])
        case _:
            return str(error)


def data_folder() -> Path:
    """Where scenarios, assets and catalogs lie: in the wheel, or beside the package."""
    packed = Path(__file__).parent / "data"
    return packed if packed.is_dir() else Path(__file__).parent.parent


class SystemClock:
    """The machine's clocks."""

    def now(self) -> int:
        """Milliseconds that never go back."""
        return time.monotonic_ns() // 1_000_000

    def date(self) -> str:
        """The date and time in UTC, to the second."""
        return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class Site:
    """One start of the program: its folders, catalogs and settings."""

    def __init__(self) -> None:
        import platformdirs  # noqa: PLC0415 - only the command line needs folders

        data = data_folder()
        self._scenarios = data / "scenarios"
        self.assets = data / "assets"
        dirs = platformdirs.PlatformDirs(_NAME, appauthor=False)
        self._user_data = Path(dirs.user_data_path)
        self._settings_file = Path(dirs.user_config_path) / "settings.json"
        self._catalogs = Catalogs(data / "locales", Path(dirs.user_cache_path) / "catalogs")
        self._settings = _read_settings(self._settings_file)

    def words(self, language: str) -> Words:
        """The interface in a language; empty: as set, else as the system speaks."""
        return self._catalogs.words(language or self._language())

    def tools(self) -> Tools:
        """What the commands need."""
        from simulator.cli.tools import Tools  # noqa: PLC0415 - click comes with it

        return Tools(
            words=self.words,
            house=self.house,
            library=self.library,
            open=self.open,
            window=self._window,
            text=self._text,
            pictures=self._pictures,
            locales=data_folder() / "locales",
        )

    def house(self, database: str | None) -> House:
        """The world for a front end, on a database URL or on the default one."""
        if not self._settings.language:
            self._settings.language = self._language()
        return House(
            languages=self._catalogs.languages,
            words=self.words,
            translator=self._catalogs.translator,
            covers=self._catalogs.covers,
            shelf=self._shelf,
            concepts=self._concepts,
            store=cache(lambda: self._store(database)),
            clock=SystemClock(),
            new_id=lambda: uuid.uuid4().hex,
            new_seed=lambda: uuid.uuid4().int % (2**31 - 1) + 1,
            settings=self._settings,
            remember=self._remember,
        )

    @cache  # noqa: B019 - one site a process
    def library(self) -> Library:
        """What scenario files may refer to.

        Raises:
            DataError: A file of ours is missing or damaged.
        """
        from simulator.authoring.load import Library  # noqa: PLC0415 - costs YAML

        cast = {x.name.rsplit("-", 1)[0] for x in (self.assets / "portraits").glob("*.svg")}
        return Library(
            rubrics=self._rubrics(), concepts=self._concepts(), portraits=frozenset(cast)
        )

    def open(self, name: str) -> Opened:
        """Loads a scenario by its name on the shelf or by its path."""
        from simulator.authoring.load import load_scenario  # noqa: PLC0415 - costs YAML
        from simulator.cli.tools import Opened  # noqa: PLC0415 - as above

        path = Path(name)
        if path.suffix not in {".yaml", ".yml"} and not path.exists():
            path = self._scenarios / f"{path.name}.yaml"
        loaded = load_scenario(path, library=self.library())
        scenario = loaded.value
        edition = None
        if scenario is not None:
            from simulator.attempt.edition import edition_of  # noqa: PLC0415 - as above

            edition = edition_of(scenario, self._rubrics()[scenario.rubric])
        return Opened(edition=edition, findings=loaded.findings)

    @cache  # noqa: B019 - one site a process
    def _rubrics(self) -> Mapping[str, Rubric]:
        from simulator.authoring.load import load_rubric  # noqa: PLC0415 - costs YAML

        found: dict[str, Rubric] = {}
        for path in sorted((self._scenarios / "rubrics").glob("*.yaml")):
            loaded = load_rubric(path)
            if loaded.value is None:
                raise DataError(str(path)) from ScenarioError(loaded.findings)
            found[loaded.value.id] = loaded.value
        return found

    @cache  # noqa: B019 - one site a process
    def _concepts(self) -> Mapping[str, Concept]:
        from simulator.authoring.load import load_concepts  # noqa: PLC0415 - costs YAML

        path = self._scenarios / "concepts.yaml"
        loaded = load_concepts(path)
        if loaded.value is None:
            raise DataError(str(path)) from ScenarioError(loaded.findings)
        return loaded.value

    @cache  # noqa: B019 - one site a process
    def _shelf(self) -> tuple[Shelved, ...]:
        from simulator.authoring.load import kind_of  # noqa: PLC0415 - costs YAML

        found: list[tuple[int, str, Shelved]] = []
        for path in sorted(self._scenarios.glob("*.yaml")):
            if kind_of(path) != "scenario":
                continue
            opened = self.open(str(path))
            difficulty = opened.edition.program.scenario.difficulty if opened.edition else 99
            shelved = Shelved(id=path.stem, edition=opened.edition, findings=len(opened.findings))
            found.append((difficulty, path.stem, shelved))
        return tuple(shelved for *_, shelved in sorted(found, key=lambda x: x[:2]))

    def _store(self, database: str | None) -> SqlStore:
        from simulator.store.sql import SqlStore  # noqa: PLC0415 - costs SQLAlchemy

        return SqlStore(database or f"sqlite:///{self._user_data / 'attempts.sqlite3'}")

    def _language(self) -> str:
        set_ = (os.environ.get("SIMULATOR_LANGUAGE", ""), self._settings.language)
        return negotiate([*filter(None, set_), *system_languages()], self._catalogs.folders)

    def _remember(self, settings: Settings) -> None:
        self._settings = settings
        text = json.dumps(asdict(settings), ensure_ascii=False, indent=2)
        temporary = self._settings_file.with_suffix(f".{os.getpid()}.tmp")
        try:
            self._settings_file.parent.mkdir(parents=True, exist_ok=True)
            temporary.write_text(text, encoding="utf-8")
            temporary.replace(self._settings_file)
        except OSError:
            temporary.unlink(missing_ok=True)

    def _window(self, house: House, options: PlayOptions) -> bool:
        if not _has_display():
            return False
        from simulator.gui.app import run  # noqa: PLC0415 - costs pygame

        return run(house, self.assets, options)

    def _text(self, house: House, options: PlayOptions) -> None:
        from simulator.terminal.front import run  # noqa: PLC0415 - only for text

        run(house, options, sys.stdin, sys.stdout)

    def _pictures(
        self,
        house: House,
        folder: Path,
        language: str,
        size: tuple[int, int],
        scenario: str,
        text_size: int,
    ) -> list[Path]:
        from simulator.gui.pictures import render  # noqa: PLC0415 - costs pygame

        return render(
            house,
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


def _read_settings(file: Path) -> Settings:
    """The settings as they were left; what cannot be read counts as never set."""
    try:
        plain = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Settings()
    settings = Settings()
    if isinstance(plain, dict):
        for field in fields(Settings):
            value = plain.get(field.name)
            if type(value) is type(getattr(settings, field.name)):
                setattr(settings, field.name, value)
    settings.text_size = min(200, max(100, settings.text_size))
    return settings
