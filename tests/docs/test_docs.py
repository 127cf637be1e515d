"""The documents agree with the code."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import tomllib
from functools import cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, get_args

import pytest
import yaml

import simulator.authoring
from simulator.authoring.load import load_scenario, load_scenario_bytes
from simulator.authoring.read.guard import GUARD_WORDS
from simulator.authoring.read.symbols import SECTIONS
from simulator.authoring.yaml.source import read_document
from simulator.findings.collector import Collector
from simulator.scenario.expression import Fact
from simulator.scenario.vocabulary import (
    CHANNELS,
    CRITICALS,
    DIMENSIONS,
    HARM_KINDS,
    MOODS,
    OUTCOMES,
    STEPS,
)
from simulator.scoring.proactivity import Verdict
from simulator.scoring.sheet import score
from simulator.session.program import Program
from simulator.session.session import Session
from tests.shipped import ROOT, SCENARIOS, references, rubric

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.findings.finding import Finding

DOCS = ROOT / "docs"
FORMAT = (DOCS / "scenario-format.md").read_text(encoding="utf-8")
SCORING = (DOCS / "scoring.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = [
    page
    for page in (
        *sorted(ROOT.glob("*.md")),
        *sorted(DOCS.rglob("*.md")),
        ROOT / "assets" / "fonts" / "README.md",
    )
    if page.is_file()
]

# The heading above each table of keys, and what the parser calls these keys.
TABLES = {
    "The whole file": "SCENARIO_KEYS",
    "A customer": "CUSTOMER_KEYS",
    "An iceberg": "ICEBERG_KEYS",
    "A colleague": "COLLEAGUE_KEYS",
    "A failure": "FAILURE_KEYS",
    "A record": "RECORD_KEYS",
    "A variable": "VARIABLE_KEYS",
    "An event": "EVENT_KEYS",
    "An opportunity": "OPPORTUNITY_KEYS",
    "A promise": "PROMISE_KEYS",
    "An extra": "EXTRA_KEYS",
    "A node": "NODE_KEYS",
    "A harm": "HARM_KEYS",
    "A choice": "CHOICE_KEYS",
    "A silence": "SILENCE_KEYS",
    "An arm of a text": "ARM_KEYS",
    "An arm of a `to`": "TARGET_KEYS",
    "Keys of a use": "USE_KEYS",
    "Keys of a part": "PART_KEYS",
    "Keys of a rubric": "RUBRIC_KEYS",
    "Keys of a mood band": "BAND_KEYS",
    "Keys of a behaviour": "BEHAVIOUR_KEYS",
    "Keys of a concept card": "CONCEPT_KEYS",
}
# A table whose keys have no name of their own in the parser.
REDRESS = "A redress"


class Block(NamedTuple):
    """A piece of YAML in a page, and the line it begins at."""

    text: str
    line: int


def blocks(page: str) -> Iterator[Block]:
    for found in re.finditer(r"^```yaml\n(.*?)^```$", page, re.DOTALL | re.MULTILINE):
        yield Block(found[1], page.count("\n", 0, found.start()) + 2)


def has(text: str, key: str) -> bool:
    return re.search(rf"^{key}:", text, re.MULTILINE) is not None


BLOCKS = list(chain(blocks(FORMAT), blocks(SCORING), blocks(README)))
WHOLE = [one for one in BLOCKS if has(one.text, "title") and has(one.text, "nodes")]
PARTS = [one for one in BLOCKS if has(one.text, "part")]


def label(block: Block) -> str:
    return f"line-{block.line}"


def section(page: str, heading: str) -> str:
    """The text below a heading, up to the next heading."""
    found = re.search(
        rf"^#+ {re.escape(heading)}\n(.*?)(?=^#+ |\Z)", page, re.DOTALL | re.MULTILINE
    )
    assert found, heading
    return found[1]


def rows(text: str) -> Iterator[list[str]]:
    """The cells of the tables in a text, without heads."""
    for line in text.splitlines():
        if line.startswith("| ") and not line.startswith("| ---"):
            yield [cell.strip() for cell in line.strip("| ").split(" | ")]


def keys_under(heading: str) -> set[str]:
    text = section(FORMAT, heading)
    return {key for cells in rows(text) for key in re.findall(r"`([a-z-]+)`", cells[0])}


@cache
def parser_keys() -> dict[str, frozenset[str]]:
    """Every table of keys in `simulator.authoring`."""
    found: dict[str, frozenset[str]] = {}
    for module in pkgutil.walk_packages(simulator.authoring.__path__, "simulator.authoring."):
        names = vars(importlib.import_module(module.name))
        found |= {
            name: value
            for name, value in names.items()
            if name.endswith("_KEYS") and isinstance(value, frozenset)
        }
    return found


def findings(text: str, folder: Path) -> tuple[Finding, ...]:
    return load_scenario_bytes(
        folder / "story.yaml", text.encode(), references=references()
    ).findings


@pytest.mark.parametrize("block", WHOLE, ids=label)
def test_every_whole_scenario_loads_without_a_finding(block: Block, tmp_path: Path) -> None:
    for part in PARTS:
        name = yaml.safe_load(part.text)["part"]
        (tmp_path / f"{name}.yaml").write_text(part.text, encoding="utf-8")
    assert findings(block.text, tmp_path) == ()


def test_there_are_whole_scenarios_and_a_part() -> None:
    assert len(WHOLE) >= 4
    assert PARTS


@pytest.mark.parametrize("block", BLOCKS, ids=label)
def test_every_block_can_be_made_out(block: Block) -> None:
    collector = Collector()
    read_document("page.yaml", block.text.encode(), collector)
    assert collector.findings() == ()


def test_every_shipped_scenario_uses_only_keys_of_the_reference() -> None:
    for path in sorted(SCENARIOS.glob("*.yaml")):
        if path.stem == "concepts":
            continue
        names = {x.name for x in load_scenario(path, references=references()).findings}
        assert "unknown-key" not in names, path


def test_every_table_of_the_parser_has_a_table_in_the_reference() -> None:
    assert set(TABLES.values()) == set(parser_keys())


@pytest.mark.parametrize("heading", TABLES)
def test_a_table_has_the_keys_of_the_parser_and_no_other(heading: str) -> None:
    assert keys_under(heading) == parser_keys()[TABLES[heading]]


def test_a_redress_has_the_keys_of_the_parser(tmp_path: Path) -> None:
    assert keys_under(REDRESS) == {"kind", "value"}
    text = WHOLE[0].text.replace("shows: [apologises]", "redress: {kind: x, value: 1, size: 1}")
    assert [x.args["key"] for x in findings(text, tmp_path)] == ["size"]


def test_the_reference_names_every_word_that_the_parser_takes() -> None:
    fixed = (CHANNELS, CRITICALS, DIMENSIONS, HARM_KINDS, MOODS, OUTCOMES, STEPS, tuple(SECTIONS))
    for word in chain(*fixed, GUARD_WORDS):
        assert f"`{word}`" in FORMAT, word
    for fact in get_args(Fact):
        assert f'`{fact}("' in FORMAT, fact


def test_the_reference_names_the_whole_cast() -> None:
    cast = references().portraits
    assert cast is not None
    for one in cast:
        assert f"`{one}`" in section(FORMAT, "A customer"), one


def test_the_reference_lists_the_behaviours_of_the_rubric() -> None:
    told = {
        cells[0].strip("`"): (cells[1], int(cells[3]), int(cells[4]))
        for cells in rows(section(FORMAT, "Behaviours"))
        if cells[0] != "Behaviour"
    }
    assert told == {
        x.id: (x.title.source, x.trust, x.patience) for x in rubric().behaviours.values()
    }


def rules_of_the_code() -> set[str]:
    """Every rule that `simulator.scoring` can name; rules with a verdict have each verdict."""
    found: set[str] = set()
    for path in sorted((ROOT / "simulator" / "scoring").glob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                stem, dot, rest = node.value.partition(".")
                if dot and stem in DIMENSIONS and re.fullmatch("[a-z-]+", rest):
                    found.add(node.value)
                elif dot and stem in DIMENSIONS and not rest:
                    found |= {f"{stem}.{x}" for x in get_args(Verdict) if x != "intrusive"}
    return found


def test_the_score_model_names_every_rule_and_no_other() -> None:
    told = {cells[0].strip("`") for cells in rows(section(SCORING, "The rules by name"))}
    assert told - {"Rule"} == rules_of_the_code()


def _in_words(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def flat(plain: dict[str, Any], before: str = "") -> Iterator[tuple[str, str]]:
    for key, value in plain.items():
        if isinstance(value, dict):
            yield from flat(value, f"{before}{key}.")
        else:
            yield f"{before}{key}", _in_words(value)


def test_the_score_model_tells_every_number_of_the_rubric() -> None:
    plain = yaml.safe_load((SCENARIOS / "rubrics" / "service.yaml").read_text(encoding="utf-8"))
    bands = plain.pop("moods")
    for key in ("format", "rubric", "edition", "language", "title", "behaviours"):
        del plain[key]
    tables = list(rows(section(SCORING, "The numbers, and where to change them")))
    told = {cells[0].strip("`"): cells[1] for cells in tables if cells[0].startswith("`")}
    assert told == dict(flat(plain))
    faces = [cells for cells in tables if cells[0] in MOODS]
    assert [x[0] for x in faces] == [x["mood"] for x in bands]
    for cells, band in zip(faces, bands, strict=True):
        numbers = {int(x) for x in " ".join(cells).split() if x.isdecimal()}
        assert numbers == {value for key, value in band.items() if key != "mood"}


def test_the_play_computed_by_hand_comes_out_so() -> None:
    (block,) = blocks(SCORING)
    loaded = load_scenario_bytes(
        Path("cold-soup.yaml"), block.text.encode(), references=references()
    )
    assert loaded.value is not None
    playing = Session(Program(loaded.value, rubric()))
    playing.start()
    for choice, share in (("sorry-and-time", 500), ("bring-and-stop", 1500)):
        playing.show(0, reading=3000)
        assert playing.allowance is not None
        playing.choose(choice, playing.allowance.base * share // 1000)
    sheet = score(loaded.value, rubric(), playing.log)
    told = {x[0]: x[1] for x in rows(section(SCORING, "One play, computed by hand"))}
    del told["Figure"]
    milli = {name: int(points.replace(".", "")) for name, points in told.items()}
    assert milli.pop("total") == sheet.total
    assert milli == sheet.scores
    assert sheet.passed


def test_the_architecture_names_the_layers() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    flow = project["tool"]["importlinter"]["contracts"][0]
    assert " > ".join(flow["layers"]) in (DOCS / "architecture.md").read_text(encoding="utf-8")


def test_the_architecture_has_a_row_for_every_room() -> None:
    text = (DOCS / "architecture.md").read_text(encoding="utf-8")
    rooms = {
        x.stem
        for x in (ROOT / "simulator").iterdir()
        if x.suffix == ".py" or (x / "__init__.py").is_file()
    }
    told = {
        name
        for cells in rows(section(text, "The rooms"))
        for name in re.findall(r"`(\w+)`", cells[0])
    }
    assert told == rooms - {"__init__", "__main__"}


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as code forges make them."""
    found = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", x.lower()).replace(" ", "-") for x in found}


@pytest.mark.parametrize("page", PAGES, ids=lambda x: x.relative_to(ROOT).as_posix())
def test_every_relative_link_leads_somewhere(page: Path) -> None:
    text = re.sub(r"^```.*?^```$", "", page.read_text("utf-8"), flags=re.DOTALL | re.MULTILINE)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        there = (page.parent / path).resolve() if path else page
        assert there.exists(), target
        if anchor and there.suffix == ".md":
            assert anchor in anchors(there), target


def test_each_promise_names_a_test_that_exists() -> None:
    page = (DOCS / "robustness.md").read_text(encoding="utf-8")
    promised = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", page)
    assert len(promised) > 40
    for file, name in promised:
        assert f"def {name}(" in (ROOT / file).read_text(encoding="utf-8"), f"{file}::{name}"
