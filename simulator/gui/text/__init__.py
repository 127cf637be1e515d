"""Text as pixels: which font draws which character, and where lines break."""
