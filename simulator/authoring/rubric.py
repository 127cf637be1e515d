"""The rubric's file: from located values to a `Rubric`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.authoring import finding as f
from simulator.authoring.names import Names, Scope
from simulator.authoring.parse import language_of, root_of
from simulator.authoring.reader import Fields
from simulator.authoring.texts import one_text
from simulator.authoring.values import Mapping
from simulator.scenario.model import CHANNELS, DIMENSIONS, MOODS, OUTCOMES
from simulator.scenario.rubric import Band, Behaviour, Rubric

if TYPE_CHECKING:
    from simulator.authoring.report import Report
    from simulator.authoring.values import Source

RUBRIC_KEYS = frozenset(
    {
        "format",
        "rubric",
        "edition",
        "language",
        "title",
        "note",
        "weights",
        "pass",
        "critical-cap",
        "empathy",
        "response",
        "proactivity",
        "intrusion",
        "recovery",
        "outcome",
        "broken-promise",
        "drain",
        "moods",
        "behaviours",
    }
)
BAND_KEYS = frozenset({"mood", "patience-under", "trust-under"})
BEHAVIOUR_KEYS = frozenset(
    {
        "title",
        "empathy",
        "hollow",
        "listening",
        "product",
        "trust",
        "patience",
        "apology",
        "note",
    }
)
_MOST = 1000
_WHOLE = 100
_MOST_DRAIN = 1_000_000


class _Block:
    """A map of numbers that must all be there."""

    def __init__(self, scope: Scope, fields: Fields, key: str, known: tuple[str, ...]) -> None:
        value = fields.need(key)
        mapping = scope.mapping(key, value) if value is not None else None
        self._fields = Fields(scope, mapping or Mapping(0, 0, flow=False), known)
        self._there = mapping is not None

    def number(self, key: str, least: int, most: int) -> int:
        if self._there:
            self._fields.need(key)
        return self._fields.number(key, least, most)

    def per_cent(self, key: str) -> int:
        return self.number(key, 0, 100)

    def milliseconds(self, key: str) -> int:
        if self._there:
            self._fields.need(key)
        return (self._fields.duration(key) or 0) * 1000

    def inner(self, scope: Scope, key: str, *known: str) -> _Block:
        return _Block(scope, self._fields, key, known) if self._there else self


class _Blocks:
    """The blocks of numbers of a rubric."""

    def __init__(self, scope: Scope, fields: Fields) -> None:
        def block(key: str, *known: str) -> _Block:
            return _Block(scope, fields, key, known)

        self.weights = block("weights", *DIMENSIONS)
        self.passed = block("pass", "total", "figure")
        self.empathy = block("empathy", "credit", "listening")
        self.response = block("response", "think", "least")
        self.proactivity = block("proactivity", "asked", "cue", "opens", "partly")
        self.intrusion = block("intrusion", "heated", "personal-data", "trust", "patience")
        self.recovery = block("recovery", "steps", "order", "redress", "apology")
        self.outcome = block(
            "outcome", "endings", "second-failure-cap", "lost-cap", "broken", "expectation"
        )
        self.endings = self.outcome.inner(scope, "endings", *OUTCOMES)
        self.expectation = self.outcome.inner(scope, "expectation", "step", "most")
        self.broken = block("broken-promise", "trust", "patience")
        self.drain = block("drain", *CHANNELS)


def parse_rubric(source: Source, report: Report, stem: str) -> Rubric | None:
    """The rubric, complete only if the report has no errors."""
    root = source.root
    entry = root.entries.get("rubric") if isinstance(root, Mapping) else None
    own = getattr(entry, "text", stem)
    scope = Scope(source, report, Names("rubric"))
    fields = root_of(scope, RUBRIC_KEYS)
    if fields is None:
        return None
    fields.id("rubric")
    language_of(fields)
    fields.need("critical-cap")
    its = _Blocks(scope, fields)
    rubric = Rubric(
        id=own,
        edition=fields.number("edition", 1, 99_999, 1),
        title=one_text(scope, fields, "title", f"{own}/title"),
        weights={one: its.weights.per_cent(one) for one in DIMENSIONS},
        pass_total=its.passed.per_cent("total"),
        pass_dimension=its.passed.per_cent("figure"),
        critical_cap=fields.number("critical-cap", 0, 100),
        empathy_credit=its.empathy.per_cent("credit"),
        empathy_listening=its.empathy.per_cent("listening"),
        think=its.response.milliseconds("think"),
        minimum_allowance=its.response.milliseconds("least"),
        asked=its.proactivity.per_cent("asked"),
        cue=its.proactivity.per_cent("cue"),
        opens=its.proactivity.per_cent("opens"),
        partly=its.proactivity.per_cent("partly"),
        heated=its.intrusion.number("heated", 100, _MOST),
        personal_data=its.intrusion.number("personal-data", 100, _MOST),
        intrusion_trust=its.intrusion.number("trust", -_MOST, 0),
        intrusion_patience=its.intrusion.number("patience", -_MOST, 0),
        recovery_steps=its.recovery.per_cent("steps"),
        recovery_order=its.recovery.per_cent("order"),
        recovery_redress=its.recovery.per_cent("redress"),
        recovery_apology=its.recovery.per_cent("apology"),
        endings={one: its.endings.per_cent(one) for one in OUTCOMES},
        second_failure_cap=its.outcome.per_cent("second-failure-cap"),
        lost_cap=its.outcome.per_cent("lost-cap"),
        broken=its.outcome.per_cent("broken"),
        expectation_step=its.expectation.per_cent("step"),
        expectation_maximum=its.expectation.per_cent("most"),
        broken_trust=its.broken.number("trust", -_MOST, 0),
        broken_patience=its.broken.number("patience", -_MOST, 0),
        drain={one: its.drain.number(one, 0, _MOST_DRAIN) for one in CHANNELS},
        moods=_moods(scope, fields),
        behaviours=_behaviours(scope, fields, own),
    )
    _check_sums(scope, fields, rubric)
    return rubric


def _check_sums(scope: Scope, fields: Fields, rubric: Rubric) -> None:
    """Shares that must make a whole, and those that must not all be nothing."""
    if scope.report.errors:
        return
    empathy = rubric.empathy_credit + rubric.empathy_listening
    if empathy != _WHOLE:
        scope.found(f.RUBRIC_SUM, fields.key("empathy"), key="empathy", sum=empathy)
    if not rubric.recovery_steps + rubric.recovery_order + rubric.recovery_apology:
        scope.found(f.RUBRIC_SUM, fields.key("recovery"), key="recovery", sum=0)
    if not sum(rubric.weights.values()):
        scope.found(f.RUBRIC_SUM, fields.key("weights"), key="weights", sum=0)
    if not rubric.minimum_allowance:
        scope.found(f.RUBRIC_SUM, fields.key("response"), key="response", sum=0)


def _moods(scope: Scope, fields: Fields) -> tuple[Band, ...]:
    fields.need("moods")
    found: list[Band] = []
    for item in fields.items("moods", or_one=False):
        mapping = scope.mapping("moods", item)
        if mapping is None:
            continue
        band = Fields(scope, mapping, BAND_KEYS)
        band.need("mood")
        mood = band.one_of("mood", MOODS)
        under = {
            key: band.number(key, 0, _MOST + 1) if key in band else None
            for key in ("patience-under", "trust-under")
        }
        if mood is not None:
            found.append(
                Band(
                    mood=mood,
                    patience_under=under["patience-under"],
                    trust_under=under["trust-under"],
                )
            )
    if found and (found[-1].patience_under, found[-1].trust_under) != (None, None):
        scope.found(f.LAST_MOOD_BOUND, fields.key("moods"))
    return tuple(found)


def _behaviours(scope: Scope, fields: Fields, rubric: str) -> dict[str, Behaviour]:
    fields.need("behaviours")
    found: dict[str, Behaviour] = {}
    for name, where, value in fields.members("behaviours"):
        scope.stands(f"behaviours/{name}", where)
        if name == "title":
            scope.found(f.RESERVED_ID, where, id=name)
        mapping = scope.mapping(name, value)
        if mapping is not None:
            its = Fields(scope, mapping, BEHAVIOUR_KEYS)
            found[name] = _behaviour(scope, name, rubric, its)
    return found


def _behaviour(scope: Scope, name: str, rubric: str, fields: Fields) -> Behaviour:
    def inner(key: str, *known: str) -> Fields | None:
        value = fields.get(key)
        mapping = scope.mapping(key, value) if value is not None else None
        return Fields(scope, mapping, known) if mapping is not None else None

    def points(of: Fields | None, key: str) -> int:
        return of.number(key, 0, 2) if of is not None else 0

    empathy = inner("empathy", "reaction", "interpretation", "exploration")
    apology = inner("apology", "empathy", "intensity")
    return Behaviour(
        id=name,
        title=one_text(scope, fields, "title", f"{rubric}/{name}"),
        reaction=points(empathy, "reaction"),
        interpretation=points(empathy, "interpretation"),
        exploration=points(empathy, "exploration"),
        hollow=fields.truth("hollow"),
        listening_fault=fields.one_of("listening", ("fault",)) is not None,
        product=fields.truth("product"),
        trust=fields.number("trust", -_MOST, _MOST),
        patience=fields.number("patience", -_MOST, _MOST),
        apology_empathy=points(apology, "empathy") if apology is not None else None,
        apology_intensity=points(apology, "intensity") if apology is not None else None,
    )
