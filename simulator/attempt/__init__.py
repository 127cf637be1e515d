"""One attempt from its first line to its score sheet, and the ports that it needs.

Clock, store, translator and ids are handed in; a front end turns input into the commands of a
`Play` and its `Scene` into pixels or lines.
"""
