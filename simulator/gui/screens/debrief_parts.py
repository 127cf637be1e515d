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
    from simulator.presentation.debrief import DebriefModel, Point, TurnModel
    from simulator.presentation.first_layer import Figure, FirstLayer, TurningPoint

_GROUNDS = {"good": "good_ground", "warn": "warn_ground", "bad": "bad_ground"}


def verdict_panel(model: DebriefModel, *, narrow: bool) -> Widget:
    """Passed or not and why, beside what happened to the customer."""
    first, tone = model.first, model.first.tone
    icon = {"good": "check", "warn": "clock"}.get(tone, "warning")
    colour = tone if tone in _GROUNDS else "soft"
    title = Label(first.verdict, "title", bold=True, colour=colour)
    result: list[Widget] = [
        Row([Icon(icon, "title", colour), title], gap="tight"),
        Label(first.total, "label", colour="soft"),
        *(Label(x, "label", bold=True) for x in first.reasons),
    ]
    told: list[Widget] = []
    if first.ending:
        told.append(Flow([Chip(first.ending, icon="star", tone="accent")]))
    if first.happened:
        told.append(Label(first.happened, "body"))
    left, right = Column(result, gap="hair"), Column(told, gap="hair")
    content: Widget = Column([left, right] if told else [left])
    if told and not narrow:
        left.grow, right.grow = 2, 3
        content = Row([left, right], gap="wide", align="start")
    ground, edge = _GROUNDS.get(tone, "panel"), tone if tone in _GROUNDS else "panel_edge"
    return Panel(content, ground=ground, edge=edge, pad="near")


def front_panel(model: DebriefModel) -> Widget:
    """The three scores in front, each with what it means here."""
    figures = [_front(x) for x in model.first.figures]
    return Grid(figures, min_width=theme.WIDTH["figure"], max_columns=3)


def _front(figure: Figure) -> Widget:
    observed = figure.value is not None
    head: list[Widget] = [
        Label(figure.name, "body", bold=True, grow=1),
        Label(figure.words, "heading" if observed else "body", bold=observed),
    ]
    parts: list[Widget] = [Row(head, gap="tight")]
    if figure.value is not None:
        parts.append(Bar(figure.value, "accent", thick="figure"))
    if figure.here:
        parts.append(Label(figure.here, "label", colour="soft"))
    return Panel(
        Column(parts, gap="tight"), ground="card", edge="card_edge", radius="card", pad="near"
    )


def turning_panel(turning: TurningPoint) -> Widget:
    """The turn that cost most: the reply, and the author's feedback on it."""
    parts: list[Widget] = [
        Label(turning.title, "label", bold=True, colour="accent"),
        Label(turning.reply, "body", bold=True),
    ]
    if turning.why:
        parts.append(Label(turning.why, "label", colour="soft"))
    return Panel(Column(parts, gap="hair"), radius="card", pad="near")


def practise_panel(first: FirstLayer) -> Widget:
    """One thing to practise, and the concept cards of the key turns by their titles."""
    parts: list[Widget] = [
        Label(first.practise_label, "label", bold=True, colour="accent"),
        Label(first.practise, "body", bold=True),
    ]
    if first.cards:
        parts.append(Flow([Chip(title, icon="book") for title, _ in first.cards]))
    return Panel(Column(parts, gap="hair"), radius="card", pad="near", ground="hot")


def key_panel(turn: TurnModel) -> Widget:
    """A key turn: the line, the reply, and the better one beside it."""
    parts: list[Widget] = [Label(turn.title, "label", bold=True, colour="accent")]
    if turn.line:
        parts.append(Label(turn.line, "body", colour="soft"))
    reply = [Label(turn.who, "body", bold=True), Label(turn.reply, "body", grow=1)]
    parts.append(Row(reply, align="start", gap="near"))
    if turn.better:
        better = Row(
            [Icon("check", "body", "good"), Label(turn.better, "body", grow=1)],
            align="start",
            gap="tight",
        )
        parts.append(
            Panel(better, ground="good_ground", edge="card_edge", radius="card", pad="near")
        )
    return Panel(Column(parts, gap="near"), ground="card", edge="card_edge", radius="card")


def beside_panel(model: DebriefModel) -> Widget:
    """The two other scores, and satisfaction as experience against expectation."""
    rows: list[Widget] = []
    for figure in (*model.beside, *model.compared):
        row: list[Widget] = [
            Label(figure.name, "body", grow=1),
            Label(figure.words, "heading", bold=True),
        ]
        column: list[Widget] = [Row(row, gap="tight")]
        if figure.value is not None:
            colour = "trust" if figure in model.compared else "accent"
            column.append(Bar(figure.value, colour, thick="beside"))
        rows.append(Column(column, gap="hair"))
    rows.append(Label(model.satisfaction, "small", colour="soft"))
    if model.stage:
        rows.append(Flow([Chip(model.stage, icon="spark")]))
    return Panel(Column(rows, gap="near"))


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
    curve = Curve(model.patience, model.trust, marks=model.key)
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


def iceberg_panel(model: DebriefModel) -> Widget:
    """What the customer knew, felt and wanted and did not say."""
    lines = [Label(x, "line") for x in model.iceberg]
    title = Label(model.iceberg_title, "heading", bold=True)
    return Panel(Column([title, *lines], gap="tight"), ground="hot", radius="card")


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


def cards_panel(first: FirstLayer) -> Widget:
    """The concept cards of the key turns."""
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
        for title, text in first.cards
    ]
    return Grid(cards, min_width=theme.WIDTH["concept"], max_columns=3)
