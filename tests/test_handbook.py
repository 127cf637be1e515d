"""Each concept card is used by a shipped scenario."""

from __future__ import annotations

import re

from tests.shipped import SHIPPED, references, shipped


def cards_in_play() -> set[str]:
    found: set[str] = set()
    for name in SHIPPED:
        scenario = shipped(name).scenario
        found |= set(scenario.concepts)
        for node in scenario.nodes.values():
            found |= set(node.concepts)
            for choice in node.choices:
                found |= set(choice.concepts)
    return found


def test_every_card_is_used_by_a_scenario() -> None:
    assert cards_in_play() == set(references().concepts or {})


def test_cards_name_objectives_by_number() -> None:
    for card in (references().concepts or {}).values():
        assert card.objectives
        assert all(re.fullmatch(r"00[0-4]-\d\d", row) for row in card.objectives)


def test_every_choice_of_the_shipped_scenarios_teaches_something() -> None:
    for name in SHIPPED:
        scenario = shipped(name).scenario
        choices = [x for node in scenario.nodes.values() for x in node.choices if x.scored]
        assert len(scenario.nodes) >= 18
        assert len(choices) >= 50
        assert sum(node.ending is not None for node in scenario.nodes.values()) >= 4
        assert [x.key for x in choices if x.feedback is None] == []
        assert any(x.pushes for x in choices)
        assert any(x.critical for x in choices)
