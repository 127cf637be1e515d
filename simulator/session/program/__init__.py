"""The program: a scenario and its rubric compiled into an index of ids, nodes and guards."""

from simulator.session.program.available import Available, NodeChoices, OfferedChoice
from simulator.session.program.compiled import CompiledChoice, CompiledNode, CompiledTarget
from simulator.session.program.guards import Guards
from simulator.session.program.index import Index
from simulator.session.program.program import Moods, Program, TimelineEvent

__all__ = [
    "Available",
    "CompiledChoice",
    "CompiledNode",
    "CompiledTarget",
    "Guards",
    "Index",
    "Moods",
    "NodeChoices",
    "OfferedChoice",
    "Program",
    "TimelineEvent",
]
