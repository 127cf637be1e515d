"""The texts of scenarios, rubrics and concept cards as a template for translators.

The notes above each message are words of the scenario format, so they need no language of
their own: where it stands, what it is, who says it, with which face, and the author's note.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.i18n.po import Entry, PoFile
from simulator.scenario.walk import Spot, concept_spots, rubric_spots, scenario_spots

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from simulator.scenario.concept import Concept
    from simulator.scenario.model import Scenario
    from simulator.scenario.rubric import Rubric


def template(
    scenarios: Iterable[Scenario],
    rubrics: Iterable[Rubric] = (),
    concepts: Mapping[str, Concept] | None = None,
) -> PoFile:
    """All authored texts, untranslated, in the order of play."""
    entries: dict[str, Entry] = {}
    for spot in _spots(scenarios, rubrics, concepts or {}):
        entries.setdefault(spot.text.id, _entry(spot))
    return PoFile(language="", plurals="", entries=entries, obsolete={})


def _spots(
    scenarios: Iterable[Scenario], rubrics: Iterable[Rubric], concepts: Mapping[str, Concept]
) -> Iterator[Spot]:
    for scenario in scenarios:
        yield from scenario_spots(scenario)
    for rubric in rubrics:
        yield from rubric_spots(rubric)
    yield from concept_spots(concepts)


def _entry(spot: Spot) -> Entry:
    about = " · ".join(x for x in (spot.where, spot.role, spot.speaker, spot.mood) if x)
    notes = (about, *spot.text.note.split("\n"))
    return Entry(
        id=spot.text.id,
        source=(spot.text.source,),
        notes=tuple(" ".join(x.split()) for x in notes if x.strip()),
    )
