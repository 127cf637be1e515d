"""The texts of scenarios, rubrics and concept cards as templates for translators.

The notes above each message are words of the scenario format, so they are not translated: the
place of the text, its role, its speaker, the speaker's face, and the author's note.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.i18n.domains import domain_of
from simulator.i18n.po import PoEntry, PoFile
from simulator.scenario.walk import concept_places, rubric_places, scenario_places

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from simulator.scenario.concept import Concept
    from simulator.scenario.model import Scenario
    from simulator.scenario.rubric import Rubric
    from simulator.scenario.walk import TextPlace


def templates(
    scenarios: Iterable[Scenario],
    rubrics: Iterable[Rubric] = (),
    concepts: Mapping[str, Concept] | None = None,
) -> dict[str, PoFile]:
    """A PO file without translations for each domain.

    Args:
        scenarios: Each gives a domain.
        rubrics: Each gives a domain.
        concepts: The concept cards by id; together they give one domain.

    Returns:
        By domain. The entries of a scenario are in the order of play.
    """
    found: dict[str, PoFile] = {}
    for place in _places(scenarios, rubrics, concepts or {}):
        file = found.setdefault(
            domain_of(place.text.id), PoFile(language="", plurals="", entries={}, obsolete={})
        )
        file.entries.setdefault(place.text.id, _entry(place))
    return found


def _places(
    scenarios: Iterable[Scenario], rubrics: Iterable[Rubric], concepts: Mapping[str, Concept]
) -> Iterator[TextPlace]:
    for scenario in scenarios:
        yield from scenario_places(scenario)
    for rubric in rubrics:
        yield from rubric_places(rubric)
    yield from concept_places(concepts)


def _entry(place: TextPlace) -> PoEntry:
    about = " · ".join(x for x in (place.where, place.role, place.speaker, place.mood) if x)
    notes = (about, *place.text.note.split("\n"))
    return PoEntry(
        id=place.text.id,
        source=(place.text.source,),
        notes=tuple(" ".join(x.split()) for x in notes if x.strip()),
    )
