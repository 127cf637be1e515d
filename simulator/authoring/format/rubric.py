"""Reads rubric files."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from simulator.authoring.format.file_head import file_fields, language_of
from simulator.authoring.read.fields import Fields
from simulator.authoring.read.scope import Scope
from simulator.authoring.read.symbols import SymbolTable
from simulator.authoring.read.texts import one_text
from simulator.authoring.yaml.values import YamlMapping
from simulator.findings import code as codes
from simulator.scenario.rubric import Band, Behaviour, Rubric
from simulator.scenario.vocabulary import CHANNELS, CRITICALS, DIMENSIONS, MOODS, OUTCOMES

if TYPE_CHECKING:
    from simulator.authoring.yaml.values import Document
    from simulator.findings.collector import Collector

W = TypeVar("W", bound=str)

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
        "total",
        "empathy",
        "response",
        "proactivity",
        "intrusion",
        "recovery",
        "outcome",
        "broken-promise",
        "drain",
        "moods",
        "mood-nudge",
        "second-failure",
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
        "critical",
        "felt",
        "note",
    }
)
_MAX = 1000
_WHOLE = 100
_MAX_DRAIN = 1_000_000


class _NumberTable:
    """A map of a rubric whose values are numbers, durations or words.

    A key is required unless a method says otherwise.
    If the map itself is missing or wrong, that is reported once, and its numbers are read as 0.
    """

    def __init__(
        self, scope: Scope, fields: Fields, key: str, known: tuple[str, ...], *, needed: bool = True
    ) -> None:
        value = fields.require(key) if needed else fields.get(key)
        mapping = scope.mapping(key, value) if value is not None else None
        self._fields = Fields(scope, mapping or YamlMapping(0, 0, flow=False), known)
        self._present = mapping is not None

    def number(self, key: str, minimum: int, maximum: int) -> int:
        if self._present:
            self._fields.require(key)
        return self._fields.number(key, minimum, maximum)

    def per_cent(self, key: str) -> int:
        return self.number(key, 0, 100)

    def optional(self, key: str, minimum: int, maximum: int) -> int | None:
        """A number; None if the key is missing."""
        return self._fields.number(key, minimum, maximum) if key in self._fields else None

    def milliseconds(self, key: str) -> int:
        if self._present:
            self._fields.require(key)
        return (self._fields.duration(key) or 0) * 1000

    def truth(self, key: str, *, default: bool) -> bool:
        """A truth value; the default if the key is missing."""
        return self._fields.truth(key, default=default)

    def seconds(self, keys: tuple[W, ...]) -> dict[W, int] | None:
        """The durations of all keys in seconds; None if the map is missing."""
        return {key: self.milliseconds(key) // 1000 for key in keys} if self._present else None

    def words(self, key: str, known: tuple[W, ...]) -> tuple[W, ...]:
        """A list of words, in the order of `known`; empty if the key is missing."""
        items = self._fields.items(key)
        found = {self._fields.reader.one_of(key, item, known) for item in items}
        return tuple([word for word in known if word in found])

    def inner(self, scope: Scope, key: str, *known: str, needed: bool = True) -> _NumberTable:
        if not self._present:
            return self
        return _NumberTable(scope, self._fields, key, known, needed=needed)


class _NumberTables:
    """All maps of a rubric that hold numbers."""

    def __init__(self, scope: Scope, fields: Fields) -> None:
        def table(key: str, *known: str) -> _NumberTable:
            return _NumberTable(scope, fields, key, known)

        self.weights = table("weights", *DIMENSIONS)
        self.pass_mark = table("pass", "total", "figure", "endings", "stage")
        self.total = _NumberTable(scope, fields, "total", ("left", "escalated"), needed=False)
        self.empathy = table("empathy", "credit", "listening")
        self.response = table("response", "think", "least", "first", "wait", "known-texts")
        self.waits = self.response.inner(scope, "wait", *CHANNELS, needed=False)
        self.proactivity = table("proactivity", "asked", "cue", "opens", "partly")
        self.intrusion = table("intrusion", "heated", "personal-data", "trust", "patience")
        self.recovery = table("recovery", "steps", "order", "redress", "apology")
        self.outcome = table(
            "outcome",
            "endings",
            "second-failure-cap",
            "lost-cap",
            "broken",
            "late-promises",
            "expectation",
        )
        self.endings = self.outcome.inner(scope, "endings", *OUTCOMES)
        self.expectation = self.outcome.inner(scope, "expectation", "step", "most")
        self.broken = table("broken-promise", "trust", "patience")
        self.failure = _NumberTable(
            scope, fields, "second-failure", ("trust", "patience"), needed=False
        )
        self.drain = table("drain", *CHANNELS)


def parse_rubric(document: Document, collector: Collector, default_id: str) -> Rubric | None:
    """The rubric of a file; if there are errors, it may be incomplete.

    Args:
        document: The file.
        collector: Gets the findings.
        default_id: The rubric's id if the file declares none.
    """
    root = document.root
    entry = root.entries.get("rubric") if isinstance(root, YamlMapping) else None
    own = getattr(entry, "text", default_id)
    scope = Scope(document.source, collector, SymbolTable("rubric"))
    fields = file_fields(scope, root, RUBRIC_KEYS)
    if fields is None:
        return None
    fields.id("rubric")
    language_of(fields)
    fields.require("critical-cap")
    rubric = _rubric(scope, fields, own)
    _check_sums(scope, fields, rubric)
    return rubric


def _rubric(scope: Scope, fields: Fields, own: str) -> Rubric:
    its = _NumberTables(scope, fields)
    return Rubric(
        id=own,
        edition=fields.number("edition", 1, 99_999, 1),
        title=one_text(scope, fields, "title", f"{own}/title"),
        weights={one: its.weights.per_cent(one) for one in DIMENSIONS},
        pass_total=its.pass_mark.per_cent("total"),
        pass_dimension=its.pass_mark.per_cent("figure"),
        critical_cap=fields.number("critical-cap", 0, 100),
        empathy_credit=its.empathy.per_cent("credit"),
        empathy_listening=its.empathy.per_cent("listening"),
        think=its.response.milliseconds("think"),
        minimum_allowance=its.response.milliseconds("least"),
        asked=its.proactivity.per_cent("asked"),
        cue=its.proactivity.per_cent("cue"),
        opens=its.proactivity.per_cent("opens"),
        partly=its.proactivity.per_cent("partly"),
        heated=its.intrusion.number("heated", 100, _MAX),
        personal_data=its.intrusion.number("personal-data", 100, _MAX),
        intrusion_trust=its.intrusion.number("trust", -_MAX, 0),
        intrusion_patience=its.intrusion.number("patience", -_MAX, 0),
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
        broken_trust=its.broken.number("trust", -_MAX, 0),
        broken_patience=its.broken.number("patience", -_MAX, 0),
        drain={one: its.drain.number(one, 0, _MAX_DRAIN) for one in CHANNELS},
        moods=_moods(scope, fields),
        behaviours=_behaviours(scope, fields, own),
        pass_endings=its.pass_mark.words("endings", OUTCOMES),
        pass_stage=its.pass_mark.optional("stage", 2, 4),
        left_cap=its.total.optional("left", 0, 100),
        escalated_cap=its.total.optional("escalated", 0, 100),
        first_reply=its.response.optional("first", 1, 10) or 1,
        waits=its.waits.seconds(CHANNELS),
        mood_nudge=fields.number("mood-nudge", 0, 5) if "mood-nudge" in fields else None,
        failure_trust=its.failure.optional("trust", -_MAX, 0) or 0,
        failure_patience=its.failure.optional("patience", -_MAX, 0) or 0,
        known_texts=its.response.truth("known-texts", default=False),
        late_promises=its.outcome.truth("late-promises", default=True),
    )


def _check_sums(scope: Scope, fields: Fields, rubric: Rubric) -> None:
    """Reports shares that do not add up to 100, and groups in which every number is 0."""
    if scope.collector.errors:
        return
    empathy = rubric.empathy_credit + rubric.empathy_listening
    if empathy != _WHOLE:
        scope.report(codes.RUBRIC_SUM, fields.key("empathy"), key="empathy", sum=empathy)
    if not rubric.recovery_steps + rubric.recovery_order + rubric.recovery_apology:
        scope.report(codes.RUBRIC_SUM, fields.key("recovery"), key="recovery", sum=0)
    if not sum(rubric.weights.values()):
        scope.report(codes.RUBRIC_SUM, fields.key("weights"), key="weights", sum=0)
    if not rubric.minimum_allowance:
        scope.report(codes.RUBRIC_SUM, fields.key("response"), key="response", sum=0)


def _moods(scope: Scope, fields: Fields) -> tuple[Band, ...]:
    fields.require("moods")
    found: list[Band] = []
    for item in fields.items("moods", or_one=False):
        mapping = scope.mapping("moods", item)
        if mapping is None:
            continue
        band = Fields(scope, mapping, BAND_KEYS)
        band.require("mood")
        mood = band.one_of("mood", MOODS)
        under = {
            key: band.number(key, 0, _MAX + 1) if key in band else None
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
        scope.report(codes.LAST_MOOD_BOUND, fields.key("moods"))
    return tuple(found)


def _behaviours(scope: Scope, fields: Fields, rubric: str) -> dict[str, Behaviour]:
    fields.require("behaviours")
    found: dict[str, Behaviour] = {}
    for name, where, value in fields.members("behaviours"):
        scope.symbols.locate(f"behaviours/{name}", scope.source, where)
        if name == "title":
            scope.report(codes.RESERVED_ID, where, id=name)
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
        trust=fields.number("trust", -_MAX, _MAX),
        patience=fields.number("patience", -_MAX, _MAX),
        apology_empathy=points(apology, "empathy") if apology is not None else None,
        apology_intensity=points(apology, "intensity") if apology is not None else None,
        critical=fields.one_of("critical", CRITICALS),
        felt=one_text(scope, fields, "felt", f"{rubric}/{name}/felt", needed=False)
        if "felt" in fields
        else None,
    )
