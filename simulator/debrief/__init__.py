"""From a played log to the look back at it: facts and texts for the trainee.

Nothing here draws, words or translates; `presentation` does.
"""
