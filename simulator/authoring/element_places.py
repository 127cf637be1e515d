"""The place of each element of a scenario in its files."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from simulator.authoring.yaml.values import span_of
from simulator.findings.finding import Place, place_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.authoring.read.symbols import SymbolTable
    from simulator.findings.source import Span


class ElementPlaces(Mapping[str, Place]):
    """Where each element is: a node `greet`, a choice `greet/own-it`, a `promises/remake`.

    A place is worked out when it is asked for: a file has thousands, and few are needed.
    """

    def __init__(self, symbols: SymbolTable) -> None:
        self._places = symbols.places

    def __getitem__(self, element: str) -> Place:
        if not element:
            raise KeyError(element)
        source, where = self._places[element]
        return place_of(span_of(source, where))

    def __iter__(self) -> Iterator[str]:
        return filter(None, self._places)

    def __len__(self) -> int:
        return len(self._places) - ("" in self._places)

    def span(self, element: str) -> Span:
        """The characters that name an element, or the scenario's nodes if there is no such one."""
        source, where = self._places.get(element) or self._places[""]
        return span_of(source, where)
