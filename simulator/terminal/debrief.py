"""The debrief as lines of text, in its three layers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.scenario.vocabulary import DIMENSIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.presentation.debrief import DebriefModel, ScoreModel, TurnModel


def layer_lines(model: DebriefModel, layer: int) -> Iterator[str]:
    """The lines of a layer, without line ends.

    Args:
        model: The debrief.
        layer: 0 in short, 1 what decided, 2 every turn.
    """
    yield ""
    if layer == 0:
        yield f"# {model.title}"
        yield from _first_lines(model)
        return
    yield f"# {model.layers[layer]}"
    if layer == 1:
        yield from _second_lines(model)
        return
    for number, turn in enumerate(model.turns):
        if number:
            yield ""
        yield from _turn_lines(turn)


def _first_lines(model: DebriefModel) -> Iterator[str]:
    first = model.first
    if first.happened:
        yield first.happened
    yield ""
    yield f"{first.verdict}. {first.total}"
    yield from first.reasons
    for figure in first.figures:
        yield f"{figure.name} {figure.words}. {figure.here}".rstrip(". ") + "."
    if first.turning is not None:
        yield ""
        yield f"{first.turning.title}: {first.turning.reply}"
        if first.turning.why:
            yield first.turning.why
    if first.practise:
        yield f"{first.practise_label}: {first.practise}"
    for title, text in first.cards:
        yield f"[{title}] {text.strip()}"


def _second_lines(model: DebriefModel) -> Iterator[str]:
    yield from map(_score_line, sorted((*model.front, *model.beside), key=_place))
    if model.stage is not None:
        yield f"{model.stage_label}: {model.stage}"
    yield model.satisfaction
    for number in model.key:
        yield ""
        yield from _key_lines(model.turns[number])
    if model.verdicts:
        yield ""
    for words, _tone, _icon in model.verdicts:
        yield f"- {words}"
    if model.iceberg:
        yield ""
        yield model.iceberg_title
        yield from model.iceberg


def _place(score: ScoreModel) -> int:
    return [str(x) for x in DIMENSIONS].index(score.id)


def _score_line(score: ScoreModel) -> str:
    return f"{score.name}: {score.words}"


def _key_lines(turn: TurnModel) -> Iterator[str]:
    if turn.line is not None:
        yield f"{turn.number}. {turn.line}"
    yield f"   > {turn.reply}"
    if turn.better is not None:
        yield f"   {turn.better}"


def _turn_lines(turn: TurnModel) -> Iterator[str]:
    if turn.line is not None:
        yield f"{turn.number}. {turn.line}"
    yield f"   > {turn.reply}"
    if turn.feedback is not None:
        yield f"   {turn.feedback}"
    if turn.shown is not None:
        yield f"   {turn.shown}"
    for reason in turn.reasons:
        yield f"   {reason.rule}: {reason.earned} / {reason.possible}"
    yield from (f"   {x}" for x in turn.criticals)
