"""Computes a score sheet from an event log and a rubric, by fixed rules that people wrote.

`read_playthrough` reads the log once. One module for each dimension then computes its score in
exact fractions. `sheet` rounds each score once and computes the total. `docs/scoring.md` explains
the rules and names their sources. No function here can read a clock, the name, the language or a
setting of the trainee.
"""
