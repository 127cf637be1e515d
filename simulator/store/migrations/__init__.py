"""The migrations of the database. A released migration must never change what it does."""
