"""The live run of a scenario: it takes commands, returns events and keeps every event in a log.

A session reads no file, no wall clock and no language, and draws nothing. Front ends pass the
time of the reply clock in whole milliseconds. Story time is in whole seconds since the start of
the story.
"""
