"""The panels of the debrief."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.gui import theme
from simulator.gui.widgets.drawn import Bar, Curve, Swatch
from simulator.gui.widgets.label import Chip, Icon, Label, Panel
from simulator.gui.widgets.layout import Column, Flow, Grid, Row
from simulator.gui.widgets.press import Button

if TYPE_CHECKING:
    from collections.abc import Callable

    from simulator.gui.widgets.base import Widget
    from simulator.presentation.debrief import DebriefModel, Point, ScoreModel, TurnModel

_GROUNDS = {"good": "good_ground", "warn": "warn_ground", "bad": "bad_ground"}


def verdict_panel(model: DebriefModel, *, narrow: bool) -> Widget:
    """Passed or not, and how the story ended."""
    tone = model.verdict_tone
    icon = {"good": "check", "warn": "clock"}.get(tone, "warning")
    colour = tone if tone in _GROUNDS else "soft"
    result: list[Widget] = [
        Row(
            [Icon(icon, "title", colour), Label(model.verdict, "title", bold=True, colour=colour)],
            gap="tight",
        ),
        Label(model.verdict_note, "body"),
    ]
    result += [Label(x, "body", bold=True) for x in model.obstacles]
    chips = [Chip(model.ending, icon="star", tone="accent")] if model.ending else []
    chips += [Chip(model.stage, icon="spark")] if model.stage else []
    if chips:
        result.append(Flow(chips))
    told: list[Widget] = []
    if model.line:
        told.append(Label(model.line, "line"))
    if model.closing:
        told.append(Label(model.closing, "body", colour="soft"))
    left, right = Column(result, gap="tight"), Column(told, gap="tight")
    content: Widget = Column([left, right] if told else [left])
    if told and not narrow:
        left.grow, right.grow = 2, 3
        content = Row([left, right], gap="wide", align="start")
    ground, edge = _GROUNDS.get(tone, "panel"), tone if tone in _GROUNDS else "panel_edge"
    return Panel(content, ground=ground, edge=edge)


def front_panel(model: DebriefModel) -> Widget:
    """The three scores that matter most."""
    return Grid([_front(x) for x in model.front], min_width=theme.WIDTH["figure"], max_columns=3)


def _front(figure: ScoreModel) -> Widget:
    observed = figure.value is not None
    parts: list[Widget] = [
        Label(figure.name, "heading", colour="soft"),
        Label(figure.words, "figure" if observed else "line", bold=observed),
    ]
    if figure.value is not None:
        parts.append(Bar(figure.value, "accent", thick="figure"))
    return Panel(Column(parts, gap="hair"), ground="card", edge="card_edge")


def beside_panel(model: DebriefModel) -> Widget:
    """The total and the two other scores."""
    rows: list[Widget] = []
    for figure in (model.total, *model.beside):
        row: list[Widget] = [
            Label(figure.name, "body", grow=1),
            Label(figure.words, "heading", bold=True),
        ]
        column: list[Widget] = [Row(row, gap="tight")]
        if figure.value is not None:
            column.append(Bar(figure.value, "accent", thick="beside"))
        rows.append(Column(column, gap="hair"))
    return Panel(Column(rows, gap="usual"))


def curve_panel(model: DebriefModel) -> Widget:
    """The curve of patience and trust, with its legend."""
    legend = Flow(
        [
            Row(
                [Swatch("patience"), Label(model.patience_label, "small", colour="soft")],
                gap="tight",
            ),
            Row(
                [Swatch("trust", dashed=True), Label(model.trust_label, "small", colour="soft")],
                gap="tight",
            ),
        ],
        gap="usual",
    )
    curve = Curve(model.patience, model.trust)
    return Panel(
        Column([Label(model.curve_title, "heading", bold=True), legend, curve], gap="tight")
    )


def verdicts_panel(model: DebriefModel) -> Widget:
    """How each opportunity was handled: proactive, reactive, missed or intrusive."""
    chips = [
        Chip(text, icon=icon, tone=tone, text_style="label") for text, tone, icon in model.verdicts
    ]
    return Panel(
        Column([Label(model.verdicts_title, "heading", bold=True), Flow(chips)], gap="near")
    )


def turn_panel(turn: TurnModel, retake: str, begin: Callable[[], None]) -> Widget:
    """One turn: the line, the reply, the feedback, the behaviours and the points.

    Args:
        turn: The turn.
        retake: The words of the button to take the turn again.
        begin: What this button does.
    """
    head: list[Widget] = [Label(turn.title, "label", bold=True, colour="accent")]
    if turn.mood:
        head.append(Chip(turn.mood))
    head += [Chip(text, icon="warning", tone=tone) for text, tone in turn.flags]
    parts: list[Widget] = [Flow(head)]
    if turn.line:
        parts.append(Label(turn.line, "body", colour="soft"))
    reply = [Label(turn.who, "body", bold=True), Label(turn.reply, "body", grow=1)]
    parts.append(
        Panel(
            Row(reply, align="start", gap="near"),
            ground="hot",
            edge="card_edge",
            radius="card",
            pad="near",
        )
    )
    if turn.answer:
        parts.append(Label(turn.answer, "body", colour="soft"))
    if turn.feedback:
        parts.append(
            Row(
                [Icon("book", "body", "accent"), Label(turn.feedback, "body", grow=1)],
                align="start",
                gap="tight",
            )
        )
    chips: list[Widget] = [Chip(x) for x in turn.behaviours]
    chips += [Chip(text, icon=icon, tone=tone) for text, tone, icon in turn.verdicts]
    if chips:
        parts.append(Flow(chips))
    if turn.points:
        parts.append(points(turn.points))
    button = Button(retake, begin, key=f"retake:{turn.number}", look="quiet", text_style="small")
    parts.append(Column([button], align="start"))
    return Panel(Column(parts, gap="near"), ground="card", edge="card_edge", radius="card")


def points(found: tuple[Point, ...]) -> Widget:
    """The terms of a score: the reason at the left, the points at the right."""
    return Column(
        [
            Row(
                [
                    Label(x.words, "small", colour="soft", grow=1),
                    Label(x.amount, "small", bold=True, colour="ink" if not x.lost else "warn"),
                ],
                gap="usual",
                align="start",
            )
            for x in found
        ],
        gap="hair",
    )


def overall_panel(model: DebriefModel) -> Widget:
    """The terms of the scores that no single turn decided."""
    return Panel(
        Column(
            [Label(model.overall_title, "heading", bold=True), points(model.overall)], gap="near"
        )
    )


def cards_panel(model: DebriefModel) -> Widget:
    """The concept cards of the scenario."""
    cards = [
        Panel(
            Column(
                [Label(title, "body", bold=True), Label(text, "body", colour="soft")], gap="hair"
            ),
            ground="card",
            edge="card_edge",
            radius="card",
            pad="usual",
        )
        for title, text in model.cards
    ]
    return Grid(cards, min_width=theme.WIDTH["concept"], max_columns=2)
