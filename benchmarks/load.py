"""Loading and storing a scenario of ten thousand nodes.

A load checks the file, knows the place of every value, and returns a scenario that is ready to
play. It is compared with PyYAML's CSafeLoader, which has no places and checks nothing. The
canonical text of an edition is compared with the JSON of the standard library for the same values.
Garbage collection is off.
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import yaml

from benchmarks.generated import scenario_text
from benchmarks.measure import Row, cpu_seconds
from simulator.attempt.edition import edition_of, stored_edition
from simulator.authoring.cache import Cache
from simulator.authoring.load import load_rubric, load_scenario
from simulator.authoring.references import References
from simulator.files.sealed import SealedFolder
from simulator.scoring.sheet import score
from simulator.session.program import Program
from simulator.session.session import Session
from simulator.store.memory import MemoryStore

if TYPE_CHECKING:
    from collections.abc import Callable

    from simulator.scenario.model import Scenario
    from simulator.scenario.rubric import Rubric

_NODES = 10_000
_FEW = 50
_SHEETS = 20
_PEER = "CSafeLoader"
_JSON = "json.dumps of to_builtins"


def references() -> tuple[References, Rubric]:
    """The references with the shipped rubric, and the rubric."""
    rubric = load_rubric(Path(__file__).parent.parent / "scenarios/rubrics/service.yaml").value
    assert rubric is not None  # noqa: S101 - the file is ours
    return References(rubrics={rubric.id: rubric}), rubric


def rows() -> list[Row]:
    """The costs of loading, storing and scoring, each compared with its peer."""
    known, rubric = references()
    with tempfile.TemporaryDirectory() as folder:
        file = _file(folder, _NODES)
        # No scenario may be in memory while others are loaded: it would slow each load by a fifth.
        loading = _loading(file, Path(folder, "kept"), known, rubric)
        loaded = load_scenario(file, references=known).value
        few = load_scenario(_file(folder, _FEW), references=known).value
        assert loaded is not None  # noqa: S101 - the file is ours
        assert few is not None  # noqa: S101 - the file is ours
        return [*loading, *_editions(loaded, rubric), _scoring(loaded, few, rubric)]


def _file(folder: str, nodes: int) -> Path:
    file = Path(folder, f"generated-{nodes}.yaml")
    file.write_text(scenario_text(nodes), encoding="utf-8")
    return file


def _loading(file: Path, folder: Path, known: References, rubric: Rubric) -> list[Row]:
    """The costs of loading with and without the cache, and from the cache to the first view."""
    cache = Cache(SealedFolder(folder, folder.with_name("key")), known)

    def played(scenario: Scenario | None) -> None:
        assert scenario is not None  # noqa: S101 - the file is ours
        session = Session(Program(scenario, rubric))
        session.start()
        session.view()

    def missed() -> None:
        for entry in folder.glob("*"):
            entry.unlink()
        cache.load(file)

    text = file.read_text("utf-8")
    quoted, marked = file.with_name("quoted.yaml"), file.with_name("marked.yaml")
    quoted.write_text(text.replace("title:", '"title":', 1), encoding="utf-8")
    marked.write_text(f"---\n{text}", encoding="utf-8")
    taken = cpu_seconds(
        {
            _PEER: lambda: yaml.load(file.read_bytes(), Loader=yaml.CSafeLoader),
            "load": lambda: load_scenario(file, references=known),
            "quoted": lambda: load_scenario(quoted, references=known),
            "marked": lambda: load_scenario(marked, references=known),
            "missed": missed,
            "cached": lambda: played(cache.load(file).value),
        },
        rounds=3,
    )
    peer = taken[_PEER]
    return [
        Row(f"load and check {_NODES:,} nodes", taken["load"], peer, _PEER, most=0.6),
        Row("the same with a key in quotes", taken["quoted"], peer, _PEER, most=0.6),
        Row("the same with --- before it", taken["marked"], peer, _PEER, most=0.6),
        Row("the first, and write the cache", taken["missed"], taken["load"], "load", most=1.15),
        Row("the first from the cache, with a view", taken["cached"], peer, _PEER, most=0.03),
    ]


def _editions(scenario: Scenario, rubric: Rubric) -> list[Row]:
    """The costs of encoding and of decoding an edition."""
    edition = edition_of(scenario, rubric)
    body, digest = edition.body, edition.digest
    store = MemoryStore()
    store.save_edition(digest, body)

    def by_json() -> str:
        plain = msgspec.to_builtins({"scenario": scenario, "rubric": rubric})
        return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))

    assert by_json() == body  # noqa: S101 - a peer that does the same
    taken = cpu_seconds(
        {
            _JSON: by_json,
            "written": lambda: edition_of(scenario, rubric).body,
            "json.loads": lambda: json.loads(body),
            "read": lambda: stored_edition(store, digest),
        }
    )
    return [
        Row(f"text of an edition of {_NODES:,} nodes", taken["written"], taken[_JSON], _JSON, 0.3),
        Row("the edition of that text", taken["read"], taken["json.loads"], "json.loads", 0.5),
    ]


def _scoring(many: Scenario, few: Scenario, rubric: Rubric) -> Row:
    """The cost of a score sheet for five replies: a scenario of many nodes against one of few."""

    def play(scenario: Scenario) -> Session:
        session = Session(Program(scenario, rubric))
        session.start()
        for _ in range(5):
            session.choose(session.choices[0].id)
        return session

    def scored(scenario: Scenario) -> Callable[[], None]:
        log = play(scenario).log

        def way() -> None:
            for _ in range(_SHEETS):
                score(scenario, rubric, log)

        return way

    taken = cpu_seconds({"many": scored(many), "few": scored(few)})
    return Row(
        f"a score sheet of a play on {_NODES:,} nodes",
        taken["many"] / _SHEETS,
        taken["few"] / _SHEETS,
        f"{_FEW} nodes",
        most=1.5,
    )
