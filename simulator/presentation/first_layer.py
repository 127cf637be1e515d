"""The first layer of the debrief: one page of words that is read in less than a minute."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from simulator.debrief.advice import met_early, response_fact, to_practise, warmest_replies
from simulator.debrief.key_turns import most_costly_turns
from simulator.presentation.sheet import FRONT, obstacle_text, result_of, result_text, score_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from simulator.attempt.context import Messages
    from simulator.attempt.ports import Translator
    from simulator.debrief.review import Debrief, TurnReview
    from simulator.presentation.sheet import Result
    from simulator.presentation.tone import Tone
    from simulator.scenario.concept import Concept
    from simulator.scenario.model import Scenario
    from simulator.scenario.rubric import Rubric
    from simulator.scenario.vocabulary import Dimension
    from simulator.scoring.sheet import ScoreSheet

MOST_KEY_TURNS: Final = 3
"""How many key turns are explained."""
_MOST_CARDS: Final = 3
_MOST_OBSTACLES: Final = 2
_QUOTED_WORDS: Final = 9
_QUOTED_HAN: Final = 20
_HAN = re.compile("[\u3400-\u9fff]")
_TONES: dict[Result, Tone] = {
    "passed": "good",
    "not-passed": "warn",
    "not-interpretable": "plain",
}


class Figure(Struct, frozen=True, kw_only=True):
    """A score with its meaning in this play.

    Attributes:
        name: The name of the dimension.
        words: The score in points, or the words for “not observed”.
        value: The score as a share of 100 points, 0 to 1; None: not observed.
        here: What the score means in this play, in one sentence.
    """

    name: str
    words: str
    value: float | None
    here: str


class TurningPoint(Struct, frozen=True, kw_only=True):
    """The turn that cost most.

    Attributes:
        title: That it cost most, with its number.
        reply: The beginning of the reply.
        why: The author's feedback; empty if there is none.
    """

    title: str
    reply: str
    why: str


class FirstLayer(Struct, frozen=True, kw_only=True):
    """The first layer of the debrief.

    Attributes:
        ending: How the story ended; empty before an ending.
        happened: What happened to the customer, in the author's words; empty without any.
        verdict: The result; `tone` is its tone.
        reasons: Why the attempt was not passed, each in one sentence; at most two.
        figures: The three scores in front.
        turning: The turn that cost most; None: no turn cost anything.
        practise_label: The label of `practise`.
        practise: One thing to practise; empty if nothing was missed.
        cards: Title and text of the concept cards of the key turns, with the turn; at most three.
    """

    ending: str
    happened: str
    verdict: str
    tone: Tone
    total: str
    reasons: tuple[str, ...]
    figures: tuple[Figure, ...]
    turning: TurningPoint | None
    practise_label: str
    practise: str
    cards_label: str
    cards: tuple[tuple[str, str], ...]


def build_first_layer(
    found: Debrief,
    scenario: Scenario,
    rubric: Rubric,
    concepts: Mapping[str, Concept],
    messages: Messages,
    translator: Translator,
) -> FirstLayer:
    """The first layer of a debrief in one language.

    Args:
        found: The debrief.
        scenario: The edition that was played.
        rubric: The rubric that the play was scored by.
        concepts: All concept cards by id.
        messages: The interface.
        translator: The authored text.
    """
    sheet = found.sheet
    key = [found.turns[x.number] for x in most_costly_turns(found, rubric, MOST_KEY_TURNS)]
    happened = found.words or found.line
    advice = to_practise(sheet, rubric)
    cards = [concepts[x] for x in _card_ids(key) if x in concepts]
    return FirstLayer(
        ending=_ending(sheet, messages),
        happened="" if happened is None else translator.text(happened).strip(),
        verdict=result_text(sheet.passed, messages),
        tone=_TONES[result_of(sheet.passed)],
        total=f"{score_name('total', messages)} {messages.figure(sheet.total)}",
        reasons=_reasons(sheet, scenario, messages, translator),
        figures=tuple(_figure(x, sheet, messages) for x in FRONT),
        turning=_turning(key[0], messages, translator) if key else None,
        practise_label=messages("debrief.practise"),
        practise=messages(f"practise.{advice}") if advice else "",
        cards_label=messages("debrief.cards"),
        cards=tuple((translator.text(x.title), translator.text(x.text)) for x in cards),
    )


def _reasons(
    sheet: ScoreSheet, scenario: Scenario, messages: Messages, translator: Translator
) -> tuple[str, ...]:
    """Why the attempt was not passed; empty if it was."""
    if sheet.passed:
        return ()
    if sheet.passed is None:
        return (messages("debrief.not-interpretable-note"),)
    found = [obstacle_text(x, scenario, messages, translator) for x in sheet.obstacles]
    return tuple(dict.fromkeys(found))[:_MOST_OBSTACLES]


def shortened(text: str) -> str:
    """The beginning of a text: nine words, or twenty Chinese characters.

    >>> shortened("One two three four five six seven eight nine ten.")
    'One two three four five six seven eight nine…'
    """
    if _HAN.search(text):
        return text if len(text) <= _QUOTED_HAN else f"{text[:_QUOTED_HAN]}…"
    words = text.split()
    if len(words) <= _QUOTED_WORDS:
        return " ".join(words)
    return " ".join(words[:_QUOTED_WORDS]).rstrip(".,;:!?") + "…"


def _ending(sheet: ScoreSheet, messages: Messages) -> str:
    if sheet.abandoned:
        return messages("debrief.abandoned")
    return "" if sheet.ending_outcome is None else messages(f"outcome.{sheet.ending_outcome}")


def _figure(name: Dimension, sheet: ScoreSheet, messages: Messages) -> Figure:
    value = sheet.scores[name]
    return Figure(
        name=score_name(name, messages),
        words=messages.figure(value),
        value=None if value is None else value / 100_000,
        here="" if value is None else _HERE[name](sheet, messages),
    )


def _empathy_here(sheet: ScoreSheet, messages: Messages) -> str:
    best, count = map(messages.number, warmest_replies(sheet))
    return messages("here.empathy", best=best, count=count)


def _response_here(sheet: ScoreSheet, messages: Messages) -> str:
    return messages(f"here.response.{response_fact(sheet)}")


def _proactivity_here(sheet: ScoreSheet, messages: Messages) -> str:
    if sheet.harassment:
        return messages("here.proactivity.intrusive")
    early, count = map(messages.number, met_early(sheet))
    return messages("here.proactivity", early=early, count=count)


_HERE: Final = {
    "empathy": _empathy_here,
    "response": _response_here,
    "proactivity": _proactivity_here,
}


def _turning(turn: TurnReview, messages: Messages, translator: Translator) -> TurningPoint:
    number = messages.number(turn.number + 1)
    reply = messages("debrief.silence") if turn.words is None else translator.text(turn.words)
    quoted = reply if turn.words is None else messages("play.quoted", words=shortened(reply))
    return TurningPoint(
        title=messages("debrief.turning", number=number),
        reply=quoted,
        why="" if turn.feedback is None else translator.text(turn.feedback).strip(),
    )


def _card_ids(turns: list[TurnReview]) -> list[str]:
    """For each key turn its first concept card that no earlier one has."""
    found: list[str] = []
    for turn in turns:
        new = [x for x in turn.concepts if x not in found]
        found += new[:1]
    return found[:_MOST_CARDS]
