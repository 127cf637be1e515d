"""Single values out of located YAML: texts, numbers, ids, references, guards.

Knows the notation of values, but not which keys a file has: that is `authoring.format`.
"""
