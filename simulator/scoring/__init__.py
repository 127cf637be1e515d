"""From an event log and a rubric to a score sheet, by fixed rules written by people.

One module a dimension, each of pure functions in exact fractions; `sheet` rounds once and adds
up. Nothing here sees a clock, a name, a language or a setting of the trainee's.
"""
