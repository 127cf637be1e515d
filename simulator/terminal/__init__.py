"""The text player: the same play, line by line, for screen readers, remote shells and scripts.

It prints whole sentences, never moves the cursor, and knows no scoring rule.
"""
