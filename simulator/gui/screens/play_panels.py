"""The three panels of a play: the customer, the story with its replies, the desk."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct

from simulator.gui import theme
from simulator.gui.widgets.drawn import Bar, Portrait
from simulator.gui.widgets.label import Chip, Icon, Label, Panel
from simulator.gui.widgets.layout import Column, Fit, Fixed, Flow, Row
from simulator.gui.widgets.press import Button, ChoiceCard
from simulator.gui.widgets.scroll import Scroll

if TYPE_CHECKING:
    from collections.abc import Callable

    from simulator.attempt.context import Messages
    from simulator.gui.theme import TextStyle
    from simulator.gui.widgets.base import Widget
    from simulator.gui.widgets.drawn import Ring
    from simulator.presentation.scene import Meter, Passage, Scene


class Commands(Struct, frozen=True, kw_only=True):
    """What the buttons of a play do; `choose` takes the id of a choice."""

    choose: Callable[[str], None]
    go_on: Callable[[], None]
    pause: Callable[[], None]
    leave: Callable[[], None]


def side_panel(scene: Scene, *, narrow: bool) -> Widget:
    """The customer: face, name, mood, patience and trust."""
    side = theme.WIDTH["side-narrow" if narrow else "side"]
    parts: list[Widget] = []
    if scene.view.here:
        parts.append(Portrait(scene.portrait, scene.mood, scene.initials, side=side))
    label: list[Widget] = []
    if scene.speaker:
        label.append(Label(scene.speaker, "heading", bold=True))
    if scene.mood_words:
        label.append(Flow([Chip(scene.mood_words)], gap="hair"))
    label += [_meter(x) for x in scene.meters]
    if label:
        parts.append(Panel(Column(label, gap="tight"), radius="card", pad="near"))
    return Fixed(parts, side)


def _meter(meter: Meter) -> Widget:
    return Column(
        [Label(meter.label, "small", colour="soft"), Bar(meter.value, meter.id)], gap="hair"
    )


def story_panel(
    scene: Scene,
    messages: Messages,
    *,
    ring: Ring | None,
    commands: Commands,
    below: Widget | None,
    dense: int,
) -> Widget:
    """What was said, and the replies.

    Args:
        scene: What there is to show.
        messages: The words of the interface.
        ring: Shows the time that is left; None: the clock is off.
        commands: What the buttons do.
        below: Stands under the replies.
        dense: 0 for the roomiest layout to 2 for the tightest.
    """
    told: list[Widget] = [_passage(x, dense=dense) for x in scene.passages]
    replies: list[Widget] = [
        ChoiceCard(
            x.digits,
            x.words,
            partial(commands.choose, x.id),
            key=f"choice:{x.id}",
            icon=x.icon,
            dense=dense,
        )
        for x in scene.replies
    ]
    if scene.prompt and not dense:
        replies.insert(0, Label(scene.prompt, "small", colour="soft"))
    if scene.stuck:
        replies.append(Label(scene.stuck, "body", colour="bad"))
    if scene.action:
        button = Button(scene.action, commands.go_on, key="on", look="main", icon="play")
        replies.append(Column([button], align="end"))
    content: list[Widget] = [
        Column(told, gap="tight" if dense else "near"),
        Column(replies, gap="tight" if dense else "near"),
    ]
    if below is not None:
        content.append(below)
    scroll = Scroll(Column(content, gap="near" if dense else "wide"), key="story", soft=True)
    head = _head(scene, messages, ring=ring, commands=commands)
    pad = "usual" if dense else "wide"
    return Panel(Column([head, scroll], gap="tight" if dense else "near"), pad=pad)


def _head(scene: Scene, messages: Messages, *, ring: Ring | None, commands: Commands) -> Widget:
    time: list[Widget] = []
    if ring is not None:
        time = [ring, Label(scene.time_label, "small", colour="soft")]
    facts: list[Widget] = []
    if scene.clock:
        facts.append(Chip(scene.clock, icon="clock"))
    facts.append(Chip(scene.channel, icon=scene.channel_icon))
    buttons: list[Widget] = []
    if scene.view.ending is None:
        buttons = [
            Button(
                messages("play.pause"),
                commands.pause,
                key="pause",
                look="quiet",
                text_style="small",
            ),
            Button(
                messages("play.leave"),
                commands.leave,
                key="leave",
                look="quiet",
                text_style="small",
            ),
        ]
    left = Flow(facts)
    left.grow = 1
    return Row([left, *time, *buttons], gap="tight")


def _passage(passage: Passage, *, dense: int) -> Widget:
    quiet: TextStyle = "label" if dense > 1 else "body"
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
            return Flow([Chip(passage.words, icon="star", tone="accent", text_style="label")])
        case _:
            return Label(passage.words, "heading" if dense > 1 else "line")


def desk_panel(scene: Scene, choose: Callable[[str], None], messages: Messages) -> Widget:
    """Signals, the newest first, then open records, then what can be looked up."""
    parts: list[Widget] = [
        Row(
            [Icon("desk", "heading"), Label(messages("play.desk"), "heading", bold=True)],
            gap="tight",
        )
    ]
    if scene.signals:
        parts.append(Label(messages("play.signals"), "small", colour="soft"))
    parts += [
        Row(
            [Icon("warning", "label", "warn"), Label(x, "label", grow=1)],
            align="start",
            gap="hair",
        )
        for x in reversed(scene.signals)
    ]
    parts += [
        Panel(
            Column(
                [Label(x.title, "label", bold=True), Label(x.words, "label", colour="soft")],
                gap="hair",
            ),
            ground="card",
            edge="card_edge",
            radius="card",
            pad="near",
        )
        for x in scene.pages
    ]
    parts += [
        Button(
            x.words,
            partial(choose, x.id),
            key=f"look:{x.id}",
            number=x.digits,
            text_style="label",
        )
        for x in scene.lookups
    ]
    scroll = Scroll(Column(parts, gap="tight"), key="desk", soft=True)
    return Fit(Panel(scroll, pad="usual"), side=theme.WIDTH["desk"])
