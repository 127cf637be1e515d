"""The three panels of a play: the customer, the story with its replies, the desk."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from simulator.gui import theme
from simulator.gui.widgets.drawn import MeterBar, Portrait
from simulator.gui.widgets.label import Chip, Icon, Label, Panel
from simulator.gui.widgets.layout import Column, Fit, Fixed, Flow, Row
from simulator.gui.widgets.press import Button, ChoiceCard
from simulator.gui.widgets.scroll import Scroll
from simulator.gui.widgets.seen import EndMark
from simulator.gui.widgets.speech import Reserved, SpeechLabel

if TYPE_CHECKING:
    from collections.abc import Callable

    from simulator.attempt.context import Messages
    from simulator.gui.theme import TextStyle
    from simulator.gui.widgets.base import Widget
    from simulator.gui.widgets.drawn import Ring
    from simulator.gui.widgets.speech import Speech
    from simulator.presentation.scene import Page, Passage, Scene
    from simulator.scenario.vocabulary import ScreenPart


DENSITIES: Final = (0, 1, 2)
"""The densities of a story panel beside other panels, the loosest first."""
SPARING: Final = 3
"""The density of a story panel in a narrow window: it leaves out what the trainee said last.

A panel with feedback leaves this out one step earlier.
"""
PARTS: Final = ("passages", "replies")
"""The parts of a story panel that a trainee has to read before a reply."""
_MOST_TOLD: Final = 0.42
"""The greatest height of the passages above replies, as a part of the height of the window."""


class Commands(Struct, frozen=True, kw_only=True):
    """What the buttons of a play do.

    `choose` takes the id of a choice; `complete` shows the rest of a speech at once; `seen` takes
    one of `PARTS` whose end is in view.
    """

    choose: Callable[[str], None]
    go_on: Callable[[], None]
    complete: Callable[[], None]
    seen: Callable[[str], None]
    pause: Callable[[], None]
    leave: Callable[[], None]


def side_panel(scene: Scene, bars: list[MeterBar], *, narrow: bool, still: bool) -> Widget:
    """The customer: face, name, mood, patience, trust, and why they changed.

    Args:
        scene: The present scene.
        bars: The bars of the meters are added to this list.
        narrow: Whether the window is narrow.
        still: Whether the meters show their values at once.
    """
    side = theme.WIDTH["side-narrow" if narrow else "side"]
    parts: list[Widget] = []
    if scene.view.here:
        parts.append(Portrait(scene.portrait, scene.mood, scene.initials, side=side))
    label: list[Widget] = []
    if scene.speaker:
        label.append(Label(scene.speaker, "heading", bold=True))
    if scene.mood_words:
        label.append(Flow([Chip(scene.mood_words)], gap="hair"))
    for meter in scene.meters:
        bar = MeterBar(meter.before, meter.value, meter.id, still=still)
        bars.append(bar)
        name = Label(meter.label, "small", colour="soft")
        label.append(Column([name, bar], gap="hair"))
    if scene.felt:
        label.append(Label(scene.felt, "small"))
    if label:
        card = Panel(Column(label, gap="tight"), radius="card", pad="near")
        parts.append(Scroll(card, key="customer", grow=0, aside=True))
    if not narrow:
        parts += _hint(scene, "customer")
    return Fixed(parts, side)


def story_panel(
    scene: Scene,
    messages: Messages,
    *,
    ring: Ring | None,
    speech: Speech | None,
    commands: Commands,
    below: Widget | None,
    narrow: bool,
    dense: int,
) -> Widget:
    """The story with the replies below it.

    Args:
        scene: The present scene.
        messages: The words of the interface.
        ring: Shows the time that is left; None if the reply clock is off.
        speech: The line, while it appears bit by bit; None: the line is complete.
        commands: What the buttons do.
        below: A widget to show below the replies; None for nothing.
        narrow: Whether the window is narrow: what explains the customer stands in the story then.
        dense: 0 for the roomiest layout to 2 for the tightest.
    """
    gap = "tight" if dense else "near"
    parts = _replies(scene, commands, dense=dense)
    replies: Widget = _marked(Column(parts, gap=gap), partial(commands.seen, PARTS[1]))
    if speech is not None:
        replies = Reserved(replies, _complete_button(commands, messages))
    learned = any(x.kind == "feedback" for x in scene.passages)
    sparing = dense >= SPARING - (1 if learned else 0)
    passages = [x for x in scene.passages if not (sparing and x.kind == "before")]
    told = _marked(
        Column([_passage(x, speech, dense=dense) for x in passages], gap=gap),
        partial(commands.seen, PARTS[0]),
    )
    replies = Column([*_hint(scene, "replies"), replies], gap=gap)
    below_told = [replies] if below is None else [replies, below]
    wide = "near" if dense else "wide"
    if dense == SPARING:
        scroll: list[Widget] = [
            Scroll(told, key="passages", grow=0, soft=True, most=_MOST_TOLD),
            Scroll(Column(below_told, gap=wide), key="story", soft=True),
        ]
    else:
        scroll = [Scroll(Column([told, *below_told], gap=wide), key="story", soft=True)]
    head = _head(scene, messages, ring=ring, commands=commands)
    explained: tuple[ScreenPart | None, ...] = ("clock", "pause", None)
    hint = _hint(scene, *explained, "customer") if narrow else _hint(scene, *explained)
    head = Column([head, *hint], gap=gap)
    return Panel(Column([head, *scroll], gap=gap), pad="usual" if dense else "wide")


def _marked(content: Widget, seen: Callable[[], None]) -> Widget:
    """A part of the story with a mark at its end."""
    return Column([content, EndMark(seen)], gap=None)


def _complete_button(commands: Commands, messages: Messages) -> Widget:
    button = Button(
        messages("play.complete"),
        commands.complete,
        key="complete",
        look="quiet",
        text_style="small",
    )
    return Column([button], align="start")


def _replies(scene: Scene, commands: Commands, *, dense: int) -> list[Widget]:
    """The replies and what goes with them: the prompt, or the button to go on."""
    found: list[Widget] = [
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
        found.insert(0, Label(scene.prompt, "small", colour="soft"))
    if scene.stuck:
        found.append(Label(scene.stuck, "body", colour="bad"))
    if scene.action:
        button = Button(scene.action, commands.go_on, key="on", look="main", icon="play")
        found.append(Column([button], align="end"))
    return found


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
            Button(words, press, key=key, look="quiet", text_style="small")
            for words, press, key in (
                (messages("play.pause"), commands.pause, "pause"),
                (messages("play.leave"), commands.leave, "leave"),
            )
        ]
    left = Flow(facts)
    left.grow = 1
    return Row([left, *time, *buttons], gap="tight")


def _passage(passage: Passage, speech: Speech | None, *, dense: int) -> Widget:
    quiet: TextStyle = "label" if dense > 1 else "body"
    match passage.kind:
        case "before":
            lead: Widget = Icon("clock", quiet)
            if passage.who:
                lead = Label(passage.who, quiet, bold=True, colour="soft")
            return _led(lead, Label(passage.words, quiet, colour="soft", grow=1))
        case "answer" | "narration":
            return Label(
                passage.words, "body", colour="ink" if passage.kind == "answer" else "soft"
            )
        case "feedback" | "better":
            lead = Label(passage.who or "", "label", bold=True, colour="accent")
            return _led(lead, Label(passage.words, "label", colour="soft", grow=1))
        case "signal":
            return _warning(passage.words, "body", gap="tight")
        case "closing":
            return Flow([Chip(passage.words, icon="star", tone="accent", text_style="label")])
        case _:
            loud: TextStyle = "heading" if dense > 1 else "line"
            return SpeechLabel(speech, loud) if speech else Label(passage.words, loud)


def _led(lead: Widget, words: Widget) -> Widget:
    """Words after a short lead."""
    return Row([lead, words], align="start", gap="tight")


def desk_panel(scene: Scene, choose: Callable[[str], None], messages: Messages) -> Widget:
    """The desk: signals, the newest first, then open records, then look-ups.

    Args:
        scene: The present scene.
        choose: Called with the id of the look-up that was pressed.
        messages: The words of the interface.
    """
    title = Label(messages("play.desk"), "heading", bold=True)
    parts: list[Widget] = [Row([Icon("desk", "heading"), title], gap="tight")]
    if scene.signals:
        parts.append(Label(messages("play.signals"), "small", colour="soft"))
    parts += _hint(scene, "desk")
    parts += [_warning(x, "label", gap="hair") for x in reversed(scene.signals)]
    parts += [_page(x) for x in scene.pages]
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


def _hint(scene: Scene, *places: ScreenPart | None) -> list[Widget]:
    """The note of a coach if it explains one of some parts of the screen, else nothing."""
    if scene.hint is None or scene.view.points_at not in places:
        return []
    words = Label(scene.hint, "label", grow=1)
    row = Row([Icon("star", "label", "good"), words], align="start", gap="tight")
    return [Panel(row, ground="good_ground", edge="good", radius="card", pad="near")]


def _warning(words: str, text_style: TextStyle, *, gap: str) -> Widget:
    """A signal after the icon of a warning."""
    icon = Icon("warning", text_style, "warn")
    return Row([icon, Label(words, text_style, grow=1)], align="start", gap=gap)


def record_panel(page: Page, close: Widget) -> Widget:
    """A record over the story, with the button that closes it."""
    title = Label(page.title, "heading", bold=True, grow=1)
    head = Row([Icon("search", "heading"), title], gap="tight", align="start")
    return Panel(Column([head, Label(page.words), Column([close], align="end")]))


def _page(page: Page) -> Widget:
    """A record that was opened."""
    parts = [Label(page.title, "label", bold=True), Label(page.words, "label", colour="soft")]
    return Panel(
        Column(parts, gap="hair"), ground="card", edge="card_edge", radius="card", pad="near"
    )
