"""Score sheets as xAPI 1.0.3 statements: made, written to a file, and sent to a record store.

`docs/xapi.md` shows each statement with an example.
"""
