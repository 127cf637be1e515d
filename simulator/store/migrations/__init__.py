"""The migrations of the database. One that was released never changes its effect."""
