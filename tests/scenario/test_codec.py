"""The stored text of editions never changes by a byte, and malformed text is refused."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Raw
from msgspec.structs import replace

from simulator.attempt.edition import Edition, edition_of
from simulator.authoring.load import load_rubric, load_scenario
from simulator.authoring.references import References
from simulator.errors import EditionError
from simulator.scenario.codec import decode_edition, decode_node, encode, encode_edition
from simulator.scenario.model import Node
from simulator.scenario.nodes import LazyNodes
from simulator.scenario.stored import Stored
from simulator.scenario.text import Text
from simulator.scenario.vocabulary import DIMENSIONS, EVERY_DIMENSION, SERVICE
from simulator.session.program import Program
from simulator.session.session import Session
from tests.fakes.editions import read_edition
from tests.properties.generate import programs
from tests.properties.plays import examples
from tests.scenario.by_hand import text_by_hand
from tests.shipped import SHIPPED, program, rubric, shipped

PINNED = Path(__file__).parent / "pinned"
DIGESTS = {
    "dark-screen": "8a189b96039229e2219b1961917cddb560b1ba855310f1f6cd7be7a79b65fc80",
    "every-field": "72f02da97ca9430e236a63c456b5819a3e7588b2b4bd4de2743ddf8ae6e411a6",
    "not-as-described": "242ddaaaf2dbb90661fb75038b5ecd8128fd670a90771c2fc5a8bdf845e78adc",
    "wrong-dish": "f125cf1d14b69294095e15aaac899a3a791103f1e47d96de8da7cc0ab4619999",
}
"""Editions as they were stored before their files were last changed."""


def pinned() -> bytes:
    """The text of an edition that holds every stored field."""
    return (PINNED / "every-field.json").read_bytes()


@cache
def edition(name: str) -> Edition:
    scenario = load_scenario(PINNED / f"{name}.yaml", references=References(rubrics=None))
    numbers = "every-rubric" if name == "every-field" else "service"
    service = load_rubric(PINNED / f"{numbers}.yaml")
    assert scenario.value is not None, scenario.findings
    assert service.value is not None, service.findings
    return edition_of(scenario.value, service.value)


@pytest.mark.parametrize("name", DIGESTS)
def test_editions_keep_their_digests(name: str) -> None:
    assert edition(name).digest == DIGESTS[name]


def test_an_edition_keeps_its_text_to_the_byte() -> None:
    assert hashlib.sha256(pinned()).hexdigest() == DIGESTS["every-field"]
    assert edition("every-field").text == pinned()
    again = read_edition(pinned().decode())
    assert list(again.program.scenario.nodes.values())
    assert encode_edition(again.program.scenario, again.program.rubric) == pinned()


def test_the_pinned_edition_holds_every_field_of_every_stored_class() -> None:
    found: set[tuple[object, str]] = set()

    def walk(value: object) -> None:
        if isinstance(value, dict):
            found.update((value.get("is"), key) for key in value)
            value = [*value.values()]
        if isinstance(value, list):
            for item in value:
                walk(item)

    walk(json.loads(pinned()))
    wanted = {
        (cls.__struct_config__.tag, name)
        for cls in Stored.__subclasses__()
        for name in cls.__struct_encode_fields__
    }
    assert wanted - found == set()


@pytest.mark.parametrize("name", SHIPPED)
def test_shipped_scenarios_come_back_from_their_text(name: str) -> None:
    assert_comes_back(shipped(name))


@examples(60)
@given(programs())
def test_generated_scenarios_come_back_from_their_text(generated: Program) -> None:
    assert_comes_back(generated)


def assert_comes_back(compiled: Program) -> None:
    scenario = compiled.scenario
    text = encode_edition(scenario, compiled.rubric)
    by_hand = (text_by_hand(scenario), text_by_hand(compiled.rubric))
    assert text == b'{"scenario":%b,"rubric":%b}' % by_hand
    decoded, numbers = decode_edition(text)
    assert encode_edition(decoded, numbers) == text
    assert decoded.outline == scenario.outline
    assert decoded == scenario
    assert numbers == compiled.rubric
    assert [encode(x) for x in (decoded, numbers)] == [*by_hand]
    eager = replace(decoded, nodes=dict(decoded.nodes))
    assert encode(eager) == by_hand[0]
    assert eager.outline == scenario.outline


KEYS = [b'"required":', b'"ending":', b'"redress":[']


@given(st.text(st.sampled_from('"\\:[ reqdnigs')) | st.sampled_from([x.decode() for x in KEYS]))
def test_no_text_of_an_author_reads_like_a_key(words: str) -> None:
    text = encode(Text(id="a", source=f'"{words}', note=words))
    assert not any(key in text for key in KEYS)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_texts_are_escaped_as_json_escapes_them(words: str) -> None:
    text = Text(id="a", source=words, note=words)
    assert encode(text) == text_by_hand(text)


def test_a_default_is_left_out_whichever_object_it_is() -> None:
    scores = tuple(sorted(DIMENSIONS))
    assert scores == EVERY_DIMENSION
    assert scores is not EVERY_DIMENSION
    node = Node(id="a", with_="b", scores=scores)
    assert encode(node) == b'{"is":"Node","id":"a","with_":"b"}'
    rubric_id = "service!"[:-1]
    assert rubric_id is not SERVICE
    scenario = replace(shipped("wrong-dish").scenario, rubric=rubric_id, nodes={})
    assert b'"rubric"' not in encode(scenario)


def test_half_a_surrogate_pair_is_not_stored() -> None:
    with pytest.raises(ValueError, match="surrogates not allowed"):
        encode(Text(id="a", source="\ud800"))


def test_nodes_are_decoded_when_they_are_read() -> None:
    decoded: list[str] = []

    def node(text: Raw) -> Node:
        found = decode_node(text)
        decoded.append(found.id)
        return found

    scenario, _ = decode_edition(pinned(), node)
    assert isinstance(scenario.nodes, LazyNodes)
    assert scenario.outline.endings == {"n2": "escalated", "gone": "lost"}
    assert encode_edition(scenario, edition("every-field").program.rubric) == pinned()
    assert decoded == []
    assert scenario.nodes["n1"] is scenario.nodes["n1"]
    assert decoded == ["n1"]


DEEP = '{"is":"?Not","of":' * 100_000 + '{"is":"?Elapsed"}' + "}" * 100_000
MALFORMED = {
    "no JSON": (None, "Soup"),
    "empty": (None, ""),
    "a list": (None, "[]"),
    "no rubric": (',"rubric":{', ',"rubrik":{'),
    "more than an edition": ('{"scenario":', '{"more":1,"scenario":'),
    "unknown tag": ('"is":"Scenario"', '"is":"Soup"'),
    "tag that is no text": ('"is":"Customer"', '"is":7'),
    "tag of another class": ('"is":"Customer"', '"is":"Colleague"'),
    "unknown tag of a guard": ('"is":"?Compare"', '"is":"?Soup"'),
    "missing field": ('"setting":"cafe",', ""),
    "unknown field": ('"setting":"cafe"', '"setting":"cafe","more":1'),
    "number for text": ('"setting":"cafe"', '"setting":1'),
    "text for number": ('"edition":3', '"edition":"3"'),
    "fraction for number": ('"edition":3', '"edition":3.5'),
    "float for number": ('"edition":3', '"edition":3.0'),
    "truth for number": ('"edition":3', '"edition":true'),
    "nothing for number": ('"edition":3', '"edition":null'),
    "not a number": ('"edition":3', '"edition":NaN'),
    "infinite": ('"edition":3', '"edition":Infinity'),
    "far too long a number": ('"edition":3', '"edition":' + "9" * 5000),
    "unknown word": ('"channel":"phone"', '"channel":"pigeon"'),
    "main customer that there is not": ('"main":"first"', '"main":"nobody-known"'),
    "half a surrogate pair, escaped": ('"setting":"cafe"', '"setting":"\\ud800"'),
    "half a surrogate pair": ('"setting":"cafe"', '"setting":"\ud800"'),
    "control character": ('"setting":"cafe"', '"setting":"\n"'),
    "nodes that are a list": ('"nodes":{"n0":', '"nodes":[{"n0":'),
    "a node that is a number": ('"nodes":{"n0":', '"nodes":{"n9":9,"n0":'),
    "depth bomb": ('"when":{"is":"?Variable","name":"flag"}', f'"when":{DEEP}'),
    "cut off": (None, pinned().decode()[:-20]),
}


@pytest.mark.parametrize("name", MALFORMED)
def test_a_malformed_edition_is_refused(name: str) -> None:
    there, instead = MALFORMED[name]
    text = pinned().decode()
    assert there is None or there in text
    body = instead if there is None else text.replace(there, instead, 1)
    with pytest.raises(EditionError) as caught:
        read_edition(body)
    assert caught.value.what == "unreadable"
    assert caught.value.digest == hashlib.sha256(body.encode("utf-8", "surrogatepass")).hexdigest()


MALFORMED_NODES = {
    "unknown tag": ('"is":"Node","id":"n0"', '"is":"Soup","id":"n0"'),
    "missing field": ('"id":"n0","with_":"first"', '"id":"n0"'),
    "unknown field": ('"id":"n0"', '"id":"n0","more":1'),
    "unknown word": ('"mood":"annoyed"', '"mood":"soup"'),
    "number for text": ('"speaker":"ravi"', '"speaker":4'),
    "choices that are a number": ('"choices":[', '"choices":9,"other":['),
    "half a surrogate pair": ('"source":"Steam."', '"source":"\udfff"'),
}


@pytest.mark.parametrize("name", MALFORMED_NODES)
def test_a_malformed_node_is_refused_when_it_is_read(name: str) -> None:
    there, instead = MALFORMED_NODES[name]
    text = pinned().decode()
    assert there in text
    program = read_edition(text.replace(there, instead, 1)).program
    assert program.scenario.nodes["n1"].id == "n1"
    with pytest.raises(EditionError) as caught:
        Session(program).start()
    assert caught.value.what == "unreadable"


def test_an_outline_tells_what_scores_need() -> None:
    outline = edition("every-field").program.scenario.outline
    (needed,) = outline.required["label"]
    assert (needed.id, needed.weight, needed.empathy) == ("n0", 2, True)
    assert needed.shows == (("apologises",), ())
    assert outline.gives_redress
    plain = program("""
        title: Plain
        customer: {name: Ana}
        nodes: {a: {line: Hm., ending: lost}}
    """)
    assert not plain.scenario.outline.gives_redress
    assert plain.scenario.outline.required == {}
    assert plain.rubric == rubric()
