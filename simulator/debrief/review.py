"""The debrief: turn by turn what was said, what it earned and why, and what it did."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from simulator.scoring.playthrough import read_playthrough
from simulator.scoring.sheet import ScoreSheet, score
from simulator.session.event import Chosen, Entered, FeelingsChanged, Looked, TimedOut
from simulator.session.program import Available
from simulator.session.progress import Progress
from simulator.session.replay import replay_steps
from simulator.session.view import build_view

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulator.scenario.model import Mood
    from simulator.scenario.text import Text
    from simulator.scoring.arithmetic import Reason
    from simulator.scoring.playthrough import Turn
    from simulator.scoring.proactivity import Judged
    from simulator.session.event import Event
    from simulator.session.program import Program
    from simulator.session.state import State
    from simulator.session.view import View


class TurnReview(Struct, frozen=True, kw_only=True):
    """One turn as it is shown afterwards.

    Attributes:
        speaker: Who spoke; line: what the customer had said, if anything.
        words: The reply; None for a silence.
        answer: What came back at once.
        feedback: The author's note on the choice.
        behaviours: Titles of what the reply showed.
        reasons: The terms of the score that this turn decided.
        patience: Of the main customer after the turn, 0 to 1000; as trust.
        critical: The kind of critical error, or None.
    """

    number: int
    node: str
    choice: str
    speaker: Text | None
    mood: Mood | None
    line: Text | None
    words: Text | None
    answer: Text | None
    feedback: Text | None
    behaviours: tuple[Text, ...]
    reasons: tuple[Reason, ...]
    judged: tuple[Judged, ...]
    patience: int
    trust: int
    timed_out: bool
    rapid: bool
    critical: str | None


class Debrief(Struct, frozen=True, kw_only=True):
    """All that the debrief screen and the text player show.

    Attributes:
        overall: Reasons that no single turn decided.
        start: Patience and trust of the main customer at the start.
        words: The author's closing words for this ending.
        concepts: Ids of the cards that were put into play, in the order met.
        verdicts: One for each opportunity that arose, and for each intrusion.
    """

    sheet: ScoreSheet
    turns: tuple[TurnReview, ...]
    overall: tuple[Reason, ...]
    start: tuple[int, int]
    line: Text | None
    words: Text | None
    concepts: tuple[str, ...]
    verdicts: tuple[Judged, ...]


def build_debrief(program: Program, log: Sequence[Event]) -> Debrief:
    """Looks back on a play.

    The log is replayed, so that each text is the one that was shown.

    Raises:
        LogError: The log is not one of this scenario.
    """
    scenario = program.scenario
    sheet = score(scenario, program.rubric, log)
    story = read_playthrough(scenario, program.rubric, log)
    main = scenario.customers[scenario.main]
    reviews: list[TurnReview] = []
    feels = (main.patience, main.trust)
    state = program.first_state
    for seq, before, session in replay_steps(program, log):
        state = session.state
        feels = _feels(session.log[seq:], scenario.main, feels)
        if isinstance(log[seq], Chosen | TimedOut):
            seen = build_view(program, before, Progress(), Available())
            turn = story.turns[len(reviews)]
            reviews.append(_review(program, turn, sheet, seen, (before, state), feels))
    node = scenario.nodes[sheet.ending] if sheet.ending else None
    return Debrief(
        sheet=sheet,
        turns=tuple(reviews),
        overall=tuple(x for x in sheet.reasons if x.turn is None),
        start=(main.patience, main.trust),
        line=program.says(node.line, state) if node else None,
        words=program.says(node.debrief, state) if node else None,
        concepts=_concepts(program, log),
        verdicts=sheet.judged,
    )


def _feels(events: Sequence[Event], customer: str, feels: tuple[int, int]) -> tuple[int, int]:
    """Patience and trust of a customer after these events."""
    for event in events:
        if isinstance(event, FeelingsChanged) and event.customer == customer:
            feels = (event.patience, event.trust)
    return feels


def _review(
    program: Program,
    turn: Turn,
    sheet: ScoreSheet,
    seen: View,
    states: tuple[State, State],
    feels: tuple[int, int],
) -> TurnReview:
    before, after = states
    choice = turn.choice
    return TurnReview(
        number=turn.number,
        node=turn.node.id,
        choice=choice.id,
        speaker=seen.speaker,
        mood=seen.mood,
        line=seen.line or seen.narration,
        words=program.says(choice.text, before),
        answer=program.says(choice.answer, after),
        feedback=program.says(choice.feedback, after),
        behaviours=tuple(program.rubric.behaviours[x].title for x in choice.shows),
        reasons=tuple(x for x in sheet.reasons if x.turn == turn.number),
        judged=tuple(x for x in sheet.judged if x.turn == turn.number),
        patience=feels[0],
        trust=feels[1],
        timed_out=turn.timed_out,
        rapid=turn.rapid,
        critical=choice.critical,
    )


def _concepts(program: Program, log: Sequence[Event]) -> tuple[str, ...]:
    """Cards of the scenario, then of the nodes and choices met, each once."""
    found = dict.fromkeys(program.scenario.concepts)
    for event in log:
        match event:
            case Entered(node=node):
                found |= dict.fromkeys(program.scenario.nodes[node].concepts)
            case Chosen(node=node, choice=choice) | Looked(node=node, choice=choice):
                found |= dict.fromkeys(program.choice(f"{node}/{choice}").concepts)
            case _:
                pass
    return tuple(found)
