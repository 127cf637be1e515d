"""What `main` hands to the commands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from simulator.attempt.edition import Edition
    from simulator.attempt.house import House, PlayOptions, Words
    from simulator.authoring.finding import Finding
    from simulator.authoring.load import Library


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A scenario file that was asked for by name; without an edition it cannot be played."""

    edition: Edition | None
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """The world as the commands see it.

    Attributes:
        words: Of a language, or of the one that is set.
        house: The house on a database URL, or on the default one.
        library: What scenario files may refer to.
        open: Loads a scenario by its name on the shelf or its path.
        window: Opens the game; False if there is no display to open it on.
        text: Runs the text player.
        pictures: Renders every screen; returns the files.
        locales: The folder of the catalogs.
    """

    words: Callable[[str], Words]
    house: Callable[[str | None], House]
    library: Callable[[], Library]
    open: Callable[[str], Opened]
    window: Callable[[House, PlayOptions], bool]
    text: Callable[[House, PlayOptions], None]
    pictures: Callable[[House, Path, str, tuple[int, int], str, int], list[Path]]
    locales: Path
