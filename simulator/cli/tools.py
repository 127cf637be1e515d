"""What `main` hands to the commands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from msgspec import Struct

if TYPE_CHECKING:
    from pathlib import Path

    from simulator.attempt.edition import Edition
    from simulator.attempt.house import House, PlayOptions, Words
    from simulator.authoring.finding import Finding
    from simulator.authoring.load import Library


class Opened(Struct, frozen=True, kw_only=True):
    """A scenario file that was asked for by name; without an edition it cannot be played."""

    edition: Edition | None
    findings: tuple[Finding, ...]


class Tools(Protocol):
    """The world as the commands see it.

    Attributes:
        locales: The folder of the catalogs.
    """

    locales: Path

    def words(self, language: str) -> Words:
        """The interface in a language; empty: in the one that is set."""

    def house(self, database: str | None) -> House:
        """The house on a database URL, or on the default one."""

    def library(self) -> Library:
        """What scenario files may refer to."""

    def open(self, name: str) -> Opened:
        """Loads a scenario by its name on the shelf or its path."""

    def window(self, house: House, options: PlayOptions) -> bool:
        """Opens the game; False if there is no display to open it on."""

    def text(self, house: House, options: PlayOptions) -> None:
        """Runs the text player."""

    def pictures(
        self,
        house: House,
        folder: Path,
        language: str,
        size: tuple[int, int],
        scenario: str,
        text_size: int,
    ) -> list[Path]:
        """Renders every screen; returns the files."""
