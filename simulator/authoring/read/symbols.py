"""Everything that a scenario and its parts declare, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias, get_args

from simulator.authoring.yaml.values import span_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from simulator.authoring.yaml.values import YamlValue
    from simulator.findings.source import Source, Span
    from simulator.scenario.model import Variable
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
"""The kind of element that each section of a file declares."""


class SymbolTable:
    """The ids of a scenario and its parts, and the place of each element.

    An element is named by its id: a node `greet`, a choice `greet/own-it`, and any other
    declaration with its section, `promises/remake`. The empty id stands for the whole scenario.

    Attributes:
        scenario: The scenario's id.
        known: The ids of each kind, in the order of the files; None accepts any id.
        clock: The time of day at the start, in seconds since midnight; None: no clock.
        main: The id of the main customer; empty until the customers have been read.
        rubrics: The rubrics by id; None accepts any behaviour.
        variables: The variables by id; empty until they have been read.
        read_variables: The ids of the variables that a guard reads.
        unreadable_nodes: The ids of nodes of which a choice or the ending could not be read.
        places: The file and value of each element.
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
        self.places: dict[str, tuple[Source, YamlValue]] = {}
        self._choice_lists: list[Callable[[], list[str]]] = []

    def add(self, kind: IdKind, ids: Iterable[str]) -> None:
        """Makes ids of a kind known."""
        known = self.known[kind]
        if known is not None:
            known.update(dict.fromkeys(ids))

    def add_choices_later(self, keys: Callable[[], list[str]]) -> None:
        """Makes the choices of a file known when a guard first asks for a choice: few do.

        Args:
            keys: Lists the keys of the choices.
        """
        self._choice_lists.append(keys)

    def add_choices(self) -> None:
        """Makes the choices of all files known."""
        for keys in self._choice_lists:
            self.add("choice", keys())
        self._choice_lists.clear()

    def behaviours(self, rubric: str) -> dict[str, None] | None:
        """The ids of a rubric's behaviours; None accepts any id."""
        found = self.rubrics.get(rubric) if self.rubrics is not None else None
        return dict.fromkeys(found.behaviours) if found is not None else None

    def locate(self, element: str, source: Source, where: YamlValue) -> None:
        """Records the place of an element; of two elements with the same id, the first."""
        self.places.setdefault(element, (source, where))

    def span(self, element: str) -> Span:
        """The characters that name an element; of an unknown element, the scenario's `nodes`."""
        source, where = self.places.get(element) or self.places[""]
        return span_of(source, where)
