"""Reads YAML files into texts, lists and maps, each with its line and column.

Knows nothing of scenarios. Reports syntax errors, and the features of YAML that are not allowed.
"""
