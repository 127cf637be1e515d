"""The library: the scenarios that can be played, from their folders.

The shipped folder comes first, then the folders of the user. A name belongs to one scenario only: a
later file with the name or the scenario id of an earlier one is listed but cannot be played.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from simulator.attempt.context import ScenarioEntry
from simulator.authoring.load import kind_of, load_concepts, load_rubric
from simulator.authoring.references import References
from simulator.errors import DataError, ScenarioError, UnknownScenarioError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from simulator.attempt.edition import Edition
    from simulator.authoring.cache import Cache
    from simulator.files.sealed import SealedFolder
    from simulator.findings.finding import Finding
    from simulator.scenario.concept import Concept
    from simulator.scenario.rubric import Rubric

_SUFFIXES: Final = (".yaml", ".yml")


class OpenedScenario(Struct, frozen=True, kw_only=True):
    """A scenario file that was read.

    Attributes:
        edition: The edition, ready to be played; None: the findings forbid its use.
        findings: All findings of the file.
    """

    edition: Edition | None
    findings: tuple[Finding, ...]


class Library:
    """The scenarios of several folders, and their rubrics, concept cards and portraits.

    Files are read when they are first needed.

    Args:
        shipped: The folder that ships with the program: scenarios, `rubrics/`, `concepts.yaml`.
        portraits: The folder of the portraits.
        own: The folders of the user, in their order; a folder may be missing.
        cache: The folder in which scenarios that were read are cached.
    """

    def __init__(
        self,
        *,
        shipped: Path,
        portraits: Path,
        own: Sequence[Path],
        cache: SealedFolder,
    ) -> None:
        self._shipped = shipped
        self._portraits = portraits
        self._own = tuple(own)
        self._cache_folder = cache

    @cached_property
    def references(self) -> References:
        """The rubrics, the concept cards and the portraits that scenario files may refer to.

        Raises:
            DataError: A rubric or the concept cards are missing or damaged.
        """
        cast = frozenset(x.name.rsplit("-", 1)[0] for x in self._portraits.glob("*.svg"))
        return References(rubrics=self._rubrics, concepts=self.concepts, portraits=cast)

    @cached_property
    def concepts(self) -> Mapping[str, Concept]:
        """The concept cards of the handbook, by id.

        Raises:
            DataError: The file of the concept cards is missing or damaged.
        """
        path = self._shipped / "concepts.yaml"
        loaded = load_concepts(path)
        if loaded.value is None:
            raise DataError(str(path)) from ScenarioError(loaded.findings)
        return loaded.value

    @cached_property
    def entries(self) -> tuple[ScenarioEntry, ...]:
        """All scenarios, folder by folder, by difficulty and name.

        Last in each folder come its tutorials, and then the files that cannot be played.
        """
        found: list[ScenarioEntry] = []
        taken: set[str] = set()
        for folder in self._folders:
            entries: list[ScenarioEntry] = []
            for path in _scenario_files(folder):
                entries.append(entry := self._entry(path, taken))
                taken |= _names(entry)
            found += sorted(entries, key=_order)
        return tuple(found)

    def find(self, name: str) -> Path:
        """The file of a scenario that is given by its name in the library or by a path.

        A text with a folder or with the suffix `.yaml` or `.yml` is a path; it may not exist.

        Raises:
            UnknownScenarioError: The text is not a path, and no scenario has this name.
        """
        path = Path(name)
        if path.suffix in _SUFFIXES or path.name != name:
            return path
        for folder in self._folders:
            for suffix in _SUFFIXES:
                if (named := folder / f"{name}{suffix}").is_file():
                    return named
        if path.exists():
            return path
        raise self._unknown(name)

    def open(self, name: str) -> OpenedScenario:
        """Reads the scenario of a name in the library or of a path; see `find`.

        Raises:
            UnknownScenarioError: The text is not a path, and no scenario has this name.
        """
        return self._open(self.find(name))

    @cached_property
    def _folders(self) -> tuple[Path, ...]:
        return tuple(dict.fromkeys((self._shipped, *self._own)))

    @cached_property
    def _rubrics(self) -> Mapping[str, Rubric]:
        found: dict[str, Rubric] = {}
        for path in sorted((self._shipped / "rubrics").glob("*.yaml")):
            loaded = load_rubric(path)
            if loaded.value is None:
                raise DataError(str(path)) from ScenarioError(loaded.findings)
            found[loaded.value.id] = loaded.value
        return found

    @cached_property
    def _cache(self) -> Cache:
        from simulator.authoring.cache import Cache  # noqa: PLC0415 - see `_open`

        return Cache(self._cache_folder, self.references)

    def _open(self, path: Path) -> OpenedScenario:
        # `check` uses this module too, without `_open`, and must start quickly.
        from simulator.attempt.edition import edition_of  # noqa: PLC0415 - see the comment

        loaded = self._cache.load(path)
        scenario = loaded.value
        edition = None
        if scenario is not None:
            edition = edition_of(scenario, self._rubrics[scenario.rubric], text=loaded.text)
        return OpenedScenario(edition=edition, findings=loaded.findings)

    def _entry(self, path: Path, taken: set[str]) -> ScenarioEntry:
        opened = self._open(path)
        entry = ScenarioEntry(id=path.stem, edition=opened.edition, findings=len(opened.findings))
        clash = next((x for x in sorted(_names(entry)) if x in taken), None)
        if clash is None:
            return entry
        return ScenarioEntry(id=str(path), edition=None, taken=clash)

    def _unknown(self, name: str) -> UnknownScenarioError:
        from difflib import get_close_matches  # noqa: PLC0415 - slow, and needed for an error only

        files = [x for folder in self._folders for x in _scenario_files(folder)]
        known = tuple(dict.fromkeys(x.stem for x in files))
        near = get_close_matches(name, known, n=1)
        return UnknownScenarioError(name, near[0] if near else None, known)


def _scenario_files(folder: Path) -> Iterator[Path]:
    """The scenario files of a folder, sorted by name; other YAML files are left out."""
    files = (x for suffix in _SUFFIXES for x in folder.glob(f"*{suffix}"))
    return (x for x in sorted(files) if kind_of(x) == "scenario")


def _names(entry: ScenarioEntry) -> set[str]:
    """The names that belong to an entry: its id, and the id of its scenario."""
    return {entry.id} if entry.edition is None else {entry.id, entry.edition.program.scenario.id}


def _order(entry: ScenarioEntry) -> tuple[int, int, str]:
    if entry.edition is None:
        return 2, 0, entry.id
    scenario = entry.edition.program.scenario
    return int(scenario.tutorial), scenario.difficulty, entry.id
