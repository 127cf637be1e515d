"""What trainees think of their own attempts is shown to nobody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.attempt.reflection import Plan
from simulator.store.sql import SqlStore
from tests.cli.test_commands import Desk

if TYPE_CHECKING:
    from pathlib import Path

COMMANDS = (
    ("list",),
    ("list", "--json"),
    ("show", "{id}", "--explain"),
    ("show", "{id}", "--json"),
    ("verify",),
    ("export",),
    ("export", "--format", "xapi"),
)


def test_no_sheet_and_no_export_tells_a_plan_or_a_judgement(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    database = f"sqlite:///{tmp_path / 'team.sqlite3'}"
    desk.environ["SIMULATOR_DATABASE"] = database
    desk.run("play", "wrong-dish", "--text", "--trainee", "Ana", typed="1\nx\n")
    store = SqlStore(database)
    (attempt,) = store.attempts()
    store.reflections.save_plan(attempt.id, Plan(when="zebra asks", then="zebra answers"))
    store.reflections.save_judged(attempt.id, {7: "mixed"})
    store.close()
    for command in COMMANDS:
        done = desk.run("scores", *(x.format(id=attempt.id[:8]) for x in command))
        assert (done.returncode, done.stderr) == (0, "")
        assert "zebra" not in done.stdout
        assert "7:mixed" not in done.stdout
