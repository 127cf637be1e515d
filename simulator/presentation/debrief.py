"""The debrief in words: one model, which the window and the terminal lay out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from simulator.presentation.sheet import (
    BESIDE,
    FRONT,
    critical_lines,
    critical_text,
    result_of,
    result_text,
    score_name,
    stage_text,
)
from simulator.scoring.arithmetic import milli

if TYPE_CHECKING:
    from collections.abc import Mapping

    from simulator.attempt.context import Messages
    from simulator.attempt.ports import Translator
    from simulator.debrief.review import Debrief, TurnReview
    from simulator.presentation.sheet import Result
    from simulator.presentation.tone import Tone
    from simulator.scenario.concept import Concept
    from simulator.scenario.model import Scenario
    from simulator.scenario.text import Text
    from simulator.scoring.arithmetic import Reason
    from simulator.scoring.proactivity import OpportunityVerdict

VERDICT_TONES: dict[str, Tone] = {
    "proactive": "good",
    "reactive": "warn",
    "missed": "plain",
    "intrusive": "bad",
}
VERDICT_ICONS: dict[str, str] = {
    "proactive": "star",
    "reactive": "check",
    "missed": "clock",
    "intrusive": "warning",
}
_RESULT_TONES: dict[Result, Tone] = {
    "passed": "good",
    "not-passed": "warn",
    "not-interpretable": "plain",
}


class FigureModel(Struct, frozen=True, kw_only=True):
    """The score of a dimension, or the total.

    Attributes:
        id: The dimension, or `total`.
        name: The name of the dimension.
        words: The score in points, or that it was not observed.
        value: From 0 to 1; None: not observed.
    """

    id: str
    name: str
    words: str
    value: float | None


class Point(Struct, frozen=True, kw_only=True):
    """A reason that gave, could have given or took points.

    Attributes:
        words: The dimension, the rule, and the thing that it is about.
        amount: The points, in words.
        lost: Whether points were missed or taken.
    """

    words: str
    amount: str
    lost: bool


class ReasonLine(Struct, frozen=True, kw_only=True):
    """A reason in short: the rule, and the points that were earned and possible."""

    rule: str
    earned: str
    possible: str


class TurnModel(Struct, frozen=True, kw_only=True):
    """One turn as it is looked back on.

    Attributes:
        title: The number of the turn, and who spoke.
        number: The number of the turn, from 1.
        silent: Whether nothing was said in time; then `reply` says so.
        shown: The behaviours of the reply in one line; None: it showed none.
        points: The reasons that count, in words.
        reasons: All reasons, in short.
        verdicts: On opportunities: words, tone, icon.
        flags: Remarks on the turn with their tones.
        critical: The critical error of the reply, or None.
    """

    title: str
    number: str
    mood: str | None
    line: str | None
    who: str
    reply: str
    silent: bool
    answer: str | None
    feedback: str | None
    behaviours: tuple[str, ...]
    shown: str | None
    points: tuple[Point, ...]
    reasons: tuple[ReasonLine, ...]
    verdicts: tuple[tuple[str, Tone, str], ...]
    flags: tuple[tuple[str, Tone], ...]
    critical: str | None


class DebriefModel(Struct, frozen=True, kw_only=True):
    """The debrief.

    Attributes:
        verdict: The result, with its tone and a sentence on it.
        satisfaction: What the customer experienced, beside what was expected.
        line: What the customer says at the ending.
        closing: The closing words of the author.
        patience: In thousandths, at the start and after each turn; as `trust`.
        verdicts: On opportunities: words, tone, icon.
        overall: Reasons that no single turn decided.
        cards: Title and text of the concept cards that were met.
    """

    title: str
    scenario: str
    verdict: str
    verdict_tone: Tone
    verdict_note: str
    total: FigureModel
    front: tuple[FigureModel, ...]
    beside: tuple[FigureModel, ...]
    stage_label: str
    stage: str | None
    satisfaction: str
    criticals: tuple[str, ...]
    ending: str | None
    line: str | None
    closing: str | None
    curve_title: str
    patience_label: str
    trust_label: str
    patience: tuple[int, ...]
    trust: tuple[int, ...]
    verdicts_title: str
    verdicts: tuple[tuple[str, Tone, str], ...]
    turns_title: str
    turns: tuple[TurnModel, ...]
    overall_title: str
    overall: tuple[Point, ...]
    cards_title: str
    cards: tuple[tuple[str, str], ...]
    done: str
    again: str


def debrief_model(
    found: Debrief,
    scenario: Scenario,
    concepts: Mapping[str, Concept],
    messages: Messages,
    translator: Translator,
) -> DebriefModel:
    """The debrief in one language.

    Args:
        found: The look back at the play.
        scenario: The edition that was played.
        concepts: All concept cards by id.
        messages: The interface.
        translator: The authored text.
    """
    sheet = found.sheet
    names = _names(scenario, messages, translator)
    result = result_of(sheet.passed)
    say = _Say(translator)
    return DebriefModel(
        title=messages("debrief.title"),
        scenario=translator.text(scenario.title),
        verdict=result_text(sheet.passed, messages),
        verdict_tone=_RESULT_TONES[result],
        verdict_note=messages(f"debrief.{result}-note"),
        total=_figure("total", sheet.total, messages),
        front=tuple(_figure(x, sheet.scores[x], messages) for x in FRONT),
        beside=tuple(_figure(x, sheet.scores[x], messages) for x in BESIDE),
        stage_label=messages("debrief.stage"),
        stage=stage_text(sheet.stage, messages),
        satisfaction=messages(
            "debrief.satisfaction",
            gap=messages.figure(sheet.gap),
            experience=messages.figure(sheet.experience),
            expectation=messages.figure(sheet.expectation),
        ),
        criticals=tuple(critical_lines(sheet.criticals, messages)),
        ending=_ending(found, messages),
        line=say(found.line),
        closing=say(found.words),
        curve_title=messages("debrief.curve"),
        patience_label=messages("play.patience"),
        trust_label=messages("play.trust"),
        patience=(found.start[0], *(x.patience for x in found.turns)),
        trust=(found.start[1], *(x.trust for x in found.turns)),
        verdicts_title=messages("debrief.verdicts"),
        verdicts=tuple(_verdict(x, scenario, messages, translator) for x in sheet.verdicts),
        turns_title=messages("debrief.turns"),
        turns=tuple(_turn(x, names, scenario, messages, translator) for x in found.turns),
        overall_title=messages("debrief.overall"),
        overall=_points(found.overall, names, messages),
        cards_title=messages("debrief.cards"),
        cards=tuple(
            (translator.text(concepts[x].title), translator.text(concepts[x].text))
            for x in found.concepts
            if x in concepts
        ),
        done=messages("debrief.done"),
        again=messages("debrief.again"),
    )


class _Say:
    """Authored text in one language; None for no text."""

    def __init__(self, translator: Translator) -> None:
        self._translator = translator

    def __call__(self, text: Text | None) -> str | None:
        return None if text is None else self._translator.text(text)


def _names(scenario: Scenario, messages: Messages, translator: Translator) -> Mapping[str, str]:
    """The names of the things that reasons are about, by id."""
    steps = ("receive", "gather", "confirm", "propose", "follow-up")
    return {
        **{step: messages(f"step.{step}") for step in steps},
        **{x.id: translator.text(x.title) for x in scenario.opportunities.values()},
        **{x.id: translator.text(x.title) for x in scenario.promises.values()},
        **{x.id: translator.text(x.title) for x in scenario.extras.values()},
    }


def _figure(id_: str, value: int | None, messages: Messages) -> FigureModel:
    return FigureModel(
        id=id_,
        name=score_name(id_, messages),
        words=messages.figure(value),
        value=None if value is None else value / 100_000,
    )


def _ending(found: Debrief, messages: Messages) -> str | None:
    if found.sheet.abandoned:
        return messages("debrief.abandoned")
    outcome = found.sheet.ending_outcome
    return None if outcome is None else messages(f"outcome.{outcome}")


def _verdict(
    judged: OpportunityVerdict, scenario: Scenario, messages: Messages, translator: Translator
) -> tuple[str, Tone, str]:
    subjects = scenario.extras if judged.verdict == "intrusive" else scenario.opportunities
    verdict = messages(f"verdict.{judged.verdict}")
    subject = translator.text(subjects[judged.subject].title)
    text = messages("debrief.verdict-on", verdict=verdict, subject=subject)
    return text, VERDICT_TONES[judged.verdict], VERDICT_ICONS[judged.verdict]


def _points(
    reasons: tuple[Reason, ...], names: Mapping[str, str], messages: Messages
) -> tuple[Point, ...]:
    """The reasons that gave, could have given or took points."""
    found: list[Point] = []
    for reason in reasons:
        earned, possible = milli(reason.earned), milli(reason.possible)
        if not earned and not possible:
            continue
        what = messages(f"rule.{reason.rule}")
        subject = names.get(reason.subject or "")
        if subject:
            what = messages("debrief.rule-on", rule=what, subject=subject)
        figure = score_name(reason.rule.partition(".")[0], messages)
        lost = earned < 0
        amount = (
            messages("debrief.points-lost", points=messages.figure(-earned))
            if lost
            else messages(
                "debrief.points-of", points=messages.figure(earned), most=messages.figure(possible)
            )
        )
        if possible < 0 <= earned or (earned > 0 and possible <= 0):
            amount = messages("debrief.points-added", points=messages.figure(earned))
        text = messages("debrief.rule-in", figure=figure, rule=what)
        found.append(Point(words=text, amount=amount, lost=lost or earned < possible))
    return tuple(found)


def _reason(reason: Reason, messages: Messages) -> ReasonLine:
    return ReasonLine(
        rule=messages(f"rule.{reason.rule}"),
        earned=messages.figure(milli(reason.earned)),
        possible=messages.figure(milli(reason.possible)),
    )


def _turn(
    turn: TurnReview,
    names: Mapping[str, str],
    scenario: Scenario,
    messages: Messages,
    translator: Translator,
) -> TurnModel:
    say = _Say(translator)
    who = say(turn.speaker)
    number = messages.number(turn.number + 1)
    flags: list[tuple[str, Tone]] = []
    if turn.timed_out:
        flags.append((messages("debrief.timed-out"), "warn"))
    if turn.rapid:
        flags.append((messages("debrief.rapid"), "warn"))
    if turn.critical:
        flags.append((critical_text(turn.critical, messages), "bad"))
    reply = say(turn.words)
    behaviours = tuple(translator.text(x) for x in turn.behaviours)
    return TurnModel(
        title=messages("debrief.turn-with", number=number, who=who)
        if who
        else messages("debrief.turn", number=number),
        number=number,
        mood=messages(f"mood.{turn.mood}") if turn.mood else None,
        line=say(turn.line),
        who=messages("play.you"),
        reply=reply or messages("debrief.silence"),
        silent=reply is None,
        answer=say(turn.answer),
        feedback=say(turn.feedback),
        behaviours=behaviours,
        shown=f"{messages('debrief.shown')}: {messages.joined(behaviours)}" if behaviours else None,
        points=_points(turn.reasons, names, messages),
        reasons=tuple(_reason(x, messages) for x in turn.reasons),
        verdicts=tuple(_verdict(x, scenario, messages, translator) for x in turn.verdicts),
        flags=tuple(flags),
        critical=critical_text(turn.critical, messages) if turn.critical else None,
    )
