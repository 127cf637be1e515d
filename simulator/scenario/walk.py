"""Lists the authored texts and the nodes of a scenario in the order of play."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from simulator.scenario.concept import Concept
    from simulator.scenario.declarations import Customer
    from simulator.scenario.model import Node, Scenario
    from simulator.scenario.rubric import Rubric
    from simulator.scenario.text import Text, Wording


class TextPlace(Struct, frozen=True, kw_only=True):
    """An authored text, the element that contains it, and the key under which it is written.

    Attributes:
        text: The authored text.
        where: The id of the element that contains the text, such as a node or a choice.
        role: The key of the text in the file, such as `line` or `say`; for the title of an
            opportunity, promise or extra the kind of element.
        speaker: The name of the person who says the text; empty if nobody says it.
        mood: The mood that the speaker shows; empty if the file names none.
    """

    text: Text
    where: str
    role: str
    speaker: str = ""
    mood: str = ""


def scenario_texts(scenario: Scenario) -> Iterator[Text]:
    """Every text of a scenario, each once, in the order of play."""
    return (text_place.text for text_place in scenario_places(scenario))


def scenario_places(scenario: Scenario) -> Iterator[TextPlace]:
    """Every text of a scenario with its place, each once, in the order of play."""
    return _without_repeats(_scenario_places(scenario))


def rubric_places(rubric: Rubric) -> Iterator[TextPlace]:
    """Every text of a rubric with its place."""
    yield TextPlace(text=rubric.title, where=rubric.id, role="title")
    for behaviour in rubric.behaviours.values():
        yield TextPlace(text=behaviour.title, where=behaviour.id, role="title")
        if behaviour.felt is not None:
            yield TextPlace(text=behaviour.felt, where=behaviour.id, role="felt")


def concept_places(concepts: Mapping[str, Concept]) -> Iterator[TextPlace]:
    """Every text of the concept cards with its place.

    Args:
        concepts: The cards by id.
    """
    for concept in concepts.values():
        yield TextPlace(text=concept.title, where=concept.id, role="title")
        yield TextPlace(text=concept.text, where=concept.id, role="text")


def _without_repeats(places: Iterable[TextPlace]) -> Iterator[TextPlace]:
    """The first place of each text id."""
    seen: set[str] = set()
    for text_place in places:
        if text_place.text.id not in seen:
            seen.add(text_place.text.id)
            yield text_place


def _scenario_places(scenario: Scenario) -> Iterator[TextPlace]:
    """Every text of a scenario with its place; a text can occur more than once."""
    for role in ("title", "summary", "briefing"):
        yield TextPlace(text=getattr(scenario, role), where=scenario.id, role=role)
    for customer in scenario.customers.values():
        yield TextPlace(text=customer.name, where=customer.id, role="name")
        yield from _iceberg_places(customer)
    for colleague in scenario.colleagues.values():
        yield TextPlace(text=colleague.name, where=colleague.id, role="name")
    for record in scenario.records.values():
        yield TextPlace(text=record.title, where=record.id, role="title")
        yield from _wording_places(record.text, record.id, "text")
    for opportunity in scenario.opportunities.values():
        yield TextPlace(text=opportunity.title, where=opportunity.id, role="opportunity")
    for promise in scenario.promises.values():
        yield TextPlace(text=promise.title, where=promise.id, role="promise")
    for extra in scenario.extras.values():
        yield TextPlace(text=extra.title, where=extra.id, role="extra")
    for event in scenario.events.values():
        yield from _wording_places(event.signal, event.id, "signal")
    for node in nodes_in_play_order(scenario):
        yield from _node_places(scenario, node)


def _iceberg_places(customer: Customer) -> Iterator[TextPlace]:
    for text in customer.iceberg:
        yield TextPlace(text=text, where=customer.id, role=text.id.rpartition("/")[2])


def _node_places(scenario: Scenario, node: Node) -> Iterator[TextPlace]:
    speaker = _person_name(scenario, node.speaker or node.with_)
    person_there = _person_name(scenario, node.with_)
    yield from _wording_places(node.narration, node.id, "narration")
    yield from _wording_places(node.line, node.id, "line", speaker, node.mood or "")
    yield from _wording_places(node.signal, node.id, "signal")
    if node.harm is not None:
        yield TextPlace(text=node.harm.title, where=node.id, role="harm")
    yield from _wording_places(node.hint, node.id, "hint")
    for choice in node.every_choice:
        yield from _wording_places(choice.text, choice.key, choice.kind)
        yield from _wording_places(choice.answer, choice.key, "answer", person_there)
        yield from _wording_places(choice.feedback, choice.key, "feedback")
    yield from _wording_places(node.debrief, node.id, "debrief")


def _person_name(scenario: Scenario, id_: str) -> str:
    """The name of a customer or colleague; empty for `nobody`."""
    person = scenario.customers.get(id_) or scenario.colleagues.get(id_)
    return person.name.source if person else ""


def _wording_places(
    wording: Wording | None, where: str, role: str, speaker: str = "", mood: str = ""
) -> Iterator[TextPlace]:
    """A place for each arm of a wording; none without a wording."""
    if wording is not None:
        for text in wording.texts():
            yield TextPlace(text=text, where=where, role=role, speaker=speaker, mood=mood)


def nodes_in_play_order(scenario: Scenario) -> Iterator[Node]:
    """Every node of a scenario, each once, by a depth-first walk from the start.

    At each node the walk follows the first target of the first choice to the end, then the next
    target. Next come the nodes that only an event, a missed promise or walking out leads to. Nodes
    that nothing leads to come last.
    """
    entered_by_events = [
        *(x for x in [scenario.walk_out] if x),
        *(x.missed for x in scenario.promises.values() if x.missed),
        *(x.to for x in scenario.events.values() if x.to),
    ]
    stack = [*reversed(tuple(scenario.nodes)), *entered_by_events, scenario.start]
    seen: set[str] = set()
    while stack:
        id_ = stack.pop()
        node = scenario.nodes.get(id_)
        if node is None or id_ in seen:
            continue
        seen.add(id_)
        yield node
        targets = [target for choice in node.every_choice for target in choice.targets]
        stack += reversed([target.node for target in (*targets, *node.targets)])
