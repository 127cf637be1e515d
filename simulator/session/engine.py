"""The state machine that belongs to a program, shared by all sessions on it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from simulator.session.machine import StoryMachine

if TYPE_CHECKING:
    from simulator.session.program.program import Program

_MACHINES: WeakKeyDictionary[Program, StoryMachine] = WeakKeyDictionary()


def machine_of(program: Program) -> StoryMachine:
    """The state machine of a program, built at the first call.

    A program does not know its machine, so that it stays data. The machine is kept here as long as
    the program lives: it refers to parts of the program only, and so does not keep it alive.
    """
    machine = _MACHINES.get(program)
    if machine is None:
        machine = _MACHINES[program] = StoryMachine(program)
    return machine
