"""Rules about a scenario as a whole, on the level of its graph.

Guards are taken as if they could hold: what only they exclude is the proof's to find.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.authoring import finding as f

if TYPE_CHECKING:
    from simulator.authoring.names import Names
    from simulator.authoring.report import Report
    from simulator.scenario.model import Scenario


def check(scenario: Scenario, names: Names, report: Report) -> None:
    """Adds what is wrong with the scenario as a whole to the report."""
    checked = _Check(scenario, names, report)
    sound = not report.errors
    checked.ways()
    checked.endings()
    checked.used()
    checked.waiting()
    if sound:
        checked.reached()


class _Check:
    """The rules, over one scenario."""

    def __init__(self, scenario: Scenario, names: Names, report: Report) -> None:
        self.scenario = scenario
        self.names = names
        self.report = report
        self.choices = [one for node in scenario.nodes.values() for one in node.every_choice]

    def found(self, code: f.Code, element: str = "", **args: f.Argument) -> None:
        source, where = self.names.places.get(element) or self.names.places[""]
        self.report.add(code, source, where, **args)

    def ways(self) -> None:
        for node in self.scenario.nodes.values():
            if node.targets or node.ending is not None or node.id in self.names.broken:
                continue
            choices = node.every_choice
            stay = [x for x in choices if not x.targets and x.look is None]
            if not any(x.targets for x in choices) and (
                len(stay) == len(choices) or not any(x.look is None for x in choices)
            ):
                self.found(f.NO_WAY_ON, node.id, node=node.id)
                continue
            for choice in stay:
                self.found(f.CHOICE_NO_WAY_ON, choice.key, choice=choice.key)

    def endings(self) -> None:
        endings = [node.ending for node in self.scenario.nodes.values() if node.ending]
        if not endings:
            self.found(f.NO_ENDING, "")
        if "lost" not in endings:
            self.found(f.NO_LOST_ENDING, "")
        if self.scenario.walk_out is None:
            for id_ in self.scenario.customers:
                if f"customers/{id_}/patience" in self.names.places:
                    self.found(f.NO_WALK_OUT, f"customers/{id_}/patience")
                    return

    def reached(self) -> None:
        """Follows the story, and then what walking out or giving up leads to as well."""
        nodes = self.scenario.nodes
        seen: set[str] = set()
        starts = [self.scenario.start]
        starts += [one.to for one in self.scenario.events.values() if one.to]
        starts += [one.missed for one in self.scenario.promises.values() if one.missed]
        self._follow(starts, seen)
        endings = {node.id for node in nodes.values() if node.ending}
        if endings and not endings & seen:
            self.found(f.NO_ENDING_REACHED, "")
        lost = next((node.id for node in nodes.values() if node.ending == "lost"), None)
        self._follow([x for x in (self.scenario.walk_out, lost) if x is not None], seen)
        for id_ in nodes:
            if id_ not in seen:
                self.found(f.UNREACHABLE_NODE, id_, node=id_)

    def _follow(self, starts: list[str], seen: set[str]) -> None:
        """Adds all nodes that some path leads to."""
        nodes, waiting = self.scenario.nodes, starts
        while waiting:
            id_ = waiting.pop()
            if id_ not in seen and id_ in nodes:
                seen.add(id_)
                node = nodes[id_]
                waiting += [way.node for way in node.targets]
                for choice in node.every_choice:
                    for way in choice.targets:
                        waiting.append(way.node)

    def used(self) -> None:
        met = {id_ for choice in self.choices for id_, _ in choice.meets}
        made = {id_ for choice in self.choices for id_ in choice.promises}
        kept = {id_ for choice in self.choices for id_ in choice.keeps}
        pushed = {id_ for choice in self.choices for id_ in choice.pushes}
        for id_ in self.scenario.opportunities.keys() - met:
            self.found(f.OPPORTUNITY_NEVER_MET, f"opportunities/{id_}", id=id_)
        # One that is false on purpose, or names no time, is there to be broken.
        false = {
            id_
            for choice in self.choices
            for id_ in choice.promises
            if choice.critical == "false-promise"
        }
        for id_, promise in self.scenario.promises.items():
            if id_ not in made:
                self.found(f.PROMISE_NEVER_MADE, f"promises/{id_}", id=id_)
            elif id_ not in kept and promise.timed and id_ not in false:
                self.found(f.PROMISE_NEVER_KEPT, f"promises/{id_}", id=id_)
        for id_ in self.scenario.extras.keys() - pushed:
            self.found(f.EXTRA_NEVER_PUSHED, f"extras/{id_}", id=id_)
        for id_ in self.scenario.variables.keys() - self.names.read:
            self.found(f.VARIABLE_NEVER_READ, f"variables/{id_}", id=id_)

    def waiting(self) -> None:
        for choice in self.choices:
            if choice.until_event and not self.scenario.events:
                self.found(f.NOTHING_TO_WAIT_FOR, choice.key, choice=choice.key)
            for id_, _ in choice.moves:
                promise = self.scenario.promises.get(id_)
                if promise is not None and not promise.timed:
                    self.found(f.PROMISE_WITHOUT_TIME, choice.key, id=id_)
        for promise in self.scenario.promises.values():
            if promise.missed is not None and not promise.timed:
                self.found(f.PROMISE_WITHOUT_TIME, f"promises/{promise.id}", id=promise.id)
