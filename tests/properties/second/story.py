"""One play by the written rules: its state, what is shown, and what each step does."""

from __future__ import annotations

import copy
import re
from dataclasses import dataclass, field
from fractions import Fraction as F  # noqa: N817 - formulas stay short
from typing import Any, TypeAlias

from tests.properties.second import guard

Plain: TypeAlias = dict[str, Any]
FULL = 1000
LADDER = ("furious", "angry", "annoyed", "worried sad", "calm surprised", "happy relieved")
"""The faces from the worst to the best."""
ENDS = {"resolved": (4, 5), "partly-resolved": (3, 5), "escalated": (0, 3), "lost": (0, 2)}
"""The steps of the ladder that a face can have at an ending."""


def listed(value: Any) -> list[Any]:  # noqa: ANN401 - any value of the file
    """A list, or one value in its place; what stands in it twice counts once."""
    items = value if isinstance(value, list) else [] if value is None else [value]
    return [x for place, x in enumerate(items) if x not in items[:place]]


def yes(value: object) -> bool:
    return value in ("true", "yes")


@dataclass
class Promise:
    status: str = "none"
    due: int | None = None
    owed: list[str] = field(default_factory=list)
    leads: bool = False
    """Whether it broke and has still to lead to its `missed`."""


class Story:
    """A play; `file` and `rubric` are the files as plain maps in which every value is text."""

    def __init__(self, file: Plain, rubric: Plain) -> None:
        self.file, self.rubric = file, rubric
        self.nodes: dict[str, Plain] = file["nodes"]
        single = file.get("customer")
        self.customers: dict[str, Plain] = (
            {"customer": single} if single is not None else file["customers"]
        )
        self.main = next(
            (x for x, y in self.customers.items() if yes(y.get("main"))), next(iter(self.customers))
        )
        self.node = ""
        self.elapsed = 0
        self.vars = {name: self._start(x) for name, x in file.get("variables", {}).items()}
        self.visited: set[str] = set()
        self.made: dict[str, int] = {}
        self.met: set[str] = set()
        self.been_read: set[str] = set()
        self.new_records: list[str] = []
        self.happened: set[str] = set()
        self.refused: set[str] = set()
        self.promises = {x: Promise() for x in file.get("promises", {})}
        self.patience = {x: F(int(y.get("patience", 600))) for x, y in self.customers.items()}
        self.trust = {x: int(y.get("trust", 500)) for x, y in self.customers.items()}
        self.answer: str | None = None
        self.signals: list[Any] = []
        self.feedback: list[tuple[str | None, str | None]] = []
        self.ended: str | None = None
        self.log: list[Plain] = []
        self.reading: int | None = None

    # What guards ask.

    def fact(self, name: str, id_: str) -> bool:
        if name in ("open", "kept", "broken"):
            return self.promises[id_].status == name
        found = {
            "visited": self.visited,
            "chosen": self.made,
            "met": self.met,
            "read": self.been_read,
        }
        return id_ in found[name]

    def feeling(self, name: str, customer: str | None) -> int:
        who = customer or self.customer or self.main
        return self.points(who) if name == "patience" else self.trust[who]

    def variable(self, name: str) -> bool | int | str | None:
        return self.vars.get(name)

    def time(self, text: str) -> int:
        """Seconds from the start of the story to a time as the file writes it."""
        found = re.fullmatch(r"(?:\+(\d+)d )?(\d\d):(\d\d)", text)
        assert found is not None, text
        clock = 3600 * int(self.file["clock"][:2]) + 60 * int(self.file["clock"][3:])
        then = 3600 * int(found[2]) + 60 * int(found[3])
        if found[1] is not None:
            return then + 86_400 * int(found[1]) - clock
        return then - clock if then >= clock else then + 86_400 - clock

    def holds(self, when: str | None) -> bool:
        return when is None or bool(guard.ask(guard.read(when), self))

    def says(self, words: Any) -> str | None:  # noqa: ANN401 - a text or a list of arms
        """The text, or the first arm whose guard holds."""
        if not isinstance(words, list):
            return None if words is None else str(words).strip()
        arms = [x for x in words if self.holds(x.get("when"))]
        return str(arms[0]["text"]).strip() if arms else None

    # What there is.

    def _start(self, variable: Plain) -> bool | int | str:
        start = variable.get("start")
        if "one-of" in variable:
            return str(start or listed(variable["one-of"])[0])
        if variable["type"] == "bool":
            return yes(start)
        low, high = int(variable.get("min", 0)), int(variable["max"])
        return min(max(low, 0), high) if start is None else int(start)

    @property
    def here(self) -> Plain:
        return self.nodes[self.node]

    @property
    def customer(self) -> str | None:
        """The customer of the node; None with a colleague or nobody there."""
        with_ = self.here.get("with", self.main) if self.node else self.main
        return with_ if with_ in self.customers else None

    def points(self, customer: str) -> int:
        return -(-self.patience[customer] // 1)

    def mood(self) -> str | None:
        wanted = self.here.get("mood")
        nudge = self.rubric.get("mood-nudge")
        if self.customer is None or (wanted is not None and nudge is None):
            return wanted
        felt = self._band()
        if felt is None or nudge is None:
            return felt
        ladder = [x.split() for x in LADDER]
        step = next(at for at, faces in enumerate(ladder) if felt in faces)
        lowest, highest = max(0, step - int(nudge)), min(5, step + int(nudge))
        face = wanted or felt
        for low, high in ((lowest, highest), ENDS.get(str(self.here.get("ending")), (0, 5))):
            at = next(at for at, faces in enumerate(ladder) if face in faces)
            if not low <= at <= high:
                face = ladder[min(max(at, low), high)][0]
        return face

    def _band(self) -> str | None:
        assert self.customer is not None
        patience, trust = self.points(self.customer), self.trust[self.customer]
        for band in self.rubric["moods"]:
            if patience < int(band.get("patience-under", 9999)) and trust < int(
                band.get("trust-under", 9999)
            ):
                return str(band["mood"])
        return None

    def choices(self) -> list[Plain]:
        """The choices on offer, in the order of the file."""
        if self.ended is not None:
            return []
        return [x for x in self.here.get("choices", []) if self._offered(x)]

    def replies(self) -> list[str]:
        return [x["id"] for x in self.choices() if "look" not in x]

    def _offered(self, choice: Plain) -> bool:
        waits = choice.get("takes") == "until-event"
        made = self.made.get(self.key(choice), 0)
        if made > int(choice.get("again", 0)) and "look" not in choice and not waits:
            return False
        if not self.holds(choice.get("when")):
            return False
        if "look" not in choice and self.says(self.words(choice)) is None:
            return False
        return not waits or self.wait(choice) is not None

    def words(self, choice: Plain) -> Any:  # noqa: ANN401 - a text or a list of arms
        if "look" in choice:
            return self.file["records"][choice["look"]]["title"]
        return choice.get("say", choice.get("do", choice.get("send")))

    def key(self, choice: Plain) -> str:
        return f"{self.node}/{choice['id']}"

    def goes_on(self) -> bool:
        return self.ended is None and "to" in self.here and not self.replies()

    # The steps.

    def start(self) -> None:
        self.log.append({"type": "started"})
        self._enter(self.file.get("start", next(iter(self.nodes))))

    def choose(self, id_: str, share: int | None = None, *, rapid: bool = False) -> None:
        choice = next(x for x in self.choices() if x["id"] == id_)
        event: Plain = {"type": "looked", "node": self.node, "choice": id_}
        if "look" not in choice:
            event |= {"type": "chosen", "available": self.replies(), "mood": self.mood()}
            event |= {"share": share, "rapid": rapid}
        self._make(choice, event)

    def time_out(self) -> None:
        silence = self.here["silence"]
        self._make(
            silence,
            {
                "type": "timed-out",
                "node": self.node,
                "choice": silence["id"],
                "available": self.replies(),
                "mood": self.mood(),
            },
        )

    def go_on(self) -> None:
        assert self.goes_on()
        self.log.append({"type": "went-on", "node": self.node})
        self.answer = None
        self._enter(self._target(self.here["to"]))

    def abandon(self) -> None:
        self.log.append({"type": "abandoned", "node": self.node})
        self.answer = None
        lost = [x for x, y in self.nodes.items() if y.get("ending") == "lost"]
        to = self.file.get("walk-out", lost[0] if lost else None)
        if to is not None:
            self._enter(to)
        if self.ended is None:
            self._end("lost")

    def _make(self, choice: Plain, event: Plain) -> None:
        self.log.append(event)
        takes = choice.get("takes", "0s")
        seconds = self.wait(choice) or 0 if takes == "until-event" else guard.seconds(takes)
        before = self._feelings()
        self._take_effect(choice, seconds)
        self._feel(before)
        to = self._forced()
        ways = choice.get("to", None if "look" in choice else self.here.get("to"))
        answer = self.says(choice.get("answer"))
        if event["type"] != "looked":
            self.answer = answer
            self.feedback.append((answer, self.says(choice.get("feedback"))))
        else:
            self.answer = answer or self.answer
            if choice["look"] not in self.new_records:
                self.new_records.append(choice["look"])
        if to is None and ways is not None:
            to = self._target(ways)
        if to is not None:
            self._enter(to)

    def _target(self, ways: Any) -> str:  # noqa: ANN401 - a node or a list of arms
        if isinstance(ways, str):
            return ways
        return next(str(x["node"]) for x in ways if self.holds(x.get("when")))

    def _enter(self, to: str) -> None:
        self.node, self.new_records, self.reading = to, [], None
        first = to not in self.visited
        self.visited.add(to)
        self.refused |= set(listed(self.here.get("no-thanks")))
        at = self.time(self.here["at"]) if "at" in self.here else 0
        moves = at > self.elapsed
        self.elapsed = max(at, self.elapsed)
        self.log.append({"type": "entered", "node": to, "elapsed": self.elapsed})
        cost = self.rubric.get("second-failure")
        fails = first and cost is not None and yes(self.here.get("fails"))
        before = self._feelings()
        if moves:
            self._break_promises()
        if fails and cost is not None:
            self._shift(self.customer or self.main, int(cost["trust"]), int(cost["patience"]))
        if moves or fails:
            self._feel(before)
        self._sign(self.here.get("signal"))
        if "harm" in self.here:
            unless = self.here["harm"].get("unless")
            excused = unless is not None and self.holds(unless)
            self.log.append({"type": "harmed", "node": to, "excused": excused})
        if "ending" in self.here:
            self._end(self.here["ending"])

    def _sign(self, signal: Any) -> None:  # noqa: ANN401 - a text or a list of arms
        if signal is not None and not any(x is signal for x in self.signals):
            self.signals.append(signal)

    def _end(self, outcome: str) -> None:
        self.ended = outcome
        self.log.append({"type": "ended", "node": self.node, "outcome": outcome})

    # What a choice does, in the order of the document.

    def _take_effect(self, choice: Plain, seconds: int) -> None:
        key = self.key(choice)
        again = key in self.made
        self.made[key] = self.made.get(key, 0) + 1
        if "look" in choice:
            self.been_read.add(choice["look"])
        self._pass_time(seconds)
        self._break_promises()
        self._commit(choice)
        self._break_promises()
        meets = choice.get("meets")
        self.met |= set(meets if isinstance(meets, dict) else listed(meets))
        self._push(choice)
        self._show(choice, again=again)
        for name, value in choice.get("set", {}).items():
            variable = self.file["variables"][name]
            kind = variable.get("type")
            self.vars[name] = (
                yes(value) if kind == "bool" else int(value) if kind == "int" else value
            )
        for name, amount in choice.get("add", {}).items():
            low, high = (int(self.file["variables"][name].get(x, 0)) for x in ("min", "max"))
            self.vars[name] = min(max(low, int(self.vars[name]) + int(amount)), high)

    def _pass_time(self, seconds: int) -> None:
        timed = any(x.status == "open" and x.due is not None for x in self.promises.values())
        self.elapsed += seconds
        if self.customer is not None:
            channel = self.here.get("channel", self.file.get("channel", "face-to-face"))
            rate = F(int(self.rubric["drain"][channel]), 3600) * (F(1, 2) if timed else 1)
            left = self.patience[self.customer] - seconds * rate
            self.patience[self.customer] = max(F(0), left)

    def _break_promises(self) -> None:
        for id_, promise in self.promises.items():
            if promise.status == "open" and promise.due is not None and promise.due < self.elapsed:
                promise.status = "broken"
                promise.leads = "missed" in self.file["promises"][id_]
                self.log.append({"type": "broken", "promise": id_})
                cost = self.rubric["broken-promise"]
                for customer in promise.owed:
                    self._shift(customer, int(cost["trust"]), int(cost["patience"]))

    def _commit(self, choice: Plain) -> None:
        for id_ in listed(choice.get("keeps")):
            if self.promises[id_].status == "open":
                self.promises[id_].status = "kept"
                self.log.append({"type": "kept", "promise": id_})
        for id_ in listed(choice.get("promise")):
            promise, declared = self.promises[id_], self.file["promises"][id_]
            if promise.status == "none":
                promise.status = "open"
                if "within" in declared:
                    promise.due = self.elapsed + guard.seconds(declared["within"])
                elif "due" in declared:
                    promise.due = self.time(declared["due"])
                promise.owed = self._addressed(choice) or [self.main]
                self.log.append({"type": "promised", "promise": id_, "due": promise.due})
        for id_, time in choice.get("moves", {}).items():
            promise = self.promises[id_]
            if promise.status == "open":
                promise.due = self.time(time)
                self.log.append({"type": "moved", "promise": id_, "due": promise.due})

    def _addressed(self, choice: Plain) -> list[str]:
        """The customers whom a choice moves."""
        named = listed(choice.get("to-customers"))
        return named or ([] if self.customer is None else [self.customer])

    def _push(self, choice: Plain) -> None:
        for id_ in listed(choice.get("pushes")):
            fits = self.file["extras"][id_].get("fits")
            good = fits is not None and id_ not in self.refused and self.holds(fits)
            self.log.append({"type": "pushed", "extra": id_, "fits": good})
            if not good:
                cost = self.rubric["intrusion"]
                for customer in self._addressed(choice) or [self.main]:
                    self._shift(customer, int(cost["trust"]), int(cost["patience"]))

    def _show(self, choice: Plain, *, again: bool) -> None:
        shown = [self.rubric["behaviours"][x] for x in listed(choice.get("shows"))]
        lost = again or any(yes(x.get("hollow")) for x in shown)
        change = {"trust": 0, "patience": 0}
        for behaviour in shown:
            for name in change:
                points = int(behaviour.get(name, 0))
                change[name] += min(0, points) if lost else points
        for customer in self._addressed(choice):
            self._shift(customer, change["trust"], change["patience"])

    def _shift(self, customer: str, trust: int, patience: int) -> None:
        self.trust[customer] = min(max(0, self.trust[customer] + trust), FULL)
        left = self.patience[customer] + patience
        self.patience[customer] = min(max(F(0), left), F(FULL))

    def _feelings(self) -> dict[str, tuple[int, int]]:
        return {x: (self.points(x), self.trust[x]) for x in self.customers}

    def _feel(self, before: dict[str, tuple[int, int]]) -> None:
        for customer, now in self._feelings().items():
            if now != before[customer]:
                self.log.append(
                    {"type": "felt", "customer": customer, "patience": now[0], "trust": now[1]}
                )

    # What happens by itself.

    def _forced(self) -> str | None:
        out = self.file.get("walk-out")
        gone = [x for x in self.customers if self.patience[x] == 0]
        if out is not None and gone and out not in self.visited:
            self.log.append({"type": "walked-out", "customer": gone[0]})
            return str(out)
        to: str | None = None
        for _, kind, _, id_ in sorted(self._due()):
            leads = self.file["events" if kind else "promises"][id_].get("to" if kind else "missed")
            if leads and to is not None:
                continue
            to = leads or to
            if kind:
                self.happened.add(id_)
                self.log.append({"type": "happened", "event": id_, "led": bool(leads)})
                self._sign(self.file["events"][id_].get("signal"))
            else:
                self.promises[id_].leads = False
        return to

    def event_time(self, id_: str) -> int:
        event = self.file["events"][id_]
        return guard.seconds(event["after"]) if "after" in event else self.time(event["at"])

    def _due(self) -> list[tuple[int, int, int, str]]:
        """What is due: its time, promises (0) before events (1), its place in the file, its id."""
        found = [
            (x.due or 0, 0, place, id_)
            for place, (id_, x) in enumerate(self.promises.items())
            if x.leads
        ]
        for place, (id_, event) in enumerate(self.file.get("events", {}).items()):
            time = self.event_time(id_)
            if id_ not in self.happened and time <= self.elapsed and self.holds(event.get("when")):
                found.append((time, 1, place, id_))
        return found

    def wait(self, choice: Plain) -> int | None:
        """How long a choice waits; None: nothing would happen."""
        found = [
            max(x.due + 1, self.elapsed)
            for id_, x in self.promises.items()
            if x.status == "open" and x.due is not None and "missed" in self.file["promises"][id_]
        ]
        if any(x.leads for x in self._after(choice, self.elapsed).promises.values()):
            found.append(self.elapsed)
        for id_, event in self.file.get("events", {}).items():
            if id_ in self.happened:
                continue
            first = max(self.event_time(id_), self.elapsed)
            moments = {first}
            if "when" in event:
                tree = guard.read(event["when"])
                for time in guard.times(tree, self):
                    moments |= {time, time + 1}
                for name in guard.promises(tree):
                    promise = self.promises[name]
                    if promise.status == "open" and promise.due is not None:
                        moments.add(promise.due + 1)
            good = [
                x for x in moments if x >= first and self._after(choice, x).holds(event.get("when"))
            ]
            found += [min(good)] if good else []
        return min(found) - self.elapsed if found else None

    def _after(self, choice: Plain, moment: int) -> Story:
        """A copy in which the choice has been made and has waited until a moment."""
        files = {id(x): x for x in (self.file, self.rubric, self.nodes, self.customers)}
        again = copy.deepcopy(self, files)
        again._take_effect(choice, moment - self.elapsed)
        return again

    # How long a reply may take.

    def shows(self) -> list[str]:
        """All texts that are new to the reader at this moment."""
        here = self.here
        texts = [
            self.answer,
            *(self.says(here.get(x)) for x in ("narration", "line", "signal", "hint")),
        ]
        texts += [self.says(self.words(x)) for x in self.choices() if "look" not in x]
        texts += [self.says(self.file["records"][x]["text"]) for x in self.new_records]
        return [x for x in texts if x]

    def show(self) -> None:
        """Shows everything; the longer reading time counts if something is shown again."""
        self.reading = max(self.reading or 0, reading_time(self.shows()))

    def allowance(self) -> int:
        """The allowance in milliseconds, without more time."""
        response = self.rubric["response"]
        think = guard.seconds(self.here.get("think", response["think"]))
        return max(1000 * guard.seconds(response["least"]), (self.reading or 0) + 1000 * think)

    def deadline(self) -> int | None:
        if "limit" not in self.here:
            return None
        return (self.reading or 0) + 1000 * guard.seconds(self.here["limit"])

    def reply(self, id_: str, time: int) -> None:
        """Replies after some milliseconds, unless the deadline has come before."""
        deadline = self.deadline()
        if deadline is not None and time >= deadline:
            self.time_out()
            return
        mine = [*self.here.get("choices", []), *listed(self.here.get("silence"))]
        first = not any(self.key(x) in self.made for x in mine if "look" not in x)
        if yes(self.rubric["response"].get("known-texts")):
            seen = [x for x in self.log if x["type"] == "entered" and x["node"] == self.node]
            first = first and len(seen) == 1
        rapid = first and time * 10 < self.allowance()
        share = max(1000, time * 1000 // self.allowance())
        self.choose(id_, share, rapid=rapid)


_HAN = "[\u3005-\u3007\u3040-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3400-\u9fff]"


def reading_time(texts: list[str]) -> int:
    """Milliseconds for a slow reader, rounded up."""
    minutes = F(0)
    for text in texts:
        minutes += F(len(re.findall(_HAN, text)), 197)
        for word in re.findall(r"\w+(?:['’.,:-]\w+)*", re.sub(_HAN, " ", text)):
            greek = re.search("[\u0370-\u03ff\u1f00-\u1fff]", word)
            minutes += F(1, 160 if greek else 175)
    return -(-minutes * 60_000 // 1)
