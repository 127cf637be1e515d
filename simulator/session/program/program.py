"""A scenario and its rubric, compiled and shared by all sessions on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from simulator.scenario.expression import Expression  # noqa: TC001 - msgspec reads it
from simulator.scenario.vocabulary import Mood  # noqa: TC001 - msgspec reads it
from simulator.session.program.available import NodeChoices
from simulator.session.program.compiled import Compiler
from simulator.session.program.guards import Guards
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
    """The face of a customer as a table.

    Attributes:
        patience: Points of patience at which another row begins, rising.
        trust: Points of trust at which another column begins, rising.
        faces: For each row its faces by column: the row is the number of bounds of patience that
            the customer has reached, the column the number of bounds of trust; None: no face.
    """

    patience: tuple[int, ...]
    trust: tuple[int, ...]
    faces: tuple[tuple[Mood | None, ...], ...]


class TimelineEvent(Struct, frozen=True, kw_only=True):
    """An event of the story, by its due time.

    Attributes:
        due: Story seconds at which it happens at the earliest.
        place: Its place in the order of the file; its bit in `State.happened` is 1 shifted by this.
        id: Its id.
        when: The guard that must hold; None: none.
        to: The id of the node that it leads to; None: it leads nowhere.
    """

    due: int
    place: int
    id: str
    when: Expression | None
    to: str | None


class _CompiledNodes(dict[str, "CompiledNode"]):
    """Compiled nodes by their ids, each compiled when it is first asked for."""

    def __init__(self, scenario: Scenario, compiler: Compiler) -> None:
        super().__init__()
        self._nodes = scenario.nodes
        self._compiler = compiler

    def __missing__(self, node: str) -> CompiledNode:
        compiled = self[node] = self._compiler.compiled(self._nodes[node])
        return compiled


class _Choices(dict[str, NodeChoices]):
    """The choices of nodes by their ids, each made ready when it is first asked for."""

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
    """A scenario ready to be run. Nodes are compiled at their first visit.

    `index`, the values of `nodes`, `timeline` and `moods` are data: another player of
    the same scenario can be built from them. `guards` and `choices` hold functions made from this
    data, for speed.

    Attributes:
        scenario: What the author wrote.
        rubric: The numbers that change trust, patience and mood.
        index: Where a state keeps what belongs to an id.
        nodes: The compiled nodes by their ids.
        choices: The choices of the nodes by the ids of the nodes, to ask which can be made.
        guards: Guards as functions.
        timeline: The events of the story by their due time.
        customers: The ids of the customers, by place.
        moods: The faces of a customer by patience and trust.
        walk_out: The node that used-up patience leads to; None: there is none.
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
        self.timeline = _timeline(scenario)
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
        """The node where the story is."""
        return self.scenario.nodes[state.node]

    def choice(self, key: str) -> Choice:
        """A choice or silence as the author wrote it.

        Args:
            key: `node/choice`.

        Raises:
            KeyError: There is none of this key.
        """
        node_id, _, id_ = key.partition("/")
        node = self.scenario.nodes[node_id]
        return node.every_choice[choice_number(node, id_)]

    def compiled_choice(self, key: str) -> CompiledChoice:
        """A choice or silence, compiled; see `choice`."""
        node, _, id_ = key.partition("/")
        number, compiled = choice_number(self.scenario.nodes[node], id_), self.nodes[node]
        if number < len(compiled.choices) or compiled.silence is None:
            return compiled.choices[number]
        return compiled.silence

    def says(self, wording: Wording | None, state: ReadableState) -> Text | None:
        """The first text of a wording whose guard holds; None if there is none."""
        if wording is None:
            return None
        for arm in wording.arms:
            if arm.when is None or self.guards.test(arm.when)(state):
                return arm.text
        return None


def _timeline(scenario: Scenario) -> tuple[TimelineEvent, ...]:
    return tuple(
        sorted(
            [
                TimelineEvent(due=x.due, place=place, id=x.id, when=x.when, to=x.to)
                for place, x in enumerate(scenario.events.values())
            ],
            key=lambda x: (x.due, x.place),
        )
    )


def _moods(rubric: Rubric) -> Moods:
    """The moods of a rubric, whose first band with bounds above patience and trust is shown."""
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
        promises=((NOT_MADE, None, 0),) * len(scenario.promises),
        patience=tuple([x.patience * PATIENCE_UNITS for x in scenario.customers.values()]),
        trust=tuple([x.trust for x in scenario.customers.values()]),
    )
