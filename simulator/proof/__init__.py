"""Proves properties of a scenario without playing it, such as that every node can be reached.

This package reads no files and knows no line numbers: a finding has a code and the id of an
element.
"""
