"""Opens a play of a waiting attempt or of a new attempt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.attempt.play import Play
from simulator.attempt.reading import nodes_read
from simulator.attempt.trainee import spellings, waiting_attempt

if TYPE_CHECKING:
    from simulator.attempt.context import AppContext, PlayRequest
    from simulator.attempt.ports import AttemptReader


def open_play(context: AppContext, request: PlayRequest) -> tuple[Play, bool]:
    """A play of the trainee's waiting attempt at a scenario, or of a new attempt if none waits.

    A waiting attempt continues on the edition on which it began, and keeps its mode. If the request
    names another mode, a new attempt begins beside it. A new attempt is played on the
    edition of the request.

    Args:
        context: The context of the front end.
        request: The request; its edition must not be None.

    Returns:
        The play, and whether it continues a waiting attempt.

    Raises:
        LogError: The log of the waiting attempt does not fit its edition.
        HeaderError: The header of the waiting attempt was changed.
        EditionError: The edition of the waiting attempt is changed or unreadable.
        StoreError: The store cannot be read or written.
        ValueError: The edition of the request is None.
    """
    edition = request.edition
    if edition is None:
        raise ValueError("no edition was picked")
    store, clock = context.store(), context.clock
    scenario = edition.program.scenario.id
    waiting = None if request.fresh else waiting_attempt(store, request.trainee, scenario)
    if waiting is not None and request.mode in (None, waiting.mode):
        play = Play.resume(
            edition,
            waiting,
            store=store,
            clock=clock,
            factor=request.factor,
            measured=request.measured,
            known=nodes_read(store, waiting.trainee, scenario, waiting.digest, besides=waiting.id),
        )
        return play, True
    play = Play.begin(
        edition,
        request,
        id_=context.new_id(),
        seed=context.new_seed() if request.seed is None else request.seed,
        store=store,
        clock=clock,
        known=nodes_read(store, request.trainee, scenario, edition.digest),
        number=_next_number(store, request, scenario),
    )
    return play, False


def _next_number(store: AttemptReader, request: PlayRequest, scenario: str) -> int:
    """The number of a new attempt of the trainee at a scenario in the mode of the request."""
    mode = request.mode or "practice"
    earlier = (
        attempt
        for name in spellings(request.trainee)
        for attempt in store.attempts(trainee=name, scenario=scenario)
    )
    return 1 + sum(x.mode == mode and x.branch_of is None for x in earlier)
