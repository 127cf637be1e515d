"""Makes the screens; the only module that knows all of them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from simulator.attempt.retake import begin_retake
from simulator.errors import StoreError
from simulator.gui.screens.briefing import BriefingScreen
from simulator.gui.screens.debrief import DebriefScreen
from simulator.gui.screens.home import HomeScreen
from simulator.gui.screens.judge import JudgeScreen
from simulator.gui.screens.library import LibraryScreen
from simulator.gui.screens.notice import NoticeScreen
from simulator.gui.screens.plan import PlanScreen
from simulator.gui.screens.play import PlayScreen
from simulator.gui.screens.settings import SettingsScreen
from simulator.gui.screens.tour import TourScreen
from simulator.gui.screens.unsaved import UnsavedScreen
from simulator.presentation.errors import store_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from simulator.attempt.edition import Edition
    from simulator.attempt.play import Play
    from simulator.gui.screens.base import Host, Router, Screen


def build_router(host: Host) -> Router:
    """The router that shows screens in a window.

    Args:
        host: The window.
    """
    return _ScreenRouter(host)


class _ScreenRouter:
    def __init__(self, host: Host) -> None:
        self._host = host

    def home(self) -> None:
        self._host.go(HomeScreen(self._host))

    def library(self) -> None:
        self._host.go(LibraryScreen(self._host))

    def tour(self, tutorial: Edition) -> None:
        self._host.go(TourScreen(self._host, tutorial))

    def briefing(self, edition: Edition, *, fresh: bool = False) -> None:
        self._host.go(BriefingScreen(self._host, edition, fresh=fresh))

    def play(self, play: Play, edition: Edition) -> None:
        self._host.go(PlayScreen(self._host, play, edition))

    def retake(self, play: Play, turn: int, edition: Edition, origin: Screen) -> None:
        host = self._host
        try:
            again = begin_retake(host.context, play, turn)
        except StoreError as error:
            words = partial(store_text, error, host.messages)
            self.notice(words, origin)
        else:
            self.play(again, edition)

    def judge(self, play: Play, edition: Edition) -> None:
        self._host.go(JudgeScreen(self._host, play, edition))

    def debrief(self, play: Play, edition: Edition) -> None:
        self._host.go(DebriefScreen(self._host, play, edition))

    def plan(self, play: Play, practise: str) -> None:
        self._host.go(PlanScreen(self._host, play, practise))

    def notice(self, words: Callable[[], str], origin: Screen) -> None:
        self._host.go(NoticeScreen(self._host, words, origin))

    def settings(self, origin: Screen) -> None:
        self._host.go(SettingsScreen(self._host, origin))

    def unsaved(
        self,
        play: Play,
        error: StoreError,
        origin: Screen,
        then: Callable[[], None],
        *,
        closing: bool,
    ) -> None:
        self._host.go(UnsavedScreen(self._host, play, error, origin, then, closing=closing))
