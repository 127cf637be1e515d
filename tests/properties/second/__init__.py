"""The rules of a play a second time, written from the two documents alone.

`docs/scenario-format.md` and `docs/scoring.md` are the only sources: nothing here imports the
program. It is slow and simple on purpose. Where it and the program differ, one of the three is
wrong: the program, a document, or this.
"""
