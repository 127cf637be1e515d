"""What the trainee judges before the scores, and the plan afterwards, in words."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from simulator.debrief.key_turns import turn_points
from simulator.debrief.own_view import LEVELS, feelings_moved, level_of, turns_to_judge
from simulator.presentation.settings import Option
from simulator.presentation.sheet import critical_text
from simulator.scoring.arithmetic import milli

if TYPE_CHECKING:
    from collections.abc import Mapping

    from simulator.attempt.context import Messages
    from simulator.attempt.ports import Translator
    from simulator.attempt.reflection import Plan
    from simulator.debrief.own_view import Level
    from simulator.debrief.review import Debrief
    from simulator.presentation.tone import Tone
    from simulator.scenario.rubric import Rubric

_TONES: Final[dict[Level, Tone]] = {"good": "good", "mixed": "warn", "bad": "bad"}
_ENDS = ".。!！ "


class JudgedTurn(Struct, frozen=True, kw_only=True):
    """A turn that the trainee judges.

    Attributes:
        number: The number of the turn, from 0.
        title: The number in words, and the name of the speaker.
        line: The line before the reply; None: nobody spoke.
        reply: The words of the trainee, or the message that nothing was said in time.
        options: The judgements to choose from.
        yours: The judgement of the trainee in a sentence; None: the turn was not judged.
        found: What the scores say, in a sentence; `tone` is its tone.
        figures: The points of the total, and how patience and trust moved, and
            the critical errors.
    """

    number: int
    title: str
    line: str | None
    reply: str
    options: tuple[Option, ...]
    yours: str | None
    found: str
    tone: Tone
    figures: str


class JudgeModel(Struct, frozen=True, kw_only=True):
    """The questions before the debrief.

    Attributes:
        turns: The turns to judge, in the order of the play; at most three.
        compare: The label of the button that shows the scores beside the judgements.
        skip: The label of the button that leaves the turns unjudged.
        on: The label of the button that shows the debrief.
    """

    title: str
    ask: str
    turns: tuple[JudgedTurn, ...]
    compare: str
    skip: str
    on: str


def judge_model(
    found: Debrief,
    rubric: Rubric,
    judged: Mapping[int, Level],
    messages: Messages,
    translator: Translator,
) -> JudgeModel:
    """The questions before the debrief in one language.

    Args:
        found: The debrief.
        rubric: The rubric that the play was scored by.
        judged: What the trainee judged, by the number of the turn.
        messages: The interface.
        translator: The authored text.
    """
    return JudgeModel(
        title=messages("judge.title"),
        ask=messages("judge.ask"),
        turns=tuple(
            _turn(found, rubric, number, judged.get(number), messages, translator)
            for number in turns_to_judge(found, rubric)
        ),
        compare=messages("judge.compare"),
        skip=messages("judge.skip"),
        on=messages("judge.on"),
    )


def plan_words(plan: Plan, messages: Messages) -> str:
    """A plan as one sentence.

    Args:
        plan: The plan, in the words of the trainee.
        messages: The interface.
    """
    return messages("plan.words", when=plan.when.rstrip(_ENDS), then=plan.then.rstrip(_ENDS))


def _turn(
    found: Debrief,
    rubric: Rubric,
    number: int,
    judged: Level | None,
    messages: Messages,
    translator: Translator,
) -> JudgedTurn:
    turn, level = found.turns[number], level_of(found, rubric, number)
    digits = messages.number(number + 1)
    title = messages("debrief.turn", number=digits)
    if turn.speaker is not None:
        who = translator.text(turn.speaker)
        title = messages("debrief.turn-with", number=digits, who=who)
    reply = messages("debrief.silence")
    if turn.words is not None:
        reply = messages("play.quoted", words=translator.text(turn.words))
    return JudgedTurn(
        number=number,
        title=title,
        line=None if turn.line is None else translator.text(turn.line),
        reply=reply,
        options=tuple(
            Option(id=x, words=messages(f"judge.{x}"), chosen=x == judged) for x in LEVELS
        ),
        yours=None
        if judged is None
        else messages("judge.yours", level=messages(f"judge.{judged}")),
        found=messages("judge.found", level=messages(f"judge.{level}")),
        tone=_TONES[level],
        figures=" ".join(
            (
                _figures(found, rubric, number, messages),
                *(f"{critical_text(x, messages)}." for x in turn.criticals),
            )
        ),
    )


def _figures(found: Debrief, rubric: Rubric, number: int, messages: Messages) -> str:
    """The points of the total in a turn, and how patience and trust moved on a scale of 100."""
    patience, trust = (_signed(x, messages) for x in feelings_moved(found, number))
    earned, possible = turn_points(found.sheet, rubric).get(number, (Fraction(0), Fraction(0)))
    if not earned and not possible:
        return messages("judge.feelings", patience=patience, trust=trust)
    return messages(
        "judge.figures",
        points=_less(milli(earned), messages),
        most=messages.figure(milli(possible)),
        patience=patience,
        trust=trust,
    )


def _less(points: int, messages: Messages) -> str:
    """Milli-points in words, with a true minus sign."""
    return "\N{MINUS SIGN}" * (points < 0) + messages.figure(abs(points))


def _signed(change: int, messages: Messages) -> str:
    """A change of 0 to 1000 as a signed number of 0 to 100."""
    size = messages.number((abs(change) + 5) // 10)
    sign = "+" if change > 0 else "\N{MINUS SIGN}" if change < 0 else "±"
    return sign + size
