"""Reads single values of a YAML file: texts, numbers, ids, references and guards.

Knows how values are written; `authoring.format` knows which keys a file has.
"""
