"""An event log, read once: the turns, and what stood at each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from simulator.session.event import (
    Abandoned,
    Chosen,
    Ended,
    Entered,
    ExtraOffered,
    FeelingsChanged,
    PromiseBroken,
    PromiseKept,
    PromiseMade,
    TimedOut,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from simulator.scenario.model import Choice, Dimension, Node, Scenario
    from simulator.scenario.rubric import Behaviour, Rubric
    from simulator.session.event import Event


class Turn(Struct, frozen=True, kw_only=True):
    """One reply, or the silence in its place.

    Attributes:
        number: From 0.
        available: The replies that were on offer.
        seen: Nodes visited so far, this one included.
        pushed: Extras offered, each with whether it fitted.
    """

    number: int
    node: Node
    choice: Choice
    available: tuple[Choice, ...]
    timed_out: bool
    mood: str | None
    share: int | None
    rapid: bool
    seen: frozenset[str]
    pushed: tuple[tuple[str, bool], ...]

    def counts_for(self, dimension: Dimension) -> bool:
        """Whether its node counts for a dimension."""
        return dimension in self.node.scores


class Playthrough(Struct, frozen=True, kw_only=True):
    """A finished or running play, as the dimensions read it.

    Attributes:
        made: Promises made, each with whether it had a time.
        outcome: Of the ending; None while the play runs.
        patience: Of the main customer now, 0 to 1000; as trust.
    """

    scenario: Scenario
    rubric: Rubric
    turns: tuple[Turn, ...]
    visited: frozenset[str]
    made: dict[str, bool]
    kept: frozenset[str]
    broken: frozenset[str]
    outcome: str | None
    ending: str | None
    abandoned: bool
    patience: int
    trust: int

    def behaviours(self, choice: Choice) -> tuple[Behaviour, ...]:
        """What a choice shows."""
        return tuple(self.rubric.behaviours[x] for x in choice.shows)


def read_playthrough(scenario: Scenario, rubric: Rubric, log: Iterable[Event]) -> Playthrough:
    """Reads a log; one pass."""
    events = tuple(log)
    main = scenario.customers[scenario.main]
    seen: set[str] = set()
    turns: list[Turn] = []
    made: dict[str, bool] = {}
    feels = (main.patience, main.trust)
    for place, event in enumerate(events):
        match event:
            case Entered(node=node):
                seen.add(node)
            case Chosen() | TimedOut():
                turns.append(_turn(scenario, events, place, len(turns), frozenset(seen)))
            case PromiseMade(promise=promise, due=due):
                made[promise] = due is not None
            case FeelingsChanged(customer=customer, patience=patience, trust=trust):
                if customer == scenario.main:
                    feels = (patience, trust)
            case _:
                pass
    last = events[-1] if events else None
    ended = last if isinstance(last, Ended) else None
    return Playthrough(
        scenario=scenario,
        rubric=rubric,
        turns=tuple(turns),
        visited=frozenset(seen),
        made=made,
        kept=frozenset(x.promise for x in events if isinstance(x, PromiseKept)),
        broken=frozenset(x.promise for x in events if isinstance(x, PromiseBroken)),
        outcome=ended.outcome if ended else None,
        ending=ended.node if ended else None,
        abandoned=any(isinstance(x, Abandoned) for x in events),
        patience=feels[0],
        trust=feels[1],
    )


def _turn(
    scenario: Scenario, events: tuple[Event, ...], place: int, number: int, seen: frozenset[str]
) -> Turn:
    event = events[place]
    if not isinstance(event, Chosen | TimedOut):
        raise TypeError(event)
    node = scenario.nodes[event.node]
    by_id = {choice.id: choice for choice in node.choices}
    if node.silence is not None and isinstance(event, TimedOut):
        by_id[node.silence.id] = node.silence
    pushed: list[tuple[str, bool]] = []
    for following in events[place + 1 :]:
        if isinstance(following, Chosen | TimedOut | Entered):
            break
        if isinstance(following, ExtraOffered):
            pushed.append((following.extra, following.fits))
    return Turn(
        number=number,
        node=node,
        choice=by_id[event.choice],
        available=tuple(by_id[x] for x in event.available),
        timed_out=isinstance(event, TimedOut),
        mood=event.mood,
        share=event.share if isinstance(event, Chosen) else None,
        rapid=isinstance(event, Chosen) and event.rapid,
        seen=seen,
        pushed=tuple(pushed),
    )
