"""The base of every value that an edition stores."""

from __future__ import annotations

from msgspec import Struct


class Stored(Struct, frozen=True, tag_field="is", omit_defaults=True, forbid_unknown_fields=True):
    """A value that is part of the stored text of an edition.

    The tag of a subclass and the stored names of its fields must never change, because the digests
    of stored editions depend on them. If the Python name of a field changes, `field(name=...)`
    keeps the stored name.

    A field with its default value is left out of the text. msgspec recognises a default value by
    identity, not by equality. Therefore a default must be an object that Python creates only once:
    `None`, `True`, `False`, a whole number from -5 to 256, an empty string or an empty tuple. For
    any other default, `__post_init__` must replace an equal value by the default object.
    """
