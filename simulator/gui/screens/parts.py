"""Parts that several screens share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.gui import theme
from simulator.gui.widgets.drawn import Backdrop
from simulator.gui.widgets.label import Icon, Label, Panel
from simulator.gui.widgets.layout import Column, Flow, Pad, Row, Stack
from simulator.gui.widgets.press import Button
from simulator.gui.widgets.scroll import Scroll

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from simulator.gui.screens.base import Host
    from simulator.gui.widgets.base import Widget
    from simulator.presentation.settings import Option, Setting


def options(group: str, found: Sequence[Option], pick: Callable[[str], None]) -> Widget:
    """Buttons to choose one of some options.

    Args:
        group: The first part of the keys of the buttons.
        found: The options.
        pick: Called with the id of the option that was pressed.
    """

    def button(option: Option) -> Button:
        return Button(
            option.words,
            lambda: pick(option.id),
            key=f"{group}:{option.id}",
            look="chosen" if option.chosen else "usual",
            text_style="label",
        )

    return Flow([button(x) for x in found])


def setting_part(setting: Setting, pick: Callable[[str], None]) -> Widget:
    """A setting: its label, its options and its note.

    Args:
        setting: The setting.
        pick: Called with the id of the option that was pressed.
    """
    parts: list[Widget] = [
        Label(setting.label, "label", colour="soft"),
        options(setting.id, setting.options, pick),
    ]
    if setting.note:
        parts.append(Label(setting.note, "small", colour="soft"))
    return Column(parts, gap="hair")


def page(head: Sequence[Widget], body: Widget, foot: Sequence[Widget] = ()) -> Widget:
    """A page: a fixed head, a body that scrolls, and fixed buttons at the foot."""
    parts: list[Widget] = [Row(head, gap="usual")] if head else []
    parts.append(Scroll(Pad(body, sides=None, ends="hair"), outside=True, soft=True))
    if foot:
        parts.append(Flow(foot, gap="near"))
    column = Column(parts, gap="usual")
    return Stack([Backdrop(None), Pad(column, sides="far", ends="wide", max_width=theme.PAGE)])


def heading(text: str) -> Label:
    """The heading of a part of a page."""
    return Label(text, "heading", bold=True)


def notice(host: Host, message: Widget, buttons: Widget, *, icon: Icon | None = None) -> Widget:
    """A panel in the middle of an empty page.

    Args:
        host: The window.
        message: The words; they should grow to fill the width.
        buttons: What can be done.
        icon: Stands before the words; a warning by default.
    """
    row = Row([icon or Icon("warning", "line", "warn"), message], align="start")
    panel = Scroll(Panel(Column([row, Column([buttons], align="end")])), centre=True)
    max_width = theme.PAGE if host.style.metrics.narrow else theme.WIDTH["menu-narrow"]
    return Stack([Backdrop(None), Pad(panel, sides="far", ends="wide", max_width=max_width)])
