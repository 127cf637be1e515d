"""A store with two attempts at the scenario of two replies: one ended, one waits."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from simulator.attempt.edition import Edition
from simulator.store.sql import SqlStore
from tests.attempt.players import ID, OTHER, TEXT, begin, finish, step
from tests.shipped import program

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "attempts.sqlite3"


@pytest.fixture
def store(file: Path) -> Iterator[SqlStore]:
    with closing(SqlStore(f"sqlite:///{file}")) as store:
        finish(begin(store, Edition(program(TEXT)), ID))
        step(begin(store, Edition(program(TEXT)), OTHER))
        yield store
