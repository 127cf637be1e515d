"""Patience, trust and the mood of customers."""

from __future__ import annotations

from bisect import bisect
from typing import TYPE_CHECKING, Final

from simulator.session.event import FeelingsChanged
from simulator.session.state import PATIENCE_UNITS, points, replaced

if TYPE_CHECKING:
    from simulator.scenario.vocabulary import Mood
    from simulator.session.program.program import Program
    from simulator.session.state import Draft, ReadableState, State

_FULL: Final = 1000
"""The most points of patience and of trust."""
_FULL_PATIENCE: Final = _FULL * PATIENCE_UNITS


def mood(program: Program, state: ReadableState) -> Mood | None:
    """The face shown: the node's own, else the first of the rubric whose bounds are not reached.

    None with nobody or a colleague there.
    """
    node = program.nodes[state.node]
    if node.mood is not None or node.customer is None:
        return node.mood
    moods, customer = program.moods, node.customer
    row = moods.faces[bisect(moods.patience, points(state.patience[customer]))]
    return row[bisect(moods.trust, state.trust[customer])]


def shift(draft: Draft, customer: int, trust: int, patience: int) -> None:
    """Adds points of trust and units of patience to a customer's, within their bounds."""
    if trust:
        value = min(max(0, draft.trust[customer] + trust), _FULL)
        draft.trust = replaced(draft.trust, customer, value)
    if patience:
        value = min(max(0, draft.patience[customer] + patience), _FULL_PATIENCE)
        draft.patience = replaced(draft.patience, customer, value)


def note_feelings(program: Program, before: State, draft: Draft) -> None:
    """Adds an event for each customer whose points have changed since a state."""
    if draft.trust is before.trust and draft.patience is before.patience:
        return
    for place, id_ in enumerate(program.customers):
        trust, units, old = draft.trust[place], draft.patience[place], before.patience[place]
        patience = points(units)
        if trust != before.trust[place] or (units != old and patience != points(old)):
            draft.events.append(FeelingsChanged(customer=id_, patience=patience, trust=trust))
