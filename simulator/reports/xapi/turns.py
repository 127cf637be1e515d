"""The turns of a log: the activity, the verb and the result of each reply and silence."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from simulator.debrief.lesson import better_choice
from simulator.reports.xapi.times import turn_times
from simulator.reports.xapi.vocabulary import INTERACTION, extensions
from simulator.scoring.playthrough import choice_of, criticals_of
from simulator.session.event import Chosen, Entered, FeelingsChanged, TimedOut
from simulator.session.timing import WITHIN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.attempt.record import Attempt
    from simulator.reports.xapi.naming import Naming
    from simulator.reports.xapi.vocabulary import VerbName
    from simulator.scenario.model import Node
    from simulator.scenario.text import Wording
    from simulator.session.event import Event
    from simulator.session.program import Program

_NODES: Final = 1000


class PlayedTurn(Struct, frozen=True, kw_only=True):
    """One reply or silence, for its statement.

    Attributes:
        seq: The position of its event in the log, from 0.
        time: The estimated date and time, ISO 8601 in UTC.
        verb: `answered`, or `skipped` for a silence.
        activity: The object of the statement.
        result: The result of the statement.
    """

    seq: int
    time: str
    verb: VerbName
    activity: dict[str, object]
    result: dict[str, object]


class _Moment(Struct, frozen=True, kw_only=True):
    """The story around one turn.

    Attributes:
        seq: The position of the event in the log, from 0.
        event: The event.
        elapsed: The time of the story at its node, in seconds.
        before: Patience and trust of the main customer before the turn, in points.
        after: The same before the next turn, or at the end.
    """

    seq: int
    event: Chosen | TimedOut
    elapsed: int
    before: tuple[int, int]
    after: tuple[int, int]


class TurnReader:
    """Reads the turns of attempts; it keeps what it said about the last thousand nodes.

    Args:
        naming: How activities are named.
    """

    def __init__(self, naming: Naming) -> None:
        self._naming = naming
        self._node = lru_cache(maxsize=_NODES)(self._node_activity)

    def __call__(
        self, program: Program, log: tuple[Event, ...], attempt: Attempt
    ) -> Iterator[PlayedTurn]:
        """The turns of an attempt, in the order of the play.

        Args:
            program: The program that was played.
            log: All events of the attempt.
            attempt: Its header.
        """
        moments = _moments(program, log)
        times = turn_times(attempt, [x.event for x in moments])
        for number, (moment, time) in enumerate(zip(moments, times, strict=True), 1):
            yield PlayedTurn(
                seq=moment.seq,
                time=time,
                verb="answered" if isinstance(moment.event, Chosen) else "skipped",
                activity=self._node(program, moment.event.node),
                result=_result(program, moment, number),
            )

    def _node_activity(self, program: Program, id_: str) -> dict[str, object]:
        scenario = program.scenario
        definition = _definition(scenario.nodes[id_], tag_of(scenario.language))
        activity = self._naming.node(scenario.id, id_)
        return {"objectType": "Activity", "id": activity, "definition": definition}


def tag_of(language: str) -> str:
    """The BCP 47 tag of the folder name of a language.

    >>> tag_of("zh_Hans")
    'zh-Hans'
    """
    return language.replace("_", "-")


def _moments(program: Program, log: tuple[Event, ...]) -> list[_Moment]:
    """Every turn with the feelings around it."""
    main = program.scenario.customers[program.scenario.main]
    feelings = before = (main.patience, main.trust)
    elapsed = 0
    open_turn: tuple[int, Chosen | TimedOut, int] | None = None
    found: list[_Moment] = []

    def close() -> None:
        if open_turn is not None:
            seq, event, at = open_turn
            found.append(_Moment(seq=seq, event=event, elapsed=at, before=before, after=feelings))

    for seq, event in enumerate(log):
        match event:
            case Entered():
                elapsed = event.elapsed
            case FeelingsChanged(customer=program.scenario.main):
                feelings = (event.patience, event.trust)
            case Chosen() | TimedOut():
                close()
                open_turn, before = (seq, event, elapsed), feelings
            case _:
                pass
    close()
    return found


def _definition(node: Node, tag: str) -> dict[str, object]:
    """A node as an interaction, with every reply that it can ever offer, in order."""
    replies = [x for x in node.choices if x.scored]
    definition: dict[str, object] = {
        "type": INTERACTION,
        "name": {tag: node.id},
        "interactionType": "choice",
        "choices": [{"id": x.id, "description": {tag: _source(x.text) or x.id}} for x in replies],
    }
    said = _source(node.line) or _source(node.narration)
    return definition | ({"description": {tag: said}} if said else {})


def _source(wording: Wording | None) -> str:
    """A wording in the language of its author, in the first of its arms; empty without a text."""
    return "" if wording is None else wording.arms[0].text.source


def _result(program: Program, moment: _Moment, number: int) -> dict[str, object]:
    event = moment.event
    choice = choice_of(program.scenario, event)
    criticals = criticals_of(choice, program.rubric)
    better = better_choice(program, event)
    result: dict[str, object] = {"completion": isinstance(event, Chosen)}
    if isinstance(event, Chosen):
        result["response"] = event.choice
    if criticals:
        result["success"] = False
    result["extensions"] = extensions(
        "turn",
        turn=number,
        share=_share(event),
        rapid=event.rapid if isinstance(event, Chosen) else None,
        mood=event.mood,
        patience_before=moment.before[0],
        patience_after=moment.after[0],
        trust_before=moment.before[1],
        trust_after=moment.after[1],
        story_time=moment.elapsed,
        on_offer=event.available,
        better_reply=None if better is None else better.id,
        behaviours=choice.shows,
        critical=criticals,
    )
    return result


def _share(event: Chosen | TimedOut) -> int | None:
    """The share of a reply; smaller ones of old logs would tell who was given more time."""
    share = event.share if isinstance(event, Chosen) else None
    return None if share is None else max(WITHIN, share)
