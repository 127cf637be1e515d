"""One live run of a scenario: commands in, events out, every one of them logged.

The session knows no file, no language, no wall clock and no pixel. Times are handed in as
whole milliseconds of a reply clock; the story's own time is whole seconds since its start.
"""
