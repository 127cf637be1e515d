"""The ladder of faces: how a word of the author may differ from what patience and trust give.

Source: section Patience, trust and mood in `docs/scoring.md`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from simulator.scenario.vocabulary import Mood, Outcome

_RUNGS: Final[tuple[tuple[Mood, ...], ...]] = (
    ("furious",),
    ("angry",),
    ("annoyed",),
    ("worried", "sad"),
    ("calm", "surprised"),
    ("happy", "relieved"),
)
"""The faces from the worst to the best; those on one rung are equally good."""
_PLACES: Final = {mood: place for place, rung in enumerate(_RUNGS) for mood in rung}
_ENDINGS: Final[dict[Outcome, tuple[int, int]]] = {
    "resolved": (_PLACES["calm"], _PLACES["happy"]),
    "partly-resolved": (_PLACES["worried"], _PLACES["happy"]),
    "escalated": (_PLACES["furious"], _PLACES["worried"]),
    "lost": (_PLACES["furious"], _PLACES["annoyed"]),
}
"""The worst and the best rung at the endings of each outcome."""


def face(felt: Mood, wanted: Mood | None, nudge: int, ending: Outcome | None) -> Mood:
    """The face that is shown.

    Args:
        felt: The face that patience and trust give.
        wanted: The face that the author gave to the node; None: none.
        nudge: How many rungs the author's face may be away from `felt`.
        ending: The outcome, if the node is an ending.

    >>> face("calm", "surprised", 1, None), face("calm", "furious", 1, None)
    ('surprised', 'worried')
    >>> face("happy", None, 1, "lost")
    'annoyed'
    """
    place = _PLACES[felt]
    shown = _held(wanted or felt, place - nudge, place + nudge)
    return shown if ending is None else _held(shown, *_ENDINGS[ending])


def _held(mood: Mood, lowest: int, highest: int) -> Mood:
    """A face between two rungs; the face itself if it is there already."""
    place = _PLACES[mood]
    held = min(max(place, lowest, 0), highest, len(_RUNGS) - 1)
    return mood if held == place else _RUNGS[held][0]
