"""Figures about the craft of the replies, computed from a loaded scenario and its rubric.

A scored node counts for empathy, and its replies differ in empathy worth. The best replies of such
a node have its highest worth, and the worst replies have its lowest worth.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from simulator.scoring.empathy import empathy_worth
from simulator.scoring.playthrough import criticals_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from simulator.scenario.model import Choice, Node, Scenario
    from simulator.scenario.rubric import Rubric

MINUTE = 60
NUMBERS = (
    "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty"
    "|sixty|ninety|hundred|half|quarter|seconds?|minutes?|hours?|days?|weeks?|noon|midnight|o'clock"
)


class Reply(NamedTuple):
    """A reply at a node, with its place in the file (from 1), its words and its empathy worth."""

    place: int
    choice: Choice
    words: str
    worth: int


class Scored(NamedTuple):
    """A scored node and its replies."""

    node: Node
    replies: tuple[Reply, ...]

    @property
    def best(self) -> tuple[Reply, ...]:
        highest = max(x.worth for x in self.replies)
        return tuple(x for x in self.replies if x.worth == highest)

    @property
    def worst(self) -> tuple[Reply, ...]:
        lowest = min(x.worth for x in self.replies)
        return tuple(x for x in self.replies if x.worth == lowest)

    @property
    def has_a_middle(self) -> bool:
        highest = self.best[0].worth
        return any(highest <= 2 * x.worth < 2 * highest for x in self.replies)

    def best_is(self, *, longest: bool) -> bool:
        """Whether a best reply is the longest reply of the node, or one of the shortest."""
        lengths = [len(x.words) for x in self.replies]
        extreme = max(lengths) if longest else min(lengths)
        return any(len(x.words) == extreme for x in self.best)


class Figures:
    """The figures of one scenario."""

    def __init__(self, scenario: Scenario, rubric: Rubric) -> None:
        self.scenario = scenario
        self.rubric = rubric

    @cached_property
    def scored(self) -> tuple[Scored, ...]:
        found = [Scored(x, self.replies(x)) for x in self.scenario.nodes.values()]
        return tuple(
            x
            for x in found
            if "empathy" in x.node.scores and len({reply.worth for reply in x.replies}) > 1
        )

    @property
    def all_scored(self) -> list[Reply]:
        return [reply for x in self.scored for reply in x.replies]

    def replies(self, node: Node) -> tuple[Reply, ...]:
        found = [x for x in node.choices if x.scored and x.text is not None]
        return tuple(
            Reply(place, choice, words(choice), self.worth(choice))
            for place, choice in enumerate(found, start=1)
        )

    def worth(self, choice: Choice) -> int:
        return empathy_worth(self.rubric.behaviours[x] for x in choice.shows)

    def moves(self, choice: Choice) -> tuple[int, int]:
        """The change of trust and of patience by the behaviours of a choice."""
        shown = [self.rubric.behaviours[x] for x in choice.shows]
        hollow = any(x.hollow for x in shown)
        trust = [x.trust for x in shown]
        patience = [x.patience for x in shown]
        if hollow:
            trust, patience = [min(0, x) for x in trust], [min(0, x) for x in patience]
        return sum(trust), sum(patience)

    def best_is(self, *, longest: bool) -> float:
        return percent(sum(x.best_is(longest=longest) for x in self.scored), len(self.scored))

    def best_places(self) -> dict[int, float]:
        """For each place in the file, the share of scored nodes with a best reply there."""
        places = Counter(place for x in self.scored for place in {y.place for y in x.best})
        return {place: percent(count, len(self.scored)) for place, count in sorted(places.items())}

    def worthless(self) -> float:
        return percent(sum(x.worth == 0 for x in self.all_scored), len(self.all_scored))

    def with_a_middle(self) -> float:
        return percent(sum(x.has_a_middle for x in self.scored), len(self.scored))

    def moving(self) -> float:
        """The share of replies at scored nodes that move trust or patience by 25 or more."""
        moved = [max(map(abs, self.moves(x.choice))) >= 25 for x in self.all_scored]
        return percent(sum(moved), len(moved))

    def give_aways(self) -> Mapping[str, tuple[float, float]]:
        """For each feature of the words, its share of the best replies and of the worst."""
        best = [reply.words for x in self.scored for reply in x.best]
        worst = [reply.words for x in self.scored for reply in x.worst]
        return {
            name: (
                percent(sum(bool(sign.search(x)) for x in best), len(best)),
                percent(sum(bool(sign.search(x)) for x in worst), len(worst)),
            )
            for name, sign in self.features().items()
        }

    def features(self) -> dict[str, re.Pattern[str]]:
        names = {x for y in self.scenario.customers.values() for x in names_in(y.name.source)}
        titles = ["sir", "madam", r"ms\b\.?", r"mrs\b\.?", r"mr\b\.?", r"miss\b(?=\s[A-Z])"]
        return {
            "a question mark": re.compile(r"\?"),
            "ends with a question": re.compile(r"\?\W*$"),
            "an apology": APOLOGY,
            "a name or title": pattern("|".join([*map(re.escape, sorted(names)), *titles])),
            "but or though": pattern("but|though|although"),
            "a time or number": TIME,
        }

    def offers(self) -> Counter[str]:
        """How many replies offer each extra."""
        return Counter(
            extra
            for node in self.scenario.nodes.values()
            for choice in node.choices
            for extra in choice.pushes
        )

    def worth_of(self, node: str, choice: str) -> int:
        return next(self.worth(x) for x in self.scenario.nodes[node].choices if x.id == choice)

    def conflicts(self) -> tuple[str, ...]:
        """The nodes where no sound reply is the best in everything."""
        return tuple(x.id for x in self.scenario.nodes.values() if self._conflict(x))

    def _conflict(self, node: Node) -> bool:
        """Whether a node makes the trainee give up one good thing for another.

        Two sound replies conflict if each is better than the other in something, no sound reply is
        as good as each of them in everything, and at least one of them leaves the node, so that
        the other cannot follow.
        """
        sound = [x for x in self.replies(node) if self._sound(x)]
        gains = {x.place: self._gains(node, x) for x in sound}
        return any(
            (self._leaves(node, one) or self._leaves(node, other))
            and gains[one.place].beats(gains[other.place])
            and gains[other.place].beats(gains[one.place])
            and not any(
                gains[x.place].covers(gains[one.place])
                and gains[x.place].covers(gains[other.place])
                for x in sound
            )
            for one, other in combinations(sound, 2)
        )

    def _sound(self, reply: Reply) -> bool:
        shown = [self.rubric.behaviours[x] for x in reply.choice.shows]
        return not (
            criticals_of(reply.choice, self.rubric)
            or any(x.hollow or x.listening_fault for x in shown)
            or any(self.scenario.extras[x].fits is None for x in reply.choice.pushes)
        ) and bool(reply.worth or reply.choice.meets or reply.choice.keeps or reply.choice.promises)

    def _gains(self, node: Node, reply: Reply) -> Gains:
        choice = reply.choice
        timed = [x for x in (*choice.promises, *choice.keeps) if self._has_a_time(x)]
        helped = choice.to_customers if choice.kind == "send" else (node.with_,)
        trust = max(0, self.moves(choice)[0])
        goods = {
            **{f"step {x}": 1 for x in choice.steps},
            **{f"promise {x}": 1 for x in timed},
            **{f"opportunity {x}": 1 if partly else 2 for x, partly in choice.meets},
            **({f"customer {x}": 1 for x in helped if x in self.scenario.customers and trust}),
        }
        if "empathy" in node.scores:
            goods["warmth"] = reply.worth
        return Gains(goods, choice.takes)

    def _has_a_time(self, promise: str) -> bool:
        found = self.scenario.promises[promise]
        return found.within is not None or found.due is not None

    @staticmethod
    def _leaves(node: Node, reply: Reply) -> bool:
        targets = reply.choice.targets or node.targets
        return any(x.node != node.id for x in targets)


class Gains(NamedTuple):
    """What a reply gains, by name, and the seconds of story time that it takes."""

    goods: Mapping[str, int]
    takes: int

    def beats(self, other: Gains) -> bool:
        """Whether this is better than another in something."""
        faster = other.takes - self.takes >= MINUTE
        return faster or any(x > other.goods.get(name, 0) for name, x in self.goods.items())

    def covers(self, other: Gains) -> bool:
        """Whether this is as good as another in everything."""
        return not other.beats(self)


def words(choice: Choice) -> str:
    """The words of a reply; of several wordings, the last."""
    assert choice.text is not None
    return choice.text.arms[-1].text.source


def percent(part: int, whole: int) -> float:
    return 100 * part / whole if whole else 0.0


def names_in(name: str) -> Iterator[str]:
    """The words of a name that can address a person: `Okafor` and `Grace`, but not `the`."""
    return (x for x in re.findall(r"[A-Z][a-z]+", name) if x not in {"Mr", "Mrs", "Ms", "Miss"})


def pattern(alternatives: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives})\b", re.IGNORECASE)


APOLOGY = re.compile(r"\bsorry\b|\bapolog", re.IGNORECASE)
TIME = re.compile(rf"\d|\b(?:{NUMBERS})\b", re.IGNORECASE)
