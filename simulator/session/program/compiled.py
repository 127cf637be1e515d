"""Nodes and choices compiled: plain values that hold all that a step needs of them.

Ids have become bits and places of a state, what behaviours move has been summed up, and guards
are still the expression trees of the author. Nothing in a compiled node can be called, so it can be
written down with msgspec and read by another program, such as a player in a browser.
"""

from __future__ import annotations

import sys
from itertools import count
from typing import TYPE_CHECKING, Any, TypeVar

from msgspec import Struct

from simulator.scenario.expression import Expression, Value  # noqa: TC001 - msgspec reads it
from simulator.scenario.vocabulary import Mood, Outcome  # noqa: TC001 - msgspec reads it
from simulator.session.exchange import Exchange
from simulator.session.program.index import MARK_STEP
from simulator.session.sparse import Spot  # noqa: TC001 - msgspec reads it
from simulator.session.state import PATIENCE_UNITS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from simulator.scenario.model import Choice, Node, Scenario, Target
    from simulator.scenario.rubric import Rubric
    from simulator.scenario.text import Wording
    from simulator.session.program.index import Index


_Shared = TypeVar("_Shared", bound=tuple[object, ...])


class CompiledTarget(Struct, frozen=True, kw_only=True):
    """One arm of a `to`: the first arm whose guard holds is taken.

    Attributes:
        node: The id of the node that it leads to.
        when: Its guard; None: it always holds.
    """

    node: str
    when: Expression | None


class CompiledChoice(Struct, frozen=True, kw_only=True):
    """A choice or silence, compiled.

    Attributes:
        id: Its id at its node.
        key: `node/choice`.
        trigger: The trigger of the state machine that it fires.
        opens: The id of the record that it opens; None: it is a reply or a silence.
        when: The guard that must hold; None: none.
        texts: If all of its texts have guards, these guards, of which one must hold; else empty.
        until_event: It waits for the next event of the story, and needs one to be offered.
        again: How often it may be made after the first time; None: any number of times.
        mark: Its bit in the page of `State.marks` that belongs to its node.
        repeats: Its count in `State.repeats`; None unless `again` is a number above 0.
        exchange: What is said and answered; None if that depends on the state.
        targets: Where it leads; empty: it stays at the node.
        takes: Story seconds that it takes.
        customer: The place of the customer who waits meanwhile; None: nobody waits.
        drain: Units of patience that this customer loses a second.
        reads: The bit of the record that it opens, in `State.read`; 0: none.
        meets: Bits of the opportunities that it meets, in `State.met`.
        keeps: Places of the promises that it keeps.
        promises: Places of the promises that it makes.
        moves: Promises that it moves: the place, and the new due time in story seconds.
        pushes: Ids of the extras that it offers.
        addressed: Places of the customers whose trust and patience it changes.
        gains: What it adds the first time it is made: points of trust, units of patience.
        losses: What it adds each further time, without anything that would be gained.
        sets: Variables that it sets: the place and the value.
        adds: Numbers that it changes: the place, what is added, the minimum and the maximum.
    """

    id: str
    key: str
    trigger: str
    opens: str | None
    when: Expression | None
    texts: tuple[Expression, ...]
    until_event: bool
    again: int | None
    mark: int
    repeats: Spot | None
    exchange: Exchange | None
    targets: tuple[CompiledTarget, ...]
    takes: int
    customer: int | None
    drain: int
    reads: int
    meets: int
    keeps: tuple[int, ...]
    promises: tuple[int, ...]
    moves: tuple[tuple[int, int], ...]
    pushes: tuple[str, ...]
    addressed: tuple[int, ...]
    gains: tuple[int, int]
    losses: tuple[int, int]
    sets: tuple[tuple[int, Value], ...]
    adds: tuple[tuple[int, int, int, int], ...]


class CompiledNode(Struct, frozen=True, kw_only=True):
    """A node, compiled.

    Attributes:
        id: Its id.
        marks: Its place in `State.marks`.
        mark: The bit of the page there that tells whether it was visited.
        mood: The face that the author gave it; None: it follows from patience and trust.
        ending: How the story ends here; None: it is no ending.
        at: Story seconds that the story moves on to here; 0: it does not.
        customer: The place of the customer at hand; None: nobody or a colleague.
        refuses: Bits of the extras that are refused here, in `State.refused`.
        replies: The bits of its replies and its silence in the page of `marks`.
        signal: Whether a signal arrives on the desk here.
        targets: Where the story goes on by itself when there is no reply to choose.
        choices: Its choices in the order of the file.
        silence: What happens at the deadline; None: there is no deadline.
    """

    id: str
    marks: Spot
    mark: int
    mood: Mood | None
    ending: Outcome | None
    at: int
    customer: int | None
    refuses: int
    replies: int
    signal: bool
    targets: tuple[CompiledTarget, ...]
    choices: tuple[CompiledChoice, ...]
    silence: CompiledChoice | None


class Compiler:
    """Compiles the nodes of one scenario, one by one."""

    def __init__(self, scenario: Scenario, rubric: Rubric, index: Index) -> None:
        self._scenario = scenario
        self._rubric = rubric
        self._index = index
        self._drain = {channel: 2 * lost for channel, lost in rubric.drain.items()}
        self._values: dict[Any, Any] = {}
        self._shown: dict[tuple[str, ...], tuple[tuple[int, int], tuple[int, int]]] = {}

    def compiled(self, node: Node) -> CompiledNode:
        """A node with its choices and its silence, compiled."""
        marks = self._index.marks(node.id)
        repeats = count()
        choices = tuple(
            [
                self._choice(node, choice, marks.shift + (1 + number) * MARK_STEP, repeats)
                for number, choice in enumerate(node.every_choice)
            ]
        )
        silent = node.silence is not None
        return CompiledNode(
            id=node.id,
            marks=marks,
            mark=1 << marks.shift,
            mood=node.mood,
            ending=node.ending,
            at=node.at or 0,
            customer=self._index.customers.get(node.with_),
            refuses=_union(self._index.extras, node.no_thanks),
            replies=sum([x.mark for x in choices if x.opens is None]),
            signal=node.signal is not None,
            targets=_targets(node.targets),
            choices=choices[:-1] if silent else choices,
            silence=choices[-1] if silent else None,
        )

    def _choice(
        self, node: Node, choice: Choice, bit: int, repeats: Iterator[int]
    ) -> CompiledChoice:
        index = self._index
        customer = index.customers.get(node.with_)
        feelings = self._shown.get(choice.shows)
        if feelings is None:
            feelings = self._shown[choice.shows] = self._feelings(choice)
        return CompiledChoice(
            id=choice.id,
            key=choice.key,
            trigger="time_out" if choice is node.silence else sys.intern(f"choose:{choice.id}"),
            opens=choice.look,
            when=choice.when,
            texts=_all_guards(choice.text),
            until_event=choice.until_event,
            again=choice.again,
            mark=1 << bit,
            repeats=index.repeats(node.id, next(repeats)) if choice.again else None,
            exchange=_fixed(choice),
            targets=_targets(choice.targets or (() if choice.look else node.targets)),
            takes=choice.takes,
            customer=customer,
            drain=self._drain[node.channel or self._scenario.channel],
            reads=0 if choice.look is None else index.records[choice.look],
            meets=_union(index.opportunities, [x[0] for x in choice.meets]) if choice.meets else 0,
            keeps=_places(index.promises, choice.keeps),
            promises=_places(index.promises, choice.promises),
            moves=tuple([(index.promises[id_], at) for id_, at in choice.moves])
            if choice.moves
            else (),
            pushes=choice.pushes,
            addressed=self._shared(self._addressed(choice, customer)),
            gains=feelings[0],
            losses=feelings[1],
            sets=tuple([(index.variables[name], value) for name, value in choice.sets])
            if choice.sets
            else (),
            adds=self._shared(tuple([self._add(*x) for x in choice.adds])) if choice.adds else (),
        )

    def _shared(self, value: _Shared) -> _Shared:
        """The first of equal values: what many choices share, a step finds in the cache."""
        found: _Shared = self._values.setdefault(value, value)
        return found

    def _addressed(self, choice: Choice, customer: int | None) -> tuple[int, ...]:
        if choice.to_customers:
            return tuple([self._index.customers[id_] for id_ in choice.to_customers])
        return () if customer is None else (customer,)

    def _feelings(self, choice: Choice) -> tuple[tuple[int, int], tuple[int, int]]:
        """What its behaviours gain together, and what they lose; a hollow one gains nothing."""
        trust = patience = less_trust = less_patience = 0
        hollow = False
        for id_ in choice.shows:
            behaviour = self._rubric.behaviours[id_]
            hollow = hollow or behaviour.hollow
            trust += behaviour.trust
            patience += behaviour.patience
            less_trust += min(0, behaviour.trust)
            less_patience += min(0, behaviour.patience)
        losses = (less_trust, PATIENCE_UNITS * less_patience)
        return (losses if hollow else (trust, PATIENCE_UNITS * patience)), losses

    def _add(self, name: str, amount: int) -> tuple[int, int, int, int]:
        variable = self._scenario.variables[name]
        return self._index.variables[name], amount, variable.minimum or 0, variable.maximum or 0


def _targets(targets: tuple[Target, ...]) -> tuple[CompiledTarget, ...]:
    return tuple([CompiledTarget(node=x.node, when=x.when) for x in targets])


def _places(places: Mapping[str, int], ids: tuple[str, ...]) -> tuple[int, ...]:
    return tuple([places[id_] for id_ in ids]) if ids else ()


def _union(bits: Mapping[str, int], ids: Iterable[str]) -> int:
    union = 0
    for id_ in ids:
        union |= bits[id_]
    return union


def _all_guards(wording: Wording | None) -> tuple[Expression, ...]:
    """The guards of all arms; empty if one has none, so that there is a text in every state."""
    if wording is None or wording.arms[-1].when is None:
        return ()
    guards = [arm.when for arm in wording.arms]
    found = tuple([guard for guard in guards if guard is not None])
    return found if len(found) == len(guards) else ()


def _fixed(choice: Choice) -> Exchange | None:
    """The exchange of a reply whose texts are the same in every state."""
    said, answer = choice.text, choice.answer
    if not choice.scored:
        return None
    if said is not None and said.arms[0].when is not None:
        return None
    if answer is not None and answer.arms[0].when is not None:
        return None
    return Exchange(
        choice.key,
        None if said is None else said.arms[0].text,
        None if answer is None else answer.arms[0].text,
    )
