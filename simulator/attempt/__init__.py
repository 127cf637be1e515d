"""One attempt from its start to its score sheet, and the ports to the outside that it needs.

The caller passes in the clock, the store and new ids. A front end turns input into the commands of
a `Play`. This package does not translate: `presentation` puts a play into words.
"""
