"""The README's example loads and plays."""

from __future__ import annotations

import re

from simulator.session.session import Session
from tests.shipped import ROOT, program


def test_the_example_scenario_plays() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    example = re.search(r"```yaml\n(.*?)```", text, re.DOTALL)
    assert example is not None
    playing = Session(program(example.group(1)))
    playing.start()
    playing.choose("own-it")
    assert playing.ended
