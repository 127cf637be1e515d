"""Score sheets for people outside the game: rows of plain values, and files made of them."""
