"""The fonts of the game, cut down to what its languages need."""
