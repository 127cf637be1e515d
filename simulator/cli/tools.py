"""What `main` hands to the commands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from msgspec import Struct

if TYPE_CHECKING:
    from pathlib import Path

    from simulator.attempt.context import AppContext, Messages, PlayRequest
    from simulator.attempt.edition import Edition
    from simulator.authoring.references import References
    from simulator.findings.finding import Finding


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

    def messages(self, language: str) -> Messages:
        """The interface in a language; empty: in the one that is set."""

    def context(self, database: str | None) -> AppContext:
        """The house on a database URL, or on the default one."""

    def references(self) -> References:
        """What scenario files may refer to."""

    def open(self, name: str) -> Opened:
        """Loads a scenario by its name on the shelf or its path."""

    def window(self, context: AppContext, options: PlayRequest) -> bool:
        """Opens the game; False if there is no display to open it on."""

    def text(self, context: AppContext, options: PlayRequest) -> None:
        """Runs the text player."""

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
