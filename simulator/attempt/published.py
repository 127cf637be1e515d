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
    "08ead403a336926c1e2f00cf1b96feacc4bd0d2058fd9b11ae04c1cdc6f0004d": "wrong-dish 2",
    "5058db491adf9cf1c10b8ca6d814a406100efe3ae467b0da3618fcf9cfb4d8f6": "dark-screen 2",
    "119473df2bad533b88baf9c3b82789a835601a700265e7d9c0acc293c00b1391": "not-as-described 2",
    "874d08a4952c88888594d9386cf7e493540d7a8c376a8bf4dc02a7fd7d5a3e96": "dark-screen 3",
    "0ede95683e994980ff2ca00b38058bdf8492d6dec421b0d4ba8f764932703df3": "not-as-described 3",
    "0098b4827bedd4bccf5eff41e5db5c5846d4d5139051d4942f868fa26087e980": "wrong-dish 3",
    "cd31add66fece36c4ab432e3a997f1e7119786091030b88baf2f8f7f95bbd064": "dark-screen 3",
    "3242537ec04fa4bd207a8ce59604f0e6915d4a9c37e007f1ac9348d91db51118": "not-as-described 3",
    "addd2f277bbc8164b193d7ed2896a1c6c80b71880318648099dcc0f5b68ff7ca": "wrong-dish 3",
    "1c70077763daa6eeb0b34918c7f6c90193fd2cef0ea81568194a7c736faef2bb": "first-shift 1",
}
"""Scenario and edition number by the digest of the edition.

Whoever changes a shipped scenario or its rubric adds the new digest, and never removes one.
"""
