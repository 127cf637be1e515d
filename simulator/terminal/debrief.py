"""The debrief as lines of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.scenario.vocabulary import DIMENSIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.presentation.debrief import DebriefModel, ScoreModel, TurnModel


def debrief_lines(model: DebriefModel) -> Iterator[str]:
    """The lines of the debrief, in order, without line ends."""
    yield ""
    yield f"# {model.title}"
    if model.closing is not None:
        yield model.closing.strip()
    yield ""
    yield from _score_lines(model)
    for words, _tone, _icon in model.verdicts:
        yield f"- {words}"
    for turn in model.turns:
        yield ""
        yield from _turn_lines(turn)
    if model.cards:
        yield ""
        yield f"# {model.cards_title}"
    for title, text in model.cards:
        yield f"{title}: {text.strip()}"


def _score_lines(model: DebriefModel) -> Iterator[str]:
    """The scores in the order of `DIMENSIONS`; the total follows the scores of `front`."""
    yield from map(_score_line, sorted(model.front, key=_place))
    yield f"{_score_line(model.total)} ({model.verdict})"
    yield from map(_score_line, sorted(model.beside, key=_place))
    if model.stage is not None:
        yield f"{model.stage_label}: {model.stage}"
    yield model.satisfaction
    yield from model.obstacles


def _place(score: ScoreModel) -> int:
    return [str(x) for x in DIMENSIONS].index(score.id)


def _score_line(score: ScoreModel) -> str:
    return f"{score.name}: {score.words}"


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
