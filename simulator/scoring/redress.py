"""Redress: what the trainee gave back for the failure, and how well it fits.

**Redress fit = ½ if the kind fits + ½ × the share of the loss that was given back**

Source: *redress fit* in `docs/scoring.md`, section Recovery craft. Smith, Bolton and Wagner (1999)
found that redress should match the kind and the size of a failure. The numbers are our own choice.
Recovery craft and the customer outcome both use this redress fit.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from simulator.scoring.arithmetic import ONE, ZERO

if TYPE_CHECKING:
    from simulator.scenario.declarations import Failure
    from simulator.scoring.playthrough import Playthrough

_HALF = Fraction(1, 2)


def offers_redress(playthrough: Playthrough) -> bool:
    """Whether any choice of the scenario gives redress."""
    return playthrough.scenario.outline.gives_redress


def redress_given(playthrough: Playthrough) -> dict[str, int]:
    """The redress that the trainee gave.

    Only turns at nodes that count for recovery are read.

    Returns:
        For each kind of redress, the last value that was given, in hundredths of the currency unit.
    """
    given: dict[str, int] = {}
    for turn in playthrough.turns:
        if turn.choice.redress and turn.counts_for("recovery"):
            given |= {x.kind: x.value for x in turn.choice.redress}
    return given


def redress_fit(failure: Failure, redress: dict[str, int]) -> Fraction:
    """How well redress fits a failure, from 0 to 1: one half for its kind, one half for its size.

    Args:
        failure: The failure of the scenario, with the kinds of redress that fit and the loss.
        redress: The value of each kind that was given, in hundredths of the currency unit.

    >>> from simulator.scenario.model import Failure
    >>> plate = Failure(redress=("replacement",), loss=1800)
    >>> str(redress_fit(plate, {"replacement": 1800}))  # The right kind, and the whole loss.
    '1'
    >>> str(redress_fit(plate, {"voucher": 900}))  # Another kind, and half of the loss.
    '1/4'
    >>> str(redress_fit(plate, {"cash": 9900}))  # Above 1.5 times the loss: embarrassing.
    '1/4'
    >>> str(redress_fit(plate, {}))
    '0'
    """
    if not redress:
        return ZERO
    kind = _HALF if any(x in failure.redress for x in redress) else ZERO
    value = sum(redress.values())
    if failure.loss == 0:
        size = ONE
    elif value * 2 > failure.loss * 3:
        size = _HALF
    else:
        size = min(ONE, Fraction(value, failure.loss))
    return kind + size / 2
