"""Benchmarks: the cost of the program as a ratio to a comparison measured in the same run."""
