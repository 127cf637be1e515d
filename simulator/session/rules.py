"""The steps from one node to the next, in the order that `docs/scenario-format.md` gives.

A step changes a draft of the next state and adds the session events to the draft. A session calls
`apply`, then fires the state machine, then calls `enter`. The function `successor` calls `apply`
and `enter` without the machine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from simulator.session.effects import take_effect
from simulator.session.event import Ended, Entered, HarmShown, WalkedOut
from simulator.session.feelings import note_feelings, shift
from simulator.session.promises import break_promises
from simulator.session.sparse import page_at, with_page
from simulator.session.state import PATIENCE_UNITS, Draft
from simulator.session.timeline import happen
from simulator.session.waiting import waiting_time

if TYPE_CHECKING:
    from collections.abc import Iterable

    from simulator.scenario.model import Choice
    from simulator.session.program.compiled import CompiledChoice, CompiledTarget
    from simulator.session.program.program import Program
    from simulator.session.state import State


class Move(NamedTuple):
    """A move of the story to another node.

    Attributes:
        trigger: The trigger of the state machine.
        node: The id of the node that the trigger leads to.
    """

    trigger: str
    node: str


def apply(program: Program, state: State, draft: Draft, choice: CompiledChoice) -> Move | None:
    """Changes a draft by the effects of a choice, up to the point where the story moves on.

    Args:
        program: The program that is played.
        state: The state before the choice.
        draft: A draft of this state, which is changed; its node is not changed.
        choice: The choice that is made.

    Returns:
        The move that used-up patience or an event forces; None if the targets of the choice decide
        where the story goes.
    """
    seconds = waiting_time(program, state, choice) or 0 if choice.until_event else choice.takes
    take_effect(program, state, draft, choice, seconds)
    note_feelings(program, state, draft)
    return _forced(program, draft)


def enter(program: Program, draft: Draft, to: str) -> None:
    """Changes a draft so that the story is at another node.

    The node is marked as visited and its refused extras are noted. If the node has a later story
    time (`at`), the story clock moves on to it, which may break promises. A first visit to a node
    that fails costs trust and patience. Harm that the node shows is judged then. An ending adds
    `Ended`.

    Args:
        program: The program that is played.
        draft: The draft that is changed; its events are added to it.
        to: The id of the node.
    """
    node = program.nodes[to]
    at = node.marks
    draft.node = to
    marks = page_at(draft.marks, at.branch, at.page)
    first = not marks & node.mark
    if first:
        draft.marks = with_page(draft.marks, at.branch, at.page, marks | node.mark)
    if node.refuses:
        draft.refused |= node.refuses
    moves_on = node.at > draft.elapsed
    if moves_on:
        draft.elapsed = node.at
    draft.events.append(Entered(node=to, elapsed=draft.elapsed))
    rubric = program.rubric
    hurts = first and node.fails and (rubric.failure_trust or rubric.failure_patience)
    if moves_on or hurts:
        before = draft.freeze()
        if moves_on:
            break_promises(program, draft)
        if hurts:
            _fail(program, draft, node.customer)
        note_feelings(program, before, draft)
    if node.harms:
        excused = node.excuse is not None and program.guards.test(node.excuse)(draft)
        draft.events.append(HarmShown(node=to, excused=excused))
    if node.ending is not None:
        draft.events.append(Ended(node=to, outcome=node.ending))


def _fail(program: Program, draft: Draft, customer: int | None) -> None:
    """Takes trust and patience from the customer of a node that fails, else the main customer."""
    at = program.index.main if customer is None else customer
    rubric = program.rubric
    shift(draft, at, rubric.failure_trust, rubric.failure_patience * PATIENCE_UNITS)


def first_target(program: Program, draft: Draft, targets: Iterable[CompiledTarget]) -> str | None:
    """The id of the node of the first target whose guard holds.

    Args:
        program: The program that is played.
        draft: The draft in which the guards are evaluated; that after the effects of a choice.
        targets: The targets of a choice or node.

    Returns:
        The id; None if the story stays at the present node.
    """
    for target in targets:
        if target.when is None or program.guards.test(target.when)(draft):
            return target.node
    return None


def successor(program: Program, state: State, choice: Choice) -> State:
    """The next state after a choice or silence, computed without state machine, log or clock.

    Args:
        program: The program that is played.
        state: The state before the choice; it is not changed.
        choice: A choice or silence of the present node; whether it can be made is not checked.
    """
    compiled = program.compiled_choice(choice.key)
    draft = Draft(state)
    move = apply(program, state, draft, compiled)
    node = first_target(program, draft, compiled.targets) if move is None else move.node
    if node is not None:
        enter(program, draft, node)
    return draft.freeze()


def _forced(program: Program, draft: Draft) -> Move | None:
    """The move to the walk-out if patience is used up, or of a due event; None: no move."""
    out = program.walk_out
    if out is not None and 0 in draft.patience and not program.index.visited(draft, out):
        customer = draft.patience.index(0)
        draft.events.append(WalkedOut(customer=program.customers[customer]))
        return Move("walk_out", out)
    if not program.timeline and not draft.missed:
        return None
    node = happen(program, draft)
    return None if node is None else Move(f"happen:{node}", node)
