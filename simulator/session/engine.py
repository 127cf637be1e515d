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

    A program holds no machine, because a program is data. This module keeps the machine until the
    program is freed. The machine refers only to parts of the program, never to the program itself,
    so the machine does not prevent the program from being freed.

    Args:
        program: The program whose machine is wanted.

    Returns:
        The machine; later calls with this program return this object again.
    """
    machine = _MACHINES.get(program)
    if machine is None:
        machine = _MACHINES[program] = StoryMachine(program)
    return machine
