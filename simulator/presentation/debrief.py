"""The debrief in words: one model, used by the window and by the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from simulator.debrief.key_turns import most_costly_turns
from simulator.presentation.first_layer import MOST_KEY_TURNS, FirstLayer, build_first_layer
from simulator.presentation.sheet import (
    BESIDE,
    FRONT,
    critical_text,
    score_name,
    stage_text,
)
from simulator.scoring.arithmetic import milli

if TYPE_CHECKING:
    from collections.abc import Mapping

    from simulator.attempt.context import Messages
    from simulator.attempt.ports import Translator
    from simulator.debrief.review import Debrief, TurnReview
    from simulator.presentation.tone import Tone
    from simulator.scenario.concept import Concept
    from simulator.scenario.model import Scenario
    from simulator.scenario.rubric import Rubric
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


class ScoreModel(Struct, frozen=True, kw_only=True):
    """The score of a dimension, or the total.

    Attributes:
        id: The dimension, or `total`.
        name: The name of the dimension.
        words: The score in points, or the words for “not observed”.
        value: The score as a share of 100 points, from 0 to 1; None: not observed.
    """

    id: str
    name: str
    words: str
    value: float | None


class Point(Struct, frozen=True, kw_only=True):
    """A reason that added points, could have added points, or took points away.

    Attributes:
        words: The dimension, the rule, and the opportunity, promise or step that the rule is about.
        amount: The points, in words.
        lost: Whether possible points were missed or points were taken away.
    """

    words: str
    amount: str
    lost: bool


class ReasonLine(Struct, frozen=True, kw_only=True):
    """A reason in one line: the rule, the points that were earned, and the possible points."""

    rule: str
    earned: str
    possible: str


class TurnModel(Struct, frozen=True, kw_only=True):
    """One turn of the debrief.

    Attributes:
        title: The number of the turn, and the name of the speaker.
        number: The number of the turn, from 1.
        mood: The mood of the customer; None: nobody was there.
        line: The line before the reply; None: nobody spoke.
        who: The word for the trainee.
        reply: The words of the trainee, or the message that nothing was said in time.
        silent: Whether nothing was said in time.
        answer: What the customer answered; None: nothing.
        feedback: The author's sentence about the reply; None: the author wrote none.
        better: A better reply that was on offer; None: there was none.
        behaviours: The behaviours that the reply showed.
        shown: The behaviours in one line; None: the reply showed none.
        points: The reasons that changed or could have changed the score.
        reasons: All reasons, each in one line.
        verdicts: The verdicts on opportunities: words, tone, icon.
        flags: Remarks on the turn, each with its tone.
        criticals: The critical errors of the reply.
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
    better: str | None
    behaviours: tuple[str, ...]
    shown: str | None
    points: tuple[Point, ...]
    reasons: tuple[ReasonLine, ...]
    verdicts: tuple[tuple[str, Tone, str], ...]
    flags: tuple[tuple[str, Tone], ...]
    criticals: tuple[str, ...]


class DebriefModel(Struct, frozen=True, kw_only=True):
    """The debrief.

    Attributes:
        front: The scores that are shown before the total.
        beside: The scores that are shown after the total.
        stage: The stage of service in words; None: not observed.
        satisfaction: The experience of the customer compared with the expectation, in words.
        compared: Name, points and share of 100 points of the experience and of the expectation.
        patience: The patience at the start and after each turn, from 0 to 1000.
        trust: The trust at the start and after each turn, from 0 to 1000.
        verdicts: The verdicts on opportunities: words, tone, icon.
        iceberg_title: The heading of `iceberg`.
        iceberg: What the main customer knew, felt and wanted and did not say.
        overall: The reasons that belong to no single turn.
        first: The first layer.
        layers: The labels of the three layers.
        key_title: The heading of the key turns.
        key: The places of the key turns in `turns`.
    """

    title: str
    scenario: str
    front: tuple[ScoreModel, ...]
    beside: tuple[ScoreModel, ...]
    stage_label: str
    stage: str | None
    satisfaction: str
    compared: tuple[ScoreModel, ...]
    curve_title: str
    patience_label: str
    trust_label: str
    patience: tuple[int, ...]
    trust: tuple[int, ...]
    verdicts_title: str
    verdicts: tuple[tuple[str, Tone, str], ...]
    turns: tuple[TurnModel, ...]
    iceberg_title: str
    iceberg: tuple[str, ...]
    overall_title: str
    overall: tuple[Point, ...]
    first: FirstLayer
    layers: tuple[str, str, str]
    key_title: str
    key: tuple[int, ...]
    done: str
    again: str
    retake: str


def debrief_model(
    review: Debrief,
    scenario: Scenario,
    rubric: Rubric,
    concepts: Mapping[str, Concept],
    messages: Messages,
    translator: Translator,
) -> DebriefModel:
    """The debrief in one language.

    Args:
        review: The debrief as facts and texts.
        scenario: The edition that was played.
        rubric: The rubric that the play was scored by.
        concepts: All concept cards by id.
        messages: The interface.
        translator: The authored text.
    """
    sheet = review.sheet
    names = _subject_names(scenario, messages, translator)
    return DebriefModel(
        title=messages("debrief.title"),
        scenario=translator.text(scenario.title),
        front=tuple(_score(x, sheet.scores[x], messages) for x in FRONT),
        beside=tuple(_score(x, sheet.scores[x], messages) for x in BESIDE),
        stage_label=messages("debrief.stage"),
        stage=stage_text(sheet.stage, messages),
        satisfaction=messages(
            "debrief.satisfaction",
            gap=messages.figure(sheet.gap),
            experience=messages.figure(sheet.experience),
            expectation=messages.figure(sheet.expectation),
        ),
        compared=tuple(
            ScoreModel(
                id=name,
                name=messages(f"satisfaction.{name}"),
                words=messages.figure(value),
                value=max(0, min(100_000, value)) / 100_000,
            )
            for name, value in (
                ("experience", sheet.experience),
                ("expectation", sheet.expectation),
            )
        ),
        curve_title=messages("debrief.curve"),
        patience_label=messages("play.patience"),
        trust_label=messages("play.trust"),
        patience=(review.start[0], *(x.patience for x in review.turns)),
        trust=(review.start[1], *(x.trust for x in review.turns)),
        verdicts_title=messages("debrief.verdicts"),
        verdicts=tuple(_verdict(x, scenario, messages, translator) for x in sheet.verdicts),
        turns=tuple(_turn(x, names, scenario, messages, translator) for x in review.turns),
        iceberg_title=messages("debrief.iceberg"),
        iceberg=tuple(translator.text(x) for x in scenario.customers[scenario.main].iceberg),
        overall_title=messages("debrief.overall"),
        overall=_points(review.overall, names, messages),
        first=build_first_layer(review, scenario, rubric, concepts, messages, translator),
        layers=(
            messages("debrief.layer-1"),
            messages("debrief.layer-2"),
            messages("debrief.layer-3"),
        ),
        key_title=messages("debrief.key-turns"),
        key=tuple(sorted(x.number for x in most_costly_turns(review, rubric, MOST_KEY_TURNS))),
        done=messages("debrief.done"),
        again=messages("debrief.again"),
        retake=messages("debrief.retake"),
    )


class _OptionalText:
    """Returns an authored text in one language, and None if there is no text."""

    def __init__(self, translator: Translator) -> None:
        self._translator = translator

    def __call__(self, text: Text | None) -> str | None:
        return None if text is None else self._translator.text(text)


def _subject_names(
    scenario: Scenario, messages: Messages, translator: Translator
) -> Mapping[str, str]:
    """The name of each step, opportunity, promise and extra that a reason can be about, by id."""
    steps = ("receive", "gather", "confirm", "propose", "follow-up")
    return {
        **{step: messages(f"step.{step}") for step in steps},
        **{x.id: translator.text(x.title) for x in scenario.opportunities.values()},
        **{x.id: translator.text(x.title) for x in scenario.promises.values()},
        **{x.id: translator.text(x.title) for x in scenario.extras.values()},
    }


def _score(id_: str, value: int | None, messages: Messages) -> ScoreModel:
    return ScoreModel(
        id=id_,
        name=score_name(id_, messages),
        words=messages.figure(value),
        value=None if value is None else value / 100_000,
    )


def _verdict(
    judgement: OpportunityVerdict, scenario: Scenario, messages: Messages, translator: Translator
) -> tuple[str, Tone, str]:
    subjects = scenario.extras if judgement.verdict == "intrusive" else scenario.opportunities
    verdict = messages(f"verdict.{judgement.verdict}")
    subject = translator.text(subjects[judgement.subject].title)
    text = messages("debrief.verdict-on", verdict=verdict, subject=subject)
    return text, VERDICT_TONES[judgement.verdict], VERDICT_ICONS[judgement.verdict]


def _points(
    reasons: tuple[Reason, ...], names: Mapping[str, str], messages: Messages
) -> tuple[Point, ...]:
    """The reasons that added points, could have added points, or took points away."""
    points: list[Point] = []
    for reason in reasons:
        earned, possible = milli(reason.earned), milli(reason.possible)
        if not earned and not possible:
            continue
        rule = messages(f"rule.{reason.rule}")
        subject = names.get(reason.subject or "")
        if subject:
            rule = messages("debrief.rule-on", rule=rule, subject=subject)
        dimension = score_name(reason.rule.partition(".")[0], messages)
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
        text = messages("debrief.rule-in", figure=dimension, rule=rule)
        points.append(Point(words=text, amount=amount, lost=lost or earned < possible))
    return tuple(points)


def _reason(reason: Reason, messages: Messages) -> ReasonLine:
    return ReasonLine(
        rule=messages(f"rule.{reason.rule}"),
        earned=messages.figure(milli(reason.earned)),
        possible=messages.figure(milli(reason.possible)),
    )


def _better(turn: TurnReview, messages: Messages, translator: Translator) -> str | None:
    if turn.better is None:
        return None
    words = messages("play.quoted", words=translator.text(turn.better))
    return messages("debrief.better", words=words)


def _turn(
    turn: TurnReview,
    names: Mapping[str, str],
    scenario: Scenario,
    messages: Messages,
    translator: Translator,
) -> TurnModel:
    say = _OptionalText(translator)
    who = say(turn.speaker)
    number = messages.number(turn.number + 1)
    flags: list[tuple[str, Tone]] = []
    if turn.timed_out:
        flags.append((messages("debrief.timed-out"), "warn"))
    if turn.rapid:
        flags.append((messages("debrief.rapid"), "warn"))
    flags += [(critical_text(kind, messages), "bad") for kind in turn.criticals]
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
        better=_better(turn, messages, translator),
        behaviours=behaviours,
        shown=f"{messages('debrief.shown')}: {messages.joined(behaviours)}" if behaviours else None,
        points=_points(turn.reasons, names, messages),
        reasons=tuple(_reason(x, messages) for x in turn.reasons),
        verdicts=tuple(_verdict(x, scenario, messages, translator) for x in turn.verdicts),
        flags=tuple(flags),
        criticals=tuple(critical_text(kind, messages) for kind in turn.criticals),
    )
