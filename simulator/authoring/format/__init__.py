"""Reads scenario, part, rubric and concept files: their keys, and the values of the keys."""
