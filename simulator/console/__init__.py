"""The standard streams and the signals of a process: what is printed and typed, and what ends it.

`__main__` loads this package before anything else, so this module imports nothing.
"""
