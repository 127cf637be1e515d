"""The debrief: for each turn the texts, the points with their reasons, and the feelings."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct

from simulator.debrief.lesson import better_choice, moment_after
from simulator.scoring.arithmetic import Reason
from simulator.scoring.playthrough import choice_of, criticals_of
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
    """One turn as the debrief shows it.

    Attributes:
        number: The number of the turn, from 0.
        node: The id of the node.
        choice: The id of the choice or silence.
        speaker: The name of the person who said the line; None if nobody was present.
        mood: The mood that the customer showed; None if no customer was present.
        line: The line before the reply, or the narration if there is no line; None without both.
        words: The text of the reply as it was shown; None for a silence.
        answer: The immediate answer to the reply; None if there is no answer.
        feedback: The sentence of the author about the choice; None if there is no sentence.
        behaviours: The titles of the behaviours that the choice shows.
        reasons: The terms of the score that this turn decided.
        verdicts: The verdicts on the opportunities that this turn met best, and on its intrusions.
        patience: Patience of the main customer after the turn, 0 to 1000 points.
        trust: Trust of the main customer after the turn, 0 to 1000 points.
        timed_out: Whether the turn is a silence, because the deadline passed.
        rapid: Whether the reply came too quickly for the trainee to have read.
        criticals: The kinds of the critical errors that the choice is.
        better: The words of a better reply that was on offer; None if there was none.
        concepts: Ids of the concept cards of the choice, then those of the node.
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
    criticals: tuple[str, ...]
    better: Text | None
    concepts: tuple[str, ...]


class Debrief(Struct, frozen=True, kw_only=True):
    """The debrief of an attempt, as the window and the terminal show it.

    Attributes:
        sheet: The score sheet.
        turns: The turns, in the order of the play.
        overall: The terms of the score that no single turn decided.
        start: Patience and trust of the main customer at the start, each 0 to 1000 points.
        line: The line of the ending; None if it has no line, and before an ending.
        words: The closing words of the author at the ending; None if there are no closing words,
            and before an ending.
        concepts: The ids of the concept cards that the play put to use: first the cards of the
            scenario, then those of nodes and choices in the order of the play.
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

    The function replays the log, so that texts that depend on the state are shown as the trainee
    saw them.

    Args:
        program: The compiled scenario and rubric that were played.
        log: All events of the play so far.
        sheet: The score sheet of this log.

    Raises:
        LogError: Replaying the log on this scenario gives other events.
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
                    before,
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
    """The terms of each turn, by the number of the turn; under None those of no single turn."""
    by_turn: dict[int | None, list[_Term]] = {}
    for term in terms:
        by_turn.setdefault(term.turn, []).append(term)
    return by_turn


def _review(
    program: Program,
    event: Chosen | TimedOut,
    before: State,
    *,
    number: int,
    reasons: tuple[Reason, ...],
    verdicts: tuple[OpportunityVerdict, ...],
    feelings: tuple[int, int],
) -> TurnReview:
    """The review of one turn.

    Args:
        program: The compiled scenario and rubric that were played.
        event: The event of the turn.
        before: The state before the turn.
        number: Number of the turn, from 0.
        reasons: The terms of the score that this turn decided.
        verdicts: The verdicts on this turn.
        feelings: Patience and trust of the main customer after the turn, each 0 to 1000 points.
    """
    scenario = program.scenario
    node, choice = scenario.nodes[event.node], choice_of(scenario, event)
    moment = moment_after(program, before, choice)
    better = better_choice(program, event)
    return TurnReview(
        number=number,
        node=node.id,
        choice=choice.id,
        speaker=_speaker(scenario, node),
        mood=event.mood,
        line=program.says(node.line, before) or program.says(node.narration, before),
        words=program.says(choice.text, before),
        answer=program.says(choice.answer, moment),
        feedback=program.says(choice.feedback, moment),
        behaviours=tuple([program.rubric.behaviours[x].title for x in choice.shows]),
        reasons=reasons,
        verdicts=verdicts,
        patience=feelings[0],
        trust=feelings[1],
        timed_out=isinstance(event, TimedOut),
        rapid=isinstance(event, Chosen) and event.rapid,
        criticals=criticals_of(choice, program.rubric),
        better=None if better is None else program.says(better.text, before),
        concepts=tuple(dict.fromkeys((*choice.concepts, *node.concepts))),
    )


def _speaker(scenario: Scenario, node: Node) -> Text | None:
    """The name of the person who says the line of a node; None if nobody is present."""
    id_ = node.with_ if node.speaker is None else node.speaker
    person = scenario.customers.get(id_) or scenario.colleagues.get(id_)
    return None if person is None else person.name


def _concepts(program: Program, log: Sequence[Event]) -> tuple[str, ...]:
    """The ids of the concept cards that the play put to use, each once.

    The cards of the scenario come first, then those of the visited nodes and the choices made.
    """
    # Dictionaries serve as ordered sets. A choice id of None stands for the node itself.
    used: dict[tuple[str, str | None], None] = {}
    for event in log:
        match event:
            case Entered(node=node):
                used[node, None] = None
            case Chosen(node=node, choice=choice) | Looked(node=node, choice=choice):
                used[node, choice] = None
            case _:
                pass
    concepts = dict.fromkeys(program.scenario.concepts)
    for node, choice_id in used:
        if choice_id is None:
            concepts |= dict.fromkeys(program.scenario.nodes[node].concepts)
        else:
            concepts |= dict.fromkeys(program.choice(f"{node}/{choice_id}").concepts)
    return tuple(concepts)
