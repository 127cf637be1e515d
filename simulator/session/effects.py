"""The effects of a choice, in the order that `docs/scenario-format.md` gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.session.event import ExtraOffered
from simulator.session.feelings import shift
from simulator.session.promises import break_promises, commit
from simulator.session.sparse import page_at, with_page
from simulator.session.state import OPEN, PATIENCE_UNITS, Draft, replaced

if TYPE_CHECKING:
    from simulator.session.program.compiled import CompiledChoice
    from simulator.session.program.program import Program
    from simulator.session.sparse import Spot
    from simulator.session.state import State


def take_effect(
    program: Program, state: State, draft: Draft, choice: CompiledChoice, seconds: int
) -> None:
    """Changes a draft by everything that a choice does itself.

    Args:
        program: The program that is played.
        state: The state before the choice.
        draft: A draft of this state, which is changed; its node is not changed.
        choice: The choice that is made.
        seconds: The story time that the choice takes.
    """
    at = program.nodes[state.node].marks
    marks = page_at(state.marks, at.branch, at.page)
    made_before = marks & choice.mark
    if not made_before:
        draft.marks = with_page(state.marks, at.branch, at.page, marks | choice.mark)
    elif choice.repeats is not None:
        _count_repeat(draft, choice.repeats)
    draft.read |= choice.reads
    if seconds:
        _pass_time(draft, state, choice, seconds)
        if draft.promises:
            break_promises(program, draft)
    if choice.keeps or choice.promises or choice.moves:
        commit(program, draft, choice)
        break_promises(program, draft)
    draft.met |= choice.meets
    if choice.pushes:
        _push(program, draft, choice)
    trust, patience = choice.losses if made_before else choice.gains
    if trust or patience:
        for customer in choice.addressed:
            shift(draft, customer, trust, patience)
    if choice.sets or choice.adds:
        _set_variables(draft, choice)


def _count_repeat(draft: Draft, at: Spot) -> None:
    """Adds one to the counter of a choice that is made again."""
    counts = page_at(draft.repeats, at.branch, at.page) + (1 << at.shift)
    draft.repeats = with_page(draft.repeats, at.branch, at.page, counts)


def _pass_time(draft: Draft, state: State, choice: CompiledChoice, seconds: int) -> None:
    """Moves the story clock on, and takes patience from the customer who waits.

    The customer loses half as much if a promise with a due time was open before the choice.
    """
    draft.elapsed += seconds
    at = choice.customer
    if at is None:
        return
    drained = seconds * choice.drain
    if state.promises and any(
        status == OPEN and due is not None for status, due, _ in state.promises
    ):
        drained //= 2
    left = draft.patience[at] - drained
    draft.patience = replaced(draft.patience, at, max(left, 0))


def _push(program: Program, draft: Draft, choice: CompiledChoice) -> None:
    """Offers the extras of a choice; an extra that does not fit costs trust and patience."""
    rubric = program.rubric
    for extra in choice.pushes:
        fits = not draft.refused & program.index.extras[extra]
        test = program.fits.get(extra)
        fits = fits and test is not None and test(draft)
        draft.events.append(ExtraOffered(extra=extra, fits=fits))
        if not fits:
            patience = rubric.intrusion_patience * PATIENCE_UNITS
            for customer in choice.addressed or (program.index.main,):
                shift(draft, customer, rubric.intrusion_trust, patience)


def _set_variables(draft: Draft, choice: CompiledChoice) -> None:
    """Sets the variables of a choice and adds to its numbers, which stay within their bounds."""
    variables = list(draft.variables)
    for place, value in choice.sets:
        variables[place] = value
    for place, amount, minimum, maximum in choice.adds:
        variables[place] = min(max(minimum, int(variables[place]) + amount), maximum)
    draft.variables = tuple(variables)
