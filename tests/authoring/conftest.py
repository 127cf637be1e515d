"""Runs every test of this folder twice: with libyaml, and as on a system without it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yaml

from simulator.authoring.yaml import libyaml
from simulator.authoring.yaml.pure import PureLoader

if TYPE_CHECKING:
    from collections.abc import Iterator

LOADERS = {"libyaml": yaml.CSafeLoader, "pure": PureLoader}


@pytest.fixture(scope="session", autouse=True, params=LOADERS)
def loader(request: pytest.FixtureRequest) -> Iterator[str]:
    """The name of the parser that reads what the fast reader does not."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(libyaml, "_LOADER", LOADERS[request.param])
        yield request.param
