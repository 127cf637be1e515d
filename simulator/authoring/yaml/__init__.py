"""YAML files as values with places: the text, list or map, and the line and column of each.

Knows nothing of scenarios. Reports YAML's own errors, and everything of YAML that is not allowed.
"""
