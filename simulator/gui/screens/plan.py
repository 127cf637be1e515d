"""Asks the trainee for one plan after a play."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from simulator.attempt.reflection import LONGEST_HALF, plan_of
from simulator.errors import StoreError
from simulator.gui.screens.base import Screen
from simulator.gui.screens.parts import page
from simulator.gui.widgets.field import Field, TextEntry
from simulator.gui.widgets.label import Label, Panel
from simulator.gui.widgets.layout import Column
from simulator.gui.widgets.press import Button
from simulator.presentation.errors import store_text

if TYPE_CHECKING:
    from simulator.attempt.play import Play
    from simulator.gui.screens.base import Host
    from simulator.gui.widgets.base import Widget


class PlanScreen(Screen):
    """Two lines for one if-then plan in the words of the trainee.

    Args:
        host: The window.
        play: The play, which has ended.
        practise: One thing to practise, from the debrief; empty: nothing was missed.
    """

    def __init__(self, host: Host, play: Play, practise: str) -> None:
        super().__init__(host)
        self._play = play
        self._practise = practise
        self._when, self._then = TextEntry(), TextEntry()
        self._incomplete = False

    def tree(self) -> Widget:
        """What to practise, and the two lines."""
        messages = self.host.messages
        parts: list[Widget] = [Label(messages("plan.text"), "body")]
        for name, entry in (("when", self._when), ("then", self._then)):
            field = Field(
                entry,
                key=name,
                hint=messages(f"plan.{name}-hint"),
                max_length=LONGEST_HALF,
                changed=self.host.repaint,
                enter=self._save,
            )
            label = Label(messages(f"plan.{name}"), "body", bold=True)
            parts.append(Column([label, field], gap="hair"))
        if self._incomplete:
            parts.append(Label(messages("plan.halves"), "body", bold=True, colour="warn"))
        if self._practise:
            label = Label(messages("debrief.practise"), "label", bold=True, colour="accent")
            advice = Column([label, Label(self._practise, "body", bold=True)], gap="hair")
            parts.append(Panel(advice, radius="card", pad="near", ground="hot"))
        buttons = [
            Button(messages("plan.save"), self._save, key="save", look="main", icon="check"),
            Button(messages("common.skip"), self.back, key="skip"),
        ]
        head = (Label(messages("plan.title"), "title", bold=True),)
        return page(head, Panel(Column(parts, gap="usual"), radius="card"), buttons)

    def first_focus(self) -> str | None:
        """The first line."""
        return "when"

    def back(self) -> None:
        """Goes to all scenarios without a plan."""
        self.host.router.library()

    def _save(self) -> None:
        host = self.host
        plan = plan_of(self._when.value, self._then.value)
        if plan is None:
            self._incomplete = True
            host.refresh()
            return
        try:
            host.context.store().reflections.save_plan(self._play.attempt.id, plan)
        except StoreError as error:
            host.router.notice(partial(store_text, error, host.messages), self)
        else:
            host.router.library()
