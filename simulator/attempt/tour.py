"""Whether to offer a new trainee the tutorial."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.attempt.trainee import spellings
from simulator.errors import StoreError

if TYPE_CHECKING:
    from simulator.attempt.context import AppContext
    from simulator.attempt.edition import Edition


def tutorial_for(context: AppContext, trainee: str) -> Edition | None:
    """The tutorial to offer to a trainee; None: there is none, or it need not be offered.

    It is offered once to a trainee who has no attempt at all.

    Args:
        context: The context of the front end.
        trainee: The name of the trainee; empty: not known yet, and the attempts of all count.
    """
    if trainee and context.settings.guided == trainee:
        return None
    names = spellings(trainee) if trainee else (None,)
    try:
        played = any(True for name in names for _ in context.store().attempts(trainee=name))
    except StoreError:
        return None  # It is reported when the play starts.
    return None if played else find_tutorial(context)


def find_tutorial(context: AppContext) -> Edition | None:
    """The first tutorial of the library; None: there is none."""
    editions = (x.edition for x in context.library())
    return next((x for x in editions if x and x.program.scenario.tutorial), None)
