"""The list of published editions is that of the shipped scenarios."""

from __future__ import annotations

import pytest

from simulator.attempt.edition import Edition
from simulator.attempt.published import PUBLISHED
from tests.shipped import EVERY_SHIPPED, program, shipped


@pytest.mark.parametrize("name", EVERY_SHIPPED)
def test_every_shipped_edition_is_published(name: str) -> None:
    """After a change of a scenario or rubric: add the new digest and keep the old one."""
    edition = Edition(shipped(name))
    scenario = edition.program.scenario
    assert PUBLISHED.get(edition.digest) == f"{scenario.id} {scenario.edition}"


def test_a_text_of_the_same_name_is_not_published() -> None:
    own = program("""
        edition: 1
        title: The wrong dish
        customer: {name: Ana}
        nodes: {hello: {line: Hello?, choices: [{id: hi, say: Hi., to: end}]}, end: {line: Bye., ending: resolved}}
    """)
    assert Edition(own).digest not in PUBLISHED
