"""The text player: plays a scenario line by line, for screen readers, remote shells and scripts.

It prints whole sentences, never moves the cursor, and contains no scoring rules.
"""
