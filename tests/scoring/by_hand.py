"""The score model a second time, written from `docs/scoring.md` alone.

It reads the log as plain maps, and shares no line with `simulator.scoring`: where the two give
different sheets, one of them is wrong.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from fractions import Fraction as F  # noqa: N817 - formulas stay short
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from simulator.scenario.declarations import Opportunity
    from simulator.scenario.model import Choice, Node, Scenario
    from simulator.scenario.rubric import Behaviour, Rubric

    Plain: TypeAlias = dict[str, Any]

FIVE = ("empathy", "proactivity", "response", "recovery", "outcome")
IN_ORDER = ("receive", "gather", "confirm", "propose", "follow-up")


@dataclass
class Turn:
    """A reply or a silence, with everything that was known at that moment."""

    node: Node
    choice: Choice
    offers: list[Choice]
    silent: bool
    share: int | None
    rapid: bool
    mood: str | None
    been: set[str]
    pushed: list[bool] = field(default_factory=list)

    def counts(self, figure: str) -> bool:
        return figure in self.node.scores


@dataclass
class Pledge:
    """A promise that was made."""

    due: int | None
    kept: bool = False
    broken: bool = False

    @property
    def failed(self) -> bool:
        return self.broken or (self.due is None and not self.kept)


@dataclass
class Tale:
    """The facts of a log, read once from the first to the last event."""

    turns: list[Turn] = field(default_factory=list)
    been: set[str] = field(default_factory=set)
    pledges: dict[str, Pledge] = field(default_factory=dict)
    patience: int = 0
    trust: int = 0
    ending: str | None = None
    last: str | None = None
    given_up: bool = False
    harms: list[str] = field(default_factory=list)
    waits: list[tuple[int, str]] = field(default_factory=list)


@dataclass
class ByHand:
    """The result: scores and their parts in points, `rounded` in thousandths of a point."""

    exact: dict[str, F | None] = field(default_factory=dict)
    rounded: dict[str, int | None] = field(default_factory=dict)
    rules: dict[str, F] = field(default_factory=lambda: defaultdict(F))
    verdicts: dict[str, str] = field(default_factory=dict)
    intrusions: int = 0
    harassment: F = F(0)
    stage: int | None = None
    experience: F | None = None
    expectation: F | None = None
    criticals: list[str] = field(default_factory=list)
    interpretable: bool = True
    total: int = 0
    passed: bool | None = None


def by_hand(scenario: Scenario, rubric: Rubric, log: Sequence[Plain]) -> ByHand:
    """Scores a log given as plain maps."""
    tale, out = read(scenario, log), ByHand()
    out.exact["empathy"] = empathy(scenario, rubric, tale, out)
    out.exact["response"] = response(scenario, rubric, tale, out)
    out.exact["proactivity"] = proactivity(scenario, rubric, tale, out)
    out.exact["recovery"] = recovery(scenario, rubric, tale, out)
    out.exact["outcome"] = outcome(scenario, rubric, tale, out)
    total(scenario, rubric, tale, out)
    return out


def thousandths(points: F) -> int:
    """Half up."""
    doubled = points * 2000 + 1
    return doubled.numerator // (doubled.denominator * 2)


def fading(x: F) -> F:
    """1 up to 0, 1/2 at 1, 1/4 at 2, linear between these; 0 from 10 on."""
    if x <= 0:
        return F(1)
    if x >= 10:
        return F(0)
    left = x.numerator // x.denominator
    high = F(1, 2**left)
    low = F(0) if left == 9 else high / 2
    return high - (high - low) * (x - left)


def read(scenario: Scenario, log: Sequence[Plain]) -> Tale:
    """The facts of a log."""
    main = scenario.customers[scenario.main]
    tale = Tale(patience=main.patience, trust=main.trust)
    for event in log:
        what = event["type"]
        if what == "entered":
            tale.been.add(event["node"])
        elif what in {"chosen", "timed-out"}:
            tale.turns.append(_turn(scenario, event, tale.been))
        elif what == "pushed":
            tale.turns[-1].pushed.append(event["fits"])
        elif what in {"promised", "moved", "kept", "broken"}:
            _pledge(tale.pledges, event)
        elif what == "felt" and event["customer"] == scenario.main:
            tale.patience, tale.trust = event["patience"], event["trust"]
        elif what == "ended":
            tale.ending, tale.last = event["outcome"], event["node"]
        elif what == "abandoned":
            tale.given_up = True
        elif what == "harmed" and not event["excused"] and event["node"] not in tale.harms:
            tale.harms.append(event["node"])
    tale.waits = _waits(scenario, log)
    return tale


def _waits(scenario: Scenario, log: Sequence[Plain]) -> list[tuple[int, str]]:
    """The length of each wait of the main customer in seconds, and the channel before it."""
    watch = Watch(scenario)
    for event in log:
        if event["type"] in {"chosen", "timed-out", "looked"}:
            watch.chosen(event)
        elif event["type"] == "entered":
            watch.entered(scenario.nodes[event["node"]], event["elapsed"])
        else:
            watch.promised(event)
    return watch.found


@dataclass
class Watch:
    """A stopwatch that runs while the main customer hears nothing."""

    scenario: Scenario
    found: list[tuple[int, str]] = field(default_factory=list)
    now: int = 0
    long: int = 0
    channel: str | None = None
    open_until: dict[str, int] = field(default_factory=dict)
    owed_to_main: bool = True
    waiting_from: tuple[int, int] | None = None

    def contact(self, node: Node) -> None:
        if self.channel is not None and self.long > 0:
            self.found.append((self.long, self.channel))
        self.channel, self.long = node.channel or self.scenario.channel, 0

    def chosen(self, event: Plain) -> None:
        node, main = self.scenario.nodes[event["node"]], self.scenario.main
        choice = {x.id: x for x in node.every_choice}[event["choice"]]
        there = (node.with_,) if node.with_ in self.scenario.customers else ()
        hears = choice.to_customers or there
        self.owed_to_main = not hears or main in hears
        told = max([self.now, *self.open_until.values()])
        if choice.until_event:
            self.waiting_from = (self.now, told)
        else:
            after = self.now + choice.takes
            if choice.kind != "say" or node.with_ != main:
                self.long += max(0, after - max(self.now, told))
            self.now = after
        if choice.kind in {"say", "send"} and main in hears:
            self.contact(node)

    def entered(self, node: Node, elapsed: int) -> None:
        if self.waiting_from is not None and node.at != elapsed:
            began, told = self.waiting_from
            self.long += max(0, elapsed - max(began, told))
        self.waiting_from, self.now = None, elapsed
        if node.with_ == self.scenario.main:
            self.contact(node)

    def promised(self, event: Plain) -> None:
        what, promise = event["type"], str(event.get("promise"))
        if (what == "promised" and event["due"] is not None and self.owed_to_main) or (
            what == "moved" and promise in self.open_until
        ):
            self.open_until[promise] = event["due"]
        elif what in {"kept", "broken"}:
            self.open_until.pop(promise, None)


def _pledge(pledges: dict[str, Pledge], event: Plain) -> None:
    pledge = pledges.setdefault(event["promise"], Pledge(event.get("due")))
    pledge.due = event.get("due", pledge.due)
    pledge.kept = pledge.kept or event["type"] == "kept"
    pledge.broken = pledge.broken or event["type"] == "broken"


def _turn(scenario: Scenario, event: Plain, been: set[str]) -> Turn:
    node = scenario.nodes[event["node"]]
    silent = event["type"] == "timed-out"
    by_id = {x.id: x for x in node.choices}
    made = node.silence if silent else by_id[event["choice"]]
    assert made is not None
    return Turn(
        node=node,
        choice=made,
        offers=[by_id[x] for x in event["available"]],
        silent=silent,
        share=event.get("share"),
        rapid=event.get("rapid", False),
        mood=event["mood"],
        been=set(been),
    )


def shown(rubric: Rubric, choice: Choice) -> list[Behaviour]:
    return [rubric.behaviours[x] for x in choice.shows]


def hollow(rubric: Rubric, choice: Choice) -> bool:
    return any(x.hollow for x in shown(rubric, choice))


def worth(rubric: Rubric, choice: Choice) -> int:
    """0 to 6."""
    if hollow(rubric, choice):
        return 0
    parts = (
        sum(x.reaction for x in shown(rubric, choice)),
        sum(x.interpretation for x in shown(rubric, choice)),
        sum(x.exploration for x in shown(rubric, choice)),
    )
    return sum(min(x, 2) for x in parts)


def differ(rubric: Rubric, choices: Iterable[Choice]) -> bool:
    return len({worth(rubric, x) for x in choices if x.look is None}) > 1


def missed(scenario: Scenario, tale: Tale) -> list[list[Node]]:
    """The nodes of each requirement that was skipped."""
    wanted: dict[str, list[Node]] = {}
    for node in scenario.nodes.values():
        if node.required is not None:
            wanted.setdefault(node.required, []).append(node)
    return [nodes for nodes in wanted.values() if not any(x.id in tale.been for x in nodes)]


def empathy(scenario: Scenario, rubric: Rubric, tale: Tale, out: ByHand) -> F | None:
    seen: set[str] = set()
    gained, weights = F(0), 0
    for turn in tale.turns:
        if turn.node.id in seen or not turn.counts("empathy") or not differ(rubric, turn.offers):
            continue
        seen.add(turn.node.id)
        weights += turn.node.weight
        if not turn.silent:
            best = max(worth(rubric, x) for x in turn.offers)
            gained += F(turn.node.weight * worth(rubric, turn.choice), best)
    for nodes in missed(scenario, tale):
        counting = [x for x in nodes if "empathy" in x.scores and differ(rubric, x.choices)]
        if counting:
            weights += max(x.weight for x in counting)
    if not weights:
        return None
    faults = sum(
        x.listening_fault
        for turn in tale.turns
        if turn.counts("empathy")
        for x in shown(rubric, turn.choice)
    )
    out.rules["empathy.credit"] = rubric.empathy_credit * gained / weights
    out.rules["empathy.listening"] = F(rubric.empathy_listening)
    out.rules["empathy.listening-fault"] = -rubric.empathy_listening * (1 - fading(F(faults)))
    return rubric.empathy_credit * gained / weights + rubric.empathy_listening * fading(F(faults))


def response(scenario: Scenario, rubric: Rubric, tale: Tale, out: ByHand) -> F | None:
    parts = {"response.speed": _speed(scenario, rubric, tale)}
    if rubric.waits is not None:
        fair = {str(k): v for k, v in rubric.waits.items()}
        heard = [fading(F(long, fair[channel]) - 1) for long, channel in tale.waits]
        parts["response.wait"] = 100 * sum(heard, F(0)) / len(heard) if heard else None
    timed = [x for x in tale.pledges.values() if x.due is not None]
    kept, settled = sum(x.kept for x in timed), sum(x.kept or x.broken for x in timed)
    wanted = {x.needs_time for x in map(scenario.nodes.get, tale.been) if x and x.needs_time}
    if tale.ending is not None:
        settled += sum(not set(x) & set(tale.pledges) for x in wanted)
    parts["response.kept"] = F(100 * kept, settled) if settled else None
    seen = {rule: points for rule, points in parts.items() if points is not None}
    for rule, points in seen.items():
        out.rules[rule] = points / len(seen)
    return sum(seen.values(), F(0)) / len(seen) if seen else None


def _speed(scenario: Scenario, rubric: Rubric, tale: Tale) -> F | None:
    speeds: list[tuple[int, F]] = []
    greeted: set[str] = set()
    for turn in tale.turns:
        if not turn.counts("response"):
            continue
        who = turn.node.with_
        first = who in scenario.customers and who not in greeted
        greeted.add(who)
        weight = rubric.first_reply if first else 1
        if turn.silent:
            speeds.append((weight, F(0)))
        elif turn.share is not None and not turn.rapid:
            speeds.append((weight, fading(F(turn.share, 1000) - 1)))
    whole = sum(w for w, _ in speeds)
    return 100 * sum((w * x for w, x in speeds), F(0)) / whole if speeds else None


def proactivity(scenario: Scenario, rubric: Rubric, tale: Tale, out: ByHand) -> F | None:
    skipped = {x.id for nodes in missed(scenario, tale) for x in nodes}
    turns = [x for x in tale.turns if x.counts("proactivity")]
    over = _over(scenario, rubric, turns, out)
    needs, earned, early = 0, F(0), False
    for id_, chance in scenario.opportunities.items():
        places = {*chance.opens, *chance.cue, *chance.asked}
        if not places & tale.been and not set(chance.opens) & skipped:
            continue
        lasting = [x for x in turns if not set(chance.undone) & (tale.been - x.been)]
        best, verdict, first = _best(rubric, chance, lasting)
        early = early or first
        needs += chance.need
        earned += chance.need * best
        out.verdicts[id_] = verdict
        out.rules[f"proactivity.{verdict}"] += chance.need * best
    out.harassment = 100 * (1 - fading(over / 2))
    if not needs:
        out.stage = 1 if over else None
        return F(0) if over else None
    for verdict in ("proactive", "reactive"):
        out.rules[f"proactivity.{verdict}"] *= F(100, needs)
    figure = 100 * earned / needs * fading(over / 2)
    counting = [x for x in turns if x.counts("proactivity")]
    product = any(x.product for turn in counting for x in shown(rubric, turn.choice))
    if figure >= 80 and product and not out.intrusions:
        out.stage = 4
    elif figure >= 50 and early and not over:
        out.stage = 3
    else:
        out.stage = 2 if figure >= 25 else 1
    out.rules["proactivity.intrusion"] = figure - 100 * earned / needs
    return figure


def _best(rubric: Rubric, chance: Opportunity, turns: list[Turn]) -> tuple[F, str, bool]:
    """What the best meeting earned, its verdict, and whether any came before it was asked."""
    best, verdict, early = F(0), "missed", False
    for turn in turns:
        for met, partly in turn.choice.meets:
            opened = turn.been & {*chance.opens, *chance.cue, *chance.asked}
            if met != chance.id or not opened or turn.been & set(chance.closes):
                continue
            asked = bool(turn.been & set(chance.asked))
            cued = bool(turn.been & set(chance.cue))
            percent = rubric.asked if asked else rubric.cue if cued else rubric.opens
            value = F(percent, 100) * (F(rubric.partly, 100) if partly else 1)
            early = early or not asked
            if value > best:
                best, verdict = value, "reactive" if asked else "proactive"
    return best, verdict, early


def _over(scenario: Scenario, rubric: Rubric, turns: list[Turn], out: ByHand) -> F:
    weights = F(0)
    for turn in turns:
        for fits in turn.pushed:
            if fits:
                continue
            out.intrusions += 1
            weight = F(out.intrusions**2)
            if turn.mood in {"angry", "furious"}:
                weight *= F(rubric.heated, 100)
            if turn.choice.personal_data:
                weight *= F(rubric.personal_data, 100)
            weights += weight
    return max(F(0), weights - scenario.customers[scenario.main].tolerance)


def fit(scenario: Scenario, tale: Tale) -> F | None:
    """The fit of the redress, from 0 to 1, for recovery and outcome; None: none can be given."""
    every = [y for x in scenario.nodes.values() for y in x.choices]
    if scenario.failure is None or not any(x.redress for x in every):
        return None
    given: dict[str, int] = {}
    for turn in tale.turns:
        for redress in turn.choice.redress if turn.counts("recovery") else ():
            given[redress.kind] = redress.value
    if not given:
        return F(0)
    kind = F(1, 2) if set(given) & set(scenario.failure.redress) else F(0)
    value, loss = sum(given.values()), scenario.failure.loss
    if loss == 0:
        return kind + F(1, 2)
    if 2 * value > 3 * loss:
        return kind + F(1, 4)
    return kind + min(F(1), F(value, loss)) / 2


def recovery(scenario: Scenario, rubric: Rubric, tale: Tale, out: ByHand) -> F | None:
    if scenario.failure is None:
        return None
    taken: list[str] = []
    best = F(0)
    for earlier, turn in enumerate(tale.turns):
        if not turn.counts("recovery"):
            continue
        taken += [x for x in turn.choice.steps if x not in taken]
        best = max(best, _apology(rubric, turn.choice, earlier))
    pairs = sum(
        first in taken and second in taken and taken.index(first) < taken.index(second)
        for place, first in enumerate(IN_ORDER)
        for second in IN_ORDER[place + 1 :]
    )
    parts = {
        "recovery.step": (rubric.recovery_steps, F(len(taken), 5)),
        "recovery.order": (rubric.recovery_order, F(pairs, 10)),
        "recovery.apology": (rubric.recovery_apology, best),
    }
    fits = fit(scenario, tale)
    if fits is not None:
        parts["recovery.redress"] = (rubric.recovery_redress, fits)
    whole = sum(x for x, _ in parts.values())
    for rule, (weight, share) in parts.items():
        out.rules[rule] = 100 * weight * share / whole
    return sum((100 * weight * share / whole for weight, share in parts.values()), F(0))


def _apology(rubric: Rubric, choice: Choice, earlier: int) -> F:
    said = [x for x in shown(rubric, choice) if x.apology_empathy is not None]
    if not said or hollow(rubric, choice):
        return F(0)
    warmth = min(2, sum(x.apology_empathy or 0 for x in said))
    force = min(2, sum(x.apology_intensity or 0 for x in said))
    soon = max(F(0), 1 - F(earlier, 4))
    return F(1, 2) * F(warmth, 2) + F(3, 10) * F(force, 2) + F(1, 5) * soon


def outcome(scenario: Scenario, rubric: Rubric, tale: Tale, out: ByHand) -> F | None:
    if tale.ending is None:
        return None
    main = scenario.customers[scenario.main]
    received = F({str(k): v for k, v in rubric.endings.items()}[tale.ending])
    fits = fit(scenario, tale)
    if fits is not None:
        received = (received + 100 * fits) / 2
    treated = F(tale.trust, 10)
    waited = 100 * min(F(1), F(tale.patience, main.patience)) if main.patience else F(100)
    failed = sum(
        x.failed and (x.due is None or rubric.late_promises) for x in tale.pledges.values()
    )
    had = F(45, 100) * received + F(35, 100) * treated + F(20, 100) * waited
    experience = max(F(0), had - rubric.broken * failed)
    good = sum(x.kept and x.due is not None for x in tale.pledges.values())
    vague = sum(x.due is None for x in tale.pledges.values())
    late = sum(x.broken and x.due is not None for x in tale.pledges.values())
    late *= rubric.late_promises
    step, most = rubric.expectation_step, rubric.expectation_maximum
    moved = max(-most, min(most, step * (vague + late - good)))
    expected = F(main.expectation + moved)
    out.experience, out.expectation = experience, expected
    out.rules["outcome.distributive"] = F(45, 100) * received
    out.rules["outcome.interactional"] = F(35, 100) * treated
    out.rules["outcome.procedural"] = F(20, 100) * waited
    out.rules["outcome.broken"] = F(-rubric.broken * failed)
    out.rules["outcome.least"] = experience - (had - rubric.broken * failed)
    out.rules["outcome.expectation"] = 50 - expected
    again = bool(failed) or any(scenario.nodes[x].fails for x in tale.been)
    return _capped(rubric, 50 + experience - expected, out, again=again, lost=tale.ending == "lost")


def _capped(rubric: Rubric, figure: F, out: ByHand, *, again: bool, lost: bool) -> F:
    for rule, applies, least, most in (
        ("outcome.range", True, 0, 100),
        ("outcome.second-failure", again, 0, rubric.second_failure_cap),
        ("outcome.lost", lost, 0, rubric.lost_cap),
    ):
        cut = max(F(least), min(F(most), figure)) if applies else figure
        out.rules[rule] = cut - figure
        figure = cut
    return figure


def total(scenario: Scenario, rubric: Rubric, tale: Tale, out: ByHand) -> None:
    """The total, computed from the rounded scores only, and the verdict."""
    for name in FIVE:
        exact = out.exact[name]
        out.rounded[name] = None if exact is None else thousandths(exact)
    weights = {str(name): weight for name, weight in rubric.weights.items()}
    seen = {name: value for name, value in out.rounded.items() if value is not None}
    whole = sum(weights[x] for x in seen)
    mean = F(sum(weights[x] * y for x, y in seen.items()), whole * 1000) if whole else F(0)
    out.criticals = _errors(scenario, rubric, tale)
    ending = scenario.nodes[tale.last] if tale.last else None
    right = ending is not None and ending.handed_over_rightly
    out.total = thousandths(_bounded(rubric, tale, mean, error=bool(out.criticals), right=right))
    rapid = sum(x.rapid for x in tale.turns)
    out.interpretable = not (rapid >= 2 and rapid * 10 > len(tale.turns))
    good_end = not tale.given_up and (tale.ending in rubric.pass_endings or right)
    if out.interpretable:
        out.passed = (
            out.total >= rubric.pass_total * 1000
            and all(x >= rubric.pass_dimension * 1000 for x in seen.values())
            and not out.criticals
            and (good_end or not rubric.pass_endings)
        )
    if rubric.pass_stage is not None and out.stage is not None and not out.passed:
        out.stage = min(out.stage, rubric.pass_stage - 1)


def _errors(scenario: Scenario, rubric: Rubric, tale: Tale) -> list[str]:
    """The critical errors of the replies, then the harms."""
    found: list[str] = []
    for turn in tale.turns:
        kinds = [turn.choice.critical, *(x.critical for x in shown(rubric, turn.choice))]
        found += dict.fromkeys(str(x) for x in kinds if x is not None)
    for id_ in tale.harms:
        harm = scenario.nodes[id_].harm
        assert harm is not None
        found.append(f"harm-{harm.kind}")
    return found


def _bounded(rubric: Rubric, tale: Tale, mean: F, *, error: bool, right: bool) -> F:
    """The weighted mean under the bounds of the rubric."""
    cap, least = rubric.critical_cap, rubric.left_cap
    wrongly = tale.ending == "escalated" and not right and rubric.escalated_cap is not None
    if least is None:
        highest = [cap] if error else []
        highest += [rubric.escalated_cap or 0] if wrongly else []
        return min([mean, *map(F, highest)])
    if tale.ending is not None and (tale.given_up or tale.ending == "lost"):
        return min(mean, mean * least / 100)
    lines = [least + mean * max(0, cap - least) / 100] if error else []
    if wrongly:
        lines.append(least + mean * max(0, (rubric.escalated_cap or 0) - least) / 100)
    low = min([mean, *lines])
    return low if tale.ending is None else max(low, F(least))
