"""Which ids there are, and how the ids of a part become those of the scenario."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, TypeAlias, get_args

from simulator.authoring import finding as f
from simulator.authoring.read.reader import Reader
from simulator.authoring.yaml.values import Mapping, Scalar, Sequence
from simulator.scenario.model import NOBODY
from simulator.scenario.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping as Table

    from simulator.authoring.report import Report
    from simulator.authoring.yaml.values import Source, YamlValue
    from simulator.scenario.expression import Expression
    from simulator.scenario.model import Variable
    from simulator.scenario.rubric import Rubric

Kind: TypeAlias = Literal[
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
KINDS: tuple[Kind, ...] = get_args(Kind)

# What a file declares, by its key.
SECTIONS: dict[str, Kind] = {
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
_UNDEFINED: dict[Kind, f.Code] = {
    "node": f.UNDEFINED_NODE,
    "choice": f.UNDEFINED_CHOICE,
    "variable": f.UNDEFINED_VARIABLE,
    "behaviour": f.UNDEFINED_BEHAVIOUR,
    "opportunity": f.UNDEFINED_OPPORTUNITY,
    "promise": f.UNDEFINED_PROMISE,
    "extra": f.UNDEFINED_EXTRA,
    "record": f.UNDEFINED_RECORD,
    "customer": f.UNDEFINED_CUSTOMER,
    "person": f.UNDEFINED_PERSON,
    "portrait": f.UNDEFINED_PORTRAIT,
    "concept": f.UNDEFINED_CONCEPT,
    "rubric": f.UNDEFINED_RUBRIC,
}


class Names:
    """Everything that a scenario and its parts declare.

    Attributes:
        scenario: The scenario's id.
        known: Ids by kind, in the order of the files; None: anything is accepted.
        clock: Seconds since midnight at the start; None if the scenario has no clock.
        variables: By id, once they have been read.
        rubrics: By id; None: any behaviour is accepted.
        read: Variables that some guard reads.
        broken: Nodes of which some choice could not be read.
        roots: The files, as far as their choices are not known yet.
        places: Where each element stands, and in which file.
    """

    def __init__(self, scenario: str) -> None:
        self.scenario = scenario
        self.known: dict[Kind, dict[str, None] | None] = {kind: {} for kind in KINDS}
        self.clock: int | None = None
        self.main = ""
        self.rubrics: Table[str, Rubric] | None = None
        self.variables: dict[str, Variable] = {}
        self.read: set[str] = set()
        self.broken: set[str] = set()
        self.roots: list[tuple[Scope, Mapping]] = []
        self.places: dict[str, tuple[Source, YamlValue]] = {}

    def add(self, kind: Kind, ids: Iterable[str]) -> None:
        """Makes ids known."""
        known = self.known[kind]
        if known is not None:
            known.update(dict.fromkeys(ids))

    def add_choices(self) -> None:
        """Makes the keys of all choices known; only guards name them, and few do."""
        for scope, root in self.roots:
            self.add("choice", scope.choice_keys(root))
        self.roots.clear()

    def behaviours(self, rubric: str) -> dict[str, None] | None:
        """The ids of a rubric's behaviours; None: any id is accepted."""
        found = self.rubrics.get(rubric) if self.rubrics is not None else None
        return dict.fromkeys(found.behaviours) if found is not None else None


class Scope(Reader):
    """Reads the values of one file and knows what its ids mean.

    Attributes:
        prefix: Before every id that the file declares; empty for the scenario itself.
        guards: Those read so far, by their text: many stand in more than one place.
    """

    def __init__(self, source: Source, report: Report, names: Names, prefix: str = "") -> None:
        super().__init__(source, report)
        self.names = names
        self.prefix = prefix
        self.guards: dict[str, Expression] = {}
        self._local: dict[Kind, set[str]] = {kind: set() for kind in KINDS}

    def declare(self, root: Mapping) -> None:
        """Makes known what the file declares, before anything is read that could refer to it."""
        for key, kind in SECTIONS.items():
            section = root.entries.get(key)
            if isinstance(section, Mapping):
                self._local[kind].update(section.entries)
                self.names.add(kind, [self.full(kind, id_) for id_ in section.entries])
        self.names.roots.append((self, root))

    def choice_keys(self, root: Mapping) -> list[str]:
        """The keys, `node/choice`, of all choices and silences of the file."""
        nodes = root.entries.get("nodes")
        found: list[str] = []
        for id_, node in nodes.entries.items() if isinstance(nodes, Mapping) else ():
            if isinstance(node, Mapping):
                full = self.full("node", id_)
                found += [f"{full}/{one}" for one in _choice_ids(node)]
        return found

    def full(self, kind: Kind, id_: str) -> str:
        """The id in the scenario of what this file calls so."""
        if not self.prefix:
            return id_
        if kind == "choice":
            node, slash, choice = id_.partition("/")
            return f"{self.full('node', node)}{slash}{choice}"
        if kind == "person":
            kind = "colleague"
        return f"{self.prefix}-{id_}" if id_ in self._local[kind] else id_

    def local_names(self, kind: Kind) -> list[str]:
        """What this file can call things of a kind."""
        return [*self._local[kind], *(self.names.known[kind] or ())]

    def resolve(self, kind: Kind, id_: str) -> tuple[str, tuple[f.Code, str] | None]:
        """The full id; and if there is no such thing, the code for it and the closest one."""
        full = self.full(kind, id_)
        if kind == "choice":
            self.names.add_choices()
        known = self.names.known[kind]
        if known is None or full in known or (kind == "person" and self._is_person(full)):
            return full, None
        words = self.local_names(kind)
        if kind == "person":
            words = [*self.local_names("customer"), *self.local_names("colleague"), NOBODY]
        return full, (_UNDEFINED[kind], self.near(id_, words))

    def _is_person(self, full: str) -> bool:
        known = self.names.known
        return full in (known["customer"] or ()) or full in (known["colleague"] or ())

    def reference(self, kind: Kind, key: str, value: YamlValue) -> str | None:
        """The full id of what a value names; also if there is no such thing, reported."""
        text = value.text if type(value) is Scalar else ""
        if not self.prefix and text in (self.names.known[kind] or ()):
            return text
        read = self.text(key, value)
        if read is None:
            return None
        full, missing = self.resolve(kind, read)
        if missing is not None:
            self.found(missing[0], value, id=text[:80], near=missing[1])
        return full

    def references(self, kind: Kind, key: str, values: list[YamlValue]) -> tuple[str, ...]:
        """The full ids of what some values name, each once."""
        found = dict.fromkeys([self.reference(kind, key, value) for value in values])
        found.pop(None, None)
        return tuple(found)  # type: ignore[arg-type]  # None is out

    def variable(self, name: str) -> Variable | None:
        """The variable that this file calls so."""
        return self.names.variables.get(self.full("variable", name))

    def words(self, path: str, source: str, note: str = "") -> Text:
        """A text of the scenario; `path` is its id within it."""
        return Text(id=f"{self.names.scenario}/{path}", source=flowed(source), note=note)

    def stands(self, element: str, where: YamlValue) -> None:
        """Notes where an element stands; of two with one id, the first."""
        self.names.places.setdefault(element, (self.source, where))


def _choice_ids(node: Mapping) -> list[str]:
    found: list[YamlValue] = []
    choices = node.entries.get("choices")
    if isinstance(choices, Sequence):
        found.extend(choices.items)
    silence = node.entries.get("silence")
    if silence is not None:
        found.append(silence)
    maps = [one for one in found if isinstance(one, Mapping)]
    ids = [one.entries.get("id") for one in maps]
    return [one.text for one in ids if isinstance(one, Scalar)]


def flowed(text: str) -> str:
    r"""Paragraphs as the screen will break them: a single line break of the author is a space.

    >>> flowed("A full house,\nFriday.\n\nTwo tables wait.\n")
    'A full house, Friday.\n\nTwo tables wait.'
    """
    if "\n" not in text:
        return text.strip()
    paragraphs = re.split(r"\n[ \t]*\n\s*", text.strip())
    return "\n\n".join(re.sub(r"[ \t]*\n[ \t]*", " ", x) for x in paragraphs)
