"""What the author wrote, as frozen values.

Knows no file, no line number, no clock and no language but the author's own.
"""
