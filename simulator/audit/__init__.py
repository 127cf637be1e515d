"""Whether a stored attempt is what was played: chained logs, fingerprints, recomputed scores."""
