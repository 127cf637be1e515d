"""The debrief: for each turn what was said, what it earned and why, and what it changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct

from simulator.scoring.arithmetic import Reason
from simulator.scoring.playthrough import choice_of
from simulator.scoring.proactivity import OpportunityVerdict
from simulator.session.event import Chosen, Entered, FeelingsChanged, Looked, TimedOut
from simulator.session.replay import replay_steps

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from simulator.scenario.model import Node, Scenario
    from simulator.scenario.text import Text
    from simulator.scoring.sheet import ScoreSheet
    from simulator.session.event import Event
    from simulator.session.program import Program
    from simulator.session.state import State

_Term = TypeVar("_Term", Reason, OpportunityVerdict)


class TurnReview(Struct, frozen=True, kw_only=True):
    """One turn as the trainee looks back on it.

    Attributes:
        number: Number of the turn, from 0.
        node: Id of the node.
        choice: Id of the choice or silence.
        speaker: Name of the person who spoke; None with nobody there.
        mood: The face that the customer showed; None with nobody there.
        line: What was said before the reply, or else the narration; None without either.
        words: The reply in the words that were shown; None for a silence.
        answer: What was answered to the reply at once; None without an answer.
        feedback: The author's sentence about the choice; None without one.
        behaviours: Titles of the behaviours that the choice showed.
        reasons: The terms of the score that this turn decided.
        verdicts: The opportunities that this turn met best, and its intrusions.
        patience: Patience of the main customer after the turn, 0 to 1000.
        trust: Trust of the main customer after the turn, 0 to 1000.
        timed_out: Whether the deadline passed, so that the silence happened.
        rapid: Whether the reply came too quickly for the trainee to have read.
        critical: Kind of the critical error that the choice is; None: it is none.
    """

    number: int
    node: str
    choice: str
    speaker: Text | None
    mood: str | None
    line: Text | None
    words: Text | None
    answer: Text | None
    feedback: Text | None
    behaviours: tuple[Text, ...]
    reasons: tuple[Reason, ...]
    verdicts: tuple[OpportunityVerdict, ...]
    patience: int
    trust: int
    timed_out: bool
    rapid: bool
    critical: str | None


class Debrief(Struct, frozen=True, kw_only=True):
    """The look back at an attempt, as window and terminal show it.

    Attributes:
        sheet: The score sheet.
        turns: The turns, in the order played.
        overall: The terms of the score that no single turn decided.
        start: Patience and trust of the main customer at the start, each 0 to 1000.
        line: What was said at the ending; None without a line or before an ending.
        words: The author's closing words for the ending; None without any or before an ending.
        concepts: Ids of the concept cards that the play put to use, in the order met.
    """

    sheet: ScoreSheet
    turns: tuple[TurnReview, ...]
    overall: tuple[Reason, ...]
    start: tuple[int, int]
    line: Text | None
    words: Text | None
    concepts: tuple[str, ...]


def build_debrief(program: Program, log: Sequence[Event], sheet: ScoreSheet) -> Debrief:
    """The debrief of a play.

    The log is played again, so that each text is the one that the trainee saw.

    Args:
        program: The scenario and the rubric that were played.
        log: All events of the play.
        sheet: The score sheet of this log.

    Raises:
        LogError: The log is not one of this scenario.
    """
    scenario = program.scenario
    main = scenario.customers[scenario.main]
    reasons, verdicts = _by_turn(sheet.reasons), _by_turn(sheet.verdicts)
    reviews: list[TurnReview] = []
    patience, trust = main.patience, main.trust
    state = program.first_state
    for seq, before, session in replay_steps(program, log):
        state = session.state
        for changed in session.log[seq:]:
            if isinstance(changed, FeelingsChanged) and changed.customer == scenario.main:
                patience, trust = changed.patience, changed.trust
        event = log[seq]
        if isinstance(event, Chosen | TimedOut):
            number = len(reviews)
            reviews.append(
                _review(
                    program,
                    event,
                    (before, state),
                    number=number,
                    reasons=tuple(reasons.get(number, ())),
                    verdicts=tuple(verdicts.get(number, ())),
                    feelings=(patience, trust),
                )
            )
    ending = scenario.nodes[sheet.ending] if sheet.ending else None
    return Debrief(
        sheet=sheet,
        turns=tuple(reviews),
        overall=tuple(reasons.get(None, ())),
        start=(main.patience, main.trust),
        line=program.says(ending.line, state) if ending else None,
        words=program.says(ending.debrief, state) if ending else None,
        concepts=_concepts(program, log),
    )


def _by_turn(terms: Iterable[_Term]) -> Mapping[int | None, Sequence[_Term]]:
    """The terms by the number of their turn; None: of no single turn."""
    found: dict[int | None, list[_Term]] = {}
    for term in terms:
        found.setdefault(term.turn, []).append(term)
    return found


def _review(
    program: Program,
    event: Chosen | TimedOut,
    states: tuple[State, State],
    *,
    number: int,
    reasons: tuple[Reason, ...],
    verdicts: tuple[OpportunityVerdict, ...],
    feelings: tuple[int, int],
) -> TurnReview:
    """The review of one turn.

    Args:
        program: The scenario and the rubric that were played.
        event: The event of the turn.
        states: The states before and after the turn.
        number: Number of the turn, from 0.
        reasons: The terms of the score that this turn decided.
        verdicts: The verdicts on this turn.
        feelings: Patience and trust of the main customer after the turn.
    """
    before, after = states
    scenario = program.scenario
    node, choice = scenario.nodes[event.node], choice_of(scenario, event)
    return TurnReview(
        number=number,
        node=node.id,
        choice=choice.id,
        speaker=_speaker(scenario, node),
        mood=event.mood,
        line=program.says(node.line, before) or program.says(node.narration, before),
        words=program.says(choice.text, before),
        answer=program.says(choice.answer, after),
        feedback=program.says(choice.feedback, after),
        behaviours=tuple([program.rubric.behaviours[x].title for x in choice.shows]),
        reasons=reasons,
        verdicts=verdicts,
        patience=feelings[0],
        trust=feelings[1],
        timed_out=isinstance(event, TimedOut),
        rapid=isinstance(event, Chosen) and event.rapid,
        critical=choice.critical,
    )


def _speaker(scenario: Scenario, node: Node) -> Text | None:
    """The name of the person who says the line of a node; None with nobody there."""
    who = node.with_ if node.speaker is None else node.speaker
    person = scenario.customers.get(who) or scenario.colleagues.get(who)
    return None if person is None else person.name


def _concepts(program: Program, log: Sequence[Event]) -> tuple[str, ...]:
    """The cards of the scenario, then those of the nodes and choices met; each card once."""
    met: dict[tuple[str, str | None], None] = {}
    for event in log:
        match event:
            case Entered(node=node):
                met[node, None] = None
            case Chosen(node=node, choice=choice) | Looked(node=node, choice=choice):
                met[node, choice] = None
            case _:
                pass
    found = dict.fromkeys(program.scenario.concepts)
    for place, reply in met:
        owner = program.choice(f"{place}/{reply}") if reply else program.scenario.nodes[place]
        found |= dict.fromkeys(owner.concepts)
    return tuple(found)
