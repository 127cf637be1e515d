"""The words of the statements: verbs, types of activities, and the extensions with their units."""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

from msgspec import Struct

VERSION: Final = "1.0.3"
"""The version of xAPI."""
HOME: Final = "https://service-simulator.example/xapi"
"""Where our own IRIs begin. A name under `.example` belongs to nobody, and can never be bought."""
PROFILE: Final = f"{HOME}/profile/1"
"""Marks every statement of this program. It changes if the meaning of the statements changes."""

_ADL: Final = "http://adlnet.gov/expapi"

VerbName: TypeAlias = Literal[
    "answered", "skipped", "scored", "passed", "failed", "completed", "terminated"
]
VERBS: Final[dict[VerbName, str]] = {
    "answered": f"{_ADL}/verbs/answered",
    "skipped": "http://id.tincanapi.com/verb/skipped",
    "scored": f"{_ADL}/verbs/scored",
    "passed": f"{_ADL}/verbs/passed",
    "failed": f"{_ADL}/verbs/failed",
    "completed": f"{_ADL}/verbs/completed",
    "terminated": f"{_ADL}/verbs/terminated",
}
"""The IRI of each verb; the verbs come from the registries of ADL and of Tin Can."""

SIMULATION: Final = f"{_ADL}/activities/simulation"
INTERACTION: Final = f"{_ADL}/activities/cmi.interaction"
OBJECTIVE: Final = f"{_ADL}/activities/objective"
PROFILE_TYPE: Final = f"{_ADL}/activities/profile"

ExtensionPlace: TypeAlias = Literal["turn", "attempt", "context", "turn context"]
"""Where an extension stands: in the result of a turn, or of an attempt; in the context of every
statement, or of a turn."""


class Extension(Struct, frozen=True, kw_only=True):
    """One extension of a statement.

    Attributes:
        name: The end of its IRI.
        place: Where it stands.
        type: The JSON type of its value.
        unit: The unit of a number; `-` for other values.
        range: The values that are possible.
        meaning: What it says, in one sentence.
    """

    name: str
    place: ExtensionPlace
    type: Literal["integer", "number", "boolean", "string", "strings"]
    unit: str = "-"
    range: str
    meaning: str

    @property
    def iri(self) -> str:
        """The IRI."""
        return f"{HOME}/extensions/{self.name}"


_FEELING: Final = "0 to 1000"
_YES_NO: Final = "true, false"

EXTENSIONS: Final = (
    Extension(
        name="turn",
        place="turn",
        type="integer",
        unit="turns",
        range="from 1",
        meaning="The number of the reply or silence in the attempt.",
    ),
    Extension(
        name="share",
        place="turn",
        type="integer",
        unit="thousandths of the fair time",
        range="from 0; 1000 for every reply in time",
        meaning="How much of the fair time the reply took; missing if it was not measured.",
    ),
    Extension(
        name="rapid",
        place="turn",
        type="boolean",
        range=_YES_NO,
        meaning="Whether the reply came too fast for the text to have been read.",
    ),
    Extension(
        name="mood",
        place="turn",
        type="string",
        range="calm, happy, relieved, surprised, worried, annoyed, angry, furious, sad",
        meaning="The mood that the customer showed before the turn; missing if no face was shown.",
    ),
    Extension(
        name="patience-before",
        place="turn",
        type="integer",
        unit="points",
        range=_FEELING,
        meaning="The patience of the main customer before the turn.",
    ),
    Extension(
        name="patience-after",
        place="turn",
        type="integer",
        unit="points",
        range=_FEELING,
        meaning="The patience of the main customer before the next turn, or at the end.",
    ),
    Extension(
        name="trust-before",
        place="turn",
        type="integer",
        unit="points",
        range=_FEELING,
        meaning="The trust of the main customer before the turn.",
    ),
    Extension(
        name="trust-after",
        place="turn",
        type="integer",
        unit="points",
        range=_FEELING,
        meaning="The trust of the main customer before the next turn, or at the end.",
    ),
    Extension(
        name="story-time",
        place="turn",
        type="integer",
        unit="seconds of the story",
        range="from 0",
        meaning="The time of the story when its place was reached, since the start of the story.",
    ),
    Extension(
        name="on-offer",
        place="turn",
        type="strings",
        range="ids of choices",
        meaning="The replies that could be picked, in the order of the scenario.",
    ),
    Extension(
        name="better-reply",
        place="turn",
        type="string",
        range="id of a choice",
        meaning="The reply on offer that was worth most in empathy; missing if none was better.",
    ),
    Extension(
        name="behaviours",
        place="turn",
        type="strings",
        range="ids of behaviours of the rubric",
        meaning="The behaviours that the reply or silence shows.",
    ),
    Extension(
        name="critical",
        place="turn",
        type="strings",
        range="safety, privacy, false-promise, denial",
        meaning="The kinds of the critical error that the reply is; missing if it is none.",
    ),
    Extension(
        name="stage",
        place="attempt",
        type="integer",
        unit="stage of service",
        range="1 to 4",
        meaning="The stage of service; missing if proactivity was not observed.",
    ),
    Extension(
        name="harassment",
        place="attempt",
        type="number",
        unit="points",
        range="0 to 100; 0 is best",
        meaning="The weight of the offers that were pushed on people.",
    ),
    Extension(
        name="satisfaction-gap",
        place="attempt",
        type="number",
        unit="points",
        range="any; 0 is as expected, more is better",
        meaning="The experience of the main customer less the expectation.",
    ),
    Extension(
        name="ending",
        place="attempt",
        type="string",
        range="id of a node",
        meaning="Where the story ended.",
    ),
    Extension(
        name="ending-outcome",
        place="attempt",
        type="string",
        range="resolved, partly-resolved, escalated, lost",
        meaning="The outcome of the ending.",
    ),
    Extension(
        name="critical-errors",
        place="attempt",
        type="strings",
        range="safety, privacy, false-promise, denial; a harm begins with harm-",
        meaning="The critical errors in the order of the play, then the harms.",
    ),
    Extension(
        name="turns",
        place="attempt",
        type="integer",
        unit="turns",
        range="from 0",
        meaning="The number of replies and silences.",
    ),
    Extension(
        name="timed-out",
        place="attempt",
        type="integer",
        unit="turns",
        range="from 0",
        meaning="The number of silences.",
    ),
    Extension(
        name="promises-kept",
        place="attempt",
        type="integer",
        unit="promises",
        range="from 0",
        meaning="The number of promises that were kept.",
    ),
    Extension(
        name="promises-broken",
        place="attempt",
        type="integer",
        unit="promises",
        range="from 0",
        meaning="The number of promises with a due time that were broken.",
    ),
    Extension(
        name="interpretable",
        place="attempt",
        type="boolean",
        range=_YES_NO,
        meaning="Whether the texts can have been read; false after too many rapid replies.",
    ),
    Extension(
        name="mode",
        place="context",
        type="string",
        range="practice, assessment, tutorial",
        meaning="Whether the trainee practised, was assessed, or played a tutorial.",
    ),
    Extension(
        name="edition",
        place="context",
        type="integer",
        unit="edition number",
        range="from 1",
        meaning="The edition number that the author gave the scenario.",
    ),
    Extension(
        name="rubric",
        place="context",
        type="string",
        range="id of a rubric",
        meaning="The rubric that the attempt is scored by.",
    ),
    Extension(
        name="rubric-edition",
        place="context",
        type="integer",
        unit="edition number",
        range="from 1",
        meaning="The edition number that the author gave the rubric.",
    ),
    Extension(
        name="measured",
        place="context",
        type="boolean",
        range=_YES_NO,
        meaning="Whether a person replied in real time; false if a script made any reply.",
    ),
    Extension(
        name="published",
        place="context",
        type="boolean",
        range=_YES_NO,
        meaning="Whether the text that was played is one that ships with the program.",
    ),
    Extension(
        name="attempt-number",
        place="context",
        type="integer",
        unit="attempts",
        range="from 1",
        meaning="The number of the attempt at this scenario in this mode; missing for a retake.",
    ),
    Extension(
        name="retake-of",
        place="context",
        type="string",
        range="UUID",
        meaning="The registration of the attempt that is retaken from a turn on.",
    ),
    Extension(
        name="estimated-time",
        place="turn context",
        type="boolean",
        range="true",
        meaning="The timestamp lies between the start and the end, and is not measured.",
    ),
)
"""All extensions; `docs/xapi.md` has a row for each."""

_IRIS: Final = {(x.place, x.name.replace("-", "_")): x.iri for x in EXTENSIONS}


def extensions(place: ExtensionPlace, **values: object) -> dict[str, object]:
    """Values by the IRI of their extension; a value of None or an empty tuple is left out.

    Args:
        place: Where the extensions stand.
        **values: The value of each extension by its name, with `_` for `-`.

    Raises:
        KeyError: `EXTENSIONS` has no such extension at this place.
    """
    return {_IRIS[place, name]: x for name, x in values.items() if x is not None and x != ()}
