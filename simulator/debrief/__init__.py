"""Builds the debrief of a play from its event log: facts and authored texts for the trainee.

This package does not translate and does not draw; `presentation` puts a debrief into words.
"""
