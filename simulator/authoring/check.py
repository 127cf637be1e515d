"""Rules about a scenario as a whole, on the level of its graph.

Guards are taken as if they could hold: what only they exclude is the proof's to find.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.authoring import finding as f
from simulator.scenario import condition as c

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.authoring.names import Names
    from simulator.authoring.report import Report
    from simulator.scenario.condition import Expression
    from simulator.scenario.model import Choice, Node, Scenario
    from simulator.scenario.text import Wording


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
        self.choices = [one for node in scenario.nodes.values() for one in _all_choices(node)]

    def found(self, code: f.Code, element: str = "", **args: f.Argument) -> None:
        source, where = self.names.places.get(element) or self.names.places[""]
        self.report.add(code, source, where, **args)

    def ways(self) -> None:
        for node in self.scenario.nodes.values():
            if node.ending is not None or node.id in self.names.broken:
                continue
            replies = [choice for choice in _all_choices(node) if choice.look is None]
            leads = any(choice.ways for choice in _all_choices(node))
            if not node.ways and not leads and (not replies or len(replies) == len(node.choices)):
                self.found(f.NO_WAY_ON, node.id, node=node.id)
                continue
            for choice in replies:
                if not choice.ways and not node.ways:
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
        seen = self._reachable()
        for node in self.scenario.nodes.values():
            if node.id not in seen:
                self.found(f.UNREACHABLE_NODE, node.id, node=node.id)
        story = self._reachable(by_force=False)
        endings = {node.id for node in self.scenario.nodes.values() if node.ending}
        if endings and not endings & story:
            self.found(f.NO_ENDING_REACHED, "")

    def _reachable(self, *, by_force: bool = True) -> set[str]:
        """Nodes that some path leads to; by force, also by walking out or giving up."""
        nodes = self.scenario.nodes
        waiting = [self.scenario.start]
        waiting += [one.to for one in self.scenario.events.values() if one.to]
        waiting += [one.missed for one in self.scenario.promises.values() if one.missed]
        if by_force:
            lost = next((node.id for node in nodes.values() if node.ending == "lost"), None)
            waiting += [one for one in (self.scenario.walk_out, lost) if one is not None]
        seen: set[str] = set()
        while waiting:
            id_ = waiting.pop()
            if id_ not in seen and id_ in nodes:
                seen.add(id_)
                waiting += _next(nodes[id_])
        return seen

    def used(self) -> None:
        met = {id_ for choice in self.choices for id_, _ in choice.meets}
        made = {id_ for choice in self.choices for id_ in choice.promises}
        kept = {id_ for choice in self.choices for id_ in choice.keeps}
        pushed = {id_ for choice in self.choices for id_ in choice.pushes}
        read = self._variables_read()
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
        for id_ in self.scenario.variables.keys() - read:
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

    def _variables_read(self) -> set[str]:
        found: set[str] = set()
        waiting: list[Expression | None] = list(self._guards())
        while waiting:
            match waiting.pop():
                case c.Variable(name):
                    found.add(name)
                case c.Not(of):
                    waiting.append(of)
                case c.Both(left, right) | c.Either(left, right):
                    waiting += [left, right]
                case c.Compare(_, left, right) | c.Sum(left, right, _):
                    waiting += [left, right]
                case _:
                    pass
        return found

    def _guards(self) -> Iterator[Expression | None]:
        for node in self.scenario.nodes.values():
            for text in (node.line, node.narration, node.signal, node.debrief):
                yield from _arms(text)
            yield from (way.when for way in node.ways)
        for choice in self.choices:
            yield choice.when
            yield from (way.when for way in choice.ways)
            for text in (choice.text, choice.answer, choice.feedback):
                yield from _arms(text)
        for event in self.scenario.events.values():
            yield event.when
            yield from _arms(event.signal)
        for record in self.scenario.records.values():
            yield from _arms(record.text)
        yield from (extra.fits for extra in self.scenario.extras.values())


def _arms(text: Wording | None) -> Iterator[Expression | None]:
    return (arm.when for arm in text.arms) if text is not None else iter(())


def _all_choices(node: Node) -> tuple[Choice, ...]:
    return node.choices if node.silence is None else (*node.choices, node.silence)


def _next(node: Node) -> list[str]:
    found = [way.node for way in node.ways]
    for choice in _all_choices(node):
        found += [way.node for way in choice.ways]
    return found
