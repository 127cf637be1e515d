"""The program: a scenario and its rubric, compiled, which all sessions on them share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from simulator.scenario.expression import Expression  # noqa: TC001 - msgspec reads it
from simulator.scenario.vocabulary import Mood  # noqa: TC001 - msgspec reads it
from simulator.session.program.available import NodeChoices
from simulator.session.program.compiled import Compiler
from simulator.session.program.guards import Guards, asks_feelings, promises_in, times_in
from simulator.session.program.index import choice_number, index_of
from simulator.session.sparse import EMPTY
from simulator.session.state import NOT_MADE, PATIENCE_UNITS, State

if TYPE_CHECKING:
    from simulator.scenario.model import Choice, Node, Scenario
    from simulator.scenario.rubric import Rubric
    from simulator.scenario.text import Text, Wording
    from simulator.session.program.compiled import CompiledChoice, CompiledNode
    from simulator.session.program.guards import Guard
    from simulator.session.program.index import Index
    from simulator.session.state import ReadableState


class Moods(Struct, frozen=True, kw_only=True):
    """The mood of a customer as a table by patience and trust.

    Attributes:
        patience: The points of patience at which a new row begins, rising.
        trust: The points of trust at which a new column begins, rising.
        faces: The mood in `faces[row][column]`; None if no band fits. The row is how many numbers
            in `patience` are not above the customer's patience. The column is how many numbers in
            `trust` are not above the customer's trust.
        nudge: How many rungs the author's face may be away from that of the table; None: the
            author's face is shown.
    """

    patience: tuple[int, ...]
    trust: tuple[int, ...]
    faces: tuple[tuple[Mood | None, ...], ...]
    nudge: int | None


class TimelineEvent(Struct, frozen=True, kw_only=True):
    """An event of the story.

    Attributes:
        due: The earliest story time at which it can happen, in seconds since the start.
        place: Its number in the order of the file, from 0; its bit in `State.happened` is
            `1 << place`.
        id: The id of the event.
        when: The guard of the event; None if it has no guard.
        to: The id of the node that the event leads to; None if it leads to no node.
        times: The story times that the guard compares with the story clock.
        promises: The places of the promises that the guard asks about.
        feels: Whether the guard asks about patience or trust.
    """

    due: int
    place: int
    id: str
    when: Expression | None
    to: str | None
    times: tuple[int, ...]
    promises: tuple[int, ...]
    feels: bool

    @property
    def steady(self) -> bool:
        """Whether the guard cannot change while time passes and nothing else happens."""
        return not (self.times or self.promises or self.feels)


class _CompiledNodes(dict[str, "CompiledNode"]):
    """The compiled nodes by id; a node is compiled when it is first looked up."""

    def __init__(self, scenario: Scenario, compiler: Compiler) -> None:
        super().__init__()
        self._nodes = scenario.nodes
        self._compiler = compiler

    def __missing__(self, node: str) -> CompiledNode:
        compiled = self[node] = self._compiler.compiled(self._nodes[node])
        return compiled


class _Choices(dict[str, NodeChoices]):
    """The `NodeChoices` by node id; they are made when the node is first looked up."""

    def __init__(self, scenario: Scenario, nodes: _CompiledNodes, guards: Guards) -> None:
        super().__init__()
        self._authored = scenario.nodes
        self._records = scenario.records
        self._nodes = nodes
        self._guards = guards

    def __missing__(self, node: str) -> NodeChoices:
        authored = self._authored[node]
        found = NodeChoices(self._nodes[node], authored, self._guards, self._records)
        self[node] = found
        return found


class Program:
    """A scenario and its rubric, compiled. Each node is compiled when it is first visited.

    `index`, the values of `nodes`, `timeline` and `moods` are plain data, from which another player
    of this scenario can be built, for example in a browser. `guards`, `choices`, `timeline_tests`
    and `fits` hold functions made from this data, for speed.

    Args:
        scenario: The scenario.
        rubric: The rubric of the scenario.

    Attributes:
        scenario: The scenario as the author wrote it.
        rubric: The rubric, whose numbers change trust, patience and mood.
        index: The bits and places of a state, by id.
        nodes: The compiled nodes, by id.
        choices: The choices of each node, by the id of the node.
        guards: The guards as functions.
        timeline: The events of the story, in the order of their due times.
        timeline_tests: The guard of each event in `timeline` as a function; None: it has no guard.
        promises: The promises in the order of the file, so that the place of a promise is its
            position here.
        fits: The guard of each extra that fits in some states, by the id of the extra.
        customers: The ids of the customers in the order of the file, so that the place of a
            customer is its position here.
        moods: The mood of a customer by patience and trust.
        walk_out: The id of the node to which used-up patience leads; None if there is none.
        first_state: The state before the start.
    """

    def __init__(self, scenario: Scenario, rubric: Rubric) -> None:
        self.scenario = scenario
        self.rubric = rubric
        self.index: Index = index_of(scenario)
        nodes = _CompiledNodes(scenario, Compiler(scenario, rubric, self.index))
        self.nodes: dict[str, CompiledNode] = nodes
        self.guards = Guards(self.index, nodes, scenario.nodes)
        self.choices: dict[str, NodeChoices] = _Choices(scenario, nodes, self.guards)
        self.customers = tuple(scenario.customers)
        self.timeline = _timeline(scenario, self.index)
        self.timeline_tests = tuple(
            [None if x.when is None else self.guards.test(x.when) for x in self.timeline]
        )
        self.promises = tuple(scenario.promises.values())
        self.fits: dict[str, Guard] = {
            extra.id: self.guards.test(extra.fits)
            for extra in scenario.extras.values()
            if extra.fits is not None
        }
        self.moods = _moods(rubric)
        self.walk_out = scenario.walk_out
        self.first_state = _first_state(scenario)

    def node(self, state: ReadableState) -> Node:
        """The present node, as the author wrote it.

        Args:
            state: The state or draft.

        Raises:
            KeyError: The state is that before the start.
        """
        return self.scenario.nodes[state.node]

    def choice(self, key: str) -> Choice:
        """A choice or silence as the author wrote it.

        Args:
            key: The id of the node and the id of the choice: `node/choice`.

        Raises:
            KeyError: The scenario has no choice or silence of this key.
        """
        node_id, _, id_ = key.partition("/")
        node = self.scenario.nodes[node_id]
        return node.every_choice[choice_number(node, id_)]

    def compiled_choice(self, key: str) -> CompiledChoice:
        """A choice or silence, compiled.

        Args:
            key: The id of the node and the id of the choice: `node/choice`.

        Raises:
            KeyError: The scenario has no choice or silence of this key.
        """
        node, _, id_ = key.partition("/")
        number, compiled = choice_number(self.scenario.nodes[node], id_), self.nodes[node]
        if number < len(compiled.choices) or compiled.silence is None:
            return compiled.choices[number]
        return compiled.silence

    def says(self, wording: Wording | None, state: ReadableState) -> Text | None:
        """The first text of a wording whose guard holds.

        Args:
            wording: The wording; None: there is none.
            state: The state or draft in which the guards are evaluated.

        Returns:
            The text; None if there is no wording, or no guard of its texts holds.
        """
        if wording is None:
            return None
        for arm in wording.arms:
            if arm.when is None or self.guards.test(arm.when)(state):
                return arm.text
        return None


def _timeline(scenario: Scenario, index: Index) -> tuple[TimelineEvent, ...]:
    return tuple(
        sorted(
            [
                TimelineEvent(
                    due=x.due,
                    place=place,
                    id=x.id,
                    when=x.when,
                    to=x.to,
                    times=times_in(x.when),
                    promises=tuple([index.promises[id_] for id_ in promises_in(x.when)]),
                    feels=asks_feelings(x.when),
                )
                for place, x in enumerate(scenario.events.values())
            ],
            key=lambda x: (x.due, x.place),
        )
    )


def _moods(rubric: Rubric) -> Moods:
    """The table of moods of a rubric.

    Each field of the table has the mood of the first band whose bounds are above the patience and
    the trust of the field.
    """
    patience = sorted({x.patience_under for x in rubric.moods if x.patience_under is not None})
    trust = sorted({x.trust_under for x in rubric.moods if x.trust_under is not None})

    def face(row: int, column: int) -> Mood | None:
        for band in rubric.moods:
            if (band.patience_under is None or band.patience_under in patience[row:]) and (
                band.trust_under is None or band.trust_under in trust[column:]
            ):
                return band.mood
        return None

    columns = range(len(trust) + 1)
    return Moods(
        patience=tuple(patience),
        trust=tuple(trust),
        faces=tuple(
            [tuple([face(row, column) for column in columns]) for row in range(len(patience) + 1)]
        ),
        nudge=rubric.mood_nudge,
    )


def _first_state(scenario: Scenario) -> State:
    return State(
        node="",
        elapsed=0,
        variables=tuple([x.start for x in scenario.variables.values()]),
        marks=EMPTY,
        repeats=EMPTY,
        met=0,
        read=0,
        happened=0,
        refused=0,
        missed=0,
        promises=((NOT_MADE, None, ()),) * len(scenario.promises),
        patience=tuple([x.patience * PATIENCE_UNITS for x in scenario.customers.values()]),
        trust=tuple([x.trust for x in scenario.customers.values()]),
    )
