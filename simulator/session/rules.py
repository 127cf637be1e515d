"""What a choice does, in the order that `docs/scenario-format.md` gives.

Pure functions from a state to the next one and the events on the way. The session fires the
state machine between `apply` and `enter`; `successor` goes the same way without it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from simulator.session.event import (
    Broken,
    Ended,
    Entered,
    Event,
    Felt,
    Happened,
    Kept,
    Moved,
    Promised,
    Pushed,
    WalkedOut,
)
from simulator.session.state import BROKEN, FINE, KEPT, NOT_MADE, OPEN, Draft, State, points

if TYPE_CHECKING:
    from simulator.scenario.model import Choice, Mood, Node
    from simulator.session.program import Program
    from simulator.session.state import Standing

_FULL = 1000


class Move(NamedTuple):
    """How the story leaves a node: a trigger of the machine, and the node that it leads to."""

    trigger: str
    node: str


def available(program: Program, state: State) -> tuple[Choice, ...]:
    """The choices on offer, look-ups too, in the order of the file."""
    return tuple(x for x in program.node(state).choices if is_available(program, state, x))


def is_available(program: Program, state: State, choice: Choice) -> bool:
    """Whether the guard of a choice holds and it is not used up."""
    test = program.whens.get(choice.key)
    if test is not None and not test(state):
        return False
    words = program.wordless.get(choice.key)
    if words is not None and program.says(words, state) is None:
        return False
    if choice.until_event and waits_until(program, state) is None:
        return False
    if choice.again is None or not state.chosen & program.choice_bit[choice.key]:
        return True
    return choice.again > 0 and state.repeats[program.repeat_at[choice.key]] < choice.again


def goes_on(program: Program, state: State) -> bool:
    """Whether the story goes on by itself: a way, and no reply to choose."""
    node = program.node(state)
    return bool(node.ways) and not any(
        x.scored and is_available(program, state, x) for x in node.choices
    )


def waits_until(program: Program, state: State) -> int | None:
    """Story seconds at which the next event falls due; None if none is to come.

    Events whose guard holds already come before those that are only due some time.
    """
    sure, unsure = [], []
    for at, _, place, _, test in program.story:
        if state.happened >> place & 1:
            continue
        if test is None or test(state):
            sure.append(max(at, state.elapsed))
        elif at > state.elapsed:
            unsure.append(at)
    for place, promise in enumerate(program.scenario.promises.values()):
        status, due, _ = state.promises[place]
        if promise.missed is not None and status == OPEN and due is not None:
            sure.append(max(due + 1, state.elapsed))
        if state.missed >> place & 1:
            sure.append(state.elapsed)
    return min(sure or unsure, default=None)


def mood(program: Program, state: Standing) -> Mood | None:
    """The face shown: the node's word, else the first band of the rubric that fits."""
    at = program.customer(state)
    node = program.node(state)
    if node.mood is not None:
        return node.mood
    if at is None:
        return None
    patience, trust = points(state.patience[at]), state.trust[at]
    return next(
        band.mood
        for band in program.rubric.moods
        if (band.patience_under is None or patience < band.patience_under)
        and (band.trust_under is None or trust < band.trust_under)
    )


def apply(program: Program, state: State, choice: Choice) -> tuple[Draft, list[Event], Move | None]:
    """What a choice does, up to the way on.

    Returns:
        The state as it then is, still at the node; the events; and the way that patience or
        the story force, or None where the choice's own way is open.
    """
    draft, events = Draft(state), []
    bit = program.choice_bit[choice.key]
    made_before = bool(state.chosen & bit)
    draft.chosen |= bit
    if made_before and choice.again:
        draft.repeats[program.repeat_at[choice.key]] += 1
    if choice.look:
        draft.read |= program.record_bit[choice.look]
    _pass_time(program, draft, state, choice)
    events += _break_promises(program, draft)
    events += _promises(program, draft, choice)
    for opportunity, _ in choice.meets:
        draft.met |= program.opportunity_bit[opportunity]
    events += _push(program, draft, choice)
    _move_feelings(program, draft, choice, only_losses=made_before)
    _set_variables(program, draft, choice)
    events += _felt(program, state, draft)
    move, forced = _forced(program, draft)
    return draft, events + forced, move


def enter(program: Program, draft: Draft, node: Node) -> list[Event]:
    """Enters a node: the clock moves on, refusals are noted, an ending ends."""
    draft.node = node.id
    draft.visited |= program.node_bit[node.id]
    before = draft.freeze()
    broken: list[Event] = []
    if node.at is not None and node.at > draft.elapsed:
        draft.elapsed = node.at
        broken = _break_promises(program, draft)
    for extra in node.no_thanks:
        draft.refused |= program.extra_bit[extra]
    events: list[Event] = [
        Entered(node=node.id, elapsed=draft.elapsed),
        *broken,
        *_felt(program, before, draft),
    ]
    if node.ending is not None:
        events.append(Ended(node=node.id, outcome=node.ending))
    return events


def gives_up(program: Program) -> str:
    """Where abandoning leads: the walk-out, else the first lost ending."""
    scenario = program.scenario
    if scenario.walk_out is not None:
        return scenario.walk_out
    endings = [node for node in scenario.nodes.values() if node.ending is not None]
    return next((node.id for node in endings if node.ending == "lost"), endings[-1].id)


def own_way(program: Program, draft: Draft, choice: Choice) -> str | None:
    """The first open arm of a choice; None where it stays at the node."""
    return next(
        (r.node for r in program.ways(choice) if r.test is None or r.test(draft)),
        None,
    )


def successor(program: Program, state: State, choice: Choice) -> State:
    """The next state after a choice or silence: the story without machine, log or clock."""
    draft, _, move = apply(program, state, choice)
    node = own_way(program, draft, choice) if move is None else move.node
    if node is not None:
        enter(program, draft, program.scenario.nodes[node])
    return draft.freeze()


def _pass_time(program: Program, draft: Draft, state: State, choice: Choice) -> None:
    seconds = choice.takes
    if choice.until_event:
        due = waits_until(program, state)
        seconds = 0 if due is None else due - state.elapsed
    draft.elapsed += seconds
    at = program.customer(state)
    if at is None or not seconds:
        return
    waiting = any(status == OPEN and due is not None for status, due, _ in state.promises)
    channel = program.node(state).channel or program.scenario.channel
    drained = seconds * program.rubric.drain[channel] * (1 if waiting else 2)
    draft.patience[at] = max(0, draft.patience[at] - drained)


def _break_promises(program: Program, draft: Draft) -> list[Event]:
    events: list[Event] = []
    for place, promise in enumerate(program.scenario.promises.values()):
        status, due, customer = draft.promises[place]
        if status != OPEN or due is None or due >= draft.elapsed:
            continue
        draft.promises[place] = (BROKEN, due, customer)
        if promise.missed is not None:
            draft.missed |= 1 << place
        rubric = program.rubric
        _shift(draft, customer, rubric.broken_trust, rubric.broken_patience)
        events.append(Broken(promise=promise.id))
    return events


def _promises(program: Program, draft: Draft, choice: Choice) -> list[Event]:
    events: list[Event] = []
    for id_ in choice.keeps:
        place = program.promise_at[id_]
        status, due, customer = draft.promises[place]
        if status == OPEN:
            draft.promises[place] = (KEPT, due, customer)
            events.append(Kept(promise=id_))
    for id_ in choice.promises:
        place = program.promise_at[id_]
        if draft.promises[place][0] == NOT_MADE:
            promise = program.scenario.promises[id_]
            due = promise.due if promise.within is None else draft.elapsed + promise.within
            to = (*program.addressed(choice, draft), program.main_at)[0]
            draft.promises[place] = (OPEN, due, to)
            events.append(Promised(promise=id_, due=due))
    for id_, at in choice.moves:
        place = program.promise_at[id_]
        status, _, customer = draft.promises[place]
        if status == OPEN:
            draft.promises[place] = (OPEN, at, customer)
            events.append(Moved(promise=id_, due=at))
    return events + _break_promises(program, draft)


def _push(program: Program, draft: Draft, choice: Choice) -> list[Event]:
    events: list[Event] = []
    rubric = program.rubric
    hurt = program.addressed(choice, draft) or (program.main_at,)
    for extra in choice.pushes:
        fits = not draft.refused & program.extra_bit[extra]
        test = program.fits.get(extra)
        fits = fits and test is not None and test(draft)
        events.append(Pushed(extra=extra, fits=fits))
        if not fits:
            for at in hurt:
                _shift(draft, at, rubric.intrusion_trust, rubric.intrusion_patience)
    return events


def _move_feelings(program: Program, draft: Draft, choice: Choice, *, only_losses: bool) -> None:
    behaviours = [program.rubric.behaviours[id_] for id_ in choice.shows]
    if only_losses or any(x.hollow for x in behaviours):
        trust = sum(min(0, x.trust) for x in behaviours)
        patience = sum(min(0, x.patience) for x in behaviours)
    else:
        trust = sum(x.trust for x in behaviours)
        patience = sum(x.patience for x in behaviours)
    for at in program.addressed(choice, draft):
        _shift(draft, at, trust, patience)


def _shift(draft: Draft, at: int, trust: int, patience: int) -> None:
    draft.trust[at] = min(_FULL, max(0, draft.trust[at] + trust))
    draft.patience[at] = min(_FULL * FINE, max(0, draft.patience[at] + patience * FINE))


def _set_variables(program: Program, draft: Draft, choice: Choice) -> None:
    for id_, value in choice.sets:
        draft.variables[program.variable_at[id_]] = value
    for id_, amount in choice.adds:
        variable = program.scenario.variables[id_]
        place = program.variable_at[id_]
        total = int(draft.variables[place]) + amount
        if variable.least is not None:
            total = max(variable.least, total)
        if variable.most is not None:
            total = min(variable.most, total)
        draft.variables[place] = total


def _felt(program: Program, before: State, draft: Draft) -> list[Event]:
    return [
        Felt(customer=id_, patience=points(draft.patience[at]), trust=draft.trust[at])
        for id_, at in program.customer_at.items()
        if draft.trust[at] != before.trust[at]
        or points(draft.patience[at]) != points(before.patience[at])
    ]


def _forced(program: Program, draft: Draft) -> tuple[Move | None, list[Event]]:
    scenario = program.scenario
    out = scenario.walk_out
    if out is not None and not draft.visited & program.node_bit[out]:
        for id_, at in program.customer_at.items():
            if draft.patience[at] == 0:
                return Move("walk_out", out), [WalkedOut(customer=id_)]
    return _story(program, draft)


def _story(program: Program, draft: Draft) -> tuple[Move | None, list[Event]]:
    """The events that fell due; the first that leads somewhere decides the way."""
    fallen = [x for x in program.story if x[0] <= draft.elapsed and not draft.happened >> x[2] & 1]
    calls: list[tuple[int, int, int, str, str | None, bool]] = [
        (at, rank, place, event.id, event.to, test is None or test(draft))
        for at, rank, place, event, test in fallen
    ]
    for place, promise in enumerate(program.scenario.promises.values()):
        due = draft.promises[place][1]
        if draft.missed >> place & 1 and due is not None:
            calls.append((due, 0, place, promise.id, promise.missed, True))
    move: Move | None = None
    events: list[Event] = []
    for _, rank, place, id_, to, holds in sorted(calls):
        if not holds or (to is not None and move is not None):
            continue
        if to is not None:
            move = Move(f"happen:{to}", to)
        if rank == 0:
            draft.missed &= ~(1 << place)
        else:
            draft.happened |= 1 << place
            events.append(Happened(event=id_, led=to is not None))
    return move, events
