"""The debrief in text."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from simulator.scoring.arithmetic import milli

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.attempt.house import House, Words
    from simulator.attempt.play import Play
    from simulator.debrief.debrief import Debrief, TurnReview
    from simulator.scenario.model import Scenario
    from simulator.scoring.proactivity import Judged
    from simulator.scoring.sheet import ScoreSheet

_FRONT = ("empathy", "response", "proactivity")
_BESIDE = ("recovery", "outcome")


def tell_debrief(house: House, play: Play, words: Words, out: TextIO) -> None:
    """Prints the debrief of a finished play."""
    out.writelines(line + "\n" for line in debrief_lines(house, play, words))
    out.flush()


def debrief_lines(house: House, play: Play, words: Words) -> Iterator[str]:
    """The debrief, line by line."""
    found = play.debrief()
    text = play.translator.text
    yield ""
    yield f"# {words('debrief.title')}"
    if found.words:
        yield text(found.words).strip()
    yield ""
    yield from _figures(found.sheet, words)
    yield from _verdicts(found, play.session.program.scenario, play, words)
    for turn in found.turns:
        yield ""
        yield from _turn(turn, play, words)
    cards = house.concepts()
    met = [cards[x] for x in found.concepts if x in cards]
    if met:
        yield ""
        yield f"# {words('debrief.cards')}"
    for card in met:
        yield f"{text(card.title)}: {text(card.text).strip()}"


def _figures(sheet: ScoreSheet, words: Words) -> Iterator[str]:
    for name, value in sheet.figures.items():
        if name in _FRONT:
            yield f"{words(f'figure.{name}')}: {words.figure(value)}"
    yield f"{words('figure.total')}: {words.figure(sheet.total)} ({words(_result(sheet))})"
    for name, value in sheet.figures.items():
        if name in _BESIDE:
            yield f"{words(f'figure.{name}')}: {words.figure(value)}"
    if sheet.stage is not None:
        yield f"{words('debrief.stage')}: {words(f'stage.{sheet.stage}')}"
    yield words(
        "debrief.satisfaction",
        gap=words.figure(sheet.gap),
        experience=words.figure(sheet.experience),
        expectation=words.figure(sheet.expectation),
    )
    for critical in dict.fromkeys(sheet.criticals):
        yield words("debrief.critical", kind=words(f"critical.{critical}"))


def _result(sheet: ScoreSheet) -> str:
    if sheet.passed is None:
        return "debrief.not-interpretable"
    return "debrief.passed" if sheet.passed else "debrief.not-passed"


def _verdicts(found: Debrief, scenario: Scenario, play: Play, words: Words) -> Iterator[str]:
    for judged in found.verdicts:
        yield f"- {_subject(judged, scenario, play)}: {words(f'verdict.{judged.verdict}')}"


def _subject(judged: Judged, scenario: Scenario, play: Play) -> str:
    if judged.verdict == "intrusive":
        return play.translator.text(scenario.extras[judged.subject].title)
    return play.translator.text(scenario.opportunities[judged.subject].title)


def _turn(turn: TurnReview, play: Play, words: Words) -> Iterator[str]:
    text = play.translator.text
    if turn.line is not None:
        yield f"{turn.number + 1}. {text(turn.line)}"
    said = words("debrief.silence") if turn.words is None else text(turn.words)
    yield f"   > {said}"
    if turn.feedback is not None:
        yield f"   {text(turn.feedback)}"
    if turn.behaviours:
        yield f"   {words('debrief.shown')}: {words.joined(text(x) for x in turn.behaviours)}"
    for reason in turn.reasons:
        earned = words.figure(milli(reason.earned))
        possible = words.figure(milli(reason.possible))
        yield f"   {words(f'rule.{reason.rule}')}: {earned} / {possible}"
    if turn.critical is not None:
        yield "   " + words("debrief.critical", kind=words(f"critical.{turn.critical}"))
