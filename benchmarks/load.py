"""Loading a scenario of ten thousand nodes: strictly, with every place, to ready-to-play.

The peer is PyYAML's CSafeLoader, which has no places and checks nothing. The collector is off for
both.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from benchmarks.generated import scenario_text
from benchmarks.measure import Row, cpu_seconds
from simulator.authoring.cache import Cache
from simulator.authoring.load import load_rubric, load_scenario
from simulator.authoring.references import References
from simulator.session.program import Program
from simulator.session.session import Session

if TYPE_CHECKING:
    from simulator.scenario.model import Scenario
    from simulator.scenario.rubric import Rubric

_NODES = 10_000
_PEER = "CSafeLoader"


def library() -> tuple[References, Rubric]:
    """The shipped rubric, and a library with it."""
    rubric = load_rubric(Path(__file__).parent.parent / "scenarios/rubrics/service.yaml").value
    assert rubric is not None  # noqa: S101 - the file is ours
    return References(rubrics={rubric.id: rubric}), rubric


def rows() -> list[Row]:
    """Loading anew, and out of the cache up to the first view of a play."""
    known, rubric = library()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "generated.yaml")
        file.write_text(scenario_text(_NODES), encoding="utf-8")
        cache = Cache(Path(folder, "kept"), known)
        cache.load(file)

        def played(scenario: Scenario | None) -> None:
            assert scenario is not None  # noqa: S101 - the file is ours
            session = Session(Program(scenario, rubric))
            session.start()
            session.view()

        taken = cpu_seconds(
            {
                _PEER: lambda: yaml.load(file.read_bytes(), Loader=yaml.CSafeLoader),
                "load": lambda: load_scenario(file, library=known),
                "cached": lambda: played(cache.load(file).value),
            },
            rounds=3,
        )
    peer = taken[_PEER]
    return [
        Row(f"load and check {_NODES:,} nodes", taken["load"], peer, _PEER, most=0.6),
        Row("the same from the cache, and show the first", taken["cached"], peer, _PEER, most=0.03),
    ]
