"""The backdrops: one quiet room for each setting, by day and by night."""
