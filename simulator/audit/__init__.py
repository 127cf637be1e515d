"""Shows whether a stored attempt is as it was played: hashes, fingerprints, recomputed scores.

It reads attempts through `attempt.ports`; it never writes and never repairs.
"""
