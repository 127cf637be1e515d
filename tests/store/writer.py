"""Writes an attempt without end, and prints the number of events after each saved one."""

from __future__ import annotations

import sys

from simulator.session.event import Entered
from simulator.store.sql import SqlStore
from tests.store.examples import LOG, attempt


def main() -> None:
    store = SqlStore(sys.argv[1])
    one = attempt()
    store.begin(one, LOG[:1])
    seq = 1
    while True:
        store.append(one.id, seq, (Entered(node="hello", elapsed=seq), LOG[2]))
        seq += 2
        sys.stdout.write(f"{seq}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
