"""Text as pixels: which font for which character, where lines break, drawn once and kept."""
