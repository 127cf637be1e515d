"""What can be proved about a scenario without playing it.

Reads no files and knows no places: a finding names a code and the id of an element.
"""
