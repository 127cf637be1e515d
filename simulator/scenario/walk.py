"""Every authored text, in the order in which a play meets it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from simulator.scenario.concept import Concept
    from simulator.scenario.model import Node, Scenario
    from simulator.scenario.rubric import Rubric
    from simulator.scenario.text import Text, Wording


class Spot(Struct, frozen=True, kw_only=True):
    """A text and where it stands.

    Attributes:
        where: Such as a node's id.
        role: What it is, by its key in the file, such as `line` or `say`.
        speaker: The name of the one who says it, if anybody does.
        mood: The face that goes with it.
    """

    text: Text
    where: str
    role: str
    speaker: str = ""
    mood: str = ""


def scenario_texts(scenario: Scenario) -> Iterator[Text]:
    """Every text of a scenario, each once, in the order of play."""
    return (spot.text for spot in scenario_spots(scenario))


def scenario_spots(scenario: Scenario) -> Iterator[Spot]:
    """Every text of a scenario and where it stands, each once, in the order of play."""
    return _once(_scenario(scenario))


def rubric_spots(rubric: Rubric) -> Iterator[Spot]:
    """Every text of a rubric."""
    yield Spot(text=rubric.title, where=rubric.id, role="title")
    for behaviour in rubric.behaviours.values():
        yield Spot(text=behaviour.title, where=behaviour.id, role="title")


def concept_spots(concepts: Mapping[str, Concept]) -> Iterator[Spot]:
    """Every text of the handbook."""
    for concept in concepts.values():
        yield Spot(text=concept.title, where=concept.id, role="title")
        yield Spot(text=concept.text, where=concept.id, role="text")


def _once(spots: Iterable[Spot]) -> Iterator[Spot]:
    seen: set[str] = set()
    for spot in spots:
        if spot.text.id not in seen:
            seen.add(spot.text.id)
            yield spot


def _scenario(scenario: Scenario) -> Iterator[Spot]:
    for role in ("title", "summary", "briefing"):
        yield Spot(text=getattr(scenario, role), where=scenario.id, role=role)
    for customer in scenario.customers.values():
        yield Spot(text=customer.name, where=customer.id, role="name")
    for colleague in scenario.colleagues.values():
        yield Spot(text=colleague.name, where=colleague.id, role="name")
    for record in scenario.records.values():
        yield Spot(text=record.title, where=record.id, role="title")
        yield from _wording(record.text, record.id, "text")
    for opportunity in scenario.opportunities.values():
        yield Spot(text=opportunity.title, where=opportunity.id, role="opportunity")
    for promise in scenario.promises.values():
        yield Spot(text=promise.title, where=promise.id, role="promise")
    for extra in scenario.extras.values():
        yield Spot(text=extra.title, where=extra.id, role="extra")
    for event in scenario.events.values():
        yield from _wording(event.signal, event.id, "signal")
    for node in nodes_in_play_order(scenario):
        yield from _node(scenario, node)


def _node(scenario: Scenario, node: Node) -> Iterator[Spot]:
    who = _name(scenario, node.speaker or node.with_)
    with_ = _name(scenario, node.with_)
    yield from _wording(node.narration, node.id, "narration")
    yield from _wording(node.line, node.id, "line", who, node.mood or "")
    yield from _wording(node.signal, node.id, "signal")
    for choice in node.every_choice:
        yield from _wording(choice.text, choice.key, choice.kind)
        yield from _wording(choice.answer, choice.key, "answer", with_)
        yield from _wording(choice.feedback, choice.key, "feedback")
    yield from _wording(node.debrief, node.id, "debrief")


def _name(scenario: Scenario, id_: str) -> str:
    person = scenario.customers.get(id_) or scenario.colleagues.get(id_)
    return person.name.source if person else ""


def _wording(
    wording: Wording | None, where: str, role: str, speaker: str = "", mood: str = ""
) -> Iterator[Spot]:
    if wording is not None:
        for text in wording.texts():
            yield Spot(text=text, where=where, role=role, speaker=speaker, mood=mood)


def nodes_in_play_order(scenario: Scenario) -> Iterator[Node]:
    """Every node once: each story thread to its end, first choices first, then what is left."""
    later = [
        *(x for x in [scenario.walk_out] if x),
        *(x.missed for x in scenario.promises.values() if x.missed),
        *(x.to for x in scenario.events.values() if x.to),
    ]
    todo = [*reversed(tuple(scenario.nodes)), *later, scenario.start]
    seen: set[str] = set()
    while todo:
        id_ = todo.pop()
        node = scenario.nodes.get(id_)
        if node is None or id_ in seen:
            continue
        seen.add(id_)
        yield node
        targets = [target for choice in node.every_choice for target in choice.targets]
        todo += reversed([target.node for target in (*targets, *node.targets)])
