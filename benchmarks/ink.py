"""The generated scenario as a compiled ink story, for engines that play ink.

The graph, the guards and the changed variables are the same; three score variables are kept within
their bounds at each choice, as trust, patience and a point are in the other peers.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, assert_never

from simulator.scenario import expression as c

if TYPE_CHECKING:
    from simulator.scenario.model import Choice, Node, Scenario

_SCORES = {"trust": (500, 10), "patience": (1000, -5), "empathy": (0, 1)}
_CONDITION, _CHOICE_ONLY = 1, 4


def story_text(scenario: Scenario) -> str:
    """The JSON that an ink compiler would write for the scenario."""
    start = {name: variable.start for name, variable in scenario.variables.items()}
    start |= {name: value for name, (value, _) in _SCORES.items()}
    declared: list[Any] = ["ev"]
    for name, value in start.items():
        declared += [value, {"VAR=": name}]
    knots: dict[str, Any] = {id_: _knot(scenario, node) for id_, node in scenario.nodes.items()}
    knots["global decl"] = [*declared, "/ev", "end", None]
    root = [[{"->": scenario.start}, ["done", {"#n": "g-0"}], None], "done", knots]
    return json.dumps({"inkVersion": 21, "root": root, "listDefs": {}})


def _knot(scenario: Scenario, node: Node) -> list[Any]:
    line = "" if node.line is None else node.line.arms[0].text.source
    content: list[Any] = [f"^{line}", "\n"]
    if node.ending is not None:
        return [*content, "end", None]
    for choice in node.choices:
        said = "" if choice.text is None else choice.text.arms[0].text.source
        content += ["ev", "str", f"^{said}", "/str"]
        flags = _CHOICE_ONLY
        if choice.when is not None:
            content += _expression(choice.when)
            flags |= _CONDITION
        content += ["/ev", {"*": f"{node.id}.c-{choice.id}", "flg": flags}]
    made = {f"c-{choice.id}": _effects(scenario, choice) for choice in node.choices}
    return [*content, "done", made]


def _effects(scenario: Scenario, choice: Choice) -> list[Any]:
    effects: list[Any] = ["\n"]
    for name, value in choice.sets:
        effects += ["ev", value, "/ev", {"VAR=": name, "re": True}]
    for name, amount in choice.adds:
        variable = scenario.variables[name]
        effects += _added(name, amount, variable.minimum or 0, variable.maximum or 0)
    for name, (_, amount) in _SCORES.items():
        effects += _added(name, amount, 0, 1000)
    return [*effects, {"->": choice.targets[0].node}, None]


def _added(name: str, amount: int, minimum: int, maximum: int) -> list[Any]:
    total = [{"VAR?": name}, amount, "+", maximum, "MIN", minimum, "MAX"]
    return ["ev", *total, "/ev", {"VAR=": name, "re": True}]


def _expression(expression: c.Expression) -> list[Any]:  # noqa: PLR0911 - one arm a class
    """A guard of the generated scenario in ink's postfix order."""
    match expression:
        case c.Constant(value):
            return [value]
        case c.VariableValue(name):
            return [{"VAR?": name}]
        case c.Not(of):
            return [*_expression(of), "!"]
        case c.And(left, right):
            return [*_expression(left), *_expression(right), "&&"]
        case c.Or(left, right):
            return [*_expression(left), *_expression(right), "||"]
        case c.Compare(operator, left, right):
            return [*_expression(left), *_expression(right), operator]
        case c.Sum(left, right, sign):
            return [*_expression(left), *_expression(right), "+" if sign == 1 else "-"]
        case c.Occurred() | c.Feeling() | c.Elapsed():
            raise TypeError(expression)
        case _:
            assert_never(expression)
