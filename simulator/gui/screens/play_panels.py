"""The three panels of a play: the customer, the story with its replies, the desk."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from pygame import Rect

from simulator.gui import theme
from simulator.gui.widgets.base import Column, Flow, Row, Widget
from simulator.gui.widgets.drawn import Bar, Portrait, Ring
from simulator.gui.widgets.press import Button, ChoiceCard
from simulator.gui.widgets.scroll import Scroll
from simulator.gui.widgets.words import Chip, Icon, Panel
from simulator.gui.widgets.words import Words as Label

if TYPE_CHECKING:
    from collections.abc import Callable

    from simulator.gui.kit import Kit
    from simulator.gui.theme import Role
    from simulator.presentation.play import Desk, Meter, Passage, PlayModel


class Fixed(Column):
    """A column of a width of its own; its first child gives way where room is short."""

    def __init__(self, children: list[Widget], side: int, *, gap: str = "near") -> None:
        super().__init__(children, gap=gap)
        self._side = side

    def width(self, kit: Kit, most: int) -> int:
        """As given, in units of the design."""
        return min(most, kit.metrics.px(self._side))

    def place(self, kit: Kit, rect: Rect) -> None:
        """Sets the children under each other, the first as high as there is room."""
        short = self.height(kit, rect.width) - rect.height
        super().place(kit, rect)
        if short > 0 and len(self.children) > 1:
            first, *others = self.children
            size = (rect.width, max(0, first.rect.height - short))
            first.place(kit, Rect(rect.topleft, size))
            for child in others:
                child.place(kit, child.rect.move(0, -short))


def side_panel(model: PlayModel, *, narrow: bool) -> Widget:
    """The customer: face, name, mood, patience and trust."""
    side = theme.WIDTH["side-narrow" if narrow else "side"]
    parts: list[Widget] = []
    if model.here:
        parts.append(Portrait(model.portrait, model.mood, model.initials, side=side))
    label: list[Widget] = []
    if model.speaker:
        label.append(Label(model.speaker, "heading", bold=True))
    chips: list[Widget] = []
    if model.mood_words:
        chips.append(Chip(model.mood_words))
    if chips:
        label.append(Flow(chips, gap="hair"))
    label += [_gauge(x) for x in model.gauges]
    if label:
        parts.append(Panel(Column(label, gap="tight"), radius="card", pad="near"))
    return Fixed(parts, side)


def _gauge(gauge: Meter) -> Widget:
    return Column(
        [Label(gauge.label, "small", colour="soft"), Bar(gauge.value, gauge.id)], gap="hair"
    )


def story_panel(
    model: PlayModel,
    *,
    ring: Ring | None,
    choose: Callable[[str], None],
    on: Callable[[], None],
    pause: Callable[[], None],
    leave: Callable[[], None],
    below: Widget | None,
    dense: int,
) -> Widget:
    """What was said, and what there is to say; `dense`, 0 to 2, where it would not all fit."""
    told: list[Widget] = [_passage(x, dense=dense) for x in model.passages]
    replies: list[Widget] = [
        ChoiceCard(
            x.number,
            x.words,
            partial(choose, x.id),
            key=f"choice:{x.id}",
            icon=x.icon,
            dense=dense,
        )
        for x in model.choices
    ]
    if model.prompt and not dense:
        replies.insert(0, Label(model.prompt, "small", colour="soft"))
    if model.stuck:
        replies.append(Label(model.stuck, "body", colour="bad"))
    if model.action:
        button = Button(model.action, on, key="on", look="main", icon="play")
        replies.append(Column([button], align="end"))
    content: list[Widget] = [
        Column(told, gap="tight" if dense else "near"),
        Column(replies, gap="tight" if dense else "near"),
    ]
    if below is not None:
        content.append(below)
    scroll = Scroll(Column(content, gap="near" if dense else "wide"), key="story", soft=True)
    head = _head(model, ring=ring, pause=pause, leave=leave)
    pad = "usual" if dense else "wide"
    return Panel(Column([head, scroll], gap="tight" if dense else "near"), pad=pad, grow=1)


def _head(
    model: PlayModel, *, ring: Ring | None, pause: Callable[[], None], leave: Callable[[], None]
) -> Widget:
    time: list[Widget] = []
    if ring is not None:
        time = [ring, Label(model.time_label, "small", colour="soft")]
    facts: list[Widget] = []
    if model.clock:
        facts.append(Chip(model.clock, icon="clock"))
    facts.append(Chip(model.channel, icon=model.channel_icon))
    buttons: list[Widget] = []
    if not model.ended:
        buttons = [
            Button(model.pause, pause, key="pause", look="quiet", role="small"),
            Button(model.leave, leave, key="leave", look="quiet", role="small"),
        ]
    left = Flow(facts)
    left.grow = 1
    return Row([left, *time, *buttons], gap="tight")


def _passage(passage: Passage, *, dense: int) -> Widget:
    quiet: Role = "label" if dense > 1 else "body"
    match passage.kind:
        case "before":
            words = Label(passage.words, quiet, colour="soft", grow=1)
            lead: Widget = Icon("clock", quiet)
            if passage.who:
                lead = Label(passage.who, quiet, bold=True, colour="soft")
            return Row([lead, words], align="start", gap="tight")
        case "answer":
            return Label(passage.words, "body")
        case "narration":
            return Label(passage.words, "body", colour="soft")
        case "signal":
            return Row(
                [Icon("warning", "body", "warn"), Label(passage.words, "body", grow=1)],
                align="start",
                gap="tight",
            )
        case "closing":
            return Flow([Chip(passage.words, icon="star", tone="accent", role="label")])
        case _:
            return Label(passage.words, "heading" if dense > 1 else "line")


def desk_panel(desk: Desk, choose: Callable[[str], None]) -> Widget:
    """Signals, what can be looked up, and what lies open."""
    parts: list[Widget] = [
        Row([Icon("desk", "heading"), Label(desk.title, "heading", bold=True)], gap="tight")
    ]
    if desk.signals:
        parts.append(Label(desk.signals_title, "small", colour="soft"))
    parts += [
        Row(
            [Icon("warning", "label", "warn"), Label(x, "label", grow=1)],
            align="start",
            gap="hair",
        )
        for x in desk.signals
    ]
    parts += [
        Panel(
            Column(
                [Label(title, "label", bold=True), Label(words, "label", colour="soft")],
                gap="hair",
            ),
            ground="card",
            edge="card_edge",
            radius="card",
            pad="near",
        )
        for title, words in desk.pages
    ]
    parts += [
        Button(
            x.words,
            partial(choose, x.id),
            key=f"look:{x.id}",
            number=x.number,
            role="label",
        )
        for x in desk.lookups
    ]
    return Fit(DeskPanel(Scroll(Column(parts, gap="tight"), key="desk", soft=True)))


class Fit(Column):
    """Only as high as its child needs, at the top of what there is."""

    def __init__(self, child: Widget) -> None:
        super().__init__([child])

    def place(self, kit: Kit, rect: Rect) -> None:
        """Gives the child its height, or all there is."""
        Widget.place(self, kit, rect)
        child = self.children[0]
        height = min(rect.height, child.height(kit, rect.width))
        child.place(kit, Rect(rect.topleft, (rect.width, height)))


class DeskPanel(Panel):
    """The desk beside the story, or under it."""

    def __init__(self, child: Widget) -> None:
        super().__init__(child, pad="usual")

    def width(self, kit: Kit, most: int) -> int:
        """As in the design."""
        return min(most, kit.metrics.px(theme.WIDTH["desk"]))
