"""`python -m benchmarks`: what things cost, as ratios beside a peer or a floor, in one run."""

from __future__ import annotations

from benchmarks import growth, load, start, step, store, window


def main() -> None:
    """Prints one table; a figure above what we allow ourselves is marked."""
    print("CPU time, medians of interleaved rounds")
    for rows in (step.rows, growth.rows, load.rows, start.rows, store.rows, window.rows):
        for row in rows():
            print(row)


if __name__ == "__main__":
    main()
