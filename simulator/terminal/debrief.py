"""The debrief in text."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from simulator.scoring.arithmetic import milli

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.attempt.context import AppContext, Messages
    from simulator.attempt.play import Play
    from simulator.attempt.ports import Translator
    from simulator.debrief.review import Debrief, TurnReview
    from simulator.scenario.model import Scenario
    from simulator.scoring.proactivity import OpportunityVerdict
    from simulator.scoring.sheet import ScoreSheet

_FRONT = ("empathy", "response", "proactivity")
_BESIDE = ("recovery", "outcome")


def tell_debrief(
    context: AppContext, play: Play, messages: Messages, translator: Translator, out: TextIO
) -> None:
    """Prints the debrief of a finished play."""
    out.writelines(line + "\n" for line in debrief_lines(context, play, messages, translator))
    out.flush()


def debrief_lines(
    context: AppContext, play: Play, messages: Messages, translator: Translator
) -> Iterator[str]:
    """The debrief, line by line."""
    found = play.debrief()
    text = translator.text
    yield ""
    yield f"# {messages('debrief.title')}"
    if found.words:
        yield text(found.words).strip()
    yield ""
    yield from _figures(found.sheet, messages)
    yield from _verdicts(found, play.session.program.scenario, translator, messages)
    for turn in found.turns:
        yield ""
        yield from _turn(turn, translator, messages)
    cards = context.concepts()
    met = [cards[x] for x in found.concepts if x in cards]
    if met:
        yield ""
        yield f"# {messages('debrief.cards')}"
    for card in met:
        yield f"{text(card.title)}: {text(card.text).strip()}"


def _figures(sheet: ScoreSheet, messages: Messages) -> Iterator[str]:
    for name, value in sheet.scores.items():
        if name in _FRONT:
            yield f"{messages(f'figure.{name}')}: {messages.figure(value)}"
    yield f"{messages('figure.total')}: {messages.figure(sheet.total)} ({messages(_result(sheet))})"
    for name, value in sheet.scores.items():
        if name in _BESIDE:
            yield f"{messages(f'figure.{name}')}: {messages.figure(value)}"
    if sheet.stage is not None:
        yield f"{messages('debrief.stage')}: {messages(f'stage.{sheet.stage}')}"
    yield messages(
        "debrief.satisfaction",
        gap=messages.figure(sheet.gap),
        experience=messages.figure(sheet.experience),
        expectation=messages.figure(sheet.expectation),
    )
    for critical in dict.fromkeys(sheet.criticals):
        yield messages("debrief.critical", kind=messages(f"critical.{critical}"))


def _result(sheet: ScoreSheet) -> str:
    if sheet.passed is None:
        return "debrief.not-interpretable"
    return "debrief.passed" if sheet.passed else "debrief.not-passed"


def _verdicts(
    found: Debrief, scenario: Scenario, translator: Translator, messages: Messages
) -> Iterator[str]:
    for judged in found.sheet.verdicts:
        yield f"- {_subject(judged, scenario, translator)}: {messages(f'verdict.{judged.verdict}')}"


def _subject(judged: OpportunityVerdict, scenario: Scenario, translator: Translator) -> str:
    if judged.verdict == "intrusive":
        return translator.text(scenario.extras[judged.subject].title)
    return translator.text(scenario.opportunities[judged.subject].title)


def _turn(turn: TurnReview, translator: Translator, messages: Messages) -> Iterator[str]:
    text = translator.text
    if turn.line is not None:
        yield f"{turn.number + 1}. {text(turn.line)}"
    said = messages("debrief.silence") if turn.words is None else text(turn.words)
    yield f"   > {said}"
    if turn.feedback is not None:
        yield f"   {text(turn.feedback)}"
    if turn.behaviours:
        yield f"   {messages('debrief.shown')}: {messages.joined(text(x) for x in turn.behaviours)}"
    for reason in turn.reasons:
        earned = messages.figure(milli(reason.earned))
        possible = messages.figure(milli(reason.possible))
        yield f"   {messages(f'rule.{reason.rule}')}: {earned} / {possible}"
    if turn.critical is not None:
        yield "   " + messages("debrief.critical", kind=messages(f"critical.{turn.critical}"))
