"""The editions that are published with this program.

A scenario of a user can have any id and edition number. Only the digest tells whether the text that
was played is the published one.
"""

from __future__ import annotations

from typing import Final

PUBLISHED: Final = {
    "f125cf1d14b69294095e15aaac899a3a791103f1e47d96de8da7cc0ab4619999": "wrong-dish 1",
    "8a189b96039229e2219b1961917cddb560b1ba855310f1f6cd7be7a79b65fc80": "dark-screen 1",
    "242ddaaaf2dbb90661fb75038b5ecd8128fd670a90771c2fc5a8bdf845e78adc": "not-as-described 1",
}
"""Scenario and edition number by the digest of the edition.

Whoever changes a shipped scenario or its rubric adds the new digest, and never removes one.
"""
