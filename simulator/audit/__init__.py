"""Detects changes of stored attempts, by hashes, fingerprints and recomputed scores.

This package reads attempts through `attempt.ports`. It never writes or repairs an attempt.
"""
