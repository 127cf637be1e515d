"""What the debrief says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from simulator.scoring.arithmetic import milli

if TYPE_CHECKING:
    from collections.abc import Mapping

    from simulator.attempt.context import Messages
    from simulator.attempt.ports import Translator
    from simulator.debrief.review import Debrief, TurnReview
    from simulator.presentation.tone import Tone
    from simulator.scenario.concept import Concept
    from simulator.scenario.model import Dimension, Scenario
    from simulator.scenario.text import Text
    from simulator.scoring.arithmetic import Reason
    from simulator.scoring.proactivity import OpportunityVerdict

FRONT: tuple[Dimension, ...] = ("empathy", "response", "proactivity")
BESIDE: tuple[Dimension, ...] = ("recovery", "outcome")
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


_RESULTS: dict[bool | None, tuple[str, Tone]] = {
    True: ("passed", "good"),
    False: ("not-passed", "warn"),
    None: ("not-interpretable", "plain"),
}


class FigureModel(Struct, frozen=True, kw_only=True):
    """A figure; `value` from 0 to 1, None where it was not observed."""

    id: str
    name: str
    words: str
    value: float | None


class Point(Struct, frozen=True, kw_only=True):
    """A term of the score: what for, and how much."""

    words: str
    amount: str
    lost: bool


class TurnModel(Struct, frozen=True, kw_only=True):
    """One turn as it is looked back on."""

    title: str
    mood: str | None
    line: str | None
    who: str
    reply: str
    silent: bool
    answer: str | None
    feedback: str | None
    behaviours: tuple[str, ...]
    points: tuple[Point, ...]
    verdicts: tuple[tuple[str, Tone, str], ...]
    flags: tuple[tuple[str, Tone], ...]


class DebriefModel(Struct, frozen=True, kw_only=True):
    """The debrief.

    Attributes:
        verdict: Passed, not yet or not interpretable, with its tone and a sentence.
        verdicts: On opportunities: messages, tone, icon.
        cards: Title and text.
    """

    title: str
    scenario: str
    verdict: str
    verdict_tone: Tone
    verdict_note: str
    total: FigureModel
    front: tuple[FigureModel, ...]
    beside: tuple[FigureModel, ...]
    stage: str | None
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
    """The debrief in the present language."""
    sheet = found.sheet
    names = _names(scenario, messages, translator)
    verdict, tone = _RESULTS[sheet.passed]
    say = _Say(translator)
    return DebriefModel(
        title=messages("debrief.title"),
        scenario=translator.text(scenario.title),
        verdict=messages(f"debrief.{verdict}"),
        verdict_tone=tone,
        verdict_note=messages(f"debrief.{verdict}-note"),
        total=_figure("total", sheet.total, messages),
        front=tuple(_figure(x, sheet.scores[x], messages) for x in FRONT),
        beside=tuple(_figure(x, sheet.scores[x], messages) for x in BESIDE),
        stage=None if sheet.stage is None else messages(f"stage.{sheet.stage}"),
        criticals=tuple(_critical(x, messages) for x in sheet.criticals),
        ending=_ending(found, messages),
        line=say(found.line),
        closing=say(found.words),
        curve_title=messages("debrief.curve"),
        patience_label=messages("play.patience"),
        trust_label=messages("play.trust"),
        patience=(found.start[0], *(x.patience for x in found.turns)),
        trust=(found.start[1], *(x.trust for x in found.turns)),
        verdicts_title=messages("debrief.verdicts"),
        verdicts=tuple(_verdict(x, names, messages) for x in sheet.verdicts),
        turns_title=messages("debrief.turns"),
        turns=tuple(_turn(x, names, messages, translator) for x in found.turns),
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
    """Authored text or nothing."""

    def __init__(self, translator: Translator) -> None:
        self._translator = translator

    def __call__(self, text: Text | None) -> str | None:
        return None if text is None else self._translator.text(text)


def _names(scenario: Scenario, messages: Messages, translator: Translator) -> Mapping[str, str]:
    """What the subjects of reasons and verdicts are called."""
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
        name=messages(f"figure.{id_}"),
        words=messages.figure(value),
        value=None if value is None else value / 100_000,
    )


def _ending(found: Debrief, messages: Messages) -> str | None:
    if found.sheet.abandoned:
        return messages("debrief.abandoned")
    outcome = found.sheet.ending_outcome
    return None if outcome is None else messages(f"outcome.{outcome}")


def _critical(kind: str, messages: Messages) -> str:
    return messages("debrief.critical", kind=messages(f"critical.{kind}"))


def _verdict(
    judged: OpportunityVerdict, names: Mapping[str, str], messages: Messages
) -> tuple[str, Tone, str]:
    name = names.get(judged.subject, judged.subject)
    verdict = messages(f"verdict.{judged.verdict}")
    text = messages("debrief.verdict-on", verdict=verdict, subject=name)
    return text, VERDICT_TONES[judged.verdict], VERDICT_ICONS[judged.verdict]


def _points(
    reasons: tuple[Reason, ...], names: Mapping[str, str], messages: Messages
) -> tuple[Point, ...]:
    """The terms that gave, could have given or took something."""
    found: list[Point] = []
    for reason in reasons:
        earned, possible = milli(reason.earned), milli(reason.possible)
        if not earned and not possible:
            continue
        what = messages(f"rule.{reason.rule}")
        subject = names.get(reason.subject or "")
        if subject:
            what = messages("debrief.rule-on", rule=what, subject=subject)
        figure = messages(f"figure.{reason.rule.partition('.')[0]}")
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


def _turn(
    turn: TurnReview, names: Mapping[str, str], messages: Messages, translator: Translator
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
        flags.append((_critical(turn.critical, messages), "bad"))
    reply = say(turn.words)
    return TurnModel(
        title=messages("debrief.turn-with", number=number, who=who)
        if who
        else messages("debrief.turn", number=number),
        mood=messages(f"mood.{turn.mood}") if turn.mood else None,
        line=say(turn.line),
        who=messages("play.you"),
        reply=reply or messages("debrief.silence"),
        silent=reply is None,
        answer=say(turn.answer),
        feedback=say(turn.feedback),
        behaviours=tuple(translator.text(x) for x in turn.behaviours),
        points=_points(turn.reasons, names, messages),
        verdicts=tuple(_verdict(x, names, messages) for x in turn.verdicts),
        flags=tuple(flags),
    )
