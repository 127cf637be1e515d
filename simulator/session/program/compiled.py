"""Compiled nodes and choices: plain values that hold everything a step needs.

Ids are replaced by bits and places of a state, and the effects of the behaviours of a choice on
trust and patience are summed up. Guards are still the expression trees of the author. A compiled
node contains no functions, so that msgspec can encode it and another program, such as a player in a
browser, can decode it.
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
    """A target of a choice or node; of several targets, the first whose guard holds is taken.

    Attributes:
        node: The id of the node that the target leads to.
        when: The guard of the target; None if it has no guard, so that it can always be taken.
    """

    node: str
    when: Expression | None


class CompiledChoice(Struct, frozen=True, kw_only=True):
    """A choice or silence, compiled.

    Attributes:
        id: The id of the choice at its node.
        key: The id of the node and the id of the choice: `node/choice`.
        trigger: The trigger of the state machine that the choice fires.
        opens: The id of the record that the choice opens; None for a reply or a silence.
        when: The guard of the choice; None if it has no guard.
        texts: The guards of its texts if every text has a guard: one of them must hold. Otherwise
            empty.
        until_event: Whether the choice waits for the next event of the story. It is on offer only
            while an event can come.
        again: How often it may be made after the first time; None: any number of times.
        mark: The bit of the choice in the page of `State.marks` that belongs to its node.
        repeats: The place of its count in `State.repeats`; None unless `again` is 1 or more.
        exchange: Its words and answer; None for a look-up, or if they depend on the state.
        targets: The targets of the choice; empty if the story stays at the node.
        takes: The time that the choice takes, in story seconds.
        customer: The place of the customer who waits while this time passes; None: nobody waits.
        drain: Units of patience that this customer loses in each story second.
        reads: The bit in `State.read` of the record that the choice opens; 0: it opens none.
        meets: The bits in `State.met` of the opportunities that the choice meets.
        keeps: The places of the promises that the choice keeps.
        promises: The places of the promises that the choice makes.
        moves: For each promise that gets a new due time: its place, and that time in story seconds
            since the start.
        pushes: The ids of the extras that the choice offers.
        addressed: The places of the customers whose trust and patience the choice changes.
        gains: The change when the choice is made for the first time: points of trust and units of
            patience, negative for a loss.
        losses: The change at each further time, with no gains: points of trust and units of
            patience, 0 or negative.
        sets: For each variable that the choice sets: the place and the new value.
        adds: For each number that the choice changes: the place, the amount to add, and the minimum
            and maximum of the number.
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
        id: The id of the node.
        marks: The place of its marks in `State.marks`.
        mark: The bit in that page which is set when the node was visited.
        mood: The mood that the author gave the node; None: it follows from patience and trust.
        ending: The outcome of the ending; None if the node is no ending.
        at: The story time, in seconds since the start, to which the story clock moves when the node
            is entered; 0: the clock does not move.
        customer: The place of the customer at this node; None: nobody or a colleague is there.
        refuses: The bits in `State.refused` of the extras that are refused at this node.
        replies: The bits in that page of the replies and the silence of the node.
        signal: Whether a signal arrives on the desk at this node.
        targets: The targets of the node, used when no reply can be made and the story goes on.
        choices: The choices of the node in the order of the file, without the silence.
        silence: The silence of the node; None if the node has no deadline.
        fails: Whether something goes wrong again at the node.
        harms: Whether the node shows harm to a customer.
        excuse: The guard that excuses the harm; None: nothing excuses it.
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
    fails: bool
    harms: bool
    excuse: Expression | None


class Compiler:
    """Compiles the nodes of one scenario, one by one.

    Args:
        scenario: The scenario of the nodes.
        rubric: The rubric that says how behaviours change trust and patience.
        index: The index of the scenario.
    """

    def __init__(self, scenario: Scenario, rubric: Rubric, index: Index) -> None:
        self._scenario = scenario
        self._rubric = rubric
        self._index = index
        self._drain = {channel: 2 * lost for channel, lost in rubric.drain.items()}
        self._values: dict[Any, Any] = {}
        self._shown: dict[tuple[str, ...], tuple[tuple[int, int], tuple[int, int]]] = {}

    def compiled(self, node: Node) -> CompiledNode:
        """A node with its choices and its silence, compiled.

        Args:
            node: A node of the scenario.
        """
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
            fails=node.fails,
            harms=node.harm is not None,
            excuse=None if node.harm is None else node.harm.unless,
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
        """The first value that is equal to a value.

        With it, equal values of many choices are one object, which is more often in the cache of
        the processor when a step reads it.
        """
        found: _Shared = self._values.setdefault(value, value)
        return found

    def _addressed(self, choice: Choice, customer: int | None) -> tuple[int, ...]:
        if choice.to_customers:
            return tuple([self._index.customers[id_] for id_ in choice.to_customers])
        return () if customer is None else (customer,)

    def _feelings(self, choice: Choice) -> tuple[tuple[int, int], tuple[int, int]]:
        """The `gains` and `losses` of a choice, summed over its behaviours.

        If one behaviour is hollow, the gains are the losses.
        """
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
    """The guards of all arms of a wording; empty if an arm has no guard, or there is no wording."""
    if wording is None or wording.arms[-1].when is None:
        return ()
    guards = [arm.when for arm in wording.arms]
    found = tuple([guard for guard in guards if guard is not None])
    return found if len(found) == len(guards) else ()


def _fixed(choice: Choice) -> Exchange | None:
    """The exchange of a reply or silence; None for a look-up, or if a text depends on the state."""
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
