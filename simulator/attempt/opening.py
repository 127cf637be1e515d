"""Where a play comes from: an attempt that waits, or a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.attempt.play import Play

if TYPE_CHECKING:
    from simulator.attempt.edition import Edition
    from simulator.attempt.house import House


def open_play(
    house: House,
    edition: Edition,
    *,
    trainee: str,
    language: str,
    fresh: bool = False,
    seed: int | None = None,
    factor: int | None = 100,
) -> tuple[Play, bool]:
    """Goes on with the attempt that waits, on its own edition; else begins anew.

    Args:
        house: The world.
        edition: Of the file as it is now; new attempts are played on it.
        trainee: Whose attempt.
        language: To play in.
        fresh: Begin anew even if an attempt waits.
        seed: For the order of choices in a new attempt; None: a fresh one.
        factor: More time to reply, in per cent; None: no clock.

    Returns:
        The play, and whether it goes on with an attempt that waited.

    Raises:
        LogError: The attempt that waits has a log that does not fit its edition.
        EditionError: The edition of the attempt that waits cannot be read.
        StoreError: Nothing can be read or kept.
    """
    store, translator = house.store(), house.translator(language)
    waiting = None if fresh else store.waiting(trainee, edition.program.scenario.id)
    if waiting is None:
        play = Play.begin(
            edition,
            id_=house.new_id(),
            trainee=trainee,
            seed=house.new_seed() if seed is None else seed,
            store=store,
            clock=house.clock,
            translator=translator,
        )
    else:
        play = Play.resume(edition, waiting, store=store, clock=house.clock, translator=translator)
    play.factor = factor
    return play, waiting is not None
