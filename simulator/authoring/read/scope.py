"""Reads the values of one file, and knows to which elements its ids refer."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from simulator.authoring.read.reader import Reader
from simulator.authoring.read.symbols import ID_KINDS, SECTIONS
from simulator.authoring.yaml.values import YamlMapping, YamlScalar, YamlSequence, excerpt
from simulator.findings import code as codes
from simulator.scenario.vocabulary import NOBODY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.authoring.read.symbols import IdKind, SymbolTable
    from simulator.authoring.yaml.values import YamlValue
    from simulator.findings.code import Code
    from simulator.findings.collector import Collector
    from simulator.findings.source import Source
    from simulator.scenario.declarations import Variable
    from simulator.scenario.expression import Expression

_UNDEFINED: dict[IdKind, Code] = {
    "node": codes.UNDEFINED_NODE,
    "choice": codes.UNDEFINED_CHOICE,
    "variable": codes.UNDEFINED_VARIABLE,
    "behaviour": codes.UNDEFINED_BEHAVIOUR,
    "opportunity": codes.UNDEFINED_OPPORTUNITY,
    "promise": codes.UNDEFINED_PROMISE,
    "extra": codes.UNDEFINED_EXTRA,
    "record": codes.UNDEFINED_RECORD,
    "customer": codes.UNDEFINED_CUSTOMER,
    "person": codes.UNDEFINED_PERSON,
    "portrait": codes.UNDEFINED_PORTRAIT,
    "concept": codes.UNDEFINED_CONCEPT,
    "rubric": codes.UNDEFINED_RUBRIC,
}


class Scope(Reader):
    """A reader for one file of a scenario that also resolves ids.

    A scenario uses a part under a prefix, for example `closing`: the promise that the part
    declares as `remake` has the id `closing-remake` in the scenario. An id in a part refers to an
    element of the part if the part declares that id, and to one of the scenario otherwise.

    Attributes:
        symbols: The ids of the scenario and all its parts.
        prefix: The prefix of the part; empty for the scenario's own file.
        guards: The guards read so far, by their text: many files repeat a guard.
    """

    def __init__(
        self, source: Source, collector: Collector, symbols: SymbolTable, prefix: str = ""
    ) -> None:
        super().__init__(source, collector)
        self.symbols = symbols
        self.prefix = prefix
        self.guards: dict[str, Expression] = {}
        self._own: dict[IdKind, dict[str, None]] = {kind: {} for kind in ID_KINDS}

    def declare(self, root: YamlMapping) -> None:
        """Adds the ids that the file declares to `symbols`, before any reference is read."""
        for key, kind in SECTIONS.items():
            section = root.entries.get(key)
            if isinstance(section, YamlMapping):
                if self.prefix:
                    self._own[kind].update(dict.fromkeys(section.entries))
                self.symbols.add(kind, [self.full_id(kind, id_) for id_ in section.entries])
        self.symbols.add_choices_later(lambda: self._choice_keys(root))

    def _choice_keys(self, root: YamlMapping) -> list[str]:
        """The keys, `node/choice`, of all choices and silences of the file."""
        nodes = root.entries.get("nodes")
        found: list[str] = []
        for id_, node in nodes.entries.items() if isinstance(nodes, YamlMapping) else ():
            if isinstance(node, YamlMapping):
                full = self.full_id("node", id_)
                found += [f"{full}/{one}" for one in _choice_ids(node)]
        return found

    def full_id(self, kind: IdKind, id_: str) -> str:
        """The id in the scenario of the element that an id of this file refers to."""
        if not self.prefix:
            return id_
        if kind == "choice":
            node, slash, choice = id_.partition("/")
            return f"{self.full_id('node', node)}{slash}{choice}"
        if kind == "person":
            kind = "colleague"
        return f"{self.prefix}-{id_}" if id_ in self._own[kind] else id_

    def known_ids(self, kind: IdKind) -> Iterator[str]:
        """The ids of a kind that this file can refer to."""
        return chain(self._own[kind] if self.prefix else (), self.symbols.known[kind] or ())

    def resolve(self, kind: IdKind, id_: str) -> tuple[str, tuple[Code, str] | None]:
        """The element that an id of this file refers to.

        Returns:
            The element's id in the scenario; and if there is no such element, the code of the
            finding and the most similar known id.
        """
        full = self.full_id(kind, id_)
        if kind == "choice":
            self.symbols.add_choices()
        known = self.symbols.known[kind]
        if known is None or full in known or (kind == "person" and self._is_person(full)):
            return full, None
        words = self.known_ids(kind)
        if kind == "person":
            words = chain(self.known_ids("customer"), self.known_ids("colleague"), (NOBODY,))
        return full, (_UNDEFINED[kind], self.suggest(id_, words))

    def _is_person(self, full: str) -> bool:
        known = self.symbols.known
        return full in (known["customer"] or ()) or full in (known["colleague"] or ())

    def reference(self, kind: IdKind, key: str, value: YamlValue) -> str | None:
        """The id in the scenario of the element that a value names.

        If there is no such element, that is reported, and the id is still returned. None if the
        value is no text.
        """
        text = value.text if type(value) is YamlScalar else ""
        if not self.prefix and text in (self.symbols.known[kind] or ()):
            return text
        read = self.text(key, value)
        if read is None:
            return None
        full, missing = self.resolve(kind, read)
        if missing is not None:
            self.report(missing[0], value, id=excerpt(text), suggestion=missing[1])
        return full

    def references(self, kind: IdKind, key: str, values: list[YamlValue]) -> tuple[str, ...]:
        """The ids in the scenario of the elements that the values name, each once."""
        found = dict.fromkeys([self.reference(kind, key, value) for value in values])
        found.pop(None, None)
        return tuple(found)  # type: ignore[arg-type]  # None is out

    def variable(self, name: str) -> Variable | None:
        """The variable that a name in this file refers to; None if there is none."""
        return self.symbols.variables.get(self.full_id("variable", name))


def _choice_ids(node: YamlMapping) -> list[str]:
    """The ids of a node's choices and of its silence."""
    found: list[YamlValue] = []
    choices = node.entries.get("choices")
    if isinstance(choices, YamlSequence):
        found.extend(choices.items)
    silence = node.entries.get("silence")
    if silence is not None:
        found.append(silence)
    maps = [one for one in found if isinstance(one, YamlMapping)]
    ids = [one.entries.get("id") for one in maps]
    return [one.text for one in ids if isinstance(one, YamlScalar)]
