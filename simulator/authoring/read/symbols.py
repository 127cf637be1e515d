"""The symbol table of a scenario: the ids that it and its parts declare, with their places."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias, get_args

from simulator.authoring.yaml.values import span_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from simulator.authoring.yaml.values import YamlValue
    from simulator.findings.source import Source, Span
    from simulator.scenario.declarations import Variable
    from simulator.scenario.rubric import Rubric

IdKind: TypeAlias = Literal[
    "node",
    "choice",
    "variable",
    "behaviour",
    "opportunity",
    "promise",
    "extra",
    "record",
    "customer",
    "colleague",
    "person",
    "portrait",
    "concept",
    "rubric",
    "event",
]
"""The kind of element that an id names; a person is a customer or a colleague."""

ID_KINDS: tuple[IdKind, ...] = get_args(IdKind)

SECTIONS: dict[str, IdKind] = {
    "customers": "customer",
    "colleagues": "colleague",
    "records": "record",
    "variables": "variable",
    "events": "event",
    "opportunities": "opportunity",
    "promises": "promise",
    "extras": "extra",
    "nodes": "node",
}
"""For each section of a file, the kind of element that it declares."""


class SymbolTable:
    """The ids of a scenario and its parts, and the place of each element.

    In `places`, a node has the key `greet`, a choice `greet/own-it`, and another element the name
    of its section and its id, `promises/remake`. The empty key is the scenario as a whole.

    Attributes:
        scenario: The scenario's id.
        known: The ids of each kind, in the order of the files; None: any id is accepted.
        clock: The time of day at the start, in seconds since midnight; None: no clock.
        main: The id of the main customer; empty until the customers have been read.
        rubrics: The rubrics by id; None: any behaviour is accepted.
        variables: The variables by id; empty until they have been read.
        read_variables: The ids of the variables that a guard reads.
        unreadable_nodes: The ids of nodes with a choice or an ending that could not be read.
        guards_length: The length of all guards that were parsed, in characters.
        places: The file of each element, and the key or value that names it there.
    """

    def __init__(self, scenario: str) -> None:
        self.scenario = scenario
        self.known: dict[IdKind, dict[str, None] | None] = {kind: {} for kind in ID_KINDS}
        self.clock: int | None = None
        self.main = ""
        self.rubrics: Mapping[str, Rubric] | None = None
        self.variables: dict[str, Variable] = {}
        self.read_variables: set[str] = set()
        self.unreadable_nodes: set[str] = set()
        self.guards_length = 0
        self.places: dict[str, tuple[Source, YamlValue]] = {}
        self._choice_lists: list[Callable[[], list[str]]] = []

    def add(self, kind: IdKind, ids: Iterable[str]) -> None:
        """Adds ids of a kind to `known`."""
        known = self.known[kind]
        if known is not None:
            known.update(dict.fromkeys(ids))

    def add_choices_later(self, keys: Callable[[], list[str]]) -> None:
        """Registers a function that lists the choices of a file, for `add_choices`.

        Listing the choices of a file takes time, and most files have no guard that names a choice.

        Args:
            keys: Returns the key `node/choice` of each choice.
        """
        self._choice_lists.append(keys)

    def add_choices(self) -> None:
        """Adds the choices of all files to `known`, before a guard looks for one."""
        for keys in self._choice_lists:
            self.add("choice", keys())
        self._choice_lists.clear()

    def behaviours(self, rubric: str) -> dict[str, None] | None:
        """The ids of a rubric's behaviours; None: any id is accepted."""
        found = self.rubrics.get(rubric) if self.rubrics is not None else None
        return dict.fromkeys(found.behaviours) if found is not None else None

    def locate(self, element: str, source: Source, where: YamlValue) -> None:
        """Records the place of an element; of two elements with the same id, the first."""
        self.places.setdefault(element, (source, where))

    def span(self, element: str) -> Span:
        """The characters that name an element; of an unknown element, the scenario's `nodes`."""
        source, where = self.places.get(element) or self.places[""]
        return span_of(source, where)
