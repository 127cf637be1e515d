"""Migrations, oldest first; each one stands alone and is never changed."""
