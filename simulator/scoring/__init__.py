"""From an event log and a rubric to a score sheet, by fixed rules that people wrote.

`read_playthrough` reads the log once. Each dimension then has one module of pure functions in
exact fractions, and `sheet` rounds each score once and adds the total up. The rules and their
sources are in `docs/scoring.md`. Nothing here sees a clock, a name, a language or a setting of
the trainee.
"""
