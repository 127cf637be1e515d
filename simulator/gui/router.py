"""The one place that knows every screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.gui.screens.briefing import BriefingScreen
from simulator.gui.screens.debrief import DebriefScreen
from simulator.gui.screens.home import HomeScreen
from simulator.gui.screens.library import LibraryScreen
from simulator.gui.screens.notice import NoticeScreen
from simulator.gui.screens.play import PlayScreen
from simulator.gui.screens.unsaved import UnsavedScreen

if TYPE_CHECKING:
    from collections.abc import Callable

    from simulator.attempt.edition import Edition
    from simulator.attempt.play import Play
    from simulator.errors import StoreError
    from simulator.gui.screens.base import Host, Screen


class ScreenRouter:
    """Makes screens and shows them; see `screens.base.Router`.

    Args:
        host: The window that shows them.
    """

    def __init__(self, host: Host) -> None:
        self._host = host

    def home(self) -> None:
        """Shows the first screen."""
        self._host.go(HomeScreen(self._host))

    def library(self) -> None:
        """Shows all scenarios."""
        self._host.go(LibraryScreen(self._host))

    def briefing(self, edition: Edition, *, fresh: bool = False) -> None:
        """Shows what is to be known before a play."""
        self._host.go(BriefingScreen(self._host, edition, fresh=fresh))

    def play(self, play: Play, edition: Edition) -> None:
        """Shows an attempt as it is played."""
        self._host.go(PlayScreen(self._host, play, edition))

    def debrief(self, play: Play, edition: Edition) -> None:
        """Shows the debrief of an attempt."""
        self._host.go(DebriefScreen(self._host, play, edition))

    def notice(self, words: Callable[[], str], back: Screen) -> None:
        """Shows a message, and the screen `back` once it was read."""
        self._host.go(NoticeScreen(self._host, words, back))

    def unsaved(
        self,
        play: Play,
        why: StoreError,
        back: Screen,
        then: Callable[[], None],
        *,
        closing: bool,
    ) -> None:
        """Asks what to do with a play whose last events could not be stored."""
        self._host.go(UnsavedScreen(self._host, play, why, back, then, closing=closing))
