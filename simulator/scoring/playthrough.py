"""Reads an event log into a playthrough: the turns, promises and feelings that are scored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from simulator.scoring.waits import read_waits
from simulator.session.event import (
    Abandoned,
    Chosen,
    Ended,
    Entered,
    ExtraOffered,
    FeelingsChanged,
    HarmShown,
    PromiseBroken,
    PromiseKept,
    PromiseMade,
    TimedOut,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from simulator.scenario.model import Choice, Node, Scenario
    from simulator.scenario.rubric import Behaviour, Rubric
    from simulator.scenario.vocabulary import Critical, Dimension
    from simulator.scoring.waits import Wait
    from simulator.session.event import Event


class Turn(Struct, frozen=True, kw_only=True):
    """One reply or silence, with all facts about it that scoring needs.

    Attributes:
        number: The number of the turn, from 0.
        node: The node of the turn.
        choice: The choice that was made, or the silence of the node.
        available: The replies that were on offer, in the order of the file.
        timed_out: Whether the turn is a silence, because the deadline passed.
        mood: The mood that the customer showed; None if no customer was present.
        share: The reply time in thousandths of the allowance; None if it was not measured.
        rapid: Whether the reply, at a first visit, came too quickly for the trainee to have read.
        extras: Pairs of the id of an offered extra and whether the extra fitted.
    """

    number: int
    node: Node
    choice: Choice
    available: tuple[Choice, ...]
    timed_out: bool
    mood: str | None
    share: int | None
    rapid: bool
    extras: tuple[tuple[str, bool], ...]

    def counts_for(self, dimension: Dimension) -> bool:
        """Whether the node of the turn counts for a dimension."""
        return dimension in self.node.scores


class Playthrough(Struct, frozen=True, kw_only=True):
    """All facts about a play that the five dimensions need; the play need not have ended.

    Attributes:
        scenario: The scenario that was played.
        rubric: The rubric that the play is scored by.
        turns: The turns, in the order of the play.
        visited: For each visited node, by its id, the number of turns that were over when the node
            was first entered: the number of the first turn that can have seen it.
        promises: For each promise that was made, by its id, whether it has a due time.
        kept: The ids of the promises that were kept.
        broken: The ids of the promises that were broken because their due time passed.
        ending_outcome: The outcome of the ending; None before an ending.
        ending: The id of the node of the ending; None before an ending.
        abandoned: Whether the trainee gave up.
        harms: The ids of the nodes that showed harm without an excuse, each once, in the order of
            the play.
        waits: The times in which the main customer heard nothing; empty if the rubric does not
            score waits.
        patience: Patience of the main customer at the end of the log, 0 to 1000 points.
        trust: Trust of the main customer at the end of the log, 0 to 1000 points.
    """

    scenario: Scenario
    rubric: Rubric
    turns: tuple[Turn, ...]
    visited: Mapping[str, int]
    promises: Mapping[str, bool]
    kept: frozenset[str]
    broken: frozenset[str]
    ending_outcome: str | None
    ending: str | None
    abandoned: bool
    harms: tuple[str, ...]
    waits: tuple[Wait, ...]
    patience: int
    trust: int

    def behaviours(self, choice: Choice) -> tuple[Behaviour, ...]:
        """The behaviours that a choice shows."""
        behaviours = self.rubric.behaviours
        return tuple([behaviours[x] for x in choice.shows])

    def visited_any(self, nodes: Iterable[str], *, by: Turn) -> bool:
        """Whether any of some nodes was entered before a turn was taken.

        Args:
            nodes: The ids of the nodes.
            by: The turn; the node of the turn itself counts as entered.
        """
        never = len(self.turns)
        return any(self.visited.get(node, never) <= by.number for node in nodes)


def read_playthrough(scenario: Scenario, rubric: Rubric, log: Iterable[Event]) -> Playthrough:
    """The playthrough of an event log.

    Args:
        scenario: The scenario that was played.
        rubric: The rubric to score by.
        log: All events so far, from the first event on; the play need not have ended.

    Raises:
        KeyError: The log names a node or a choice that the scenario does not have.
    """
    log = tuple(log)
    main = scenario.customers[scenario.main]
    patience, trust = main.patience, main.trust
    visited: dict[str, int] = {}
    promises: dict[str, bool] = {}
    kept: set[str] = set()
    broken: set[str] = set()
    replies: list[tuple[Chosen | TimedOut, list[tuple[str, bool]]]] = []
    extras: list[tuple[str, bool]] = []
    abandoned = False
    last: Event | None = None
    for event in log:
        last = event
        match event:
            case Chosen() | TimedOut():
                extras = []
                replies.append((event, extras))
            case Entered(node=node):
                visited.setdefault(node, len(replies))
                extras = []  # This list is discarded: extras after a move belong to no reply.
            case FeelingsChanged(customer=scenario.main):
                patience, trust = event.patience, event.trust
            case ExtraOffered(extra=extra, fits=fits):
                extras.append((extra, fits))
            case PromiseMade(promise=promise, due=due):
                promises[promise] = due is not None
            case PromiseKept(promise=promise):
                kept.add(promise)
            case PromiseBroken(promise=promise):
                broken.add(promise)
            case Abandoned():
                abandoned = True
            case _:
                pass
    ended = last if isinstance(last, Ended) else None
    return Playthrough(
        scenario=scenario,
        rubric=rubric,
        turns=_turns(scenario, replies),
        visited=visited,
        promises=promises,
        kept=frozenset(kept),
        broken=frozenset(broken),
        ending_outcome=ended.outcome if ended else None,
        ending=ended.node if ended else None,
        abandoned=abandoned,
        harms=_harms(log),
        waits=() if rubric.waits is None else read_waits(scenario, log),
        patience=patience,
        trust=trust,
    )


def _harms(log: Iterable[Event]) -> tuple[str, ...]:
    """The ids of the nodes that showed harm without an excuse, each once."""
    shown = [x.node for x in log if isinstance(x, HarmShown) and not x.excused]
    return tuple(dict.fromkeys(shown))


def criticals_of(choice: Choice, rubric: Rubric) -> tuple[Critical, ...]:
    """The kinds of the critical errors that a choice is, each once."""
    own = () if choice.critical is None else (choice.critical,)
    behaviours = [rubric.behaviours[id_] for id_ in choice.shows]
    return tuple(dict.fromkeys((*own, *(x.critical for x in behaviours if x.critical))))


def choice_of(scenario: Scenario, event: Chosen | TimedOut) -> Choice:
    """The choice that was made at a turn, or the silence of its node.

    Args:
        scenario: The scenario that was played.
        event: The event of the turn.

    Raises:
        KeyError: The scenario has no such node or choice.
    """
    node = scenario.nodes[event.node]
    silence = node.silence
    if silence is not None and silence.id == event.choice and isinstance(event, TimedOut):
        return silence
    return _choice_at(node, event.choice)


def _choice_at(node: Node, id_: str) -> Choice:
    """The choice of a node with an id.

    Raises:
        KeyError: The node has no such choice.
    """
    for choice in node.choices:
        if choice.id == id_:
            return choice
    raise KeyError(id_)


def _turns(
    scenario: Scenario, replies: Iterable[tuple[Chosen | TimedOut, list[tuple[str, bool]]]]
) -> tuple[Turn, ...]:
    """The turns of a play.

    Args:
        scenario: The scenario that was played.
        replies: The event of each turn, with the extras that its choice offered.
    """
    # Many events of a long play offer the same choices at the same node: look them up once.
    known_offers: dict[tuple[str, tuple[str, ...]], tuple[Choice, ...]] = {}
    turns: list[Turn] = []
    for number, (event, extras) in enumerate(replies):
        node = scenario.nodes[event.node]
        offer = (event.node, event.available)
        available = known_offers.get(offer)
        if available is None:
            available = tuple(_choice_at(node, id_) for id_ in event.available)
            known_offers[offer] = available
        chosen = event if isinstance(event, Chosen) else None
        turns.append(
            Turn(
                number=number,
                node=node,
                choice=choice_of(scenario, event),
                available=available,
                timed_out=chosen is None,
                mood=event.mood,
                share=None if chosen is None else chosen.share,
                rapid=chosen is not None and chosen.rapid,
                extras=tuple(extras),
            )
        )
    return tuple(turns)
