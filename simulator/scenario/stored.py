"""The base of every value that an edition stores."""

from __future__ import annotations

from msgspec import Struct


class Stored(Struct, frozen=True, tag_field="is", omit_defaults=True, forbid_unknown_fields=True):
    """A value with a place in the stored text of an edition.

    The tag of a subclass and the stored names of its fields never change: stored editions hold
    them, and their digests with them. A field whose Python name changes keeps its stored name by
    `field(name=...)`. A field that has its default is left out of the text. msgspec finds a
    default by identity, so a default is `None`, a truth value, a number from -5 to 256, the empty
    text or tuple, or `__post_init__` puts the default object in the place of an equal value.
    """
