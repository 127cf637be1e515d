"""Keeps the folders of the user out of every test and every example."""

from __future__ import annotations

import os
import tempfile

_FOLDER = tempfile.TemporaryDirectory()

for _kind in ("DATA", "CONFIG", "CACHE"):
    os.environ[f"XDG_{_kind}_HOME"] = os.path.join(_FOLDER.name, _kind)  # noqa: PTH118 - a variable
