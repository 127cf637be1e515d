"""Benchmarks: ratios beside a floor or a peer, measured in turn in one run."""
